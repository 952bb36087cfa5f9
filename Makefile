# 知新. `make run` and `make test` set up all they need in .venv; nothing is installed outside of it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check install --quiet --require-hashes
SELF := $(BIN)/pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .

.PHONY: help run test check format bench bank translations lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

run: $(VENV)/run.stamp ## serve the app with the shipped bank on http://127.0.0.1:8000
	$(BIN)/quizapp run

test: $(VENV)/dev.stamp ## pass all tests
	$(BIN)/pytest --numprocesses auto $(PYTEST_ARGS)

check: $(VENV)/dev.stamp ## lint, types, import rules, templates, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --check --lint --quiet
	$(BIN)/deptry .

format: $(VENV)/dev.stamp ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/dev.stamp ## measure speed (tests/benchmarks/README.md keeps the figures)
	$(BIN)/python -m tests.benchmarks

bank: $(VENV)/run.stamp ## build the shipped bank anew from seeds/
	$(BIN)/question-bank build --out question_bank/bank/seed.jsonl

translations: $(VENV)/run.stamp ## collect the messages of the app, update and compile its catalogues
	$(BIN)/pybabel -q extract -F pyproject.toml --add-location file --output $(VENV)/messages.pot .
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -i $(VENV)/messages.pot -d quizapp/translations
	$(BIN)/pybabel -q compile -d quizapp/translations

lock: $(VENV)/dev.stamp ## pin all dependencies anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --upgrade --all-extras --group build pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --upgrade --constraint requirements.lock --all-extras --group build --group dev pyproject.toml --output-file tests/requirements.lock

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --requirement requirements.lock
	$(SELF)
	@touch $@

$(VENV)/dev.stamp: tests/requirements.lock requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --requirement tests/requirements.lock
	$(SELF)
	@touch $@ $(VENV)/run.stamp
