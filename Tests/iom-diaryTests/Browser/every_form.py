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

base, accounts, requests = sys.argv[1], json.loads(pathlib.Path(sys.argv[2]).read_text()), int(sys.argv[3])
chance = random.Random(7)
host = urllib.parse.urlsplit(base).netloc
JUNK = [
    "", " ", "0", "-1", "1e309", "99999999999999999999", "2026-02-30", "9999-12-31", "0001-01-01", "2026-12-07T25:61",
    "24:00", "n001", "n999", "po1;po1;;", "../../etc/passwd", "' OR 1=1 --", "<script>alert(1)</script>", "{{token}}",
    "{{#page}}", "%00", "\x00", "\r\nX-Evil: 1", "ŵ" * 40, "🙂" * 3000, "a" * 5000, "on", "null", "NaN", "map-2026-12-02",
    "\ufeff", "\u202e", "1; DROP TABLE history", "joint_visit", "confirmed", "home", "online",
]
METHODS = ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "Ŵ".encode().decode("latin-1")]
ODD = "odd-"
FORM = "application/x-www-form-urlencoded"
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
        "agency": "" if like["role"] in ("auditor", "administrator") else "housing" if like["role"] == "partner" else "police"}
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
    edge = chance.choice(["edge", "edge", "e" * 70, "e" * 71, "a b", '"', ""])
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
    for _ in range(chance.randrange(4)):
        name = chance.choice([
            "nominals.csv", "policy.yaml", "po1.ics", "../../evil.csv", "C:\\evil.csv", ".csv", "a.exe", "", "\x00.csv",
            "ŵ.csv", "a" * 300 + ".csv", "nominals.csv"])
        content = chance.choice([
            "", "\x00" * 100, "nominal,given_name\nn001,A\n", "a: &a [*a, *a]\n", "a" * 100_000, "{{#page}}",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nRRULE:FREQ=SECONDLY\r\n", "\ufeffnominal;rag\r\n", '"' * 5_000])
        parts.append(f'Content-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: x/y\r\n\r\n{content}')
    chance.shuffle(parts)
    text = "".join(f"--{edge}\r\n{part}\r\n" for part in parts) + chance.choice([f"--{edge}--\r\n", f"--{edge}--\r\n", "", f"--{edge}"])
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
    _, text = ask("POST", "/feeds", cookie, urllib.parse.urlencode({"level": "busy", "label": "odd", "form": mark(page)}))
    path = urllib.parse.urlsplit(html.unescape(re.search(r'id="address" value="([^"]*)"', text)[1])).path
    odd = ["", "*", '"', 'W/"', ",,,,", "W/" * 500, "ŵ".encode().decode("latin-1"), "a" * 4000, '"' + "a" * 4000, "0", "-1", "\t"]
    dates = ["Tue, 99 Foo 2026 99:99:99 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 01 Jan 99999 00:00:00 GMT", "1994", "Sunday, 06-Nov-94 08:49:37 GMT"]
    codings = ["gzip;q=", "gzip;q=nan", "gzip;q=-1", "gzip;q=1e400", "*;q=0", "gzip,,;", "br;" * 500, "identity;q=0"]
    wanted = {
        "If-None-Match": odd, "If-Modified-Since": odd + dates, "Accept-Encoding": odd + codings, "If-Match": odd,
        "Range": ["bytes=0-", "bytes=-1", "bytes=9-1", "lines=1"], "Accept": odd, "X-Forwarded-For": odd, "Host": odd[1:4],
        "Cookie": ["__Host-iom-diary=", "__Host-iom-diary=a; __Host-iom-diary=b", "=;=;", "a" * 4000], "Expect": ["200-ok"]}
    # The limit is for one address: some of each, and not all.
    for name, values in wanted.items():
        for value in chance.sample(values, min(2, len(values))):
            ask(chance.choice(["GET", "HEAD"]), path, None, headers={name: value})
    for near in ("/feeds/.ics", "/feeds/%00.ics", path[:-4], path.upper(), path + "/", path[:-4] + "%2Eics", "/feeds/" + "a" * 5000 + ".ics",
                 "/feeds/..%2f..%2fetc.ics", path + "?" + "a=" * 3000, "//feeds//x.ics"):
        ask("GET", near, None)
    for method in METHODS[1:8]:
        ask(method, path, None)


def say(request, what):
    """Bytes as they are, over a connection of their own; what is hardly HTTP may be let go without a word."""
    global sent
    sent += 1
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port)), timeout=20) as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while part := connection.recv(65536):
                answer += part
        except TimeoutError:
            failures.append(f"{what}: neither an answer nor an end")
            return
        except OSError:
            answer = b""
    for status in re.findall(rb"^HTTP/1\.\d (\d{3})", answer, re.M) or [b"000"]:
        count(what, int(status))


