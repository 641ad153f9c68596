# What there is to do: `make help`. Needs python3, make and git; everything else is installed here.
.DEFAULT_GOAL := help
.PHONY: help setup chat test test-slow test-backends lint format lock bench clean

UV_VERSION := 0.13.9
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
PYTHON := .venv/bin/python
AISLE := .venv/bin/aisle

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-13s %s\n", $$1, $$2}' Makefile

setup: .venv/.synced ## Install everything into .venv, and nothing more

.tools/bin/uv:
	@echo "Installing uv $(UV_VERSION) into .tools"
	@python3 -m venv .tools 2>/dev/null || python3 -m venv --without-pip .tools
	@test -x .tools/bin/pip && .tools/bin/pip install --quiet uv==$(UV_VERSION) \
		|| { python3 -m pip install --quiet --target .tools/lib uv==$(UV_VERSION) \
		     && mkdir -p .tools/bin && ln -sf ../lib/bin/uv .tools/bin/uv; }

.venv/.synced: requirements.lock pyproject.toml | $(if $(filter .tools/bin/uv,$(UV)),.tools/bin/uv)
	@test -x $(PYTHON) || $(UV) venv --quiet --python 3.10 .venv
	$(UV) pip sync --require-hashes --python $(PYTHON) requirements.lock
	$(UV) pip install --quiet --python $(PYTHON) --no-deps --editable .
	@touch $@

chat: setup ## Talk to the demo shop in the terminal
	@$(AISLE) chat

test: setup lint ## The whole suite, in under ten minutes
	$(PYTHON) -m pytest

test-slow: setup ## What takes longer
	$(PYTHON) -m pytest -m slow

test-backends: setup ## Everything that retrieves, on PostgreSQL and Milvus
	$(PYTHON) -m tests.backends -m "slow or not slow" tests/backends tests/conversations tests/actions \
		tests/bot tests/knowledge --ignore tests/knowledge/catalog --ignore tests/knowledge/query \
		--ignore tests/knowledge/generation \
		--deselect tests/knowledge/test_crashes.py::test_without_room_the_store_stays_as_it_was

lint: setup ## Format, lint, types and import directions
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: setup ## Format the code
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

lock: | $(if $(filter .tools/bin/uv,$(UV)),.tools/bin/uv) ## Resolve the dependencies anew
	$(UV) pip compile --quiet --python-version 3.10 --universal --generate-hashes --no-annotate \
		--extra dev --extra milvus pyproject.toml -o requirements.lock

bench: setup ## Every figure the README names, each beside its baseline
	$(PYTHON) -m benchmarks

clean: ## Remove what was built, and keep the environment
	rm -rf .aisle models .mypy_cache .ruff_cache .pytest_cache
