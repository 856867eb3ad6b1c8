#!/usr/bin/env python3
"""Brings a caseload folder up to a published plan and a change to it, as the team's next export would have it.

usage: changed_folder.py FOLDER PLAN.json absence PRACTITIONER FROM UNTIL
                                       unavailable NOMINAL DATE
                                       recall NOMINAL DATE
                                       release NOMINAL DATE
                                       cancel CONTACT
                                       nothing -
"""
import csv, json, pathlib, sys

folder, plan, change, subject, *rest = pathlib.Path(sys.argv[1]), *sys.argv[2:]


def rows(name):
    with open(folder / name, newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        return list(reader), reader.fieldnames


def write(name, table, columns):
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(table)


contacts, columns = rows("contacts.csv")
published = json.load(open(plan))["contacts"]
known = {contact["contact"] for contact in published}
contacts = [contact for contact in contacts if contact["contact"] not in known]
for contact in published:
    contacts.append({**contact, "practitioners": ";".join(contact["practitioners"])})

if change == "absence":
    stamp = lambda time: time.replace("-", "").replace(":", "") + "00"
    calendar = folder / "calendars" / f"{subject}.ics"
    text = calendar.read_text() if calendar.exists() else "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nEND:VCALENDAR\r\n"
    event = (f"BEGIN:VEVENT\r\nUID:away\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:{stamp(rest[0])}\r\n"
             f"DTEND:{stamp(rest[1])}\r\nSUMMARY:Away\r\nEND:VEVENT\r\nEND:VCALENDAR")
    calendar.write_text(event.join(text.rsplit("END:VCALENDAR", 1)), newline="")
elif change == "unavailable":
    table, names = rows("unavailability.csv")
    table.append({"nominal": subject, "day": rest[0], "start": "00:00", "end": "24:00", "reason": "told"})
    write("unavailability.csv", table, names)
elif change in ("recall", "release"):
    table, names = rows("nominals.csv")
    for nominal in table:
        if nominal["nominal"] == subject:
            nominal["rag"] = "blue"
            nominal["release_on"] = rest[0] if change == "release" else ""
    write("nominals.csv", table, names)
    if change == "recall":
        table, names = rows("exceptions.csv")
        table.append({"nominal": subject, "on": rest[0], "kind": "recall"})
        write("exceptions.csv", table, names)
elif change == "cancel":
    for contact in contacts:
        if contact["contact"] == subject:
            contact["status"] = "cancelled_by_service"
write("contacts.csv", contacts, columns)
