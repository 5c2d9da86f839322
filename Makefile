# Clinic Guide: the commands. Each comment that follows a target's name is what `make help` prints.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
RUN := .venv/bin/python

.PHONY: site publish serve check test audit snapshots bench fuzz lock help

ENGINE ?= mkdocs
ENGINES := .venv/site $(if $(filter-out mkdocs,$(ENGINE)),.venv/engines)

site: $(ENGINES)  ## build a preview of the patient guide into site/, checked; prints the path to open
	@$(RUN) -m macros build --engine $(ENGINE)

publish: $(ENGINES)  ## build site/ for patients: refuses while a page is not as a doctor signed it
	@$(RUN) -m macros build --publish --engine $(ENGINE)

serve: .venv/site  ## live preview on http://127.0.0.1:8000: edits and mistakes show at once (stop it with Ctrl+C)
	@$(RUN) -m macros serve

check: .venv/site  ## check data/ and content/ alone: every problem with its line, in under 2 seconds
	@$(RUN) -m macros check

test: .venv/test  ## everything: style, types, tests, real browser (installed if it is missing and can be)
	@$(RUN) -m tests.browser.find
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy
	@$(RUN) -m pytest

audit: .venv/test  ## measure the look: weight, access, markup, Lighthouse, each bar with its number, beside plain mkdocs-material
	@$(RUN) -m tests.browser.find
	@$(RUN) -m tests.audit

snapshots: .venv/test  ## take the pictures of the main pages anew, after a change of the look that is meant (developers)
	@$(RUN) -m tests.browser.snapshot

BENCH ?=
bench: .venv/test  ## compare the whole build with plain mkdocs-material and others (BENCH=--quick: small guides only); time the estimate's answers, and the preview after an edit
	@$(RUN) -m macros build
	@$(RUN) -m tests.bench.answers
	@$(RUN) -m tests.bench.preview
	@$(RUN) -m tests.bench $(BENCH)

FUZZ ?= 20
fuzz: .venv/test  ## try broken files until something gives way: make fuzz FUZZ=100 tries five times as many
	@FUZZ=$(FUZZ) $(RUN) -m pytest -q -k fuzz tests

lock: .venv/test  ## work out requirements/*.txt anew from pyproject.toml (developers)
	@$(RUN) -m pip install --quiet uv
	@sh requirements/lock.sh

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/  make \1\t\2/p' Makefile | expand -t 18

# One environment for all; a changed lock file installs again. Hashes are checked, nothing else is installed.
.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. Install it, or name it: make site PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/site: requirements/site.txt | .venv/bin/python
	@echo "Installing what the site needs (once) ..."
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/site.txt
	@touch $@

.venv/engines: requirements/engines.txt .venv/site
	@echo "Installing the other engines (once) ..."
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/engines.txt
	@touch $@

.venv/test: requirements/test.txt .venv/site
	@echo "Installing what the tests need (once) ..."
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/test.txt
	@touch $@
