"""The journeys of those who use the diary, in a real browser: with and without scripts, on a desktop and on a phone.

usage: journeys.py BASE ACCOUNTS.json [PROGRAM] [all]

With all: each on both devices with scripts and without; else every other one on a desktop with, the rest on a phone
without.
The export that the diary came from is expected in team/ beside ACCOUNTS.json, and the diary in team.diary: PROGRAM
serves a copy of it on the day of a meeting, which is left out where no program is given.
"""

import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile

from browser import (
    DESKTOP, PHONE, Failures, chromium, fetch, follow, go, look, open_page, order, press, said, served, sign_in, words)

base, accounts = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text())
beside = pathlib.Path(sys.argv[2]).parent
program = next((argument for argument in sys.argv[3:] if argument != "all"), None)
failures = Failures()
check = failures.check


def minutes_asked(page):
    """How many minutes partner agencies are asked for, as the page has it."""
    return int(re.search(r"are asked for (\d+) minutes? of their people", words(page))[1])


def settle(page, button):
    """Presses a button of the agenda, and holds what is said of the partners' minutes against the page before and
    after."""
    before = minutes_asked(page)
    press(page, button)
    after = minutes_asked(page)
    change = (
        "as before" if after == before else
        f"{before - after} fewer than before" if after < before else f"{after - before} more than before")
    text = said(page)
    check(
        re.search(rf"Partner agencies are asked for {after} minutes?, {change}\.", text),
        f"{button}: partners' minutes were {before}, are {after}, and it says {text!r}")
    return after - before


def change_item(page, nominal):
    page.locator("summary", has_text=f"Change the item of {nominal}").click()


def line(page, nominal):
    """When a nominal is discussed, and for how long."""
    return page.locator(".order > li").filter(has=page.locator("h3", has_text=nominal)).locator(".time").inner_text()


# Support workers


def arrange_an_agenda(page, see):
    """Settles the agenda of a meeting by buttons alone, sees what each does to the partners' minutes, and takes it all
    back."""
    go(page, "Meetings")
    see("meetings")
    follow(page, re.compile("^MAP, Wednesday 9 December"))
    see("agenda")

    other = page.get_by_label("Nominal", exact=True).locator("option").nth(1).get_attribute("value")
    page.get_by_label("Nominal", exact=True).select_option(other)
    page.get_by_label("Why they are to be discussed").fill("housing ends this week")
    changed = settle(page, "Add to the agenda")
    check(other in order(page), f"{other} was added, and is not on the agenda")

    can_be_noted = page.get_by_role("button", name=re.compile("^Note n.* without discussion"), include_hidden=True)
    noted = can_be_noted.first.text_content().split()[1]
    change_item(page, noted)
    settle(page, f"Note {noted} without discussion")
    check(noted not in order(page), f"{noted} was noted, and is still discussed")

    deferred = next(one for one in reversed(order(page)) if one != other)
    change_item(page, deferred)
    page.get_by_label(f"Why {deferred} is not discussed").fill("nothing has changed")
    changed = settle(page, f"Defer {deferred} to the next meeting") or changed
    check(changed, "neither one more item nor one fewer changes the partners' minutes")
    check(deferred not in order(page), f"{deferred} was deferred, and is still discussed")

    pinned = next(one for one in order(page)[5:] if one != other)
    at = line(page, order(page)[2])[:5]
    change_item(page, pinned)
    page.get_by_label(f"Start {pinned} at").fill(at)
    settle(page, f"Pin {pinned} at this time")
    check(line(page, pinned).startswith(at), f"{pinned} was pinned at {at}, and is at {line(page, pinned)}")

    for way, step in (("up", -1), ("down", 1)):
        before = order(page)
        mover = before[-3]
        settle(page, f"Move {mover} {way}")
        place = order(page).index(mover)
        check(place == len(before) - 3 + step, f"{mover} was moved {way}, and is now {place}th of {before}")

    long = order(page)[-1]
    length = re.compile(r"(\d+) minutes?")
    before = int(length.search(line(page, long))[1])
    settle(page, f"+ 5 min for {long}")
    check(int(length.search(line(page, long))[1]) == before + 5, f"{long} was to have 5 minutes more than {before}")
    settle(page, f"− 5 min for {long}")
    check(int(length.search(line(page, long))[1]) == before, f"{long} was to have {before} minutes again")
    see("agenda after changes")

    settle(page, "Put the items in the order that keeps people waiting least")
    change_item(page, pinned)
    settle(page, f"Unpin {pinned}")
    for nominal in (other, noted, deferred):
        settle(page, f"Take back what was settled about {nominal}")
    check(noted in order(page) and deferred in order(page), f"{noted} and {deferred} did not come back")
    check(other not in order(page), f"{other} did not go away again")


