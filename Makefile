# make demo    the main job on an invented team: sample, plan, export, the papers of a meeting and a week, and the
#              service with an account for each kind of user; says what to open (make stop ends the service)
# make test    everything is tested
# make lint    the source is formatted as agreed, and builds without a warning
# make bench   how good and how fast the plans are beside other planners, what re-planning moves and takes, and the
#              order of published agendas beside other solvers, and how fast feeds are polled (make bench LIMIT=60:
#              that many seconds for each agenda and solver, three times as many for CP-SAT on each week of bookings)
# make fuzz    mutated calendars are read, for half an hour or a million of them (make fuzz SECONDS=60 RUNS=0: no end to
#              the number); what crashes, takes over a second or needs over 512 MB is kept in .fuzz/found
# make sanitize  the tests under Address Sanitizer, then under Thread Sanitizer
#
# Each installs what it needs if it is missing: Debian packages with apt, Python ones into .venv.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

# The last lines are for printing: pandoc, what WeasyPrint stands on, and fonts.
DEBIAN := curl libical-dev libsqlite3-dev pkg-config tzdata python3 python3-venv openssl \
    pandoc libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core fonts-liberation
# Debian's own weasyprint does, too; the tags of this one say more.
PRINTING := 'weasyprint>=70'
# What tests look at documents and calendars with.
DEBIAN_TESTS := poppler-utils libreoffice-writer-nogui unzip chromium
PYTHON := icalendar ical recurring-ical-events vobject pyyaml radicale vdirsyncer khal pikepdf 'authlib<2' flask playwright axe-playwright-python
# The project's own Python programs are found before the system's.
IN_VENV := PATH="$(CURDIR)/.venv/bin:$$PATH"
# The arrows between targets are checked: what a target imports, it has to declare.
SWIFTPM := --explicit-target-dependency-import-check error
PROGRAM = .build/release/iom-diary
# What the engine is held against, and the seconds each has for an agenda; for a week's bookings it has three times as
# many.
PEERS_DEBIAN := minizinc flatzinc wrk
PEERS_PYTHON := ortools
LIMIT := 10
SECONDS := 1800
RUNS := 1000000

.PHONY: demo stop build test lint bench fuzz peers sanitize debian clean

# Without WeasyPrint the demo goes on, and says so.
demo: build
	@$(MAKE) --no-print-directory .venv/printing || true
	@$(MAKE) --no-print-directory stop || true
	rm -rf demo && mkdir -p demo
	$(PROGRAM) sample demo/team
	$(IN_VENV) $(PROGRAM) plan --caseload demo/team --from 2026-11-30 --weeks 4 --output demo/plan
	@echo
	@echo "And the papers of one meeting and one week, and the service:"
	@$(IN_VENV) .ci/demo $(PROGRAM) demo
	@echo
	@echo "The caseload is in demo/team. Begin with demo/plan/index.html; a practitioner's feed is demo/plan/feeds/po1.ics."
	@echo "The papers of the MAP of 2 December and its week are in demo/papers."
	@echo "The service runs on, in the background, for the accounts above; make stop ends it."

stop:
	@test -f demo/service.pid && kill "$$(cat demo/service.pid)" 2>/dev/null; rm -f demo/service.pid

build: debian
	swift build -c release $(SWIFTPM) --product iom-diary

test: debian .venv/ready
	@$(MAKE) --no-print-directory debian DEBIAN="$(DEBIAN_TESTS)"
	swift build -c release $(SWIFTPM) -Xswiftc -enable-testing --build-tests
	$(IN_VENV) swift test -c release $(SWIFTPM) -Xswiftc -enable-testing --skip-build --disable-xctest

lint: debian
	swift format lint --strict --recursive --parallel Package.swift Sources Tests calendars templates

bench: build peers
	python3 .ci/bench $(PROGRAM) --seconds $$(( 3 * $(LIMIT) ))
	@echo
	python3 .ci/bench-replan $(PROGRAM)
	@echo
	python3 .ci/bench-agenda $(PROGRAM) --seconds $(LIMIT)
	@echo
	python3 .ci/bench-calendars $(PROGRAM)
	@echo
	$(IN_VENV) python3 .ci/bench-papers $(PROGRAM)
	@echo
	$(IN_VENV) python3 .ci/bench-feeds $(PROGRAM)
	@echo
	python3 .ci/bench-service $(PROGRAM)

fuzz: debian
	.ci/fuzz .fuzz $(SECONDS) $(RUNS)

# Without a peer the bench goes on, and says so.
peers:
	@$(MAKE) --no-print-directory debian DEBIAN="$(PEERS_DEBIAN)" || true
	@$(MAKE) --no-print-directory .venv/ready && \
	    { .venv/bin/python -c 'import $(PEERS_PYTHON)' 2>/dev/null || \
	    .venv/bin/pip install --quiet --disable-pip-version-check $(PEERS_PYTHON); } || true

sanitize: debian .venv/ready
	@$(MAKE) --no-print-directory debian DEBIAN="$(DEBIAN_TESTS)"
	for sanitizer in address thread; do \
	    LSAN_OPTIONS=suppressions=$(CURDIR)/.ci/leaks:print_suppressions=0 $(IN_VENV) \
	        swift test -c release -Xswiftc -enable-testing --sanitize=$$sanitizer \
	        --scratch-path .build-$$sanitizer --disable-xctest; \
	done

# Packages are asked for only if one is missing, so that a machine without the right to install can work, too.
debian:
	@missing=$$(for package in $(DEBIAN); do dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || echo $$package; done); \
	if [ -n "$$missing" ]; then \
	    echo "Installing $$(echo $$missing)"; \
	    as_root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	    $$as_root apt-get update -qq; \
	    DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi

.venv/printing: | debian
	rm -rf .venv
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check $(PRINTING)
	touch $@

.venv/ready: .venv/printing Makefile
	.venv/bin/pip install --quiet --disable-pip-version-check $(PRINTING) $(PYTHON)
	touch $@

clean:
	rm -rf .build .build-address .build-thread .venv .fuzz demo
