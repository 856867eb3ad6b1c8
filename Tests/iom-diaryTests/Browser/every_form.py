"""Sends every form of every role's pages, and every address, with what nobody expects, and looks for an answer that is
the service's own fault (500 and above), or none. Then the same with requests that are hardly HTTP.

usage: every_form.py BASE ACCOUNTS.json REQUESTS

Accounts of its own, one for each role, are added through the administrator's pages: what becomes of them shuts nobody
else out.
"""

import html
import http.client
import json
import pathlib
import random
import re
import socket
import sys
import urllib.parse

from odd_requests import FORM, HEADERS, METHODS, near, odd_requests

base, accounts, requests = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text()), int(sys.argv[3])
chance = random.Random(7)
host = urllib.parse.urlsplit(base).netloc
JUNK = [
    "", " ", "0", "-1", "1e309", "99999999999999999999", "2026-02-30", "9999-12-31", "0001-01-01", "2026-12-07T25:61",
    "24:00", "n001", "n999", "po1;po1;;", "../../etc/passwd", "' OR 1=1 --", "<script>alert(1)</script>", "{{token}}",
    "{{#page}}", "%00", "\x00", "\r\nX-Evil: 1", "ŵ" * 40, "🙂" * 3000, "a" * 5000, "on", "null", "NaN",
    "map-2026-12-02",
    "\ufeff", "\u202e", "1; DROP TABLE history", "joint_visit", "confirmed", "home", "online",
]
ODD = "odd-"
failures, sent, statuses = [], 0, {}


def count(what, status):
    statuses[status] = statuses.get(status, 0) + 1
    if status >= 500 and status != 501:
        failures.append(f"{what}: {status}")


def ask(method, path, cookie, body=None, kind=FORM, headers={}):
    global sent
    sent += 1
    what = f"{method} {path} {headers or ''}; sent {str(body)[:300]}"
    connection = http.client.HTTPConnection(host, timeout=120)
    headers = dict(headers)
    if cookie:
        headers["Cookie"] = f"__Host-iom-diary={cookie}"
    if body is not None:
        headers["Content-Type"] = kind
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        failures.append(f"{what}: no answer ({error})")
        return None, ""
    finally:
        connection.close()
    count(what, answer.status)
    return answer, text


def mark(text):
    found = re.search(r'name="form" value="([^"]*)"', text)
    return found[1] if found else ""


def cookie_of(answer):
    return re.search(r"__Host-iom-diary=([^;]+)", answer.headers["Set-Cookie"])[1]


def sign_in(account):
    answer, text = ask("GET", "/sign-in", None)
    visitor = cookie_of(answer)
    fields = {"name": account["name"], "password": account["password"], "form": mark(text)}
    answer, text = ask("POST", "/sign-in", visitor, urllib.parse.urlencode(fields))
    if answer.status == 200 and "/sign-in/password" in text:
        # The first time: a password of one's own.
        account["password"] = f"the own words of {account['name']}"
        fields = {"new-password": account["password"], "form": mark(text)}
        answer, text = ask("POST", "/sign-in/password", visitor, urllib.parse.urlencode(fields))
    return cookie_of(answer) if answer.status == 303 else None


def add_account(cookie, like, name):
    """An account of its own as another is, through the administrator's pages."""
    _, text = ask("GET", "/people/new", cookie)
    fields = {
        "account": name, "name": name, "role": like["role"].replace("-", "_"), "form": mark(text),
        "agency": {"auditor": "", "administrator": "", "partner": "housing"}.get(like["role"], "police")}
    _, text = ask("POST", "/people", cookie, urllib.parse.urlencode(fields))
    password = re.search(r'class="secret">([^<]*)<', text)
    if not password:
        sys.exit(f"{name} was not added: {re.sub('<[^>]*>', ' ', text)[-1500:]}")
    return {"role": like["role"], "name": name, "password": html.unescape(password[1])}


def forms(text):
    for attributes, inner in re.findall(r"<form([^>]*)>(.*?)</form>", text, re.S):
        action = re.search(r'action="([^"]*)"', attributes)
        if not action or "sign-out" in action[1]:
            continue
        names = re.findall(r'<(?:input|select|textarea|button)[^>]*\bname="([^"]+)"[^>]*?(?:value="([^"]*)")?', inner)
        method = "POST" if 'method="post"' in attributes else "GET"
        fields = {name: html.unescape(value) for name, value in names if name != "form"}
        yield method, html.unescape(action[1]), fields, "multipart" in attributes


def links(text):
    for link in re.findall(r'href="(/[^"#]*)"', text):
        if not link.startswith(("/assets", "/sign-")) and not re.match(r"/feeds/[^/]*$", link):
            yield html.unescape(link)


def spoil(path):
    """The address with something else in it."""
    parts = path.split("?")[0].split("/")
    place = chance.randrange(1, len(parts))
    parts[place] = urllib.parse.quote(chance.choice(JUNK)[:500], safe="")
    name = chance.choice(["week", "on", "from", "kind", "nominal", "x"])
    return "/".join(parts) + "?" + urllib.parse.urlencode({name: chance.choice(JUNK)[:500]})


