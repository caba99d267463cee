# The two commands: `make run` sets everything up and runs the main job on the bundled samples,
# `make test` sets everything up and passes the tests. Both may be run again, and from any folder
# with `make -C`.

ROOT := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
VENV := $(ROOT).venv
BIN := $(VENV)/bin
# The first Python that is new enough, those that the tests see most first; say PYTHON=... for another.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	&& echo $$p && break; done)
INSTALL = UV_COMPILE_BYTECODE=1 $(BIN)/uv pip install --quiet --python $(BIN)/python

.PHONY: run test slow lint lock clean
.DELETE_ON_ERROR:

run: $(VENV)/.run-ready ## set up, then collect and extract the bundled samples
	@cd $(ROOT) && $(BIN)/dateline run

test: $(VENV)/.dev-ready ## set up, then the quick tests
	@cd $(ROOT) && $(BIN)/pytest -q -n auto --maxprocesses 4 --dist loadfile

slow: $(VENV)/.dev-ready ## the long proofs: load, kill, browser, scale, a real Prefect server
	@cd $(ROOT) && $(BIN)/pytest -q -m slow

lint: $(VENV)/.dev-ready ## style, types and import contracts
	@cd $(ROOT) && $(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

lock: $(VENV)/.uv ## pin the dependencies anew, with hashes and without the name of any registry
	@cd $(ROOT) && for set in "setup:requirements/setup.in" "run:pyproject.toml --extra postgres" \
		"dev:pyproject.toml --extra postgres --extra frames --extra dask --group dev"; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
			--no-emit-index-url $${set#*:} --output-file requirements/$${set%%:*}.lock; done

clean: ## take away what `make` set up (results in output/ stay)
	rm -rf $(VENV)

$(VENV)/.uv: $(ROOT)requirements/setup.lock
	@test -n "$(PYTHON)" || { echo "Dateline needs Python 3.11, 3.12 or 3.13, and none was found." \
		"Install one, or name it: make run PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "Setting up in $(VENV) (once; one to three minutes) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

$(VENV)/.run-ready: $(VENV)/.uv $(ROOT)requirements/run.lock $(ROOT)pyproject.toml
	@$(INSTALL) --require-hashes -r $(ROOT)requirements/run.lock
	@$(INSTALL) --no-deps --editable $(ROOT)
	@touch $@

$(VENV)/.dev-ready: $(VENV)/.run-ready $(ROOT)requirements/dev.lock
	@$(INSTALL) --require-hashes -r $(ROOT)requirements/dev.lock
	@touch $@
