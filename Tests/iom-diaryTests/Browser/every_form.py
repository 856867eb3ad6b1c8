"""Sends every form of every role's pages, and every address, with what nobody expects, and looks for an answer that is
the service's own fault (500 and above), or none.

usage: every_form.py BASE ACCOUNTS.json REQUESTS
"""

import html
import http.client
import json
import pathlib
import random
import re
import sys
import urllib.parse

base, accounts, requests = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text()), int(sys.argv[3])
chance = random.Random(7)
host = urllib.parse.urlsplit(base).netloc
JUNK = [
    "", " ", "0", "-1", "1e309", "99999999999999999999", "2026-02-30", "9999-12-31", "0001-01-01", "2026-12-07T25:61",
    "24:00", "n001", "n999", "po1;po1;;", "../../etc/passwd", "' OR 1=1 --", "<script>alert(1)</script>", "{{token}}",
    "{{#page}}", "%00", "\x00", "\r\nX-Evil: 1", "ŵ" * 40, "🙂" * 3000, "a" * 5000, "on", "null", "NaN", "map-2026-12-02",
    "\ufeff", "\u202e", "1; DROP TABLE history", "joint_visit", "confirmed", "home", "online",
]
failures, sent, statuses = [], 0, {}


def ask(method, path, cookie, body=None, kind="application/x-www-form-urlencoded"):
    global sent
    sent += 1
    connection = http.client.HTTPConnection(host, timeout=120)
    headers = {"Cookie": f"__Host-iom-diary={cookie}"} if cookie else {}
    if body is not None:
        headers["Content-Type"] = kind
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        failures.append(f"{method} {path}: no answer ({error}); sent {str(body)[:200]}")
        return None, ""
    finally:
        connection.close()
    statuses[answer.status] = statuses.get(answer.status, 0) + 1
    if answer.status >= 500:
        failures.append(f"{method} {path}: {answer.status}; sent {str(body)[:300]}")
    return answer, text


def mark(text):
    found = re.search(r'name="form" value="([^"]*)"', text)
    return found[1] if found else ""


def sign_in(account):
    answer, text = ask("GET", "/sign-in", None)
    visitor = re.search(r"__Host-iom-diary=([^;]+)", answer.headers["Set-Cookie"])[1]
    fields = {"name": account["name"], "password": account["password"], "form": mark(text)}
    answer, _ = ask("POST", "/sign-in", visitor, urllib.parse.urlencode(fields))
    return re.search(r"__Host-iom-diary=([^;]+)", answer.headers["Set-Cookie"])[1]


def forms(text):
    for attributes, inner in re.findall(r"<form([^>]*)>(.*?)</form>", text, re.S):
        action = re.search(r'action="([^"]*)"', attributes)
        if not action or "sign-out" in action[1]:
            continue
        names = re.findall(r'<(?:input|select|textarea|button)[^>]*\bname="([^"]+)"[^>]*?(?:value="([^"]*)")?', inner)
        method = "POST" if 'method="post"' in attributes else "GET"
        yield method, html.unescape(action[1]), {name: html.unescape(value) for name, value in names if name != "form"}


def links(text):
    for link in re.findall(r'href="(/[^"#]*)"', text):
        if not link.startswith(("/assets", "/sign-", "/feeds/")):
            yield html.unescape(link)


def spoil(path):
    """The address with something else in it."""
    parts = path.split("?")[0].split("/")
    place = chance.randrange(1, len(parts))
    parts[place] = urllib.parse.quote(chance.choice(JUNK)[:500], safe="")
    return "/".join(parts) + "?" + urllib.parse.urlencode({chance.choice(["week", "on", "from", "kind", "nominal", "x"]): chance.choice(JUNK)[:500]})


for account in accounts:
    cookie = sign_in(account)
    paths, known = ["/"], {"/"}
    for path in paths:
        if len(paths) > 60:
            break
        _, text = ask("GET", path, cookie)
        for link in links(text):
            if link not in known:
                known.add(link)
                paths.append(link)
    end = sent + requests // len(accounts)
    while sent < end and len(failures) < 20:
        path = chance.choice(paths)
        if chance.random() < 0.3:
            ask(chance.choice(["GET", "GET", "HEAD", "POST", "PUT", "DELETE"]), spoil(path), cookie)
            continue
        answer, text = ask("GET", path, cookie)
        if answer is not None and answer.status == 303:
            cookie = sign_in(account)
            continue
        found = list(forms(text))
        if not found:
            continue
        method, action, fields = chance.choice(found)
        # Not one's own account, nor anybody else's: who would go on?
        if re.match(r"/(account|people)", action):
            continue
        for name in list(fields):
            roll = chance.random()
            if roll < 0.5:
                fields[name] = chance.choice(JUNK)
            elif roll < 0.6:
                del fields[name]
        body = urllib.parse.urlencode(fields | {"form": mark(text)}, errors="surrogatepass")
        if method == "POST":
            ask("POST", action, cookie, body)
        else:
            ask("GET", f"{action}?{body}"[:12000], cookie)
for failure in failures:
    print("FAILED:", failure)
print(f"{sent} requests, {dict(sorted(statuses.items()))}; {len(failures)} failures")
sys.exit(1 if failures else 0)