def multipart(fields):
    """What a browser sends with files, or something near it: the body, and its type."""
    edge = chance.choice(["edge"] * 10 + ["e" * 70, "e" * 71, "a b", '"', ""])
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
    for _ in range(chance.randrange(4)):
        name = chance.choice([
            "nominals.csv", "policy.yaml", "po1.ics", "../../evil.csv", "C:\\evil.csv", ".csv", "a.exe", "", "\x00.csv",
            "ŵ.csv", "a" * 300 + ".csv", "nominals.csv"])
        content = chance.choice([
            "", "\x00" * 100, "nominal,given_name\nn001,A\n", "a: &a [*a, *a]\n", "a" * 100_000, "{{#page}}",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nRRULE:FREQ=SECONDLY\r\n", "\ufeffnominal;rag\r\n", '"' * 5_000])
        parts.append(
            f'Content-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: x/y\r\n\r\n{content}')
    chance.shuffle(parts)
    end = chance.choice([f"--{edge}--\r\n"] * 6 + ["", f"--{edge}"])
    text = "".join(f"--{edge}\r\n{part}\r\n" for part in parts) + end
    return text.encode("utf-8", "surrogatepass"), f"multipart/form-data; boundary={edge}"


def send_forms(account, several):
    """Goes through an account's pages, and sends what it finds there with something else in it."""
    cookie = sign_in(account)
    paths, known = ["/", "/account"], {"/", "/account"}
    if account["role"] == "support-worker":
        paths += ["/data/import"] * 6
    if account["name"] == f"{ODD}administrator":
        paths += [f"/people/{ODD}{other['role']}" for other in accounts] * 3
    for path in paths:
        if len(paths) > 60:
            break
        _, text = ask("GET", path, cookie)
        for link in links(text):
            if link not in known:
                known.add(link)
                paths.append(link)
    end = sent + several
    while sent < end and len(failures) < 20:
        path = chance.choice(paths)
        if chance.random() < 0.2:
            ask(chance.choice(["GET", "GET", "POST"] + METHODS[:5]), spoil(path), cookie)
            continue
        answer, text = ask("GET", path, cookie)
        if answer is not None and answer.status == 303:
            cookie = sign_in(account)
            if not cookie:
                return
            continue
        found = [form for form in forms(text) if may_send(account, form[1])]
        if not found:
            continue
        method, action, fields, has_files = chance.choice(found)
        for name in list(fields):
            roll = chance.random()
            if roll < 0.5:
                fields[name] = chance.choice(JUNK)
            elif roll < 0.6:
                del fields[name]
        fields["form"] = mark(text)
        body = urllib.parse.urlencode(fields, errors="surrogatepass")
        if method == "GET":
            ask("GET", f"{action}?{body}"[:12000], cookie)
        else:
            kind = chance.choice([FORM, FORM, FORM, "application/json", "", "text/plain; charset=utf-7"])
            if has_files or chance.random() < 0.1:
                body, kind = multipart(fields)
            answer, _ = ask("POST", action, cookie, body, kind)
            if answer is not None and answer.status == 303:
                ask("GET", answer.headers["Location"], cookie)


def may_send(account, action):
    """Forms that change accounts are for those alone that were made for this, and about them: who else would go on?"""
    if account["name"].startswith(ODD):
        return not action.startswith("/people/") or action.split("/")[2].startswith(ODD)
    return not re.match(r"/(account|people)", action)


def ask_feeds(account):
    """A feed's address, with headers that no calendar program would send, and addresses that are near it."""
    cookie = sign_in(account)
    _, page = ask("GET", "/feeds", cookie)
    fields = {"level": "busy", "label": "odd", "form": mark(page)}
    _, text = ask("POST", "/feeds", cookie, urllib.parse.urlencode(fields))
    path = urllib.parse.urlsplit(html.unescape(re.search(r'id="address" value="([^"]*)"', text)[1])).path
    # How often one link may be asked by is limited: some of each, and not all.
    for name, values in HEADERS.items():
        for value in chance.sample(values, min(2, len(values))):
            ask(chance.choice(["GET", "HEAD"]), path, None, headers={name: value})
    for address in near(path):
        ask("GET", address, None)
    for method in METHODS[1:8]:
        ask(method, path, None)


def say(request):
    """A request as it is, over a connection of its own; what is hardly HTTP may be let go without a word."""
    global sent
    sent += 1
    # What is odd about it stands behind who asks.
    what = repr(re.sub(r"Host: \S*\r\nCookie: \S*\r\n", "… ", request)[:160])
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port)), timeout=20) as connection:
        try:
            connection.sendall(request.encode("latin-1"))
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while part := connection.recv(65536):
                answer += part
        except TimeoutError:
            failures.append(f"{what}: neither an answer nor an end")
            return
        except OSError:
            answer = b""
    for status in re.findall(rb"^HTTP/1\.\d (\d{3})", answer, re.M) or [b"0"]:
        count(what, int(status))


administrator = next(account for account in accounts if account["role"] == "administrator")
keeper = sign_in(administrator)
odd = {account["role"]: add_account(keeper, account, f"{ODD}{account['role']}") for account in accounts}
for account in accounts:
    # Forms of one's own contacts need somebody of the caseload.
    for one, share in ((account, 2 / 3), (odd[account["role"]], 1 / 3)):
        send_forms(one, int(requests / len(accounts) * share))
ask_feeds(next(account for account in accounts if account["role"] == "practitioner"))
cookie = sign_in(next(account for account in accounts if account["role"] == "support-worker"))
for request in odd_requests(f"Host: {host}\r\nCookie: __Host-iom-diary={cookie}\r\n"):
    say(request)
answer, _ = ask("GET", "/health", None)
if answer is None or answer.status != 200:
    failures.append("it is not well in the end")
for failure in failures[:40]:
    print("FAILED:", failure)
print(f"{sent} requests, {dict(sorted(statuses.items()))}; {len(failures)} failures")
sys.exit(1 if failures else 0)
