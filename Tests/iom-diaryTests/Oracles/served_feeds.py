"""Has feeds served by Radicale, fetched by vdirsyncer and listed by khal, and holds the list against plan.json.

usage: served_feeds.py EXPORT PRACTITIONER...

Radicale listens on the loopback interface alone. Prints one line for each difference; exit status 0 means none.
"""
import datetime as dt, json, os, socket, subprocess, sys, tempfile, time, urllib.error, urllib.request

export, people = sys.argv[1], sys.argv[2:]
plan = json.load(open(f"{export}/plan.json"))
bins = os.path.dirname(sys.executable)


def expected(person):
    """Lines as khal is asked to write them, of everything the plan has a person at."""
    found = []
    for contact in plan["contacts"]:
        if person in contact["practitioners"]:
            start = dt.datetime.fromisoformat(contact["start"])
            end = start + dt.timedelta(minutes=contact["minutes"])
            found.append(f"{contact['contact']} {start:%Y-%m-%d %H:%M} {end:%Y-%m-%d %H:%M}")
    for meeting in plan["meetings"]:
        for one in meeting["attendance"]:
            if one["practitioner"] == person:
                start, end = one["from"].replace("T", " "), one["until"].replace("T", " ")
                found.append(f"{meeting['meeting']}.{person} {start} {end}")
    return sorted(found)


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, **options)
    if done.returncode != 0:
        sys.exit(f"{os.path.basename(command[0])} failed: {done.stdout}{done.stderr}")
    return done.stdout


def wait_for(address, server):
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("Radicale does not answer")


def sync_and_list(folder, port, person):
    """What khal lists of a person's feed, once it has gone through Radicale."""
    feed = open(f"{export}/feeds/{person}.ics", "rb").read()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/team/{person}/", data=feed, method="PUT",
        headers={"Content-Type": "text/calendar; charset=utf-8", "Authorization": "Basic dGVhbTo="})
    urllib.request.urlopen(request, timeout=300).close()
    with open(f"{folder}/vdirsyncer-{person}.conf", "w") as config:
        config.write(f"""
[general]
status_path = "{folder}/status/"
[pair feeds]
a = "served"
b = "local"
collections = ["{person}"]
conflict_resolution = "a wins"
[storage served]
type = "caldav"
url = "http://127.0.0.1:{port}/"
username = "team"
password = "any"
read_only = true
[storage local]
type = "filesystem"
path = "{folder}/calendars/"
fileext = ".ics"
""")
    os.makedirs(f"{folder}/calendars/{person}")
    sync = [f"{bins}/vdirsyncer", "-c", f"{folder}/vdirsyncer-{person}.conf"]
    run(*sync, "discover", input="y\n" * 20)
    run(*sync, "sync")
    with open(f"{folder}/khal-{person}.conf", "w") as config:
        config.write(f"""
[calendars]
[[{person}]]
path = {folder}/calendars/{person}/
readonly = True
[locale]
local_timezone = {plan['timezone']}
default_timezone = {plan['timezone']}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal-{person}.db
""")
    listed = run(
        f"{bins}/khal", "-c", f"{folder}/khal-{person}.conf", "list", "--day-format", "", "--format",
        "{uid} {start-long} {end-long}", plan["from"], f"{7 * plan['weeks']}d")
    return sorted(line.replace("@iom-diary.invalid", "") for line in listed.splitlines() if line.strip())


wrong = 0
events = 0
with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    server = subprocess.Popen(
        [f"{bins}/radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none",
         "--storage-filesystem-folder", f"{folder}/radicale"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/", server)
        for person in people:
            listed = sync_and_list(folder, port, person)
            events += len(listed)
            if listed != expected(person):
                wrong += 1
                print(f"{person}: khal lists {sorted(set(listed) ^ set(expected(person)))[:4]} otherwise than the plan")
    finally:
        # Whoever runs the tests may have blocked the gentler signal, and children inherit that.
        server.kill()
        server.wait(timeout=30)
print(f"{events} events through Radicale, vdirsyncer and khal")
sys.exit(1 if wrong or not events else 0)
