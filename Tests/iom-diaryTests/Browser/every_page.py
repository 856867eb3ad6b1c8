"""Follows every link of every role's pages, on a desktop and on a telephone, and holds each page against WCAG.

usage: every_page.py BASE ACCOUNTS.json phone|both [FOLDER-FOR-PICTURES]
"""

import json
import pathlib
import re
import sys
from urllib.parse import urljoin, urlsplit

from browser import DESKTOP, PHONE, Failures, chromium, look, open_page, sign_in

base, accounts = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text())
sizes = ((PHONE, "phone"),) if sys.argv[3] == "phone" else ((DESKTOP, "desktop"), (PHONE, "phone"))
pictures = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
failures = Failures()
MOST_OF_A_KIND = 1  # pages that differ in a reference alone look alike
MOST = 40


def kind(path):
    """The address with references left out: /nominals/n007 and /nominals/n008 are of one kind."""
    path = re.sub(r"=[^&]*", "=*", path)
    path = re.sub(r"^/(policy|people)/(?!new).+", r"/\1/*", path)
    return re.sub(r"/(?:(?:map|macc)-[0-9-]+|[a-z]-?[0-9a-f]{4,}|[a-z]{1,3}[0-9]+|[0-9-]{8,}|[0-9a-f]{12,})(?=/|$|\?)", "/*", path)


def links(page):
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    for link in found:
        parts = urlsplit(urljoin(page.url, link))
        if f"{parts.scheme}://{parts.netloc}" == base and parts.scheme.startswith("http"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


seen_pages = 0
with chromium() as browser:
    for account in accounts:
        for size, name in sizes:
            page = open_page(browser, size, failures=failures)
            sign_in(page, base, account["name"], account["password"])
            waiting, kinds, done = ["/"], {}, set()
            while waiting and len(done) < MOST:
                path = waiting.pop(0)
                if path in done or path.startswith(("/assets", "/feeds/")) or ".csv" in path or path.endswith("/file"):
                    continue
                if kinds.get(kind(path), 0) >= MOST_OF_A_KIND:
                    continue
                kinds[kind(path)] = kinds.get(kind(path), 0) + 1
                done.add(path)
                where = f"{account['role']} {name} {path}"
                try:
                    answer = page.goto(base + path)
                except Exception as error:
                    if "Download is starting" in str(error):
                        continue
                    raise
                if failures.check(answer.status < 400, f"{where}: status {answer.status}"):
                    look(page, where, failures)
                    if pictures:
                        file = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
                        page.screenshot(path=pictures / f"{account['role']}-{name}-{file}.png", full_page=True)
                    waiting += [link for link in links(page) if link not in done]
            seen_pages += len(done)
            page.context.close()
failures.end(f"{seen_pages} pages looked at")
