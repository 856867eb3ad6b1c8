"""Many people book the same hours at once, while the service is killed at random moments and begun again.

Whatever was acknowledged has to be there in the end, nobody may be in two places at once, and the audit trail has to be
whole.

usage: storm.py PROGRAM DIARY NAME PASSWORD ATTEMPTS KILLS
"""

import datetime
import http.client
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

program, diary, name, password, attempts, kills = sys.argv[1:7]
attempts, kills = int(attempts), int(kills)
PEOPLE, SESSIONS = 50, 10
chance = random.Random(1)
failures = []


class Service:
    def start(self):
        self.process = subprocess.Popen(
            [program, "serve", "--diary", diary, "--port", "0", "--second-factor", "optional"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.search(r"port (\d+)", self.process.stdout.readline())[1])

    def kill(self):
        self.process.kill()
        self.process.wait()


def ask(method, path, cookie=None, fields=None):
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=120)
    headers = {"Cookie": f"__Host-iom-diary={cookie}"} if cookie else {}
    body = None
    if fields is not None:
        body = urllib.parse.urlencode(fields)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def mark(text):
    return re.search(r'name="form" value="([^"]*)"', text)[1]


def cookie_of(answer):
    return re.search(r"__Host-iom-diary=([^;]+)", answer.headers["Set-Cookie"])[1]


def sign_in():
    answer, text = ask("GET", "/sign-in")
    visitor = cookie_of(answer)
    answer, _ = ask("POST", "/sign-in", visitor, {"name": name, "password": password, "form": mark(text)})
    return cookie_of(answer)


def offers(cookie):
    """The times that the service offers for some nominals: everybody tries to book all of them."""
    found = []
    _, text = ask("GET", "/nominals", cookie)
    nominals = sorted(set(re.findall(r'href="/nominals/(n\d+)"', text)))
    for nominal in nominals[:12]:
        for kind in ("joint_visit", "office"):
            _, page = ask("GET", f"/find?nominal={nominal}&kind={kind}&week=2026-12-07", cookie)
            for form in re.findall(r'<form method="post" action="/contacts">(.*?)</form>', page, re.S):
                fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
                fields.pop("form", None)
                fields.pop("instead", None)
                found.append(fields)
    return found


service = Service()
service.start()
wanted = offers(sign_in())
if not wanted:
    sys.exit("no time was offered")
acknowledged, refused, lost = {}, 0, 0
lock = threading.Lock()
left = attempts
sessions = []
stop = threading.Event()


def person(number):
    global left, refused, lost
    own = random.Random(number)
    while True:
        with lock:
            if left <= 0 or stop.is_set():
                return
            left -= 1
            cookie = sessions[number % len(sessions)]
        try:
            _, page = ask("GET", "/account", cookie)
            fields = dict(own.choice(wanted), form=mark(page))
            answer, text = ask("POST", "/contacts", cookie, fields)
            with lock:
                where = answer.headers.get("Location", "")
                if answer.status == 303 and where.startswith("/contacts/"):
                    acknowledged[where.split("/")[2]] = fields
                elif answer.status == 409:
                    refused += 1
                else:
                    failures.append(f"booking was answered with {answer.status}: {text[:300]}")
        except (OSError, http.client.HTTPException, TypeError):
            # It was killed meanwhile: what it had not acknowledged may or may not be there.
            with lock:
                lost += 1
            return


for round in range(kills + 1):
    if round:
        service.start()
    sessions[:] = [sign_in() for _ in range(SESSIONS)]
    people = [threading.Thread(target=person, args=(round * PEOPLE + number,)) for number in range(PEOPLE)]
    share = attempts * (round + 1) // (kills + 1)
    for one in people:
        one.start()
    if round < kills:
        while left > attempts - share and any(one.is_alive() for one in people):
            time.sleep(0.01)
        time.sleep(chance.random())
        service.kill()
    for one in people:
        one.join()
service.process.terminate()
if service.process.wait():
    failures.append("it did not end well")

with tempfile.TemporaryDirectory() as folder:
    out = pathlib.Path(folder) / "out"
    done = subprocess.run(
        [program, "export", "--diary", diary, "--output", out, "--formats", "html"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"export: {done.stderr}")
    plan = json.loads((out / "plan.json").read_text())
booked = {contact["contact"]: contact for contact in plan["contacts"]}
for contact, fields in acknowledged.items():
    there = booked.get(contact)
    if not there:
        failures.append(f"{contact} was acknowledged, and is gone: {fields}")
    elif there["start"] != fields["start"] or there["nominal"] != fields["nominal"]:
        failures.append(f"{contact} was acknowledged for {fields}, and is {there}")
for person_ in {one for contact in plan["contacts"] for one in contact["practitioners"]}:
    own = sorted(
        (begin, begin + datetime.timedelta(minutes=contact["minutes"]), contact["contact"])
        for contact in plan["contacts"] if person_ in contact["practitioners"]
        for begin in [datetime.datetime.fromisoformat(contact["start"])])
    for (_, end, one), (start, _, other) in zip(own, own[1:]):
        if start < end:
            failures.append(f"{person_} is at {one} and {other} at once")
verified = subprocess.run([program, "audit", "verify", "--diary", diary], capture_output=True, text=True)
if verified.returncode:
    failures.append(f"audit verify: {verified.stdout}{verified.stderr}")
for failure in failures[:20]:
    print("FAILED:", failure)
print(
    f"{attempts - left} attempts, {len(acknowledged)} booked, {refused} refused, {lost} cut off by {kills} kills; "
    f"{len(failures)} failures")
sys.exit(1 if failures or not acknowledged or not refused else 0)
