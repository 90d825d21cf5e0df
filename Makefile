# What a person, a hook and CI run. `make` alone says what there is.
# Nothing is needed beforehand but Python 3.11 or later, make and a package index.

PYTHON  ?= python3
WORKERS ?= auto
ARGS    ?=
SEEDS   ?= 2000

# Compiled once, and not anew in each of the hundreds of processes that tests start.
unexport PYTHONDONTWRITEBYTECODE

BIN   := .venv/bin
STAMP := .venv/.installed
CODE  := domain adapters entrypoints tests

.DEFAULT_GOAL := help
.PHONY: help setup check format test demo bench crash soak clean

help: ## say what there is
	@echo "hubflo-xero: joins Hubflo, where you bill, to Xero, where your books are."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "Variables: PYTHON=python3.13 (for setup), WORKERS=4 and ARGS='-k words' (for test), SEEDS=100000 (for soak)."

setup: $(STAMP) ## make .venv here and install everything into it

# The stamp lies inside .venv, so that removing .venv is all it takes to begin anew.
$(STAMP): pyproject.toml .ci/constraints.txt
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no '$(PYTHON)' here. Install Python 3.11 or later, or name one: make setup PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "hubflo-xero needs Python 3.11 or later, and '$(PYTHON)' is $$($(PYTHON) -V 2>&1)." \
			"Name another: make setup PYTHON=python3.13"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e '.[dev]'
	@touch $(STAMP)

check: setup ## formatting, lint, strict types, import contracts, dead code; runs no tests
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	$(BIN)/python -m vulture

format: setup ## let ruff lay out the code and mend what it can
	$(BIN)/python -m ruff format .
	$(BIN)/python -m ruff check --fix .

test: setup ## the whole suite, PostgreSQL included
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

demo: setup ## the main job against the sandbox, over real HTTP on this machine
	@$(BIN)/python -m entrypoints.demo

bench: setup ## measure everything that has a bar, in about 15 minutes on a quiet machine; no tests
	@$(BIN)/python -m tests.benchmarks

crash: setup ## kill import and invoices at every point and print the tables of docs/reliability.md
	@$(BIN)/python -m tests.crash

soak: setup ## stories from SEEDS, real processes killed twice, and two workers killed every 5 seconds
	@$(BIN)/python -m tests.simulation $(SEEDS)
	@$(BIN)/python -m tests.crash twice 12 7
	@$(BIN)/python -m tests.crash billing-twice 8 7
	@$(BIN)/python -m tests.soak $(ARGS)

clean: ## remove .venv and every cache
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov build dist
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
