"""Holds every feed of an export against its plan.json, through parsers that are none of ours.

usage: feeds.py EXPORT CASELOAD

Each feed is read by icalendar, by ical (which is strict), by vobject (which works the zone out of the VTIMEZONE) and
by recurring-ical-events, and each must find the plan's events by UID, start and end, minute for minute in UTC. What
each practitioner's availability leaves free is held against the plan as well.

Prints one line for each difference; exit status 0 means none.
"""
import csv, datetime as dt, glob, json, os, sys
from collections import defaultdict
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

export, caseload = sys.argv[1:]
plan = json.load(open(f"{export}/plan.json"))
zone = ZoneInfo(plan["timezone"])
with open(f"{caseload}/practitioners.csv") as file:
    agency = {row["practitioner"]: row["agency"] for row in csv.DictReader(file)}


def utc(wall, minutes=0):
    """What a clock on the wall shows, as UTC; minutes of wall time later."""
    moment = dt.datetime.fromisoformat(wall) + dt.timedelta(minutes=minutes)
    return moment.replace(tzinfo=zone).astimezone(dt.timezone.utc)


def expected():
    """(UID without its host, start, end) of everything the plan has, by the feed's path."""
    found = defaultdict(set)
    for contact in plan["contacts"]:
        event = (contact["contact"], utc(contact["start"]), utc(contact["start"], contact["minutes"]))
        people = contact["practitioners"]
        for feed in [f"{p}.ics" for p in people] + [f"agencies/{agency[p]}.ics" for p in people]:
            found[feed].add(event)
        found["team/team.ics"].add(event)
        found[f"rooms/{contact['location']}.ics"].add(event)
    for meeting in plan["meetings"]:
        uid = meeting["meeting"]
        event = (uid, utc(meeting["start"]), utc(meeting["end"]))
        for feed in ["team/team.ics", f"series/{meeting['series']}.ics", f"rooms/{meeting['location']}.ics"]:
            found[feed].add(event)
        windows = defaultdict(list)
        for one in meeting["attendance"]:
            person, start, end = one["practitioner"], utc(one["from"]), utc(one["until"])
            found[f"{person}.ics"].add((f"{uid}.{person}", start, end))
            windows[agency[person]] += [start, end]
        for name, times in windows.items():
            found[f"agencies/{name}.ics"].add((f"{uid}.agency.{name}", min(times), max(times)))
    return found


def normal(uid, start, end):
    return (str(uid).split("@")[0], start.astimezone(dt.timezone.utc), end.astimezone(dt.timezone.utc))


def readings(raw):
    """The events of a feed, as each parser has them."""
    text = raw.decode()
    calendar = icalendar.Calendar.from_ical(raw)
    yield "icalendar", [normal(e["UID"], e["DTSTART"].dt, e["DTEND"].dt) for e in calendar.walk("VEVENT")]
    strict = IcsCalendarStream.calendar_from_ics(text)
    yield "ical", [normal(e.uid, e.dtstart, e.dtend) for e in strict.events]
    events = vobject.readOne(text).contents.get("vevent", [])
    yield "vobject", [normal(e.uid.value, e.dtstart.value, e.dtend.value) for e in events]
    first = dt.datetime.fromisoformat(plan["from"]).replace(tzinfo=zone)
    expanded = recurring_ical_events.of(calendar).between(first, first + dt.timedelta(weeks=plan["weeks"]))
    yield "recurring-ical-events", [normal(e["UID"], e["DTSTART"].dt, e["DTEND"].dt) for e in expanded]


wrong = 0


def complain(message):
    global wrong
    wrong += 1
    print(message)


events = 0
plan_has = expected()
paths = sorted(glob.glob(f"{export}/feeds/**/*.ics", recursive=True))
for path in paths:
    feed = os.path.relpath(path, f"{export}/feeds")
    raw = open(path, "rb").read()
    if any(len(line) > 75 for line in raw.split(b"\r\n")) or b"\n" in raw.replace(b"\r\n", b""):
        complain(f"{feed}: a line is too long, or does not end in CRLF")
    if feed.startswith("availability/"):
        continue
    for name, found in readings(raw):
        if len(set(found)) != len(found):
            complain(f"{feed}: {name} reads an event twice")
        if set(found) != plan_has[feed]:
            complain(f"{feed}: {name} reads {sorted(set(found) ^ plan_has[feed])[:3]} otherwise than the plan")
    events += len(found)
for feed in plan_has:
    # Nobody subscribes to a home, or to what is held nowhere.
    if not os.path.exists(f"{export}/feeds/{feed}") and not feed.startswith("rooms/"):
        complain(f"{feed} is missing")

periods = 0
for path in glob.glob(f"{export}/feeds/availability/*.ics"):
    feed = os.path.basename(path)
    parts = icalendar.Calendar.from_ical(open(path, "rb").read()).walk("VFREEBUSY")
    busy = []
    for part in parts:
        value = part.get("FREEBUSY", [])
        busy += [(p.params["FBTYPE"], p.start, p.end) for p in (value if isinstance(value, list) else [value])]
    periods += len(busy)
    if len(parts) != 1 or any(a[2] > b[1] for a, b in zip(busy, busy[1:])):
        complain(f"{feed}: not one VFREEBUSY with its periods in order")
    for uid, start, end in plan_has[feed]:
        taken = sum((min(end, p[2]) - max(start, p[1]) for p in busy if p[1] < end and p[2] > start), dt.timedelta())
        if taken != end - start:
            complain(f"{feed}: {uid} at {start} is not all taken")

print(f"{events} events read alike by four parsers, {periods} periods of availability")
sys.exit(1 if wrong or not events or not periods else 0)
