# One interface for people and for continuous integration. `make help` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin
PORT ?= 8000
export UV_LINK_MODE := copy

.PHONY: help init run test engine e2e lint fix bench messages examples lock-deps clean

help: ## list the targets
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(UV):
	@echo "Getting the installer …"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools uv==0.13.9

.venv/pyvenv.cfg: | $(UV)
	@$(UV) venv --quiet --python $(PYTHON) .venv

.venv/run.stamp: requirements.lock pyproject.toml | .venv/pyvenv.cfg
	@echo "Installing what Servanda runs on …"
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --require-hashes -r requirements.lock
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps -e .
	@touch $@

.venv/dev.stamp: requirements-dev.lock pyproject.toml | .venv/pyvenv.cfg
	@echo "Installing what Servanda is tested with …"
	@VIRTUAL_ENV=.venv $(UV) pip sync --quiet --require-hashes requirements-dev.lock
	@VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps -e .
	@touch $@ .venv/run.stamp

init: .venv/dev.stamp ## install everything, tests included

run: .venv/run.stamp ## set up and serve Servanda with a demonstration of five vendors
	@SERVANDA_DEMO=$${SERVANDA_DEMO-yes} SERVANDA_VAR=$${SERVANDA_VAR-var/demo} $(BIN)/python -m servanda.desk serve --port $(PORT)

test: .venv/dev.stamp ## set up and run every check that this machine can run
	@bash tests/run.sh

engine: .venv/dev.stamp ## the inner loop: engine tests only
	@$(BIN)/pytest -q tests/engine -n 2

e2e: .venv/dev.stamp ## the journeys in a real browser
	@$(BIN)/pytest -q tests/e2e

lint: .venv/dev.stamp ## style, types, import contracts, migrations, translations
	@bash tests/lint.sh

fix: .venv/dev.stamp ## let the formatter and the linter mend what they can
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: .venv/dev.stamp ## print speeds and ratios to peers, measured here and now
	@$(BIN)/python -m benchmarks

messages: .venv/dev.stamp ## bring the French catalogues up to date with pages and code
	@$(BIN)/python -m servanda.desk messages

examples: .venv/dev.stamp ## write what commands print today into the documents that show it, and the schema
	@$(BIN)/servanda schema > policies/schema.json
	@$(BIN)/python tests/docs/console.py README.md docs/cli.md docs/fr/LISEZMOI.md

lock-deps: | $(UV) ## resolve the two lock files again
	@$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
	@$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links pyproject.toml --group dev --group bench -o requirements-dev.lock

clean: ## remove what the other targets made
	rm -rf .venv .tools var .pytest_cache .mypy_cache .ruff_cache
