"""Holds every invitation in a folder of mails against plan.json, through parsers that are none of ours.

usage: invitations.py MAILS EXPORT TEAM [MEETING ...]

MEETING: those whose agendas are issued. Prints one line for each difference; exit status 0 means none.
"""
import csv, datetime as dt, email, email.policy, glob, json, re, sys
from zoneinfo import ZoneInfo

import icalendar
from ical.calendar_stream import IcsCalendarStream

mails, export, team, *issued = sys.argv[1:]
plan = json.load(open(f"{export}/plan.json"))
zone = ZoneInfo(plan["timezone"])
rows = lambda name: list(csv.DictReader(open(f"{team}/{name}.csv", encoding="utf-8-sig", newline="")))
people = {row["practitioner"]: row for row in rows("practitioners")}
names = {name for row in rows("nominals") for key in ("given_name", "family_name") for name in row[key].split()}
wrong = []


def expected():
    """{(address, start, end)} of all that the plan and the issued agendas ask people to."""
    found = set()
    for contact in plan["contacts"]:
        if contact["status"] in ("planned", "confirmed"):
            start = dt.datetime.fromisoformat(contact["start"])
            end = start + dt.timedelta(minutes=contact["minutes"])
            for who in contact["practitioners"]:
                found.add((people[who]["email"], f"{start:%Y-%m-%dT%H:%M}", f"{end:%Y-%m-%dT%H:%M}"))
    for meeting in plan["meetings"]:
        if meeting["meeting"] in issued:
            for window in meeting["attendance"]:
                found.add((people[window["practitioner"]]["email"], window["from"], window["until"]))
    return found


wall = lambda moment: moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
seen, ids, offsets = set(), set(), set()
for path in sorted(glob.glob(f"{mails}/*.eml")):
    raw = open(path, "rb").read()
    say = lambda what: wrong.append(f"{path}: {what}")
    if any(len(line) > 76 for line in raw.split(b"\r\n")) or b"\n" in raw.replace(b"\r\n", b""):
        say("a line is too long, or does not end in CRLF")
    mail = email.message_from_bytes(raw, policy=email.policy.strict)
    if [part.get_content_type() for part in mail.walk()] != ["multipart/alternative", "text/plain", "text/calendar"]:
        say("has other parts")
    text, calendar = mail.get_body(("plain",)).get_content(), [p for p in mail.walk()][2]
    to, sender = mail["To"].addresses, mail["From"].addresses
    if len(to) != 1 or len(sender) != 1:
        say("is not from one to one")
    content = calendar.get_payload(decode=True)
    first = icalendar.Calendar.from_ical(content)
    [event] = first.walk("VEVENT")
    second = IcsCalendarStream.calendar_from_ics(content.decode())
    [other] = second.events
    if not (calendar.get_content_type() == "text/calendar" and calendar["Content-Type"].params["method"] == first["METHOD"] == second.method):
        say("the METHODs differ")
    attendees = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    if [str(a) for a in attendees] != [f"mailto:{to[0].addr_spec}"]:
        say("asks somebody else than it is sent to")
    if str(event["ORGANIZER"]) != f"mailto:{sender[0].addr_spec}":
        say("is not from its organiser")
    if attendees[0].params["PARTSTAT"] != "NEEDS-ACTION" or str(attendees[0].params["RSVP"]) != "TRUE":
        say("does not ask")
    times = (wall(event["DTSTART"].dt), wall(event["DTEND"].dt))
    if times != (wall(other.dtstart), wall(other.dtend)) or str(event["UID"]) != other.uid:
        say("the two parsers read different events")
    offsets.add(event["DTSTART"].dt.astimezone(zone).utcoffset())
    shown = f"{dt.datetime.fromisoformat(times[0]):%H:%M} to {dt.datetime.fromisoformat(times[1]):%H:%M}"
    if shown not in text or str(event["SUMMARY"]) not in text or "OFFICIAL-SENSITIVE" not in text or "OFFICIAL-SENSITIVE" not in mail["Subject"]:
        say("the text says something else, or is not marked")
    words = set(re.findall(r"[^\W\d_]+", "\n".join([text, mail["Subject"]] + [str(event.get(k, "")) for k in ("SUMMARY", "LOCATION", "DESCRIPTION")])))
    if words & names:
        say(f"names a nominal: {words & names}")
    seen.add((to[0].addr_spec, *times))
    ids.add(mail["Message-ID"])
if seen != expected():
    wrong.append(f"asked to, and not in the plan: {sorted(seen - expected())[:5]}; the other way round: {sorted(expected() - seen)[:5]}")
print("\n".join(wrong) if wrong else f"{len(seen)} invitations read by both, {len(offsets)} offsets")
sys.exit(1 if wrong or not seen or len(ids) != len(glob.glob(f"{mails}/*.eml")) else 0)
