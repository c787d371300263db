# `make check` runs what CI runs. The others are its quick parts, in the environment of the README.
BIN := .venv/bin

.PHONY: check fast format docs

check:
	.ci/run

fast:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -x tests/test_architecture.py

format:
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs:
	$(BIN)/python docs/generate.py