def issue_an_agenda(page, see):
    """Looks at who gets what, issues the agenda, and takes the papers away."""
    go(page, "Meetings")
    follow(page, re.compile("^MAP, Wednesday 16 December"))
    first = order(page)[0]
    follow(page, "Issue the agenda")
    see("issue")
    # Printing takes longer than everything else together: once is enough.
    as_pdf = see.number == 0
    page.locator("#format-html").check()
    page.locator("#format-pdf").set_checked(as_pdf)
    page.locator("main form button").last.click()
    page.get_by_role("link", name="Download").wait_for(timeout=120_000)
    see("issued")
    with page.expect_download() as download:
        follow(page, "Download")
    check("_OS." in download.value.suggested_filename, f"{download.value.suggested_filename} does not bear the marking")
    papers = zipfile.ZipFile(io.BytesIO(pathlib.Path(download.value.path()).read_bytes()))
    pages = [papers.read(name).decode() for name in papers.namelist() if name.endswith(".html")]
    check(any(first in text for text in pages), f"none of {papers.namelist()} speaks of {first}")
    if as_pdf:
        printed = [papers.read(name) for name in papers.namelist() if name.endswith(".pdf")]
        check(len(printed) == len(pages), f"of {len(pages)} papers {len(printed)} are printed")
        check(all(one.startswith(b"%PDF-") for one in printed), "what is printed is no PDF")
    go(page, "Meetings")
    follow(page, re.compile("^MAP, Wednesday 16 December"))
    check("Issued" in words(page), "it was issued, and its page does not say so")


def close_an_action(page, see):
    """Says that an action is done, and finds it among those that are closed."""
    go(page, "Actions")
    see("actions")
    summary = page.locator("summary", has_text=re.compile("^Close a")).first
    action = summary.inner_text().split()[1]
    summary.click()
    page.get_by_label(f"Remark about {action}").fill("seen to on the telephone")
    press(page, f"{action} is done")
    check(f"Action {action} is closed" in said(page), f"{action} was closed, and it says {said(page)!r}")
    follow(page, re.compile("^Closed"))
    check(action in words(page), f"{action} is not among the closed actions")
    see("closed actions")


def import_an_export(page, see):
    """Sends an export with a fault, is told where it is; sends a sound one, sees what it would change, and takes it
    in."""
    with tempfile.TemporaryDirectory() as folder:
        export = pathlib.Path(folder)
        for file in (beside / "team").rglob("*.*"):
            (export / file.name).write_bytes(file.read_bytes())
        files = sorted(str(file) for file in export.iterdir())
        actions = export / "actions.csv"
        sound = actions.read_text()
        lines = len(sound.splitlines())

        def send(text):
            actions.write_text(text)
            go(page, "Data")
            follow(page, "Import an export")
            page.get_by_label("Files of the export").set_input_files(files)
            press(page, "Look through the export")
            page.wait_for_url(re.compile("/data/import/."), timeout=60_000)

        send(f"{sound}a990,n001,map-2026-11-25,2026-11-32,po1,2026-12-09,Ring the landlord,open\n")
        fault = f"actions.csv:{lines + 1}"
        check(fault in words(page), f"the fault in {fault} is not told: {words(page)!r}")
        see("faults of an export")
        fresh = f"a{990 + see.number}"
        send(f"{sound}{fresh},n001,map-2026-11-25,2026-11-25,po1,2026-12-09,Ring the landlord,open\n")
        row = page.get_by_role("row").filter(has_text="Actions").inner_text()
        check(row.split()[1:4] == ["1", "0", "0"], f"one action is to be added, and it says {row!r}")
        see("what an import would change")
        press(page, "Take the export in")
        page.wait_for_url(re.compile("/data$"), timeout=60_000)
        check("1 added" in said(page), f"one record was added, and it says {said(page)!r}")
        see("data")
        go(page, "Actions")
        check(fresh in words(page), f"{fresh} was imported, and is not among the actions")


