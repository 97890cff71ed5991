# Set-up is part of every target: a fresh machine needs git, make and Python 3.11, nothing else.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint bench catalog package demo clean

run:
	@PYTHON="$(PYTHON)" sh packaging/setup/setup.sh run
	@sh packaging/setup/open.sh

test:
	@PYTHON="$(PYTHON)" sh packaging/setup/setup.sh test
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto $(ARGS)

lint:
	@PYTHON="$(PYTHON)" sh packaging/setup/setup.sh lint
	@$(BIN)/ruff check app tests packaging
	@$(BIN)/ruff format --check app tests packaging
	@$(BIN)/mypy

bench:
	@PYTHON="$(PYTHON)" sh packaging/setup/setup.sh test
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/bench/run.py $(ARGS)

catalog:
	@PYTHON="$(PYTHON)" sh packaging/setup/setup.sh test
	@$(BIN)/python packaging/catalog/build.py

demo:
	@PYTHON="$(PYTHON)" sh packaging/setup/setup.sh run
	@QT_QPA_PLATFORM=offscreen $(BIN)/betadeck demo $(ARGS)

package:
	@PYTHON="$(PYTHON)" sh packaging/setup/setup.sh package
	@$(BIN)/python -m build --outdir dist

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
