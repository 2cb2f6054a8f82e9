# make run    serves the dashboard on http://127.0.0.1:8501
# make test   everything a commit must pass: style, types, tests, browser tests
# make lint   style and types alone
# make bench  times and bytes beside an empty Streamlit app

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: run test lint bench browser office postgresql clean

run: $(VENV)/run.stamp
	$(BIN)/streamlit run dashboard.py

# Files are dealt out to processes; a server and a browser for each, so no more than four.
test: lint browser office postgresql
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/dev.stamp browser
	$(BIN)/python -m bench

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python's venv is missing: $(SUDO) apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# A stamp is as new as the packages it stands for; changing a requirements file renews it.
$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev.stamp: requirements-dev.txt requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/run.stamp

# Debian's Chromium, and a font with every Vietnamese letter (fonts-liberation lacks 93).
browser:
	@command -v chromium >/dev/null && dpkg -s fonts-liberation2 >/dev/null 2>&1 || { \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) apt-get install -y -qq --no-install-recommends chromium fonts-liberation2; }

# The tests render slides and documents to pages and look at them.
office:
	@command -v soffice >/dev/null && command -v pdftoppm >/dev/null \
	  && dpkg -s libreoffice-impress libreoffice-writer >/dev/null 2>&1 || { \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) apt-get install -y -qq --no-install-recommends \
	    libreoffice-impress libreoffice-writer poppler-utils; }

# The tests start a server of their own from Debian's programs, on loopback, in a temporary folder.
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) apt-get install -y -qq --no-install-recommends postgresql; }

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
