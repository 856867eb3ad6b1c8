"""One week of a caseload folder in numbers, the simplest way to book it, and the plan.json of what is booked.

For the peers of the bench. It shares no code with the engine, and goes by design/planning.md alone.
"""
import csv, datetime as dt, json, math, os, sys
from collections import defaultdict, namedtuple
from itertools import product
from zoneinfo import ZoneInfo

sys.dont_write_bytecode = True
here = os.path.dirname(os.path.abspath(__file__))
weekdays = "mon tue wed thu fri sat sun".split()
day_minutes = 24 * 60

default_policy = {
    "timezone": "Europe/London", "grid_minutes": 15, "max_contacts_per_day": 1, "keep_apart_minutes": 30,
    "travel": {"kmh": 40, "detour": 1.3, "parking_minutes": 5},
    "contacts": {
        "joint_visit": {"minutes": 45, "places": ["home", "probation_office"], "crews": [["police", "probation"]]},
        "office": {"minutes": 30, "places": ["probation_office"], "crews": [["probation"]]},
        "police_visit": {"minutes": 30, "places": ["home"], "crews": [["police"], ["police", "police"]]},
        "partner": {"minutes": 45, "places": ["partner_office"], "crews": [["partner"]]},
        "phone": {"minutes": 15, "places": ["online"], "crews": [["police"], ["probation"]], "at_most_per_week": 1}},
    "targets": {cohort: {rag: {"contacts": n, "joint_every_weeks": every, "home_every_weeks": every}
                         for rag, (n, every) in by_rag.items()}
                for cohort, by_rag in {"fixed": {"red": (3, 1), "amber": (3, 1), "green": (2, 2)},
                                       "flex": {"red": (3, 1), "amber": (2, 2), "green": (1, 4)},
                                       "free": {"red": (3, 1), "amber": (2, 2), "green": (1, 4)}}.items()},
    "weights": {"red": 4, "amber": 2, "green": 1},
}

# A way to have a contact. `cover`: how many of the crew are neither leads nor involved. `place` may be "online".
Option = namedtuple("Option", "kind place crew minutes cover joint home")
# A stretch of one practitioner's day between two commitments: leaves `origin` at `start`, is at `goal` by `end`.
Gap = namedtuple("Gap", "practitioner day start end origin goal base")
# A booked contact; `start` in minutes from midnight of the week's Monday. `id` only if it stood before.
Visit = namedtuple("Visit", "nominal option start id", defaults=[None])


def merged(base, local):
    return {**base, **{key: merged(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict)
                       else value for key, value in (local or {}).items()}}


