"""What the browser tests share: a real Chromium, signing in, and what has to hold on every page."""

import os
import pathlib
import re
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager

import axe_playwright_python
from playwright.sync_api import sync_playwright

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}


class Failures(list):
    def check(self, holds, what):
        if not holds:
            self.append(what)
            print("FAILED:", what, flush=True)
        return holds

    def end(self, done):
        print(f"{done}; {len(self)} failures")
        sys.exit(1 if self else 0)


@contextmanager
def chromium():
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


def open_page(browser, size=DESKTOP, scripts=True, failures=None):
    # Only so can axe be put into a page that takes no foreign scripts; what the policy forbids the page itself is
    # still told on the console, and looked at in a context of its own.
    context = browser.new_context(viewport=size, java_script_enabled=scripts, bypass_csp=scripts, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(30_000)
    if failures is not None:
        page.on("pageerror", lambda error: failures.check(False, f"{page.url}: {error}"))
        page.on("response", lambda answer: failures.check(answer.status < 500, f"{answer.url}: {answer.status}"))
    return page


def sign_in(page, base, name, password):
    page.goto(f"{base}/sign-in")
    page.get_by_label("Account").fill(name)
    page.get_by_label("Password").fill(password)
    # Checking a password is slow on purpose.
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


@contextmanager
def served(program, diary, clock, second_factor="optional"):
    """The service over a diary at another time than the tests' own; gives its address."""
    process = subprocess.Popen(
        [program, "serve", "--diary", diary, "--port", "0", "--second-factor", second_factor], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env=os.environ | {"IOM_DIARY_CLOCK": clock})
    try:
        yield f"http://127.0.0.1:{re.search(r'port ([0-9]+)', process.stdout.readline())[1]}"
    finally:
        process.terminate()
        process.wait()


def go(page, section):
    page.get_by_role("navigation", name="Sections").get_by_role("link", name=section, exact=True).click()


def follow(page, link):
    page.get_by_role("link", name=link, exact=isinstance(link, str)).first.click()


def press(page, button):
    page.get_by_role("button", name=button, exact=True).first.click()


def words(page):
    return page.locator("main").inner_text()


def said(page):
    """What the page says was just done."""
    return page.locator(".said").inner_text()


def order(page):
    """The references of an agenda's items, in their order."""
    return page.locator(".order h3").evaluate_all("all => all.map(h => h.innerText.split(' ')[0])")


def fetch(address, headers={}):
    """An address as a calendar program asks for it: the status, the headers and the body."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def look(page, where, failures, axe=True):
    """What has to hold on every page, whoever it is for."""
    failures.check(page.locator("h1").count() == 1, f"{where}: {page.locator('h1').count()} main headings")
    failures.check(page.locator(".marking").count() == 2, f"{where}: not marked first and last")
    failures.check(page.title().endswith("– IOM diary"), f"{where}: title {page.title()!r}")
    if axe:
        page.evaluate(AXE)
        found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
        for violation in found:
            nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            failures.check(False, f"{where}: {violation['id']}: {violation['help']}: {nodes}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        failures.check(wide <= 0, f"{where}: {wide} pixels wider than the screen")
