# What must always work on a fresh machine with Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check audit bench soak clean

run: $(VENV)/run.stamp
	$(BIN)/corpus-search index corpus || test $$? -eq 3
	$(BIN)/corpus-search serve

test: $(VENV)/dev.stamp
	$(BIN)/pytest

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

# asks the package index for known weaknesses of what is installed; status 3 where it cannot be asked
audit: $(VENV)/dev.stamp
	$(BIN)/python tools/audit.py

bench: $(VENV)/dev.stamp
	$(BIN)/python bench/outline.py corpus/regulations
	$(BIN)/python bench/engines.py --passages 5000

soak: $(VENV)/dev.stamp
	CORPUS_SEARCH_KILLS=400 $(BIN)/pytest tests/indexing/test_crashes.py
	CORPUS_SEARCH_EXAMPLES=5000 $(BIN)/pytest tests/hostile/test_fuzz.py
	CORPUS_SEARCH_COMMITS=400 $(BIN)/pytest tests/hostile/test_room.py
	$(BIN)/python bench/crashes.py --runs 200
	$(BIN)/python bench/load.py --seconds 600
	$(BIN)/python bench/hostile.py

$(VENV)/run.stamp: pyproject.toml hatch_build.py corpus_search/web/translations/id/LC_MESSAGES/messages.po
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/dev.stamp: pyproject.toml hatch_build.py corpus_search/web/translations/id/LC_MESSAGES/messages.po
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