class Week:
    """What is due in the week that begins on `monday`, who is free when, and how each nominal may be seen."""

    def __init__(self, folder, monday, meetings=(), cover=False):
        self.folder, self.monday, self.meetings, self.cover = folder, monday, list(meetings), cover
        self.sunday = monday + dt.timedelta(days=6)
        self.policy = default_policy
        if os.path.exists(f"{folder}/policy.yaml"):
            import yaml
            self.policy = merged(default_policy, yaml.safe_load(open(f"{folder}/policy.yaml")))
        self.grid, self.per_day = self.policy["grid_minutes"], self.policy["max_contacts_per_day"]
        self.kinds, self.zone = self.policy["contacts"], ZoneInfo(self.policy["timezone"])
        agencies = {row["agency"]: row["kind"] for row in self.table("agencies")}
        self.places = {row["location"]: row for row in self.table("locations")}
        self.people = {row["practitioner"]: row for row in self.table("practitioners")}
        self.agency_kind = {name: agencies[row["agency"]] for name, row in self.people.items()}
        self.nominals = {row["nominal"]: row for row in self.table("nominals")}
        self.own = {name: {row["police_lead"], row["probation_lead"]} for name, row in self.nominals.items()}
        for row in self.table("involvements"):
            self.own[row["nominal"]].add(row["practitioner"])
        self.apart = {frozenset((row["first"], row["second"])) for row in self.table("keep_apart")}
        self.given = {}
        for row in self.table("travel"):
            self.given[row["from"], row["to"]] = int(row["minutes"])
            self.given.setdefault((row["to"], row["from"]), int(row["minutes"]))
        self.computed = {}
        self.away = defaultdict(list)
        for row in self.table("unavailability"):
            for day in range(7):
                if row["day"] in (weekdays[day], str(self.date(day))):
                    self.away[row["nominal"]].append((self.at(day, row["start"]), self.at(day, row["end"])))
        history = self.table("contacts")
        this_week = [row for row in history if str(monday) <= row["start"][:10] <= str(self.sunday)
                     and row["status"] not in ("rescheduled", "cancelled_by_service")]
        self.fixed = [row for row in this_week if row["status"] != "planned"]
        self.planned = [row for row in this_week if row["status"] == "planned"]
        self.fixed_of, self.at_place = defaultdict(list), defaultdict(list)
        for row in self.fixed:
            start = self.minute(dt.datetime.fromisoformat(row["start"]))
            end, home = start + int(row["minutes"]), row["location"] == self.nominals[row["nominal"]].get("home", "-")
            self.fixed_of[row["nominal"]].append((row["kind"], start, end, home))
            self.at_place[row["location"]].append((row["nominal"], start, end))
        holidays = f"{folder}/calendars/bank-holidays.ics"
        if not os.path.exists(holidays):
            holidays = os.path.join(here, "..", "calendars", "bank-holidays.ics")
        self.holidays = {start.date() for start, _ in self.events(holidays)}
        self.had, self.variations = defaultdict(list), defaultdict(list)
        for row in history:
            if row["status"] == "attended":
                self.had[row["nominal"]].append(row)
        for row in self.table("variations"):
            self.variations[row["nominal"]].append(row)
        self.targets = {name: self.target(row) for name, row in self.nominals.items()}
        self.patterns = defaultdict(list)
        for row in self.table("working_patterns"):
            self.patterns[row["practitioner"]].append(row)
        self.commitments = self.all_commitments()
        self.blocks = {name: self.blocks_of(name) for name in self.people}
        self.gaps = [gap for name in self.people for gap in self.gaps_of(name)]
        self.gaps_on = defaultdict(list)
        for gap in self.gaps:
            self.gaps_on[gap.practitioner, gap.day].append(gap)
        self.due = [name for name, target in self.targets.items() if any(target[:3])]
        self.options = {name: self.options_of(name) for name in self.due}

    # Reading

    def table(self, name):
        path = f"{self.folder}/{name}.csv"
        if not os.path.exists(path):
            return []
        with open(path, newline="", encoding="utf-8-sig") as file:
            return list(csv.DictReader(file))

    def date(self, day):
        return self.monday + dt.timedelta(days=day)

    def at(self, day, clock):
        hours, minutes = clock.split(":")
        return day * day_minutes + int(hours) * 60 + int(minutes)

    def minute(self, moment):
        return int((moment - dt.datetime.combine(self.monday, dt.time())).total_seconds() // 60)

    def moment(self, minute):
        return dt.datetime.combine(self.monday, dt.time()) + dt.timedelta(minutes=minute)

    def events(self, path):
        """The week's busy events of a calendar, on the local clock."""
        import icalendar, recurring_ical_events
        with open(path, "rb") as file:
            calendar = icalendar.Calendar.from_ical(file.read())

        def local(time):
            if not isinstance(time, dt.datetime):
                return dt.datetime.combine(time, dt.time())
            return time.astimezone(self.zone).replace(tzinfo=None) if time.tzinfo else time

        for event in recurring_ical_events.of(calendar).between(self.monday, self.sunday + dt.timedelta(days=1)):
            free = event.get("STATUS") == "CANCELLED" or event.get("TRANSP") == "TRANSPARENT"
            start = event["DTSTART"].dt
            end = event["DTEND"].dt if "DTEND" in event else start
            if not free:
                yield local(start), local(end)

    def target(self, nominal):
        """Contacts due, whether a joint visit is, whether one at home is, and the day the joint visit is tied to."""
        rag, every = nominal["rag"], self.policy["targets"][nominal["cohort"]]
        if rag == "blue":
            release = dt.date.fromisoformat(nominal["release_on"]) if nominal.get("release_on") else None
            if not release or release > self.sunday:
                return 0, False, False, None
            rag = "red"
            if release >= self.monday:
                worked = [day for day in range(5) if self.date(day) not in self.holidays]
                left = sum(self.date(day) >= release for day in worked)
                day = (release - self.monday).days
                return math.ceil(every[rag]["contacts"] * left / 5), True, False, day if day in worked else None
        target = dict(every[rag])
        for row in self.variations[nominal["nominal"]]:
            if row["from"] <= str(self.monday) <= row["until"]:
                target |= {key: int(row[key]) for key in target if row.get(key)}
        suspended = nominal.get("contact_suspended_from")
        if suspended and suspended <= str(self.sunday):
            target["joint_every_weeks"] = 0
        had = self.had[nominal["nominal"]]

        def is_due(weeks, rows):
            since = str(self.monday - dt.timedelta(weeks=weeks - 1))
            return weeks > 0 and not any(since <= row["start"][:10] < str(self.monday) for row in rows)

        joint = is_due(target["joint_every_weeks"], [row for row in had if row["kind"] == "joint_visit"])
        home = nominal.get("home") and is_due(
            target["home_every_weeks"], [row for row in had if row["location"] == nominal["home"]])
        return target["contacts"], joint, bool(home), None

    # Travel and routes

    def travel(self, origin, goal):
        if origin == goal:
            return 0
        if (origin, goal) not in self.computed:
            self.computed[origin, goal] = self.given.get((origin, goal)) or self.great_circle(origin, goal)
        return self.computed[origin, goal]

    def great_circle(self, origin, goal):
        rates = self.policy["travel"]
        lat1, lon1, lat2, lon2 = (math.radians(float(self.places[place][key])) for place in (origin, goal)
                                  for key in ("latitude", "longitude"))
        h = (math.sin((lat2 - lat1) / 2) ** 2
             + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
        km = 2 * 6371.0088 * math.asin(math.sqrt(h))
        return math.ceil(km * rates["detour"] / rates["kmh"] * 60 - 1e-9) + rates["parking_minutes"]

    def all_commitments(self):
        """For each practitioner (start, end, place or None for the block's own), what nobody here can move."""
        found = defaultdict(list)
        for row in self.fixed:
            start = self.minute(dt.datetime.fromisoformat(row["start"]))
            for name in row["practitioners"].split(";"):
                place = None if row["location"] in ("", "online") else row["location"]
                found[name].append((start, start + int(row["minutes"]), place, True))
        for meeting in self.meetings:
            for row in meeting["attendance"]:
                start, end = (self.minute(dt.datetime.fromisoformat(row[key])) for key in ("from", "until"))
                place = None if meeting["location"] == "online" else meeting["location"]
                found[row["practitioner"]].append((start, end, place, False))
        for name in self.people:
            path = f"{self.folder}/calendars/{name}.ics"
            if os.path.exists(path):
                found[name] += [(self.minute(start), self.minute(end), None, False)
                                for start, end in self.events(path) if end > start]
        return found

    def blocks_of(self, name):
        base = self.people[name]["base"]
        return [(day, self.at(day, row["start"]), self.at(day, row["end"]), row["location"] or base)
                for row in self.patterns[name] for day in range(7)
                if row["weekday"] == weekdays[day] and self.date(day) not in self.holidays
                and (not row.get("from") or row["from"] <= str(self.date(day)))
                and (not row.get("until") or str(self.date(day)) <= row["until"])]

    def inside(self, name, block):
        """The commitments inside a block, in order; of a meeting or a busy time the part that is."""
        _, start, end, base = block
        return sorted(((max(start, s), min(end, e), place or base) for s, e, place, is_contact in self.commitments[name]
                       if s < end and start < e and (not is_contact or start <= s and e <= end)),
                      key=lambda row: row[:2])

    def gaps_of(self, name):
        for block in self.blocks[name]:
            day, start, end, base = block
            when, where = start, base
            for s, e, place in self.inside(name, block):
                if s > when:
                    yield Gap(name, day, when, s, where, place, base)
                if e > when:
                    when, where = e, place
            if end > when:
                yield Gap(name, day, when, end, where, base, base)

    # Ways to have a contact

    def candidates(self, nominal, kind, cover):
        """Of a kind of agency: the nominal's own, and if cover is wanted those who may stand in for the lead."""
        own = [name for name in self.people if name in self.own[nominal] and self.agency_kind[name] == kind]
        row = self.nominals[nominal]
        if kind == "partner" or not cover or row.get("limited_access") == "yes":
            return own
        lead = self.people[row["police_lead" if kind == "police" else "probation_lead"]]
        alike = [name for name, other in self.people.items() if name not in self.own[nominal]
                 and (other["agency"], other["role"]) == (lead["agency"], lead["role"])]
        return own + alike

    def options_of(self, nominal):
        row, found = self.nominals[nominal], {}
        leads = {row["police_lead"], row["probation_lead"]}
        for kind, rule in self.kinds.items():
            for crew_kinds in rule["crews"]:
                # Two officers only where two are needed, and colleagues only there or where they are asked for.
                two = crew_kinds == ["police", "police"]
                if two and row.get("crewing") != "double":
                    continue
                own_or_cover = (self.candidates(nominal, kind, self.cover or two) for kind in crew_kinds)
                for crew in product(*own_or_cover):
                    crew = tuple(sorted(set(crew)))
                    if len(crew) < len(crew_kinds) or "partner" not in crew_kinds and not leads.intersection(crew):
                        continue
                    cover = sum(name not in self.own[nominal] for name in crew)
                    for place in self.places_for(nominal, rule["places"], crew):
                        home = place == row.get("home")
                        if home and row.get("crewing") == "double" and len(crew) < 2:
                            continue
                        found[kind, place, crew] = Option(
                            kind, place, crew, rule["minutes"], cover, kind == "joint_visit", home)
        return list(found.values())

    def places_for(self, nominal, kinds, crew):
        for kind in kinds:
            if kind == "online":
                yield kind
            elif kind == "home":
                if self.nominals[nominal].get("home"):
                    yield self.nominals[nominal]["home"]
            else:
                partners = {self.people[name]["base"] for name in crew if self.agency_kind[name] == "partner"}
                yield from (place for place, row in self.places.items() if row["kind"] == kind
                            and (kind != "partner_office" or not partners or partners == {place}))

    def starts(self, nominal, option, day):
        """When the contact may begin on that day if nothing else is booked."""
        row, date = self.nominals[nominal], str(self.date(day))
        if row["rag"] == "blue" and not (row.get("release_on") and date >= row["release_on"]):
            return []
        suspended = row.get("contact_suspended_from")
        if suspended and date >= suspended and any(self.agency_kind[name] == "probation" for name in option.crew):
            return []
        windows = [[self.window(gap, option) for gap in self.gaps_on[name, day]] for name in option.crew]
        first = min((window[0] for mine in windows for window in mine), default=0)
        last = max((window[1] for mine in windows for window in mine), default=-1)
        busy = self.away[nominal] + [(start, end) for _, start, end, _ in self.fixed_of[nominal]]
        taken = sum(start // day_minutes == day for _, start, _, _ in self.fixed_of[nominal])
        return [start for start in range(-(-first // self.grid) * self.grid, last + 1, self.grid)
                if taken < self.per_day and all(any(a <= start <= b for a, b in mine) for mine in windows)
                and not any(start < end and begin < start + option.minutes for begin, end in busy)
                and self.is_clear(nominal, option, start, self.at_place[option.place])]

    def window(self, gap, option):
        """The earliest and the latest start in a gap."""
        place = gap.base if option.place == "online" else option.place
        return (gap.start + self.travel(gap.origin, place), gap.end - self.travel(place, gap.goal) - option.minutes)

    def is_clear(self, nominal, option, start, others):
        """Whether the place has a room beside those others then, and nobody the nominal must not meet is there."""
        if option.place == "online":
            return True
        end, wait, there = start + option.minutes, self.policy["keep_apart_minutes"], []
        for other, begin, until in others:
            if frozenset((nominal, other)) in self.apart and start < until + wait and begin < end + wait:
                return False
            if start < until and begin < end:
                there.append((begin, until))
        rooms = self.places[option.place].get("rooms")
        moments = [start] + [begin for begin, _ in there if begin > start]
        return not rooms or all(sum(a <= moment < b for a, b in there) < int(rooms) for moment in moments)

    # Counting

    def missing(self, name, visits):
        """What the nominal's visits count, and what is missing: contacts, the joint visit, the one at home."""
        had = [(kind, start // day_minutes, home) for kind, start, _, home in self.fixed_of[name]]
        had += [(visit.option.kind, visit.start // day_minutes, visit.option.home) for visit in visits]
        contacts, joint, home, tied = self.targets[name]
        kinds = [kind for kind, _, _ in had]
        booked = sum(min(kinds.count(kind), rule.get("at_most_per_week", len(kinds)))
                     for kind, rule in self.kinds.items())
        joint = joint and not any(kind == "joint_visit" and tied in (None, day) for kind, day, _ in had)
        home = home and not any(is_home for _, _, is_home in had)
        return booked, max(0, contacts - booked), int(joint), int(home)

    def shortfalls(self, visits):
        mine = defaultdict(list)
        for visit in visits:
            mine[visit.nominal].append(visit)
        for name in self.due:
            found = self.missing(name, mine[name])
            if any(found[1:]):
                yield name, *found

    def weight(self, nominal):
        rag = self.nominals[nominal]["rag"]
        return self.policy["weights"]["red" if rag == "blue" else rag]

    def score(self, visits):
        """The five levels of design/planning.md."""
        short = sum(self.weight(name) * (contacts ** 2 + joint + home)
                    for name, _, contacts, joint, home in self.shortfalls(visits))
        stayed = {visit.id for visit in visits if visit.id}
        moved = sum(row["contact"] not in stayed for row in self.planned)
        cover = sum(visit.option.cover for visit in visits)
        routes, days = defaultdict(list), defaultdict(set)
        for visit in visits:
            days[visit.nominal].add(visit.start // day_minutes)
            for name in visit.option.crew:
                place = None if visit.option.place == "online" else visit.option.place
                routes[name].append((visit.start, visit.start + visit.option.minutes, place, True))
        travel = 0
        for name in self.people:
            for block in self.blocks[name]:
                kept, self.commitments[name] = self.commitments[name], self.commitments[name] + routes[name]
                stops, self.commitments[name] = self.inside(name, block), kept
                when, where = block[1], block[3]
                for _, end, place in stops:
                    travel += self.travel(where, place)
                    if end > when:
                        when, where = end, place
                travel += self.travel(where, block[3]) if stops else 0
        for name, mine in self.fixed_of.items():
            days[name].update(start // day_minutes for _, start, _, _ in mine)
        spread = sum(day + 1 in mine for mine in days.values() for day in mine)
        return short, moved, cover, travel, spread

    def save(self, visits, path):
        contacts = [{key: row[key] for key in ("contact", "nominal", "kind", "start", "location", "status")}
                    | {"minutes": int(row["minutes"]), "practitioners": row["practitioners"].split(";")}
                    for row in self.fixed]
        for number, visit in enumerate(visits):
            contacts.append({
                "contact": visit.id or f"b-{number}", "nominal": visit.nominal, "kind": visit.option.kind,
                "start": self.moment(visit.start).isoformat(timespec="minutes"), "minutes": visit.option.minutes,
                "location": visit.option.place, "practitioners": list(visit.option.crew), "status": "planned"})
        shortfalls = [{
            "nominal": name, "week": str(self.monday), "target": self.targets[name][0], "booked": booked,
            "missing_contacts": contacts_, "missing_joint": joint, "missing_home": home, "reasons": ["none found"]}
            for name, booked, contacts_, joint, home in self.shortfalls(visits)]
        levels = ("shortfall", "moved", "cover", "travel_minutes", "spread")
        json.dump({"from": str(self.monday), "weeks": 1, "timezone": self.policy["timezone"],
                   "meetings": self.meetings, "contacts": sorted(contacts, key=lambda row: row["start"]),
                   "shortfalls": shortfalls, "score": dict(zip(levels, self.score(visits)))}, open(path, "w"))


def standing(week):
    """The contacts planned before that can stay as they are."""
    for row in week.planned:
        start = week.minute(dt.datetime.fromisoformat(row["start"]))
        crew = tuple(sorted(row["practitioners"].split(";")))
        for option in week.options.get(row["nominal"], []):
            if (option.kind, option.place, option.crew) == (row["kind"], row["location"], crew):
                if start in week.starts(row["nominal"], option, start // day_minutes):
                    yield Visit(row["nominal"], option, start, row["contact"])


def greedy(week):
    """What somebody would book by hand.

    What stood stays. Then the weightiest nominal first: their joint visit, their contact at home, the rest, each at
    the nearest place that will do and there at the first time that fits.
    """
    booked, others = defaultdict(list), defaultdict(list, {place: list(rows) for place, rows in week.at_place.items()})
    stops = defaultdict(list)

    def gap_for(name, visit):
        """Where in the practitioner's day there is time for the visit, with the way there and on."""
        start, end = visit.start, visit.start + visit.option.minutes
        for gap in week.gaps_on[name, start // day_minutes]:
            place = gap.base if visit.option.place == "online" else visit.option.place
            before = max((stop for stop in stops[gap] if stop[0] < end), default=(0, gap.start, gap.origin))
            after = min((stop for stop in stops[gap] if stop[0] >= end), default=(gap.end, 0, gap.goal))
            if (gap.start <= start and before[1] + week.travel(before[2], place) <= start
                    and end + week.travel(place, after[2]) <= after[0]):
                return gap

    def book(visit):
        """Whether the visit fits, and so is booked."""
        day, end = visit.start // day_minutes, visit.start + visit.option.minutes
        if (sum(other.start // day_minutes == day for other in booked[visit.nominal]) >= week.per_day
                or not week.is_clear(visit.nominal, visit.option, visit.start, others[visit.option.place])):
            return False
        gaps = [gap_for(name, visit) for name in visit.option.crew]
        if not all(gaps):
            return False
        for gap in gaps:
            stops[gap].append((visit.start, end, gap.base if visit.option.place == "online" else visit.option.place))
        others[visit.option.place].append((visit.nominal, visit.start, end))
        booked[visit.nominal].append(visit)
        return True

    def book_first(nominal, need):
        def helps(option):
            count = sum(visit.option.kind == option.kind for visit in booked[nominal])
            return (option.joint if need == "joint" else option.home if need == "home"
                    else count < week.kinds[option.kind].get("at_most_per_week", 99))

        def distance(option):
            return sum(0 if option.place == "online" else week.travel(week.people[name]["base"], option.place)
                       for name in option.crew)

        tied = week.targets[nominal][3] if need == "joint" else None
        for option in sorted(filter(helps, week.options[nominal]),
                             key=lambda option: (option.cover, distance(option), option.minutes)):
            for day in range(7) if tied is None else [tied]:
                if any(book(Visit(nominal, option, start)) for start in week.starts(nominal, option, day)):
                    return True
        return False

    for visit in standing(week):
        book(visit)
    for nominal in sorted(week.due, key=lambda name: (-week.weight(name), -week.targets[name][0], name)):
        for number, need in ((2, "joint"), (3, "home"), (1, "any")):
            while week.missing(nominal, booked[nominal])[number] and book_first(nominal, need):
                pass
    return [visit for mine in booked.values() for visit in mine]
