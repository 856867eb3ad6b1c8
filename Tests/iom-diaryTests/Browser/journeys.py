"""The journeys of those who use the diary, in a real browser: with and without scripts, on a desktop and on a phone.

usage: journeys.py BASE ACCOUNTS.json [all]

With all: each on both devices with scripts and without; else on a desktop with, and on a phone without.
"""

import json
import pathlib
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

from browser import DESKTOP, PHONE, Failures, chromium, look, open_page, sign_in

base, accounts = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text())
failures = Failures()


def go(page, section):
    page.get_by_role("navigation", name="Sections").get_by_role("link", name=section, exact=True).click()


def words(page):
    return page.locator("main").inner_text()


def support_worker(page, see):
    """Looks at the next meeting, arranges its agenda by buttons alone, and issues it after a look at who gets what."""
    go(page, "Meetings")
    see("meetings")
    page.locator('main a[href^="/meetings/ma"]').last.click()
    meeting = page.url
    see("agenda")

    def order():
        return page.locator(".order h3").evaluate_all("all => all.map(h => h.innerText.split(' ')[0])")

    before = order()
    page.get_by_role("button", name=f"Move {before[1]} up").click()
    after = order()
    failures.check(after[:2] == [before[1], before[0]], f"{page.url}: {before[1]} was moved up, and is {after[:3]}")
    failures.check(page.locator(".said").count() == 1, f"{page.url}: nothing is said of what the move did")
    page.get_by_role("button", name=f"+ 5 min for {after[0]}").click()
    failures.check("min" in page.locator(".said").inner_text(), "nothing is said of minutes")
    page.goto(meeting)
    page.locator(f'details:has-text("Change the item of {after[2]}") summary').first.click()
    page.get_by_label(f"Why {after[2]} is not discussed").fill("nothing has changed")
    page.get_by_role("button", name=f"Defer {after[2]} to the next meeting").click()
    failures.check(after[2] not in order(), f"{after[2]} was deferred, and is on the agenda")
    see("agenda after changes")
    page.get_by_role("link", name="Issue the agenda").click()
    see("issue")
    page.locator("main form button").last.click()
    for _ in range(120):
        if page.get_by_role("link", name="Download").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    with page.expect_download() as file:
        page.get_by_role("link", name="Download").click()
    failures.check(file.value.suggested_filename.endswith(".zip"), "no ZIP of the papers")


def practitioner(page, see):
    """Records an outcome in two clicks, looks at a nominal and their week, and makes a feed link that works."""
    see("home")
    attended = page.get_by_role("button", name=re.compile("^Attended"))
    if failures.check(attended.count() > 0, "there is no outcome to record"):
        attended.first.click()
        failures.check("attended" in page.locator(".said").inner_text().lower(), "the outcome is not confirmed")
    go(page, "My week")
    see("week")
    go(page, "Nominals")
    see("nominals")
    page.locator('main a[href^="/nominals/"]').first.click()
    see("nominal")
    go(page, "Calendar feeds")
    page.get_by_label(re.compile("^Times alone")).check()
    page.get_by_label(re.compile("^What do you call it")).fill("test")
    page.get_by_role("button", name="Make the link").click()
    see("feed link", axe=False)
    # The service of a test is at a port that it did not know of when it was begun.
    address = base + urllib.parse.urlsplit(page.get_by_label("Address").input_value()).path
    with urllib.request.urlopen(address) as answer:
        failures.check(answer.read().startswith(b"BEGIN:VCALENDAR"), "the feed is no calendar")
        request = urllib.request.Request(address, headers={"If-None-Match": answer.headers["ETag"]})
    try:
        urllib.request.urlopen(request)
        failures.check(False, "a feed that has not changed is sent again")
    except urllib.error.HTTPError as error:
        failures.check(error.code == 304, f"a feed that has not changed is answered with {error.code}")


def manager(page, see):
    """Sees what falls short and why, in words and by practitioner."""
    go(page, "Shortfalls")
    see("shortfalls")
    text = words(page)
    for word in ("Offered", "Kept", "Target", "over"):
        failures.check(word.lower() in text.lower(), f"shortfalls do not speak of {word}")
    page.get_by_label("Cohort", exact=True).select_option(index=1)
    page.get_by_role("button", name="Show").click()
    see("shortfalls of a cohort")
    go(page, "Figures")
    see("figures")


def auditor(page, see):
    """Finds who looked at a nominal, and that looking is on record itself."""
    go(page, "Audit")
    see("audit")
    page.get_by_label("Account", exact=True).fill("pat")
    page.get_by_role("button", name="Search").click()
    failures.check("looked at" in words(page), "that a practitioner looked is not on record")
    page.goto(f"{base}/audit?actor=al")
    failures.check("al" in words(page) and page.locator("tbody tr").count() > 0, "that the auditor looked is not on record")
    page.goto(f"{base}/audit/check")
    see("the chain")


JOURNEYS = {"practitioner": practitioner, "manager": manager, "support-worker": support_worker, "auditor": auditor}

with chromium() as browser:
    for size, device in ((DESKTOP, "desktop"), (PHONE, "phone")):
        for scripts in (True, False) if "all" in sys.argv else (size is DESKTOP,):
            for role, journey in JOURNEYS.items():
                account = next(account for account in accounts if account["role"] == role)
                how = f"{role}, {device}, scripts {'on' if scripts else 'off'}"
                page = open_page(browser, size, scripts, failures)
                # axe is a script, so that pages without are held against it with scripts on.
                see = lambda what, axe=True: look(page, f"{how}: {what}", failures, axe and scripts)
                try:
                    sign_in(page, base, account["name"], account["password"])
                    journey(page, see)
                    page.goto(f"{base}/")
                    page.get_by_role("button", name="Sign out").click()
                    failures.check(page.url.endswith("/sign-in"), f"{how}: not signed out")
                except Exception as error:
                    failures.check(False, f"{how}: at {page.url}: {type(error).__name__}: {str(error)[:400]}")
                page.context.close()
failures.end(f"{(4 if 'all' in sys.argv else 2) * len(JOURNEYS)} journeys")
