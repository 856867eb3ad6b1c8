"""Answers an invitation as a mail program would, by Python's own mail and calendar writers.

usage: reply.py MAIL ANSWER [PROGRAM] [KEY=VALUE ...] > REPLY

ANSWER: ACCEPTED, TENTATIVE, DECLINED, DELEGATED, or a start such as 2026-12-03T14:00 to propose instead.
PROGRAM: outlook (base64, no ORGANIZER), google (the calendar twice, Sender another) or thunderbird.
KEY=VALUE: from, sequence, stamp, to lie about them; comment, what is written with it.
"""
import datetime as dt, email, email.policy, sys
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import icalendar

path, answer, *rest = sys.argv[1:]
program = next((r for r in rest if "=" not in r), "thunderbird")
lies = dict(r.split("=", 1) for r in rest if "=" in r)
mail = email.message_from_bytes(open(path, "rb").read(), policy=email.policy.default)
invitation = icalendar.Calendar.from_ical([p for p in mail.walk()][2].get_payload(decode=True))
[event] = invitation.walk("VEVENT")

proposal = answer[0].isdigit()
reply = icalendar.Calendar()
reply.add("prodid", {"outlook": "Microsoft Exchange Server 2010", "google": "-//Google Inc//Google Calendar 70.9054//EN"}.get(program, "-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN"))
reply.add("version", "2.0")
method = "COUNTER" if proposal else "REPLY"
reply.add("method", method)
own = icalendar.Event()
own.add("uid", event["UID"])
own.add("sequence", int(lies.get("sequence", event["SEQUENCE"])))
stamp = event["DTSTAMP"].dt + dt.timedelta(minutes=5)
own.add("dtstamp", dt.datetime.fromisoformat(lies["stamp"]) if "stamp" in lies else stamp)
if proposal:
    start = dt.datetime.fromisoformat(answer).replace(tzinfo=ZoneInfo("Europe/London")).astimezone(dt.timezone.utc)
    own.add("dtstart", start)
    own.add("dtend", start + (event["DTEND"].dt - event["DTSTART"].dt))
else:
    own.add("dtstart", event["DTSTART"].dt)
    own.add("dtend", event["DTEND"].dt)
if "comment" in lies:
    own.add("comment", lies["comment"])
attendee = icalendar.vCalAddress(str(event["ATTENDEE"]))
attendee.params["PARTSTAT"] = "TENTATIVE" if proposal else answer
own.add("attendee", attendee)
if program != "outlook":
    own.add("organizer", event["ORGANIZER"])
reply.add_component(own)

me = lies.get("from", str(event["ATTENDEE"]).removeprefix("mailto:"))
out = EmailMessage(policy=email.policy.SMTP)
out["From"], out["To"], out["Subject"] = f'"Somebody, A." <{me}>', mail["From"], f"{answer}: {event['SUMMARY']}"
if program == "google":
    out["Sender"] = "Google Calendar <calendar-notification@google.com>"
out.set_content("")
content = reply.to_ical()
out.add_alternative(content, maintype="text", subtype="calendar", params={"method": method, "charset": "utf-8"}, cte="base64" if program == "outlook" else "8bit" if program == "thunderbird" else "base64")
if program == "google":
    out.add_attachment(content, maintype="application", subtype="ics", filename="invite.ics")
sys.stdout.buffer.write(out.as_bytes())