def run_a_meeting(page, see):
    """Starts the meeting, keeps the register, notes an item, an action and a decision, ends it, and reads the notes."""
    go(page, "Meetings")
    follow(page, re.compile("^MAP, Wednesday 2 December"))
    follow(page, "Run the meeting")
    see("running order")
    clock = page.locator(".clock").inner_text()
    check(re.fullmatch(r"09:4\d", clock), f"the clock says {clock}")
    press(page, "Start the meeting")
    check(page.locator("li[aria-current=true]").count() == 1, "which item is due now is not marked")
    first = order(page)[0]

    follow(page, "Register")
    see("register")
    missing = page.locator("fieldset", has=page.get_by_label("Apologies")).first
    name = missing.locator("legend").inner_text().split(" (")[0]
    missing.get_by_label("Apologies").check()
    press(page, "Everyone else is there")
    check("register is kept" in said(page), f"the register was kept, and it says {said(page)!r}")
    follow(page, "Back to the running order")

    page.get_by_label(f"Minutes taken for {first}").fill("7")
    press(page, f"{first} is discussed")
    check(f"{first}: Discussed, 7 of" in said(page), f"{first} was discussed, and it says {said(page)!r}")
    follow(page, first)
    see("item")
    page.get_by_label("What is to be done").fill("Ask the landlord for a month more")
    page.get_by_label("Who is to do it").select_option(index=1)
    page.get_by_label("By when").fill("2026-12-09")
    press(page, "Raise the action")
    check("is raised" in said(page), f"an action was raised, and it says {said(page)!r}")
    page.get_by_label("What was decided", exact=True).select_option(label="RAG to green")
    page.get_by_label("What was decided, and why").fill("no offence for half a year")
    page.get_by_label("Agreed for the police by").select_option(index=1)
    page.get_by_label("Agreed for probation by").select_option(index=1)
    press(page, "Record the decision")
    check("is recorded" in said(page), f"a decision was made, and it says {said(page)!r}")
    see("item with a decision")
    page.get_by_label("What was said").fill("keeps to the plan")
    press(page, "Note the item")

    go(page, "Meetings")
    follow(page, re.compile("^MAP, Wednesday 2 December"))
    follow(page, "Go on with the meeting")
    follow(page, "End the meeting")
    see("what is left at the end")
    press(page, "End the meeting")
    check("The meeting ended" in said(page), f"the meeting was ended, and it says {said(page)!r}")
    follow(page, "Read the notes")
    see("notes")
    text = words(page)
    for noted in (name, "Ask the landlord for a month more", "no offence for half a year", "keeps to the plan"):
        check(noted in text, f"the notes do not have {noted!r}")


# Practitioners


def record_an_outcome(page, see):
    """Records what became of yesterday's contacts: one from the first page, and one in two clicks from the day."""
    see("my day")
    attended = page.get_by_role("button", name=re.compile("^Attended"))
    if attended.count():
        attended.first.click()
        check("attended" in said(page).lower(), f"an outcome was recorded, and it says {said(page)!r}")
    go(page, "My week")
    see("my week")
    follow(page, re.compile("^Monday 30 November"))
    see("a day")
    page.get_by_role("link", name=re.compile("^(Record what became of it|Open or correct)")).last.click()
    outcomes = page.locator("button[name=status]:not([disabled])", has_text=re.compile("attend", re.I))
    wanted = outcomes.first.inner_text().lower().replace(",", "")
    outcomes.first.click()
    check(wanted in said(page).replace(",", ""), f"{wanted} was recorded, and it says {said(page)!r}")
    see("a contact with its outcome")


