# Two commands matter: `make run` and `make test`. Each does all its own set-up.
.DEFAULT_GOAL := run
.PHONY: run setup test check fuzz bench pictures licences lock faults

PYTHON ?= python3.11
BIN := .venv/bin
VAR ?= var
PORT ?= 8000

# What is compiled is kept, even where the machine asks that it is not: the tests start some hundreds of processes,
# and compiling what one imports takes longer than what most of them do.
unexport PYTHONDONTWRITEBYTECODE

run: setup
	@$(BIN)/safelight demonstration --folder $(VAR)/demonstration --port $(PORT)

setup: .venv/ready front-end/node_modules/built

.venv/ready: requirements/uv.txt requirements/dev.txt requirements/semantic.txt pyproject.toml
	@echo "Setting up Python packages (about a minute on a new machine)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(BIN)/uv pip sync --quiet --require-hashes requirements/dev.txt requirements/uv.txt requirements/semantic.txt
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

front-end/node_modules/built: .venv/ready front-end/package-lock.json front-end/vite.config.mjs front-end/fonts.mjs $(shell find front-end/src front-end/public -type f 2>/dev/null)
	@echo "Building the front end"
	@cd front-end && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --no-audit --no-fund && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build
	@touch $@

.venv-peers/ready: .venv/ready requirements/peers.txt
	@echo "Setting up the software that is measured beside Safelight"
	@$(PYTHON) -m venv .venv-peers
	@$(BIN)/uv pip sync --quiet --require-hashes --python .venv-peers/bin/python requirements/peers.txt
	@touch $@

test: setup
	@echo "Running every test (about ten minutes on two processors)"
	@$(BIN)/python -m pytest -n 2 --dist worksteal

check: .venv/ready
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/house

# Every reader, 20,000 damaged files each: `make fuzz`, `make fuzz INPUTS=500 TARGETS="telegram-json containers"`.
fuzz: .venv/ready
	@$(BIN)/python -m tests.fuzz --inputs $(or $(INPUTS),20000) $(TARGETS)

# An import that is killed, runs out of room and meets failing disks: `make faults`, `make faults POINTS=20 FILES=20`.
faults: setup
	@$(BIN)/python -m tests.faults --files $(or $(FILES),200) --kills $(or $(POINTS),200) --commits $(or $(POINTS),100) --live $(or $(POINTS),200) --full $(or $(POINTS),60) --faults $(or $(POINTS),100) --tamper $(or $(POINTS),1000)

# Everything, or one part: `make bench PART=whatsapp` (texts, formats, memory, page, load, sealing, ledger, bundle, signals, queue).
# Memory for a million messages of each format: `make bench PART=memory MESSAGES=1000000` (300,000 where none are named).
bench: setup .venv-peers/ready
	@$(BIN)/python -m benchmarks $(PART)

licences: setup
	@$(BIN)/pip-licenses --order=license --format=csv
	@cd front-end && PATH="$(CURDIR)/$(BIN):$$PATH" node licences.mjs

lock:
	@$(BIN)/uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 -o requirements/dev.txt
	@$(BIN)/uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 -c requirements/dev.txt -o requirements/run.txt
	@$(BIN)/uv pip compile --no-config requirements/semantic.in --no-deps --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 -o requirements/semantic.txt
	@$(BIN)/uv pip compile --no-config requirements/peers.in --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 -o requirements/peers.txt

pictures: setup
	@mkdir -p docs/pictures
	@SAFELIGHT_DOCS_PICTURES=docs/pictures $(BIN)/python -m pytest -q tests/walk
