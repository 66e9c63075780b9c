# Everything happens in .venv, from the pinned versions in requirements*.lock. Stamps inside .venv
# remember what is installed, so nothing is installed twice.
# PYTHON=/path/to/python3.12 chooses the interpreter; otherwise the first of these that is 3.11+.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup run test check lint types bench soak schema lock clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
LOCK_TOOLS := .lock-venv
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes
COMPILE := $(LOCK_TOOLS)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

setup: $(VENV)/.dev ## Make .venv with everything needed to run and to test

run: $(VENV)/.runtime ## Start Plumbline (without a token: the rehearsal)
	@$(BIN)/python -m bot run

# Every worker reads what was compiled before, whatever the shell says about keeping it.
test: $(VENV)/.dev ## Run the tests, on SQLite and on a real PostgreSQL
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n auto

check: lint types test ## Everything that must hold before a change lands

lint: $(VENV)/.dev ## Look for mistakes and for unformatted code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev ## Check the types
	@$(BIN)/mypy

bench: $(VENV)/.dev ## Measure: crashes (5 kills) and answers under load
	@$(BIN)/python -m benchmarks crash --kills 5
	@$(BIN)/python -m benchmarks answers

soak: $(VENV)/.dev ## Run the long tests (with="-k WORD" chooses some)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n auto -m soak $(with)

# Until the first release there is one revision, made anew whenever a table changes.
schema: $(VENV)/.dev ## Write the first database revision anew from the tables
	@rm -f bot/db/migrations/versions/0001_*.py
	@empty=$$(mktemp -d) && DATABASE_URL=sqlite:///$$empty/empty.db $(BIN)/python -m alembic -q \
		revision --autogenerate --rev-id 0001 -m "first tables"; status=$$?; rm -rf "$$empty"; exit $$status
	@$(BIN)/ruff check -q --fix bot/db/migrations/versions
	@$(BIN)/ruff format -q bot/db/migrations/versions

lock: $(LOCK_TOOLS)/.uv ## Choose new versions and pin them (add UPGRADE=--upgrade for the newest)
	@env -u PIP_FIND_LINKS -u UV_FIND_LINKS $(COMPILE) $(UPGRADE) pyproject.toml \
		-o requirements.lock
	@env -u PIP_FIND_LINKS -u UV_FIND_LINKS $(COMPILE) $(UPGRADE) pyproject.toml --group dev \
		-c requirements.lock -o requirements-dev.lock

clean: ## Remove .venv and caches; data stays
	rm -rf $(VENV) $(LOCK_TOOLS) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.made:
	@found=; \
	for candidate in $(or $(PYTHON),python3.13 python3.12 python3.11 python3); do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			found=$$candidate; break; \
		fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Plumbline needs Python 3.11 or newer. Looked at, and not that:" \
			"$(or $(PYTHON),python3.13 python3.12 python3.11 python3)." >&2; \
		echo "Install one, or name it:" \
			"make $(or $(MAKECMDGOALS),setup) PYTHON=/path/to/python3.12" >&2; \
		exit 1; \
	fi; \
	if ! "$$found" -m venv $(VENV); then \
		echo "$$found could not make a virtual environment (on Debian and Ubuntu: apt install python3-venv)." >&2; \
		exit 1; \
	fi
	@touch $@

$(VENV)/.runtime: requirements.lock $(VENV)/.made
	@echo "Installing what Plumbline needs into $(VENV) (once)."
	@$(PIP) -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.made
	@echo "Installing what Plumbline and its tests need into $(VENV) (once)."
	@$(PIP) -r requirements-dev.lock
	@touch $(VENV)/.runtime $@

$(LOCK_TOOLS)/.uv: $(VENV)/.made
	@$(BIN)/python -m venv $(LOCK_TOOLS)
	@$(LOCK_TOOLS)/bin/python -m pip --disable-pip-version-check install --quiet uv
	@touch $@