def decline_a_contact(page, see):
    """Declines a contact, and is told what came of it."""
    page.goto(f"{base}/week?from=2026-12-14")
    page.get_by_role("link", name=re.compile("^Confirm, move or decline")).last.click()
    see("a contact")
    title = page.locator("h1").inner_text()
    press(page, "Decline this contact")
    check(f"You declined it: {title}" in said(page), f"{title} was declined, and it says {said(page)!r}")
    see("after declining")


def move_a_contact(page, see):
    """Moves a contact to one of the times that are offered."""
    go(page, "My week")
    joint = page.get_by_role("link", name=re.compile(r"^Confirm, move or decline\s*: Joint visit"))
    for contact in joint.evaluate_all("all => all.map(link => link.href)"):
        page.goto(contact)
        follow(page, re.compile("^Show times"))
        if page.get_by_role("button", name=re.compile("^Move it to")).count():
            break
    see("times to move to")
    move = page.get_by_role("button", name=re.compile("^Move it to")).first
    day, begin = re.search(r"(\w+ \d+ \w+) (\d\d:\d\d) to", move.inner_text()).groups()
    move.click()
    when = page.locator("dl.facts dd").first.inner_text()
    number, month = day.split()[1:]
    check(f" {number} {month}" in when and f"{begin} to" in when, f"it was moved to {day} {begin}, and is {when}")
    check("Confirmed" in words(page), "it was moved, and is not confirmed")


def find_a_time_and_book(page, see):
    """Finds a time for a nominal of theirs in a week, books it, and sees it in the nominal's week."""
    go(page, "Nominals")
    see("nominals")
    nominals = page.locator('main a[href^="/nominals/"]').evaluate_all("all => all.map(link => link.href)")
    for nominal in nominals[3:]:
        page.goto(nominal)
        follow(page, "Week after")
        follow(page, "Find a time in this week")
        page.get_by_label("Kind of contact").select_option(label="Office")
        press(page, "Find times")
        if page.get_by_role("button", name=re.compile("^Book")).count():
            break
    see("times that were found")
    book = page.get_by_role("button", name=re.compile("^Book")).first
    begin = re.search(r"\d\d:\d\d", book.inner_text())[0]
    book.click()
    check("Booked and confirmed" in said(page), f"a time was booked, and it says {said(page)!r}")
    page.locator('dl.facts a[href^="/nominals/"]').click()
    follow(page, "Week after")
    check(f"{begin} to" in words(page), f"{begin} was booked, and is not in the nominal's week")


def keep_a_feed_link(page, see):
    """Makes a feed link that works, gives it another address, revokes it; programs are told each time."""

    def shown():
        # The service of a test is at a port that it did not know of when it was begun.
        return base + urllib.parse.urlsplit(page.get_by_label("Address").input_value()).path

    name = f"telephone {see.number}"
    go(page, "Calendar feeds")
    see("feed links")
    page.get_by_label(re.compile("^What, where and")).check()
    page.get_by_label(re.compile("^What do you call it")).fill(name)
    press(page, "Make the link")
    see("the new address")
    first = shown()
    status, headers, calendar = fetch(first)
    check(status == 200 and b"BEGIN:VEVENT" in calendar, f"the feed is answered with {status} and {calendar[:80]}")
    check(fetch(first, {"If-None-Match": headers["ETag"]})[0] == 304, "a feed that has not changed is sent again")
    go(page, "Calendar feeds")
    row = page.get_by_role("row").filter(has_text=name).first
    check("2026, 0" in row.locator("td").nth(2).inner_text(), f"that it was fetched is not told: {row.inner_text()!r}")

    row.get_by_role("link", name=re.compile("^Replace")).click()
    see("before replacing")
    press(page, "Replace the address")
    second = shown()
    check(b"BEGIN:VEVENT" not in fetch(first)[2], "the old address still tells of contacts")
    check(b"BEGIN:VEVENT" in fetch(second)[2], "the new address tells of no contact")

    go(page, "Calendar feeds")
    page.get_by_role("row").filter(has_text=name).get_by_role("link", name=re.compile("^Revoke")).click()
    see("before revoking")
    press(page, "Revoke the link")
    check("revoked" in said(page), f"the link was revoked, and it says {said(page)!r}")
    status, _, calendar = fetch(second)
    check(
        status == 200 and b"BEGIN:VCALENDAR" in calendar and b"BEGIN:VEVENT" not in calendar,
        f"a revoked link is answered with {status} and {calendar[:80]}")


