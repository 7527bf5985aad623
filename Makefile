# make run and make test do everything that they need by themselves, on Debian 12 with Python 3.11.

PYTHON := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test report lint bench

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

run: ## the portal with demonstration data at http://127.0.0.1:8000 (another port: PORT=8001 make run)
	@portal/bin/port-free
	@portal/bin/setup run
	@portal/bin/serve

test: ## all tests, with servers and a browser of their own (some of them: make test ARGS=tests/rules)
	@portal/bin/setup test
	@$(PYTHON) tests/services.py -- $(PYTHON) -m pytest -n auto $(ARGS)

report: ## the programme's report from the demonstration data, as a PDF; its path is the last line
	@portal/bin/setup run
	@$(PYTHON) manage.py build_report $(ARGS)

lint: ## style, layers and types
	@portal/bin/setup test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports
	@.venv/bin/mypy .

bench: ## the measures, as ratios within one run
	@portal/bin/setup test
	@$(PYTHON) tests/services.py -- $(PYTHON) -m tests.bench $(ARGS)
