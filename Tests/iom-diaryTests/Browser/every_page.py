"""Looks at every page of every role, on a desktop and on a telephone, and holds each against WCAG: those that links
lead to, what forms answer to what cannot stand, errors, jobs, and signing in.

usage: every_page.py BASE ACCOUNTS.json phone|both [PROGRAM] [FOLDER-FOR-PICTURES]

The export that the diary came from is expected in team/ beside ACCOUNTS.json, and the diary in team.diary: PROGRAM
serves a copy of it to which nobody gets without a second factor; without a program these steps are left out.
"""

import base64
import hmac
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from urllib.parse import urljoin, urlsplit

from browser import DESKTOP, PHONE, Failures, chromium, look, open_page, press, served, sign_in

base, accounts = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text())
sizes = ((PHONE, "phone"),) if sys.argv[3] == "phone" else ((DESKTOP, "desktop"), (PHONE, "phone"))
more = [pathlib.Path(argument) for argument in sys.argv[4:]]
beside = pathlib.Path(sys.argv[2]).parent
program = next((path for path in more if path.is_file()), None)
pictures = next((path for path in more if path.is_dir()), None)
failures = Failures()
MOST_OF_A_KIND = 1  # pages that differ in a reference alone look alike
MOST = 40
looked = 0


def kind(path):
    """The address with references left out: /nominals/n007 and /nominals/n008 are of one kind."""
    path = re.sub(r"=[^&]*", "=*", path)
    path = re.sub(r"^/(policy|people)/(?!new).+", r"/\1/*", path)
    reference = r"(?:map|macc)-[0-9-]+|[a-z]-?[0-9a-f]{4,}|[a-z]{1,3}[0-9]+|[0-9-]{8,}|[0-9a-f]{12,}"
    return re.sub(rf"/(?:{reference})(?=/|$|\?)", "/*", path)


class Visit:
    """One account's way through the pages, on one device."""

    def __init__(self, page, who):
        self.page, self.who = page, who

    def see(self, what):
        global looked
        looked += 1
        look(self.page, f"{self.who} {what}", failures)
        if pictures:
            name = re.sub(r"[^a-z0-9]+", "-", f"{self.who} {what}".lower()).strip("-")
            self.page.screenshot(path=pictures / f"{name}.png", full_page=True)

    def open(self, path):
        """The answer to an address; nil where it is a file."""
        try:
            return self.page.goto(urljoin(base, path))
        except Exception as error:
            if "Download is starting" in str(error):
                return None
            raise

    def show(self, what, status, path, **request):
        """Puts on the screen what a request is answered with, and looks at it."""
        answer = self.page.request.fetch(urljoin(base, path), max_redirects=0, **request)
        if not failures.check(answer.status == status, f"{self.who} {what}: {path} is answered with {answer.status}"):
            return
        # A page that looks again by itself would do so while it is looked at.
        text = re.sub(r'(http-equiv="refresh" content=")\d+', r"\g<1>600", answer.text())
        address = f"{base}/shown"
        self.page.route(address, lambda route: route.fulfill(response=answer, status=200, body=text))
        self.page.goto(address)
        self.page.unroute(address)
        self.see(what)

    def send(self, what, status, path, of, **fields):
        """Sends a form, with the mark of the page that it is of."""
        self.show(what, status, path, method="POST", form=dict(fields, form=self.mark(of)))

    def begin(self, what, path, of, **fields):
        """Begins a job, and looks at its page; gives its address."""
        answer = self.page.request.post(
            urljoin(base, path), form=dict(fields, form=self.mark(of)), max_redirects=0)
        job = answer.headers.get("location", "")
        if failures.check("/jobs/" in job, f"{self.who} {what}: {path} is answered with {answer.status}"):
            self.show(f"{what}, going on", 200, job)
        return job

    def finish(self, what, path, of, **fields):
        """Begins a job, and looks at what it comes to."""
        self.open(self.begin(what, path, of, **fields))
        self.page.locator("progress").wait_for(state="detached", timeout=240_000)
        self.see(f"{what}, done")

    def mark(self, of):
        text = self.page.request.get(urljoin(base, of)).text()
        return re.search(r'name="form" value="([^"]*)"', text)[1]

    def links(self):
        for link in self.page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))"):
            parts = urlsplit(urljoin(self.page.url, link))
            if f"{parts.scheme}://{parts.netloc}" == base:
                yield parts.path + (f"?{parts.query}" if parts.query else "")

    def forms_left_empty(self):
        """Sends what is to be filled in empty, and looks at how that is refused."""
        of = self.page.url
        for action in self.page.eval_on_selector_all(
                "form[method=post]", """all => all.filter(form => [...form.elements].some(field =>
                    field.labels?.length && field.type != 'file' && field.type != 'checkbox'))
                    .map(form => form.getAttribute('action'))"""):
            if kind(action) in self.sent:
                continue
            self.sent.add(kind(action))
            answer = self.page.request.post(
                urljoin(base, action), form={"form": self.mark(of)}, max_redirects=0)
            failures.check(answer.status < 500, f"{self.who} {action}, empty: {answer.status}")
            if answer.status in (409, 422):
                self.send(f"{action}, empty", answer.status, action, of)

    def follow_every_link(self):
        waiting, kinds, done, self.sent = ["/"], {}, set(), set()
        while waiting and len(done) < MOST:
            path = waiting.pop(0)
            if path in done or ".csv" in path or re.match(r"/assets|/feeds/[^/]*$|.*/file$", path):
                continue
            if kinds.get(kind(path), 0) >= MOST_OF_A_KIND:
                continue
            kinds[kind(path)] = kinds.get(kind(path), 0) + 1
            done.add(path)
            answer = self.open(path)
            if answer is None:
                continue
            if failures.check(answer.status < 400, f"{self.who} {path}: status {answer.status}"):
                self.see(path)
                waiting += [link for link in self.links() if link not in done]
                self.forms_left_empty()