def ask_for_a_variation(page, see):
    """Asks for more contacts with a nominal; nothing changes yet."""
    go(page, "Variations")
    see("variations")
    settled = words(page)
    follow(page, "Ask for a variation")
    values = page.get_by_label("Whom it is for").locator("option").evaluate_all("all => all.map(one => one.value)")
    nominal = next(value for value in values if value and value not in settled)
    page.get_by_label("Whom it is for").select_option(nominal)
    page.get_by_label("Contacts a week").select_option("4")
    press(page, "Ask for the variation")
    check(page.locator(".errors").count() == 1, "half a request is not refused")
    see("a request that lacks something")
    page.get_by_label("From the week that begins on").select_option(index=2)
    page.get_by_label("Until, and with").select_option(index=4)
    page.get_by_label("Why").fill(f"{nominal} moves house")
    press(page, "Ask for the variation")
    check(f"of {nominal}: it counts once a manager has approved it" in said(page), f"it says {said(page)!r}")


# Managers


def approve_a_variation(page, see):
    """Approves what a practitioner has asked for, and finds it in force."""
    go(page, "Variations")
    answer = page.get_by_role("link", name=re.compile("^Answer variation")).first
    nominal = answer.inner_text().split()[-1]
    answer.click()
    see("a request")
    page.get_by_label(re.compile("^Approve")).check()
    press(page, "Answer the request")
    check("approved" in said(page).lower(), f"a variation was approved, and it says {said(page)!r}")
    check(
        nominal in page.get_by_role("region", name="In force, and agreed for later").inner_text(),
        f"the variation of {nominal} is not in force")
    see("variations after the answer")


def see_what_falls_short(page, see):
    """Sees what falls short and why, of everybody and of one cohort, what more hours would buy, and the figures."""
    go(page, "Shortfalls")
    see("shortfalls")
    text = words(page).lower()
    for word in ("offered", "kept", "target", "by cause", "by week", "by lead practitioner", "by cohort"):
        check(word in text, f"shortfalls do not speak of {word}")
    short = page.locator(".order h3").first.inner_text()
    page.get_by_label("Cohort", exact=True).select_option(index=1)
    press(page, "Show")
    see("shortfalls of a cohort")
    follow(page, "Show all")
    follow(page, "What extra hours would buy")
    see("what if")
    page.get_by_label("Whose hours").select_option("pp6")
    page.get_by_label("On which days").select_option("tue")
    page.get_by_label("From", exact=True).fill("09:00")
    page.get_by_label("Until", exact=True).fill("11:00")
    press(page, "Say what these hours would buy")
    page.get_by_role("heading", name="Shortfalls cleared").wait_for(timeout=60_000)
    check(short in words(page), f"hours of the vacant post would clear what {short} lacks, and it says {words(page)!r}")
    see("what hours would buy")
    go(page, "Figures")
    see("figures")
    for heading in page.get_by_role("heading", level=2).all():
        check(heading.inner_text(), "a heading without words")
    check(page.locator("figure svg[role=img]").count() > 0, "there is no chart")
    check(page.locator("table").count() >= page.locator("figure svg[role=img]").count(), "a chart has no table")


