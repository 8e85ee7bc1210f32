# `make run` opens the explorer, `make test` checks everything; both need Python 3.11 or newer and set up the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test lint format bench basemap airspace readme-data clean

PORT ?= 8501
RELOAD ?= none
TESTS ?= tests
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)

# A set-up is stamped with the checksum of what it installed, so it is redone when that changes and never else.
PY := .venv/bin/python
RUN_READY := .venv/.run-$(shell cat requirements.txt | cksum | cut -d' ' -f1)
TEST_READY := .venv/.test-$(shell cat requirements*.txt | cksum | cut -d' ' -f1)
PIP := $(PY) -m pip install -qq --disable-pip-version-check

help: ## say what there is
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

run: $(RUN_READY) ## open the explorer (PORT=8501)
	@$(PY) -m streamlit run streamlit_app.py --server.port $(PORT) --server.fileWatcherType $(RELOAD) \
		--browser.serverAddress localhost

test: lint ## check the style and the types, then run every test, with a real browser (TESTS=path for some)
	@$(PY) -m tests.chromium
	@$(PY) -m pytest -q -n 3 --dist loadfile $(TESTS)

lint: $(TEST_READY) ## check the style and the types
	@$(PY) -m ruff format --check --quiet . || { echo "Not formatted as it should be: run \`make format\`."; exit 1; }
	@$(PY) -m ruff check --quiet .
	@$(PY) -m mypy --no-error-summary

format: $(TEST_READY) ## put the code into shape
	@$(PY) -m ruff format --quiet .
	@$(PY) -m ruff check --quiet --fix .

bench: $(TEST_READY) ## measure how quick it is, beside the targets
	@$(PY) -m tests.chromium
	@$(PY) -m tests.bench

basemap: $(TEST_READY) ## draw the base map, the areas and the labels again from their outlines (fetches them from npm)
	@$(PY) -m geo.build basemap

airspace: $(TEST_READY) ## prepare the ways by air again, when the base map or an airfield has changed
	@$(PY) -m geo.build airspace

readme-data: $(TEST_READY) ## write data/README.md again from the records and their files
	@$(PY) -m geo.build readme

clean: ## forget the set-up and every cache
	@rm -rf .venv .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "Foothold needs Python 3.11 or newer: install it, or name it with \`make PYTHON=...\`."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments: install its venv package (python3-venv on Debian and Ubuntu)."; \
		exit 1; }
	@echo "Setting up .venv; the first time this takes a minute or two."
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; exit 1; }

$(RUN_READY): | .venv/bin/python
	@$(PIP) -r requirements.txt
	@rm -f .venv/.run-* && touch $@

$(TEST_READY): | .venv/bin/python
	@$(PIP) -r requirements-dev.txt
	@rm -f .venv/.run-* .venv/.test-* && touch $@ $(RUN_READY)
