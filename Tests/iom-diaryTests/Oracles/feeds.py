"""Holds every feed of an export against its plan.json, through two parsers that are none of ours.

usage: feeds.py EXPORT

Prints one line for each difference; exit status 0 means none.
"""
import datetime as dt, glob, json, os, sys
from zoneinfo import ZoneInfo

import icalendar
from ical.calendar_stream import IcsCalendarStream

export = sys.argv[1]
plan = json.load(open(f"{export}/plan.json"))
zone = ZoneInfo(plan["timezone"])
wall = lambda moment: moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def expected(practitioner):
    """(start, end) of everything the plan has a practitioner at."""
    found = []
    for contact in plan["contacts"]:
        if practitioner in contact["practitioners"]:
            start = dt.datetime.fromisoformat(contact["start"])
            found.append((contact["start"], (start + dt.timedelta(minutes=contact["minutes"])).strftime("%Y-%m-%dT%H:%M")))
    for meeting in plan["meetings"]:
        for attendance in meeting["attendance"]:
            if attendance["practitioner"] == practitioner:
                found.append((attendance["from"], attendance["until"]))
    return sorted(found)


wrong = 0
events = 0
for path in sorted(glob.glob(f"{export}/feeds/*.ics")):
    practitioner = os.path.basename(path)[:-4]
    raw = open(path, "rb").read()
    first = icalendar.Calendar.from_ical(raw)
    one = sorted((wall(e["DTSTART"].dt), wall(e["DTEND"].dt), str(e["UID"]), str(e["SUMMARY"])) for e in first.walk("VEVENT"))
    second = IcsCalendarStream.calendar_from_ics(raw.decode())
    two = sorted((wall(e.dtstart), wall(e.dtend), e.uid, e.summary) for e in second.events)
    for name, here in (("icalendar", one), ("ical", two)):
        if sorted(x[:2] for x in here) != expected(practitioner):
            print(f"{practitioner}: {name} reads other times than the plan has")
            wrong += 1
    if one != two:
        print(f"{practitioner}: the two parsers read different events")
        wrong += 1
    if len({x[2] for x in one}) != len(one):
        print(f"{practitioner}: two events share a UID")
        wrong += 1
    if any(len(line) > 75 for line in raw.split(b"\r\n")) or b"\n" in raw.replace(b"\r\n", b""):
        print(f"{practitioner}: a line is too long, or does not end in CRLF")
        wrong += 1
    events += len(one)
print(f"{events} events read by both")
sys.exit(1 if wrong or not events else 0)
