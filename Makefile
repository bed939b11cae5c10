# Everything that people do with this project, one target each. `make help` lists them.
# A line that starts with a target and has `##` gives the explanation that `make help` shows.

PYTHON ?= python3
CHAPTER ?= 2
STUDY ?= miv2024

# The same environment for everybody, so that the same inputs give the same bytes.
export PYTHON
export PYTHONHASHSEED := 0
export TZ := UTC
export LC_ALL := C.UTF-8
export MPLCONFIGDIR := $(CURDIR)/.cache/matplotlib
# Snakemake's rules call `drukproef`.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

# Snakemake's and fontconfig's caches stay in the project; pip keeps the user's own.
RUN := XDG_CACHE_HOME="$(CURDIR)/.cache"
PIP := .venv/bin/python -m pip --disable-pip-version-check -qq
SNAKEMAKE := $(RUN) .venv/bin/snakemake
SNAKEFILES := $(wildcard Snakefile workflow/rules/*.smk)
INSTALLED := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help setup report chapter preview check test verify bench types lock clean moved

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(INSTALLED) ## install everything that the project needs, in .venv (skipped when nothing changed)

report: setup ## make the complete report: reports/miv2024/
	$(SNAKEMAKE)

chapter: setup ## make one chapter only: make chapter CHAPTER=2 (the whole workflow only when more than text changed)
	@.venv/bin/drukproef proof $(STUDY) $(CHAPTER) || \
	  { [ $$? -eq 3 ] && $(SNAKEMAKE) --config study=$(STUDY) chapter=$(CHAPTER) -- chapter; }

preview: setup ## serve the report, rebuild on save and reload the page: make preview
	.venv/bin/drukproef preview $(STUDY)

check: setup ## quick check in under a minute: style, spelling and the fast tests
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	$(if $(SNAKEFILES),.venv/bin/snakefmt --check $(SNAKEFILES))
	.venv/bin/codespell
	$(RUN) .venv/bin/pytest -q -n auto -m "not slow and not r and not verapdf and not browser"

test: setup ## run all tests, whole builds included
	$(RUN) .venv/bin/pytest -n auto

verify: setup ## outside checks of what was built: veraPDF on every PDF, axe and a keyboard in Chromium, two validators of HTML
	scripts/verify-packages.sh
	$(PIP) install --require-hashes --no-deps -r requirements-verify.lock
	$(RUN) .venv/bin/pytest -m "verapdf or browser" -rs

bench: setup ## measure: statistics against its peers, and a report of 100 pages (see bench/README.md)
	.venv/bin/python bench/statistics/run.py
	.venv/bin/python bench/report/measure.py

types: setup ## check the types of the whole package
	.venv/bin/mypy

lock: ## pin the newest versions of all dependencies in requirements.lock and requirements-verify.lock
	@mkdir -p .cache
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/python -m pip --disable-pip-version-check -qq install --upgrade uv
	.cache/lock/bin/uv --quiet pip compile --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  --extra test pyproject.toml -o requirements.lock
	.cache/lock/bin/uv --quiet pip compile --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  --extra test --extra verify --constraint requirements.lock pyproject.toml -o requirements-verify.lock

clean: ## remove everything that was built: results/ and reports/
	rm -rf results reports

# An environment holds the address of its own folder: one that was copied or moved must be made anew.
ifneq ($(shell cat $(INSTALLED) 2>/dev/null),$(CURDIR))
$(INSTALLED): moved
endif

$(INSTALLED): requirements.lock pyproject.toml scripts/system-packages.sh
	@if command -v $(PYTHON) >/dev/null && ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	  echo "drukproef needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Name a newer one, for example: make setup PYTHON=python3.12" >&2; \
	  exit 1; \
	fi
	@scripts/system-packages.sh
	@echo "Installing the Python packages of requirements.lock in .venv (about a minute the first time)"
	@$(PYTHON) -m venv $(if $(filter moved,$^),--clear) .venv
	@$(PIP) install --require-hashes --only-binary :all: --no-binary connection-pool -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@echo "$(CURDIR)" > $@
