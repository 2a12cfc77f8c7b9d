# make setup   virtual environment in .venv from dev.lock
# make run     the study first_look and its report in runs/first_look
# make test    the tests       make check   lint, types, import law (each proved to bite)
# make bench   speed and memory (BENCH="0.01 0.1 1.0": the scales)
# make bench-compare REV=...   this checkout against another revision    make bench-peers   the same work in other ways
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench bench-compare bench-peers clean lock parameters

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PY := $(BIN)/python
STAMP := .venv/.made-from-lock

help:
	@sed -n 's/^# //p' Makefile

setup: $(STAMP)

# Made anew when the lock or the project file changed. A half-made environment has no stamp and is made again.
$(STAMP): dev.lock pyproject.toml
	@sh scripts/make_venv.sh "$(PYTHON)" .venv
	$(PY) -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(PY) scripts/keep_bytecode.py
	@touch $(STAMP)

run: setup
	@$(PY) -m werkagenda study study=first_look output=runs/first_look

# Two processes, a file of tests in one of them; TESTS="tests/model -k slots" for some.
test: setup
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder $(TESTS)

check: setup
	@$(PY) scripts/check.py

bench: setup
	@$(PY) -m benchmarks $(BENCH)

# Both revisions in turns, so that what else the machine does falls on both.
bench-compare: setup
	@$(PY) -m benchmarks.compare "$(REV)" $(BENCH_OPTIONS)

# Plain Mesa, NumPy, Polars (where installed) and the project on one small labour market.
bench-peers: setup
	@$(PY) -m benchmarks.peers $(BENCH_OPTIONS)

# After a change in evidence/data/parameters.csv.
parameters: setup
	@$(PY) scripts/parameters_config.py

# Needs uv; writes a lock without addresses for Python 3.11 to 3.13 on Linux and Windows.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header -o dev.lock

clean:
	rm -rf build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
