"""Many people book the same hours at once, while the service is killed at random moments and begun again.

Whatever was acknowledged has to be there in the end, on record as the doing of whoever booked it; nobody may be in two
places at once, and the audit trail has to be whole.

usage: storm.py PROGRAM DIARY NAME PASSWORD ATTEMPTS KILLS

NAME is a support worker. The others, support workers and practitioners, are added to the diary: one for each twenty
attempts, from ten to fifty, since each password takes a while. Fifty are at it at a time; with few attempts some of them
share an account.
"""

import csv
import datetime
import http.client
import io
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
from concurrent.futures import ThreadPoolExecutor

program, diary, name, password, attempts, kills = sys.argv[1:7]
attempts, kills = int(attempts), int(kills)
PEOPLE = 50
ACCOUNTS = min(PEOPLE, max(10, attempts // 20))
# Who works with nominals in the sample's team; each second account is one of theirs, the rest are support workers.
PRACTITIONERS = ["po1", "po2", "po3", "po4", "po5", "pp1", "pp2", "pp3", "pp4", "pp5"]
chance = random.Random(1)
failures = []


class Service:
    def start(self):
        self.process = subprocess.Popen(
            [program, "serve", "--diary", diary, "--port", "0", "--second-factor", "optional", "--behind-proxy"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.search(r"port (\d+)", self.process.stdout.readline())[1])

    def kill(self):
        self.process.kill()
        self.process.wait()


def ask(method, path, cookie=None, fields=None, address="10.0.0.1"):
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=120)
    # How often one address may sign in is limited: each has its own.
    headers = {"X-Forwarded-For": address}
    if cookie:
        headers["Cookie"] = f"__Host-iom-diary={cookie}"
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


def sign_in(account):
    name, password, address = account
    answer, text = ask("GET", "/sign-in", address=address)
    visitor = cookie_of(answer)
    fields = {"name": name, "password": password, "form": mark(text)}
    answer, _ = ask("POST", "/sign-in", visitor, fields, address)
    return cookie_of(answer)


def add_account(number):
    account = f"storm-{number}"
    role = (
        ["practitioner", "--practitioner", PRACTITIONERS[number // 2 % len(PRACTITIONERS)]] if number % 2 else
        ["support_worker", "--agency", "police"])
    subprocess.run(
        [program, "accounts", "add", account, "--diary", diary, "--password", "-", "--keep-password", "--role"] + role,
        input=f"a long password of {account}\n", text=True, check=True, stdout=subprocess.DEVNULL)
    return account, f"a long password of {account}", f"10.0.1.{number}"


def nominals(cookie):
    """Whom an account can see."""
    _, text = ask("GET", "/nominals", cookie)
    return sorted(set(re.findall(r'href="/nominals/(n\d+)"', text)))


def offers(cookie):
    """The times that the service offers for some nominals: everybody tries to book all of them.

    Between two kills they are those of other nominals, so that there is something to book when the next comes.
    """
    found = [[] for _ in range(kills + 1)]
    for number, nominal in enumerate(nominals(cookie)[:max(10, attempts // 50)]):
        for kind in ("joint_visit", "office"):
            _, page = ask("GET", f"/find?nominal={nominal}&kind={kind}&week=2026-12-07", cookie)
            for form in re.findall(r'<form method="post" action="/contacts">(.*?)</form>', page, re.S):
                fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
                fields.pop("form", None)
                fields.pop("instead", None)
                found[number % len(found)].append(fields)
    return found


with ThreadPoolExecutor(2) as pool:
    accounts = list(pool.map(add_account, range(ACCOUNTS)))
service = Service()
service.start()
wanted = offers(sign_in((name, password, "10.0.0.1")))
if not all(wanted):
    sys.exit("too few times were offered")
acknowledged, refused, lost = {}, 0, 0
lock = threading.Lock()
left = attempts
sessions = []


def person(number):
    global left, refused, lost
    own = random.Random(number)
    while True:
        with lock:
            if left <= 0:
                return
            left -= 1
            account, cookie, own_wanted = sessions[number % len(sessions)]
        try:
            _, page = ask("GET", "/account", cookie)
            fields = dict(own.choice(own_wanted), form=mark(page))
            answer, text = ask("POST", "/contacts", cookie, fields)
            with lock:
                where = answer.headers.get("Location", "")
                if answer.status == 303 and where.startswith("/contacts/"):
                    acknowledged[where.split("/")[2]] = (account, fields)
                elif answer.status == 409:
                    refused += 1
                else:
                    failures.append(f"booking was answered with {answer.status}: {text[:300]}")
        except (OSError, http.client.HTTPException, TypeError):
            # It was killed meanwhile: what it had not acknowledged may or may not be there.
            with lock:
                lost += 1
            return


def begin(account, wanted):
    """A session, with what its account can book of what everybody tries to."""
    cookie = sign_in(account)
    seen = set(nominals(cookie))
    return account[0], cookie, [fields for fields in wanted if fields["nominal"] in seen]


for round in range(kills + 1):
    if round:
        service.start()
    with ThreadPoolExecutor(2) as pool:
        begun = list(pool.map(lambda account: begin(account, wanted[round]), accounts))
    sessions[:] = [session for session in begun if session[2]]
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
record = subprocess.run(
    [program, "audit", "list", "--csv", "--act", "alteration", "--text", "booked by hand", "--limit", "100000",
     "--diary", diary], capture_output=True, text=True)
# The marking stands above the table.
booked_by = {
    row["detail"].split()[0]: row["actor"] for row in csv.DictReader(io.StringIO(record.stdout.split("\n", 1)[1]))}
for contact, (account, fields) in acknowledged.items():
    if booked_by.get(contact) != account:
        failures.append(f"{contact} was booked by {account}, and is on record of {booked_by.get(contact)}")
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
