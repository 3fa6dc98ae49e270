# Two commands matter: `make run` serves the app, `make test` runs every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
PORT ?= 8501
ADDRESS ?= 127.0.0.1
LOCK = $(BIN)/python -m uv pip compile -q --upgrade --universal --python-version 3.11 \
  --generate-hashes --no-header --no-emit-index-url --no-emit-find-links

.PHONY: run test test-fast bench screenshots example reliability lock schema lint \
  audit-deps licences map fuzz

run: $(VENV)/.app
	$(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.address $(ADDRESS)

test: $(VENV)/.tests
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.r
	$(BIN)/python -m tests.nginx
	$(BIN)/python -m tests.spark
	$(BIN)/python -m tests.postgres
	$(BIN)/python -m tests.moto
	$(BIN)/python -m pytest -n auto --dist loadfile

test-fast: $(VENV)/.tests
	$(BIN)/python -m pytest -q -n auto --dist loadfile \
	  -m "not slow and not browser and not r and not nginx and not spark and not postgres and not s3"

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

screenshots: $(VENV)/.tests
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.browser.screenshots docs/screenshots

example: $(VENV)/.tests
	$(BIN)/python -m tests.worked_example docs/worked-example.html

reliability: $(VENV)/.tests
	$(BIN)/python -m tests.faults.declared docs/reliability.md

bench: $(VENV)/.tests
	$(BIN)/python -m tests.benchmarks.reading
	$(BIN)/python -m tests.benchmarks.counting
	$(BIN)/python -m tests.benchmarks.release
	$(BIN)/python -m tests.benchmarks.publishing
	$(BIN)/python -m tests.benchmarks.disclosure
	$(BIN)/python -m tests.benchmarks.merging
	$(BIN)/python -m tests.benchmarks.statistics
	$(BIN)/python -m tests.benchmarks.models
	$(BIN)/python -m tests.benchmarks.small_host

lock: $(VENV)/.tests
	$(BIN)/python -m pip install -q uv
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-spark.in -c requirements.txt -o requirements-spark.txt
	$(LOCK) requirements-sign-in.in -c requirements.txt -o requirements-sign-in.txt
	$(LOCK) tests/requirements.in -c requirements.txt -c requirements-sign-in.txt \
	  -o tests/requirements.txt
	$(LOCK) tests/fuzz/requirements.in -o tests/fuzz/requirements.txt
	$(LOCK) tests/moto/requirements.in -o tests/moto/requirements.txt

# Known vulnerabilities of what is locked: asks PyPI, so it needs the network.
audit-deps: $(VENV)/.tests
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.txt \
	  -r requirements-sign-in.txt -r requirements-spark.txt

licences: $(VENV)/.tests
	$(BIN)/python -m tests.licences docs/licences.md

map: $(VENV)/.tests
	$(BIN)/python -m tests.code_map docs/map.md

# Coverage-guided fuzzing of what reads files, FUZZ_SECONDS for each reader.
FUZZ_SECONDS ?= 60
fuzz: $(VENV)/.tests
	$(BIN)/python -m pip install -q --require-hashes -r tests/fuzz/requirements.txt
	$(BIN)/python -m tests.fuzz $(FUZZ_SECONDS)

schema: $(VENV)/.app
	$(BIN)/python -c "from data.codebooks import schema; print(schema(), end='')" \
	  > data/codebooks/codebook.schema.json

# The environment: uv where it is installed, else venv and pip; always from the hashed lock.
$(VENV)/.app: requirements.txt
	$(call environment,requirements.txt)
	touch $@

$(VENV)/.tests: tests/requirements.txt
	$(call environment,tests/requirements.txt)
	touch $@ $(VENV)/.app

ifdef UV
define environment
	test -x $(BIN)/python || uv venv -q --seed --python ">=3.11" $(VENV)
	uv pip install -q -p $(BIN)/python --require-hashes -r $(1)
endef
else
define environment
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { $(too_old); exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { $(no_venv); exit 1; }
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1)
endef
endif
too_old = echo "This needs Python 3.11 or newer. Install it, or name it: make run PYTHON=python3.12" >&2
no_venv = rm -rf $(VENV); echo "Python can't make an environment here. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2
