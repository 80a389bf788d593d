# Each command does all of its own set-up; a second call finds it done. Plain commands without make: README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CLUSTER := .venv-cluster
POPULATION := populations/default

.DEFAULT_GOAL := help
.PHONY: help run test suite cluster lint bench bench-browser coverage soak report format lock clean

help: ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

$(VENV)/installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing dependencies into $(VENV) (about a minute, once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m compileall -q analysis dashboard data reports terminal wording
	@touch $@

# Sail as well, so that every run holds an engine to the answers of this process; with Spark itself it does not go together.
$(VENV)/installed-dev: requirements-dev.lock requirements-sail.lock $(VENV)/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-sail.lock
	@touch $@

run: $(VENV)/installed ## build the default population once and open the dashboard on this machine
	@$(BIN)/python cli.py population synth --missing --out $(POPULATION)
	@$(BIN)/python cli.py simulate --population $(POPULATION)
	@$(BIN)/streamlit run app.py

report: $(VENV)/installed ## write the HTML report of the default population
	@$(BIN)/python cli.py population synth --missing --out $(POPULATION)
	@$(BIN)/python cli.py report --population $(POPULATION) --out reports-out/transfer-impact.html

lint: $(VENV)/installed-dev ## check style, types and the boundaries between rooms
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

# Side by side: tests wait for browsers and servers a fifth of their time, and checks of types need a core for more than a minute.
test: $(VENV)/installed-dev ## run every check and every test, the browser's included
	@$(MAKE) --no-print-directory -j 2 lint suite

suite: $(VENV)/installed-dev
	@$(BIN)/python tests/tools/browser.py
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-long: lint ## run every test, those as well that hold more of what a quicker one holds already (half an hour)
	@$(BIN)/python tests/tools/browser.py
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "long or not long"

cluster: $(CLUSTER)/installed ## hold Sail and, where Java is, Spark to the answers of one process (20 minutes)
	@$(CLUSTER)/bin/python -m pytest -m "long or not long" -rs tests/analysis/engines

$(CLUSTER)/installed: requirements-cluster.lock requirements-dev.lock
	@test -x $(CLUSTER)/bin/python || $(PYTHON) -m venv $(CLUSTER)
	@echo "Installing the engines into $(CLUSTER) (a few minutes and 2.3 GB, once)"
	@$(CLUSTER)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-cluster.lock
	@$(CLUSTER)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

bench: $(VENV)/installed-dev ## measure speed, print the table of docs/speed.md
	@$(BIN)/python -m tests.tools.bench

bench-browser: $(VENV)/installed-dev ## measure the dashboard in a real browser, print the table of docs/speed.md (minutes)
	@$(BIN)/python tests/tools/browser.py
	@$(BIN)/python -m tests.tools.browser_bench

coverage: $(VENV)/installed-dev ## see whether the intervals hold a hidden truth, write the tables of docs/coverage.md (10 minutes)
	@$(BIN)/python -m tests.truth.coverage

soak: $(VENV)/installed-dev ## be hard on it: extreme settings, malformed links, kills, damaged files, a crowd (10 minutes)
	@$(BIN)/python -m tests.soak

format: $(VENV)/installed-dev ## put the code in the one format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: $(VENV)/installed-dev ## resolve the dependencies anew
	@for set in requirements requirements-db requirements-dev; do $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet $$set.txt -o $$set.lock; done
	@# Engines keep to the pins of the others: their tests need both.
	@for set in requirements-sail requirements-cluster; do $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -c requirements-dev.lock $$set.txt -o $$set.lock; done

clean: ## remove what the commands made, populations excepted
	@rm -rf $(VENV) $(CLUSTER) reports-out .mypy_cache .ruff_cache .pytest_cache .hypothesis
