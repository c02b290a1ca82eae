# What there is to do here. Every target makes or refreshes its own environment first.

PYTHON := .venv/bin/python
ENISHI := .venv/bin/enishi
# One process for each core; a test module may be shared out.
PARALLEL := --numprocesses auto --dist worksteal
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help run worker test check lint types unit unit-postgres journeys audit bench bench-scheduling messages lock format clean

help: ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ —/'

run: ## serve Enishi with its reference facts on http://127.0.0.1:8000
	@scripts/environment.sh run
	@$(ENISHI) prepare
	@exec $(ENISHI) serve --port $(PORT)

worker: ## work off what waits in the background: feeds of the press
	@scripts/environment.sh run
	@exec $(ENISHI) db_worker

test: ## everything: format, lint, types, contracts, migrations, translations, docs, both databases, browser
	@scripts/environment.sh dev
	@scripts/machine.sh
	@$(MAKE) --no-print-directory lint types unit unit-postgres journeys

check: ## the quick half of test: no second database, no browser
	@scripts/environment.sh dev
	@$(MAKE) --no-print-directory lint types unit

lint:
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/lint-imports
	$(ENISHI) makemigrations --check --dry-run
	$(ENISHI) messages check
	$(ENISHI) messages compile

types:
	.venv/bin/mypy

unit:
	ENISHI_DATABASE=sqlite:///var/test.db .venv/bin/pytest -q $(PARALLEL) -m "not audit" --ignore=tests/journeys

# What asks no database need not be asked twice.
unit-postgres:
	$(PYTHON) -m tests.postgres .venv/bin/pytest -q $(PARALLEL) tests/apps tests/project tests/web tests/api

journeys:
	.venv/bin/pytest -q $(PARALLEL) -m "not audit" tests/journeys

audit: ## every page with axe-core in every language, light and dark, and with late letters; 2,000 meeting plans beside brute force
	@scripts/environment.sh dev
	@scripts/machine.sh
	.venv/bin/pytest -q -m audit tests/journeys
	.venv/bin/pytest -q -m audit tests/domain

bench: ## measure a register of 100,000 agreements, the site under 200 visitors, and the reading of the press
	@scripts/environment.sh bench
	$(PYTHON) -m benchmarks.register.run
	$(PYTHON) -m benchmarks.site.run
	$(PYTHON) -m benchmarks.press.run

bench-scheduling: ## measure the meeting engine: given, made and published problems, repairs
	@scripts/environment.sh bench
	$(PYTHON) -m benchmarks.scheduling.run
	$(PYTHON) -m benchmarks.scheduling.published

messages: ## bring the catalogues of translations up to date
	@scripts/environment.sh dev
	$(ENISHI) messages update

format: ## format the code
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

lock: ## pin the dependencies anew (needs uv)
	uv pip compile --upgrade --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header -q pyproject.toml --format requirements.txt -o requirements.txt
	uv pip compile --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header -q --group dev -c requirements.txt pyproject.toml --format requirements.txt -o requirements-dev.txt
	uv pip compile --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header -q --group dev --group bench -c requirements-dev.txt pyproject.toml --format requirements.txt -o requirements-bench.txt

clean: ## remove the environment and all local data
	rm -rf .venv var