# Auditors


def search_the_trail(page, see):
    """Finds who did what, takes it away as a table, and finds on record that they did."""
    go(page, "Audit")
    see("audit")
    page.get_by_label("Account", exact=True).fill("pat")
    page.get_by_label("What was done").select_option(label="Disclosure")
    press(page, "Search")
    check(page.locator("tbody tr").count() > 0, "that a practitioner's feed was fetched is not on record")
    check(
        all(row.startswith("pat") for row in page.locator("tbody tr td:nth-of-type(2)").all_inner_texts()),
        "a search for pat finds others")
    see("a search")
    with page.expect_download() as download:
        follow(page, "Download as a table (CSV)")
    table = pathlib.Path(download.value.path()).read_text()
    check("OFFICIAL" in table.splitlines()[0], f"the table begins with {table.splitlines()[0]!r}")
    check(",pat," in table and ",sam," not in table, "the table is not of what was searched for")
    page.get_by_label("About nominal").fill("nobody at all")
    press(page, "Search")
    check(page.locator(".errors").count() == 1, "what is no reference is searched for")
    see("a search for nobody")
    page.goto(f"{base}/audit?actor=al")
    text = words(page)
    for own in ("Consultation", "wrote a table of"):
        check(own in text, f"of the auditor's own work {own!r} is not on record")
    follow(page, "Check the audit trail")
    see("the chain")
    check("Yes: all" in words(page) and not page.locator(".errors").count(), f"the chain: {words(page)!r}")


# Administrators


def add_a_person(page, see):
    """Adds somebody, who signs in and chooses a password of their own; makes them another role; shuts them out."""
    name = f"new-{see.number}"
    go(page, "People")
    see("people")
    follow(page, "Add an account")
    see("a new person")
    page.get_by_label("What they sign in with").fill(name)
    page.get_by_label("Name", exact=True).fill("Nia Rees")
    press(page, "Add the account")
    check(page.locator(".errors").count() == 1, "somebody without a role is added")
    see("a person without a role")
    page.get_by_label("Role").select_option(label="Practitioner")
    page.get_by_label("Agency").select_option("police")
    press(page, "Add the account")
    see("the password, once")
    password = page.locator("dd.secret").inner_text()
    follow(page, "I have kept it: go on")

    theirs = open_page(page.context.browser, page.viewport_size, see.scripts, failures)
    sign_in(theirs, base, name, password)
    see("a password of one's own", theirs)
    theirs.get_by_label("New password").fill(f"the own words of {name}")
    press(theirs, "Keep this password")
    check(theirs.url == f"{base}/", f"whoever chose a password is at {theirs.url}")

    follow(page, name)
    page.get_by_label("Role").select_option(label="Partner")
    press(page, "Save the changes")
    check(f"Account {name} was changed" in said(page), f"it says {said(page)!r}")
    theirs.goto(f"{base}/nominals")
    check("/sign-in" in theirs.url, "whose role was changed goes on with the old one")
    theirs.context.close()
    check("Partner" in page.get_by_role("row").filter(has_text=name).inner_text().title(), f"{name} is no partner")
    follow(page, name)
    press(page, "Disable the account")
    check("disabled" in said(page), f"it says {said(page)!r}")


def change_the_policy(page, see):
    """Changes a figure after a look at what it comes to, and changes it back."""
    figure = "Contacts a week, flex cohort, green"
    go(page, "Policy")
    see("policy")
    present = int(page.get_by_role("row").filter(has_text=figure).locator("td").first.inner_text())
    for value in (present + 1, present):
        follow(page, f"Change: {figure}")
        see("a figure")
        page.get_by_label("New value").fill(str(value))
        page.get_by_label("Why").fill("agreed at the board")
        press(page, "See what it comes to")
        see("what it comes to")
        due = [
            int(row.locator("td").first.inner_text())
            for row in page.get_by_role("region", name="What would be due").locator("tbody tr").all()]
        check(
            len(due) == 2 and (due[1] - due[0]) * (1 if value > present else -1) > 0,
            f"with {value} contacts in place of another figure {due} would be due")
        press(page, f"Change it to {value}")
        row = page.get_by_role("row").filter(has_text=figure)
        check(row.locator("td").first.inner_text() == str(value), f"{figure} is {row.inner_text()!r}")


