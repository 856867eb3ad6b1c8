"""The service when the machine, or what somebody hands it, is against it.

usage: trouble.py PROGRAM DIARY NAME PASSWORD import FOLDER   an export is handed in, and pages are asked for meanwhile
                                              full            the disk is full for a while; needs mounts of its own
                                              read-only       nothing can be written; needs mounts of its own

Prints what the service said in the end; what did not go as it should is on standard error.
"""

import errno
import html
import http.client
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

program, diary, name, password, what, *more = sys.argv[1:]
PAGES = ["/meetings", "/nominals", "/actions", "/health"]


class Service:
    def __init__(self, diary):
        self.process = subprocess.Popen(
            [program, "serve", "--diary", diary, "--port", "0", "--second-factor", "optional"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.search(r"port (\d+)", self.process.stdout.readline())[1])
        self.cookie = None
        _, page = self.ask("GET", "/sign-in")
        self.ask("POST", "/sign-in", {"name": name, "password": password}, page)

    def ask(self, method, path, fields=None, page="", body=None, kind="application/x-www-form-urlencoded"):
        """A request as a browser sends it; `page` is the one whose form it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": f"__Host-iom-diary={self.cookie}"} if self.cookie else {}
        if fields is not None:
            body = urllib.parse.urlencode(dict(fields, form=mark(page)))
        if body is not None:
            headers["Content-Type"] = kind
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        if fresh := re.search(r"__Host-iom-diary=([^;]+)", answer.headers.get("Set-Cookie", "")):
            self.cookie = fresh[1]
        return answer, text

    def end(self):
        self.process.terminate()
        check(self.process.wait() == 0, "it did not end well")


def mark(text):
    found = re.search(r'name="form" value="([^"]*)"', text)
    return found[1] if found else ""


def words(text):
    main = re.search(r"<main.*?</main>", text, re.S)
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", main[0] if main else text).split()))


def check(holds, trouble):
    if not holds:
        print("FAILED:", trouble, file=sys.stderr)
        sys.exit(1)


def verify(diary):
    done = subprocess.run([program, "audit", "verify", "--diary", diary], capture_output=True, text=True)
    check(done.returncode == 0, f"audit verify: {done.stdout}{done.stderr}")


def hand_in(folder):
    service = Service(diary)
    _, page = service.ask("GET", "/data/import")
    boundary = "----an-export"
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="form"\r\n\r\n{mark(page)}\r\n'.encode()]
    for file in sorted(pathlib.Path(folder).rglob("*.*")):
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{file.name}"\r\n\r\n'.encode()
            + file.read_bytes() + b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    answer, text = service.ask(
        "POST", "/data/import", body=b"".join(parts), kind=f"multipart/form-data; boundary={boundary}")
    check(answer.status == 303, f"the files were answered with {answer.status}: {words(text)}")
    path, meanwhile = answer.headers["Location"], 0
    while True:
        answer, text = service.ask("GET", path)
        if answer.status == 303:
            path = answer.headers["Location"]
        elif "http-equiv" in text:
            for other in PAGES:
                answer, text = service.ask("GET", other)
                check(answer.status == 200, f"meanwhile {other} was answered with {answer.status}")
            meanwhile += 1
            time.sleep(0.05)
        else:
            break
    check(answer.status < 500, f"{path}: {answer.status}")
    check(meanwhile > 0, "no page was asked for meanwhile")
    print(words(text))
    service.end()
    verify(diary)


def fill():
    with tempfile.TemporaryDirectory() as folder:
        room = pathlib.Path(diary).stat().st_size + 2_000_000
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "none", folder], check=True)
        own = shutil.copy(diary, f"{folder}/team.diary")
        service = Service(own)
        answer, page = service.ask("GET", "/actions/new")
        filler = pathlib.Path(folder) / "filler"
        with open(filler, "wb", buffering=0) as file:
            for size in (65536, 1):
                try:
                    while file.write(b"0" * size):
                        pass
                except OSError as error:
                    check(error.errno == errno.ENOSPC, error)
        for path in ["/meetings", "/nominals", "/contacts"] * 10:
            answer, text = service.ask("GET", path)
            if answer.status != 200:
                break
        # Nobody looks at anything without its being written down.
        check(answer.status == 503, f"on a full disk {path} was answered with {answer.status}")
        print(words(text))
        answer, health = service.ask("GET", "/health")
        print(answer.status, health.strip())
        filler.unlink()
        for path in PAGES:
            answer, text = service.ask("GET", path)
            check(answer.status == 200, f"with room again {path} was answered with {answer.status}: {words(text)}")
        service.end()
        verify(own)
        subprocess.run(["umount", folder], check=True)


def lock():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "none", folder], check=True)
        own = shutil.copy(diary, f"{folder}/team.diary")
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        done = subprocess.run(
            [program, "serve", "--diary", own, "--port", "0", "--second-factor", "optional"], capture_output=True,
            text=True, timeout=120)
        print(done.returncode, done.stderr)
        subprocess.run(["umount", folder], check=True)


if what == "import":
    hand_in(*more)
elif what == "full":
    fill()
elif what == "read-only":
    lock()
else:
    sys.exit(__doc__)