# What no link leads to, by whom it is for


def errors(visit):
    """Every page that says no."""
    visit.show("an address that there is not", 404, "/no-such-page")
    visit.show("a meeting that there is not", 404, "/meetings/map-1999-01-01")
    visit.show("somebody else's page", 403, "/audit")
    foreign = {"Origin": "https://evil.example"}
    visit.show("a form of another site", 403, "/plan", method="POST", form={}, headers=foreign)
    visit.show("a form without its mark", 409, "/plan", method="POST", form={})
    visit.show("more than a form takes", 413, "/plan", method="POST", form={"from": "0" * 300_000})
    visit.show("another method", 404, "/plan", method="DELETE")


def support_worker(visit):
    errors(visit)
    requests = "/meetings/map-2026-12-09/requests"
    visit.finish("requests for updates", requests, requests, format="html")
    team = sorted((beside / "team").rglob("*.*"))
    for what, files in (
            ("the faults of an export", [beside / "team" / "contacts.csv"]), ("what an import would change", team)):
        visit.open("/data/import")
        visit.page.get_by_label("Files of the export").set_input_files(files)
        press(visit.page, "Look through the export")
        visit.page.wait_for_url(re.compile("/data/import/."), timeout=240_000)
        visit.see(what)


def practitioner(visit):
    visit.send("the new address of a feed", 200, "/feeds", "/feeds", level="busy", label="test")
    visit.send(
        "a time that is taken", 409, "/contacts", "/", nominal="n001", kind="joint_visit", start="2026-12-09T09:45",
        place="office", **{"with": "po1;pp1"})


def manager(visit):
    visit.page.request.post(f"{base}/variations", form={
        "nominal": "n005", "contacts": "3", "from": "2026-12-14", "until": "2027-01-10", "reason": "test",
        "form": visit.mark("/variations/new")})
    hours = {"who": "pp6", "day": "tue", "from": "09:00", "until": "11:00"}
    visit.finish("what hours would buy", "/shortfalls/what-if", "/shortfalls/what-if", **hours)
    visit.begin("the best hours", "/shortfalls/what-if/best", "/shortfalls/what-if")


def administrator(visit):
    figure = "/policy/targets.flex.green.contacts"
    visit.send("what a policy comes to", 200, f"{figure}/check", figure, value="4", reason="test")
    visit.finish("a policy tried", f"{figure}/trial", figure, value="4", reason="test")
    visit.send("a policy that cannot be", 422, f"{figure}/check", figure, value="400", reason="test")


OTHERS = {
    "support-worker": support_worker, "practitioner": practitioner, "manager": manager, "administrator": administrator}


# Signing in


def code(secret, at):
    """RFC 6238."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(at) // 30), "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def sign_in_step_by_step(visit, base, account):
    """The first time, with a second factor to set up; and the second time, with a code."""
    page, began = visit.page, time.monotonic()
    page.goto(f"{base}/sign-in")
    visit.see("sign-in")
    page.get_by_label("Account").fill(account["name"])
    page.get_by_label("Password").fill("wrong")
    with page.expect_navigation():
        press(page, "Sign in")
    visit.see("sign-in with a wrong password")
    time.sleep(1.5)
    sign_in(page, base, account["name"], account["password"])
    visit.see("setting up the second factor")
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("Code").fill("000000")
    press(page, "Set it up")
    visit.see("a wrong code")
    office = datetime.fromisoformat(CLOCK).replace(tzinfo=timezone.utc).timestamp()
    page.get_by_label("Code").fill(code(secret, office + time.monotonic() - began))
    press(page, "Set it up")
    visit.see("recovery codes")
    recovery = page.locator("li.secret").first.inner_text()
    page.get_by_role("link", name="I have kept them: go on").click()
    press(page, "Sign out")
    sign_in(page, base, account["name"], account["password"])
    visit.see("a code is asked for")
    page.get_by_label("Code").fill("000000")
    press(page, "Go on")
    visit.see("a wrong code is asked for again")
    page.get_by_label("Code").fill(recovery)
    press(page, "Go on")
    failures.check(page.url == f"{base}/", f"{visit.who}: whoever gave a recovery code is at {page.url}")


CLOCK = "2026-12-01T09:00"

with tempfile.TemporaryDirectory() as folder, chromium() as browser:
    for size, device in sizes:
        page = open_page(browser, size, failures=failures)
        nobody = Visit(page, f"nobody {device}")
        for path in ("/sign-in", "/accessibility", "/privacy"):
            nobody.show(path, 200, path)
        nobody.show("an address that there is not", 404, "/no-such-page")
        nobody.send("nothing to sign in with", 422, "/sign-in", "/sign-in")
        page.context.close()
        for account in accounts:
            page = open_page(browser, size, failures=failures)
            visit = Visit(page, f"{account['role']} {device}")
            sign_in(page, base, account["name"], account["password"])
            OTHERS.get(account["role"], lambda _: None)(visit)
            visit.follow_every_link()
            page.context.close()
        if program:
            diary = f"{folder}/{device}.diary"
            subprocess.run(
                [program, "backup", "--diary", beside / "team.diary", "--output", diary],
                check=True, stdout=subprocess.DEVNULL)
            with served(program, diary, CLOCK, second_factor="required") as other:
                page = open_page(browser, size, failures=failures)
                sign_in_step_by_step(Visit(page, f"signing in, {device}"), other, accounts[0])
                page.context.close()
failures.end(f"{looked} pages looked at")
