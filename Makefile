# `make` lists what there is. Everything lives in .venv; PYTHON=/path names another Python.

VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
PROJECT := $(VENV)/.project
# Stealing leaves a file's tests to one process, but at the end. A process takes half a gigabyte.
CORES := -n auto --maxprocesses 4 --dist worksteal

# Where it is set, each of the hundreds of processes of the tests would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup demo test lint lock slow bench docs screenshots clean

# An environment whose Python is gone, or that was moved here, is made again.
ifneq ($(shell $(PY) -c 'print(1)' 2>/dev/null),1)
.PHONY: $(VENV)/.python
endif
ifneq "$(shell cat $(PROJECT) 2>/dev/null)" "$(CURDIR)"
.PHONY: $(PROJECT)
endif

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 20

setup: $(PROJECT) ## prepare .venv with .venv/bin/latchkey
	@[ "$$(git rev-parse --show-toplevel 2>/dev/null)" != "$$(pwd -P)" ] || \
		git config --get core.hooksPath >/dev/null || git config core.hooksPath deploy/hooks
	@echo "Ready: $(VENV)/bin/latchkey"

demo: $(PROJECT) ## try it: a pretend door, a real bot, a chat page in the browser (ARGS=--headless, ARGS="--language de")
	@$(VENV)/bin/latchkey demo $(ARGS)

test: lint ## everything that must hold: lint, types, tests on every core (PYTEST_FLAGS="-k name")
	$(PY) -m pytest $(CORES) $(PYTEST_FLAGS)

lint: $(PROJECT) $(DEV) ## ruff and mypy
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

slow: $(PROJECT) $(DEV) ## the tests that take minutes
	$(PY) -m pytest -m slow -o faulthandler_timeout=900 $(PYTEST_FLAGS)

bench: $(PROJECT) ## the numbers, as ratios
	@$(VENV)/bin/latchkey bench $(ARGS)

docs: $(PROJECT) ## .env.example, docs/settings.md and docs/commands.md, from the code
	@$(PY) -m bot.env_example
	@$(PY) -m bot.command_page

screenshots: $(PROJECT) $(DEV) ## the README's pictures, from the running demo
	@$(PY) docs/screenshots.py $(ARGS)

lock: $(VENV)/.python ## pin the dependencies anew (UPGRADE=1: at their newest)
	@sh deploy/lock.sh $(PY) $(if $(UPGRADE),--upgrade)

clean: ## remove .venv and every cache; your settings, store, faces and thumbnails stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
	find bot charts deploy pipeline storage tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: each is written last, so that what was interrupted is done again.

$(VENV)/.python:
	@PYTHON=$(PY) sh deploy/find_python.sh >/dev/null 2>&1 && $(PY) -m pip --version >/dev/null 2>&1 || { \
		python=$$(sh deploy/find_python.sh) && \
		echo "Making $(VENV) with $$python" && \
		"$$python" -m venv --clear $(VENV); }
	@touch $@

$(RUNTIME): requirements.lock $(VENV)/.python
	@$(PY) deploy/packages.py requirements.lock --stamp $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@$(PY) deploy/packages.py requirements-dev.lock --stamp $@

$(PROJECT): pyproject.toml $(RUNTIME)
	@$(PY) deploy/packages.py . --stamp $@