def see_who_can_be_erased(page, see):
    """Looks at whose case is closed, and how long it is kept."""
    go(page, "Retention")
    see("retention")
    check("72 months" in words(page), "how long a case is kept is not told")


JOURNEYS = {
    "practitioner": [
        record_an_outcome, decline_a_contact, move_a_contact, find_a_time_and_book, keep_a_feed_link,
        ask_for_a_variation],
    # In one half with the practitioner who asks for it.
    "manager": [see_what_falls_short, approve_a_variation],
    "administrator": [add_a_person, change_the_policy, see_who_can_be_erased],
    "support-worker": [arrange_an_agenda, issue_an_agenda, close_an_action, import_an_export],
    "auditor": [search_the_trail],
}
ON_THE_DAY = {"support-worker": [run_a_meeting]}


class See:
    """Holds what is on the screen against what has to hold on every page."""

    def __init__(self, page, number, device, scripts):
        self.page, self.number, self.scripts = page, number, scripts
        self.how = f"{device}, scripts {'on' if scripts else 'off'}"

    def __call__(self, what, page=None):
        # axe is a script, so that pages without are held against it with scripts on.
        look(page or self.page, f"{self.how}: {what}", failures, self.scripts)


def drive(browser, number, size, device, scripts, base, journeys):
    """Each role's journeys, one after another; one that breaks off does not keep the others from theirs."""
    done = 0
    for role, theirs in journeys.items():
        account = next(account for account in accounts if account["role"] == role)
        page = open_page(browser, size, scripts, failures)
        see = See(page, number, device, scripts)
        sign_in(page, base, account["name"], account["password"])
        for journey in theirs:
            begin = time.monotonic()
            try:
                page.goto(f"{base}/")
                journey(page, see)
            except Exception as error:
                why = f"{type(error).__name__}: {str(error)[:600]}"
                check(False, f"{see.how}, {journey.__name__}, at {page.url}: {why}")
            done += 1
            print(f"{see.how}: {journey.__name__} {time.monotonic() - begin:.1f} s", flush=True)
        page.goto(f"{base}/")
        press(page, "Sign out")
        check(page.url.endswith("/sign-in"), f"{see.how}, {role}: not signed out")
        page.context.close()
    return done


def share(journeys, number):
    """Every other journey, so that one half is driven in each way; all of them where that is asked for."""
    if everything:
        return journeys
    kept = {journey for place, journey in enumerate(one for theirs in journeys.values() for one in theirs)
            if place % 2 == number}
    return {role: [one for one in theirs if one in kept] for role, theirs in journeys.items() if kept & set(theirs)}


done, everything = 0, "all" in sys.argv
with tempfile.TemporaryDirectory() as folder, chromium() as browser:
    if program:
        subprocess.run(
            [program, "backup", "--diary", beside / "team.diary", "--output", f"{folder}/as-it-was"], check=True,
            stdout=subprocess.DEVNULL)
    ways = [
        (size, device, scripts) for size, device in ((DESKTOP, "desktop"), (PHONE, "phone"))
        for scripts in ((True, False) if everything else (size is DESKTOP,))]
    for number, (size, device, scripts) in enumerate(ways):
        done += drive(browser, number, size, device, scripts, base, share(JOURNEYS, number))
        if program and (everything or scripts):
            diary = shutil.copy(f"{folder}/as-it-was", f"{folder}/{number}.diary")
            with served(program, diary, "2026-12-02T09:41") as day:
                done += drive(browser, number, size, device, scripts, day, ON_THE_DAY)
failures.end(f"{done} journeys")