def say_odd_things(cookie):
    head = f"Host: {host}\r\nCookie: __Host-iom-diary={cookie}\r\n"
    fine = f"Content-Type: {FORM}\r\n"
    for coding in ("xchunked", "chunked, chunked", "identity", "gzip", "chunked, gzip", " chunked", "\tchunked", "chunked;q=1", "Chunked", ""):
        for body in ("0\r\n\r\n", "5\r\nform=\r\n0\r\n\r\n", "ffffffffffffffff\r\n", "-1\r\n\r\n", "5;a=b\r\nform=\r\n0\r\nX: y\r\n\r\n"):
            for path in ("/sign-in", "/plan", "/nobody"):
                say(f"POST {path} HTTP/1.1\r\n{head}{fine}Transfer-Encoding: {coding}\r\n\r\n{body}".encode(), f"POST {path} Transfer-Encoding: {coding!r}, {body!r}")
    for lengths in ("Content-Length: 5\r\nTransfer-Encoding: chunked", "Content-Length: -1", "Content-Length: 5\r\nContent-Length: 6", "Content-Length: 99999999999999999999",
                    "Content-Length: 1e3", "Content-Length: +5", "Content-Length:", "Content-Length : 5", "Content-Length: 5, 5"):
        say(f"POST /sign-in HTTP/1.1\r\n{head}{fine}{lengths}\r\n\r\nform=".encode(), f"POST /sign-in {lengths!r}")
    for line in ("GET / HTTP/9.9", "GET / HTTP/1.0", "GET /", "GET  /  HTTP/1.1", "GET / HTTP/1.1 x", "\x00 / HTTP/1.1", "GET * HTTP/1.1", "OPTIONS * HTTP/1.1",
                 "GET http://evil.example/ HTTP/1.1", "GET nominals HTTP/1.1", "GET /%zz HTTP/1.1", "GET /%c3%28 HTTP/1.1", "GET /\xff HTTP/1.1", "GET /a\tb HTTP/1.1",
                 "GET /" + "a" * 90_000 + " HTTP/1.1", "GET /?" + "a&" * 20_000 + " HTTP/1.1", "GET /../../etc/passwd HTTP/1.1", "PRI * HTTP/2.0"):
        say(f"{line}\r\n{head}\r\n".encode("latin-1"), line[:60])
    for name in ("", ":", "Cookie", "A" * 70_000 + ": a", "X: \x00", "X: a\nb", " folded: yes", "Host: a\r\nHost: b", "Host:", "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAAA",
                 "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: a\r\nSec-WebSocket-Version: 13", "Expect: 100-continue", "Connection: close, close, keep-alive", "Range: bytes=0-0"):
        say(f"GET /nominals HTTP/1.1\r\n{head}{name}\r\n\r\n".encode("latin-1"), f"GET /nominals {name[:60]!r}")
    say(b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: a\r\n" % number for number in range(5_000)) + b"\r\n", "5000 headers")
    say(f"GET / HTTP/1.1\r\n{head}\r\nGET /nobody HTTP/1.1\r\n{head}\r\nPOST /plan HTTP/1.1\r\n{head}Content-Length: 0\r\n\r\n".encode(), "three at once")
    for method in METHODS:
        for path in ("/", "/sign-in", "/nominals/n001", "/health", "/assets/site.css", "/nobody"):
            say(f"{method} {path} HTTP/1.1\r\n{head}Content-Length: 0\r\n\r\n".encode("latin-1"), f"{method} {path}")


administrator = next(account for account in accounts if account["role"] == "administrator")
keeper = sign_in(administrator)
odd = {account["role"]: add_account(keeper, account, f"{ODD}{account['role']}") for account in accounts}
for account in accounts:
    # Forms of one's own contacts need somebody of the caseload.
    for one, share in ((account, 2 / 3), (odd[account["role"]], 1 / 3)):
        send_forms(one, int(requests / len(accounts) * share))
ask_feeds(next(account for account in accounts if account["role"] == "practitioner"))
say_odd_things(sign_in(next(account for account in accounts if account["role"] == "support-worker")))
answer, _ = ask("GET", "/health", None)
if answer is None or answer.status != 200:
    failures.append("it is not well in the end")
for failure in failures[:40]:
    print("FAILED:", failure)
print(f"{sent} requests, {dict(sorted(statuses.items()))}; {len(failures)} failures")
sys.exit(1 if failures else 0)
