# `make serve` and `make test` are all that a newcomer needs; the rest are their parts. All runs in .venv.
# Stamp files remember what is done, so that the second run of anything starts at once.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --requirement
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" --quiet
SELF := $(PIP) install --no-deps --no-build-isolation --editable .

.PHONY: serve setup test lint format unit specimens lock clean
.DELETE_ON_ERROR:

serve: setup # Set up what is missing and start the service on 127.0.0.1:8080
	$(BIN)/permit-ocr serve

setup: $(VENV)/weights.stamp # Virtual environment, locked dependencies, verified weights

test: lint unit # Everything that must pass: style, types, architecture, tests

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

unit: setup $(VENV)/dev.stamp
	$(BIN)/pytest

OUT ?= build/specimens
specimens: $(VENV)/dev.stamp # Twenty rendered photos with their ground truth, to look at
	$(BIN)/python -m benchmarks.specimens $(OUT) --overlay

lock: $(VENV)/dev.stamp # Renew both lock files from pyproject.toml
	$(COMPILE) --upgrade --group build --output-file requirements.lock
	$(COMPILE) --upgrade --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV)

$(BIN)/python:
	scripts/system-packages python
	"$$(scripts/find-python)" -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	scripts/system-packages libraries
	@echo "Installing the locked dependencies: 1.4 GB on disk, some minutes the first time."
	$(INSTALL) requirements.lock
	$(SELF)
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	scripts/system-packages fonts
	scripts/system-packages redis
	$(INSTALL) requirements-dev.lock
	touch $@

$(VENV)/weights.stamp: models/manifest.toml $(VENV)/run.stamp
	$(BIN)/permit-ocr models fetch
	touch $@
