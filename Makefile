# Everything a machine with git, make and Python 3.11 or newer needs: `make demo`, `make test`.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin

.PHONY: demo test lint gate bench coder coder-check towns towns-check fuzz audit clean

demo: .venv/.ready
	$(BIN)/dragoman demo -o brief.html

test: .venv/.ready-dev
	$(BIN)/python -m tests.browser_check
	$(BIN)/python -m pytest

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

gate: .venv/.ready-dev
	$(BIN)/python -m pytest tests/gate -v
	$(BIN)/python -m tests.gate.second --venv build/model-venv

bench: .venv/.ready-dev
	$(BIN)/python -m bench --peers

coder: .venv/.ready-dev
	$(BIN)/python -m tools.train_coder

coder-check: .venv/.ready-dev
	$(BIN)/python -m tools.train_coder --out build/coder.npz
	cmp build/coder.npz src/dragoman/data/coder.npz

towns: .venv/.ready-dev
	$(BIN)/python -m tools.towns

towns-check: .venv/.ready-dev
	$(BIN)/python -m tools.towns --out build/towns.tsv
	cmp build/towns.tsv src/dragoman/data/towns.tsv

.venv/.ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "dragoman needs Python 3.11 or newer; none was found on the path"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -r requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt --no-deps \
		followthemoney normality rigour
	touch $@

fuzz: .venv/.ready-dev
	$(BIN)/python -m tools.fuzz --minutes $(or $(MINUTES),60)

audit: .venv/.ready-dev
	@test -x build/audit/bin/pip-audit || \
		{ $(BIN)/python -m venv build/audit && build/audit/bin/pip install -q pip-audit; } || true
	$(BIN)/python -m tools.audit build/audit/bin/pip-audit $(AUDIT)

clean:
	rm -rf .venv brief.html
