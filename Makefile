# `make serve` and `make test` are all that a newcomer needs; the rest are their parts. All runs in .venv.
# Stamp files remember what is done, so that the second run of anything starts at once.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --requirement
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" --quiet
SELF := $(PIP) install --no-deps --no-build-isolation --editable .

.PHONY: serve setup test lint format unit specimens peers locator lock clean dist prove prove-wheel prove-bundle prove-container \
	stress fuzz mutants sbom audit
.DELETE_ON_ERROR:

serve: setup # Set up what is missing and start the service on 127.0.0.1:8080
	$(BIN)/permit-ocr serve

setup: $(VENV)/weights.stamp # Virtual environment, locked dependencies, verified weights

test: lint unit # Everything that must pass: style, types, architecture, tests

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/hadolint Dockerfile deploy/ray/Dockerfile
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

PEERS ?=
peers: setup $(VENV)/peers.stamp # The same photos through other OCR: hours. Options: make peers PEERS="--count 20 --write"
	$(BIN)/python -m benchmarks.peers $(PEERS)

LOCATOR ?=
locator: $(VENV)-train/stamp # Train models/locator.onnx anew: an hour on one core. See training/locator/README.md
	PYTHONPATH=service $(VENV)-train/bin/python -m training.locator $(LOCATOR)

SOAK_PHOTOS ?= 3000
stress: setup $(VENV)/dev.stamp # Hostile pictures, slow clients, kills, cross-talk, soak: hours, into docs/stress.md
	$(BIN)/python -m benchmarks.stress.pictures --write
	$(BIN)/python -m benchmarks.stress.slow_clients --write
	$(BIN)/python -m benchmarks.stress.kills --write
	$(BIN)/python -m benchmarks.stress.kills --real --write
	$(BIN)/python -m benchmarks.stress.crosstalk --write
	$(BIN)/python -m benchmarks.stress.crosstalk --real --count 100 --write
	$(BIN)/python -m benchmarks.stress.soak --made-up --write
	$(BIN)/python -m benchmarks.stress.soak --requests $(SOAK_PHOTOS) --write

FUZZ_SECONDS ?= 200
FUZZ := -max_len=20000 -timeout=20 -rss_limit_mb=3000
fuzz: setup $(VENV)/hardening.stamp # Three targets, so many seconds each
	$(BIN)/python -m benchmarks.stress.corpus build/fuzz/picture
	mkdir -p build/fuzz/request build/fuzz/values
	for target in picture request values; do \
		$(BIN)/python -m benchmarks.stress.fuzz $$target build/fuzz/$$target -artifact_prefix=build/fuzz/$$target- \
			-max_total_time=$(FUZZ_SECONDS) $(FUZZ) || exit 1; \
	done

mutants: setup $(VENV)/dev.stamp $(VENV)/hardening.stamp # Whether tests notice changed code: an hour, into docs/mutation.md
	scripts/mutants $(BIN)
	$(BIN)/python -m benchmarks.stress.mutants --write

sbom: $(VENV)/hardening.stamp # What the service is made of, in CycloneDX form, from the lock file
	mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o build/sbom.json

audit: $(VENV)/hardening.stamp # Known vulnerabilities of the locked packages; asks a database on the network
	$(BIN)/pip-audit --requirement requirements.lock --require-hashes --disable-pip

dist: setup # Wheel and sdist, in build/dist
	rm -rf build/dist
	$(BIN)/hatchling build -d build/dist

prove: prove-wheel prove-bundle prove-container # What takes too long for `make test`: everything that is shipped

prove-wheel: dist # The wheel in a fresh environment, and the sdist that must build the same
	deploy/prove/wheel.sh build/dist $(BIN)/python

prove-bundle: setup # The archive for machines without a network, installed and serving without one
	mkdir -p build
	$(BIN)/permit-ocr bundle build/permit-ocr.tar
	deploy/prove/bundle.sh build/permit-ocr.tar

prove-container: setup # The steps of the Dockerfile in root folders, and what they make under lock and key. As root
	$(BIN)/python -m deploy.prove.container build/container

lock: $(VENV)/dev.stamp # Renew the lock files from pyproject.toml
	$(COMPILE) pyproject.toml --upgrade --extra otel --group build --output-file requirements.lock
	$(COMPILE) pyproject.toml --upgrade --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --upgrade --group hardening --constraint requirements-dev.lock --output-file requirements-hardening.lock
	$(COMPILE) --upgrade --group peers --constraint requirements-dev.lock --output-file requirements-peers.lock

clean:
	rm -rf $(VENV) $(VENV)-train

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
	scripts/system-packages browser
	$(INSTALL) requirements-dev.lock
	touch $@

$(VENV)/hardening.stamp: requirements-hardening.lock $(VENV)/dev.stamp
	$(INSTALL) requirements-hardening.lock
	touch $@

# Without their dependencies, which are all in the lock: rapidocr's own list names a second OpenCV.
$(VENV)/peers.stamp: requirements-peers.lock $(VENV)/dev.stamp
	scripts/system-packages tesseract
	$(INSTALL) requirements-peers.lock --no-deps
	touch $@

$(VENV)-train/stamp: training/requirements.txt
	scripts/system-packages python
	"$$(scripts/find-python)" -m venv $(VENV)-train
	scripts/system-packages libraries
	scripts/system-packages fonts
	$(VENV)-train/bin/python -m pip --disable-pip-version-check --quiet install --requirement training/requirements.txt
	touch $@

$(VENV)/weights.stamp: models/manifest.toml $(VENV)/run.stamp
	$(BIN)/permit-ocr models fetch
	touch $@
