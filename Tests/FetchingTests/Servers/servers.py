"""Servers that answer as servers on the Internet do, the bad ones among them: for the tests of fetching.

Listens on 127.0.0.1, on ports the system chooses: TLS with a certificate for the name, TLS with one for the number,
plain HTTP, and a proxy that connects everything to the first of them, whatever it is asked for. Says where on standard
output, in one line of JSON, and ends when standard input does. Every request is a line of JSON in FOLDER/requests.
"""

import gzip, json, os, socket, ssl, subprocess, sys, threading, time, urllib.parse

folder = sys.argv[1]
HOST = "calendars.example"
calendar = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VEVENT\r\nUID:1@test\r\nDTSTAMP:20261101T000000Z\r\n"
    b"DTSTART:20261201T100000Z\r\nDTEND:20261201T110000Z\r\nSUMMARY:Busy\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
lock = threading.Lock()
counts = {}
ports = {}


def note(request):
    with lock:
        key = (request["server"], request["path"])
        counts[key] = counts.get(key, 0) + 1
        with open(os.path.join(folder, "requests"), "a") as file:
            file.write(json.dumps(request) + "\n")
        return counts[key]


def read_head(connection):
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        data += chunk
    lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return lines[0].split(" "), headers


def respond(connection, status, body=b"", *headers, length=True):
    lines = ["HTTP/1.1 " + status, "Connection: close", *headers]
    if length:
        lines.append("Content-Length: %d" % len(body))
    connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode() + body)


def serve(connection, server):
    head = read_head(connection)
    if head is None:
        return
    (_, target, *_), headers = head
    path, _, query = target.partition("?")
    number = note({"server": server, "path": path, "headers": headers})
    to = dict(urllib.parse.parse_qsl(query)).get("to", "")
    case = path.split("/")[1]
    if case == "calendar":
        if headers.get("if-none-match") == '"one"' or headers.get("if-modified-since") == "Sun, 01 Nov 2026 00:00:00 GMT":
            respond(connection, "304 Not Modified", length=False)
        else:
            respond(connection, "200 OK", calendar, 'ETag: "one"', "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT")
    elif case == "status":
        respond(connection, path.split("/")[2] + " Says \x1b[31mso", b"no")
    elif case == "failing-once":
        respond(connection, "503 Service Unavailable") if number == 1 else respond(connection, "200 OK", calendar)
    elif case == "failing-twice":  # which a request tries before it gives up; then a file of the folder
        if number > 2:
            with open(os.path.join(folder, path.split("/")[2]), "rb") as file:
                respond(connection, "200 OK", file.read())
        else:
            respond(connection, "503 Service Unavailable")
    elif case == "breaking-once":
        if number > 1:
            respond(connection, "200 OK", calendar)
    elif case == "not-modified":
        respond(connection, "304 Not Modified", length=False)
    elif case == "empty":
        respond(connection, "200 OK")
    elif case == "redirect":
        respond(connection, "302 Found", b"", "Location: " + to)
    elif case == "nowhere":
        respond(connection, "302 Found")
    elif case == "loop":
        respond(connection, "301 Moved Permanently", b"", "Location: /loop/%d" % number)
    elif case == "slow-head":
        connection.recv(1)
    elif case == "slow-body":
        respond(connection, "200 OK", b"BEGIN:VCALENDAR\r\n", length=False)
        while True:
            time.sleep(0.05)
            connection.sendall(b"X")
    elif case == "silent-body":
        respond(connection, "200 OK", b"BEGIN:VCALENDAR\r\n", length=False)
        connection.recv(1)
    elif case == "large":
        respond(connection, "200 OK", b" " * 25_000_000)
    elif case == "large-unannounced":
        respond(connection, "200 OK", b" " * 25_000_000, length=False)
    elif case == "bomb":
        respond(connection, "200 OK", gzip.compress(b" " * 60_000_000), "Content-Encoding: gzip")
    elif case == "packed":
        packed = gzip.compress(calendar)
        if "gzip" in headers.get("accept-encoding", ""):
            respond(connection, "200 OK", packed, "Content-Encoding: gzip")
        else:
            respond(connection, "200 OK", calendar)
    elif case == "garbled":
        respond(connection, "200 OK", b"not gzip at all", "Content-Encoding: gzip")
    elif case == "short":
        respond(connection, "200 OK", calendar, "Content-Length: 9999", length=False)
    elif case == "cut-chunk":
        respond(connection, "200 OK", b"50\r\nBEGIN:VCALENDAR\r\n", "Transfer-Encoding: chunked", length=False)
    elif case == "not-http":
        connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
    else:
        respond(connection, "404 Not Found", b"no such case")


def proxy(connection, server):
    head = read_head(connection)
    if head is None:
        return
    (method, target, *_), headers = head
    note({"server": server, "path": target, "headers": headers})
    if method != "CONNECT":
        return respond(connection, "405 Method Not Allowed")
    if "forbidden" in target:
        return respond(connection, "403 Forbidden")
    with socket.create_connection(("127.0.0.1", ports["tls"])) as far:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

        def copy(source, sink):
            try:
                while data := source.recv(65536):
                    sink.sendall(data)
                sink.shutdown(socket.SHUT_WR)
            except OSError:
                pass

        back = threading.Thread(target=copy, args=(far, connection), daemon=True)
        back.start()
        copy(connection, far)
        back.join()


def accept(listener, server, handler, context):
    def one(connection):
        try:
            with connection:
                connection.settimeout(60)
                if context:
                    with context.wrap_socket(connection, server_side=True) as encrypted:
                        handler(encrypted, server)
                else:
                    handler(connection, server)
        except (OSError, ssl.SSLError):
            pass  # The other side has gone, as it should at times.

    while True:
        threading.Thread(target=one, args=(listener.accept()[0],), daemon=True).start()


def certificate(name, kind):
    key, pem = (os.path.join(folder, name + end) for end in (".key", ".pem"))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name,
         "-addext", "subjectAltName=" + kind + ":" + name, "-keyout", key, "-out", pem],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    return context


for server, handler, context in [
        ("tls", serve, certificate(HOST, "DNS")), ("numbered", serve, certificate("127.0.0.1", "IP")),
        ("plain", serve, None), ("proxy", proxy, None)]:
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    ports[server] = listener.getsockname()[1]
    threading.Thread(target=accept, args=(listener, server, handler, context), daemon=True).start()
open(os.path.join(folder, "requests"), "a").close()
print(json.dumps(ports), flush=True)
sys.stdin.read()
