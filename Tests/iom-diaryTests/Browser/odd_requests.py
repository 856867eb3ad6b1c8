"""Requests that no browser and no calendar program sends."""

METHODS = [
    "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get",
    "Ŵ".encode().decode("latin-1")]
FORM = "application/x-www-form-urlencoded"
WORDS = [
    "", "*", '"', 'W/"', ",,,,", "W/" * 500, "Ŵ".encode().decode("latin-1"), "a" * 4000, '"' + "a" * 4000, "0", "-1",
    "\t"]
DATES = [
    "Tue, 99 Foo 2026 99:99:99 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 01 Jan 99999 00:00:00 GMT", "1994",
    "Sunday, 06-Nov-94 08:49:37 GMT"]
HEADERS = {
    "If-None-Match": WORDS, "If-Modified-Since": WORDS + DATES, "If-Match": WORDS, "Accept": WORDS,
    "Accept-Encoding": WORDS + [
        "gzip;q=", "gzip;q=nan", "gzip;q=-1", "gzip;q=1e400", "*;q=0", "gzip,,;", "br;" * 500, "identity;q=0"],
    "Range": ["bytes=0-", "bytes=-1", "bytes=9-1", "lines=1"], "X-Forwarded-For": WORDS, "Host": WORDS[1:4],
    "Cookie": ["__Host-iom-diary=", "__Host-iom-diary=a; __Host-iom-diary=b", "=;=;", "a" * 4000],
    "Expect": ["200-ok"]}


def near(path):
    """Addresses that are almost a feed's, /feeds/TOKEN.ics."""
    token = path[:-len(".ics")]
    return [
        "/feeds/.ics", "/feeds/%00.ics", token, path.upper(), path + "/", token + "%2Eics", path + "?" + "a=" * 3000,
        "/feeds/" + "a" * 5000 + ".ics", "/feeds/..%2f..%2fetc.ics", "//feeds//x.ics"]


CODINGS = [
    "xchunked", "chunked, chunked", "identity", "gzip", "chunked, gzip", " chunked", "\tchunked", "chunked;q=1",
    "Chunked", ""]
BODIES = [
    "0\r\n\r\n", "5\r\nform=\r\n0\r\n\r\n", "ffffffffffffffff\r\n", "-1\r\n\r\n",
    "5;a=b\r\nform=\r\n0\r\nX: y\r\n\r\n"]
LENGTHS = [
    "Content-Length: 5\r\nTransfer-Encoding: chunked", "Content-Length: -1", "Content-Length: 5\r\nContent-Length: 6",
    "Content-Length: 99999999999999999999", "Content-Length: 1e3", "Content-Length: +5", "Content-Length:",
    "Content-Length : 5", "Content-Length: 5, 5"]
LINES = [
    "GET / HTTP/9.9", "GET / HTTP/1.0", "GET /", "GET  /  HTTP/1.1", "GET / HTTP/1.1 x", "\x00 / HTTP/1.1",
    "GET * HTTP/1.1", "OPTIONS * HTTP/1.1", "GET http://evil.example/ HTTP/1.1", "GET nominals HTTP/1.1",
    "GET /%zz HTTP/1.1", "GET /%c3%28 HTTP/1.1", "GET /\xff HTTP/1.1", "GET /a\tb HTTP/1.1",
    "GET /" + "a" * 90_000 + " HTTP/1.1", "GET /?" + "a&" * 20_000 + " HTTP/1.1", "GET /../../etc/passwd HTTP/1.1",
    "PRI * HTTP/2.0"]
MORE_HEADERS = [
    "", ":", "Cookie", "A" * 70_000 + ": a", "X: \x00", "X: a\nb", " folded: yes", "Host: a\r\nHost: b", "Host:",
    "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAAA",
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: a\r\nSec-WebSocket-Version: 13",
    "Expect: 100-continue", "Connection: close, close, keep-alive", "Range: bytes=0-0",
    "\r\n".join(f"X-{number}: a" for number in range(5_000))]


def odd_requests(head):
    """Whole requests, as text of which each character is a byte.

    - head: the headers of somebody who is signed in, each with its line's end.
    """
    for path in ("/sign-in", "/plan", "/nobody"):
        posted = f"POST {path} HTTP/1.1\r\n{head}Content-Type: {FORM}\r\n"
        for coding in CODINGS:
            for body in BODIES:
                yield f"{posted}Transfer-Encoding: {coding}\r\n\r\n{body}"
        for length in LENGTHS:
            yield f"{posted}{length}\r\n\r\nform="
    for line in LINES:
        yield f"{line}\r\n{head}\r\n"
    for header in MORE_HEADERS:
        yield f"GET /nominals HTTP/1.1\r\n{head}{header}\r\n\r\n"
    for method in METHODS:
        for path in ("/", "/sign-in", "/nominals/n001", "/health", "/assets/site.css", "/nobody"):
            yield f"{method} {path} HTTP/1.1\r\n{head}Content-Length: 0\r\n\r\n"
    # Three at once.
    lines = ("GET /", "GET /nobody", "POST /plan")
    yield "".join(f"{line} HTTP/1.1\r\n{head}Content-Length: 0\r\n\r\n" for line in lines)
