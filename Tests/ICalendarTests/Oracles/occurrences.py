"""What Python's icalendar and recurring-ical-events make of calendars.

Reads a JSON file: [{"text", "from", "until"}], days of which the last is excluded, in Europe/London.
Prints a JSON list with, for each calendar, a list of "uid start end", in UTC; whole days are dates. A calendar
that they refuse gives null.
"""

import json
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from dateutil.tz import resolve_imaginary

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)


def instant(value):
    """A time without a zone is London's; one that is skipped counts with the offset before (RFC 5545, 3.3.5).

    dateutil, which reads VTIMEZONEs, would count with the offset after.
    """
    aware = value if value.tzinfo else value.replace(tzinfo=LONDON)
    return resolve_imaginary(aware).astimezone(timezone.utc)


def occurrences(case):
    try:
        return sorted(found(case))
    except Exception:  # They raise many kinds, and what they cannot read is no matter here.
        return None


def found(case):
    calendar = icalendar.Calendar.from_ical(case["text"])
    first, last = (date.fromisoformat(case[key]) for key in ("from", "until"))
    opens, closes = (instant(datetime(day.year, day.month, day.day)) for day in (first, last))
    # Wider than asked for, and cut here, so that both sides cut alike.
    for event in recurring_ical_events.of(calendar).between(first - 3 * DAY, last + 3 * DAY):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        if not isinstance(start, datetime):
            # RFC 5545, 3.6.1 gives a date one day; so do we where DTEND says none.
            end = max(end, start + DAY)
            if start < last and end > first:
                yield f"{event.get('UID')} {start} {end}"
            continue
        begins, ends = instant(start), instant(end)
        # An event that starts in the hour that is skipped still takes its time.
        if ends <= begins and end.replace(tzinfo=None) > start.replace(tzinfo=None):
            ends = begins + (end.replace(tzinfo=None) - start.replace(tzinfo=None))
        if begins < closes and (ends > opens or begins == ends >= opens):
            yield f"{event.get('UID')} {begins:%Y-%m-%dT%H:%M:%S} {ends:%Y-%m-%dT%H:%M:%S}"


with open(sys.argv[1], encoding="utf-8") as file:
    print(json.dumps([occurrences(case) for case in json.load(file)]))
