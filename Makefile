# Two commands for a fresh machine: `make demo` and `make test`. Everything goes into .venv beside this file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
CASE := demo.duckdb

.PHONY: demo test setup lint types unit lock clean

demo: setup
	@rm -f $(CASE) demo.html
	@$(BIN)/dragoman read examples/dayton --case $(CASE)
	@$(BIN)/dragoman report --case $(CASE) -o demo.html
	@echo "The report is in demo.html: open it in a browser."

test: lint types unit

setup: $(STAMP)

# The stamp depends on the pinned packages, so that a change of them sets up anew.
$(STAMP): constraints.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "dragoman needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "dragoman needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) -V); name another: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up $(VENV) (once, a minute or two)"
	@$(PYTHON) -m venv $(VENV) || { echo "Could not make $(VENV); on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r constraints.txt || { echo "Could not install the packages of constraints.txt; is a package index reachable?" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(STAMP)

lint: setup
	@echo "lint" && $(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup
	@echo "types" && $(BIN)/mypy

unit: setup
	@echo "tests" && $(BIN)/python -m pytest

# Pins again what pyproject.toml asks for (needs uv); versions and hashes only, no addresses.
lock:
	uv pip compile --extra dev --extra pandas --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --no-emit-find-links --universal --python-version 3.11 pyproject.toml -o constraints.txt

clean:
	rm -rf $(VENV) $(CASE) $(CASE).wal demo.html .mypy_cache .ruff_cache .pytest_cache .hypothesis
