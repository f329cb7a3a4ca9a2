# rewardc: `make run` scores the example, `make test` runs all tests. Both install what is missing first.

RELEASE := .build/release/rewardc
VENV    := .venv
APT     := bubblewrap libcld2-dev libcurl4-openssl-dev libedit-dev libflint-arb-dev libflint-dev libopenblas0 \
           libpcre2-dev libseccomp-dev libsimdjson-dev libsqlite3-dev zlib1g-dev pkg-config g++

.PHONY: run build test test-live fuzz deps bench bench-rules bench-judges

run: build
	@Examples/gsm8k/tour.sh $(RELEASE)

build: deps
	@test -x $(RELEASE) || echo "Building rewardc; the first build takes about five minutes on two cores."
	@swift build -c release --product rewardc

test: deps $(VENV)/ready
	@swift build --build-tests
	@swift test --skip-build
	@$(VENV)/bin/python -m pytest -q Tests/Editors

# The tests of the editor support use a client of the language server protocol and an engine for TextMate grammars.
$(VENV)/ready: Tests/Editors/requirements.txt
	@python3 -c 'import ensurepip, venv' 2>/dev/null || .ci/install python3 python3-venv
	@python3 -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# Judges of each form, asked of a real endpoint: `make test-live JUDGE_URL=http://127.0.0.1:8000/v1 [JUDGE_MODEL=NAME]`. By
# default its first model; keys as always (REWARDC_KEYS).
test-live: deps
	@test -n "$(JUDGE_URL)" || { echo "Where is a model? make test-live JUDGE_URL=http://127.0.0.1:8000/v1 [JUDGE_MODEL=NAME]"; exit 2; }
	@swift build --build-tests
	@model="$(JUDGE_MODEL)"; test -n "$$model" || model="$$(python3 -c 'import json, sys, urllib.request; \
	  print(json.load(urllib.request.urlopen(sys.argv[1] + "/models"))["data"][0]["id"])' "$(JUDGE_URL)")" || exit 2; \
	JUDGE_URL="$(JUDGE_URL)" JUDGE_MODEL="$$model" swift test --skip-build --filter LiveModelTests

# Parser, checker and formatter on random files, for so many seconds: `make fuzz FUZZ_SECONDS=600`.
FUZZ_SECONDS ?= 60
fuzz: deps
	@Tests/Fuzz/run.sh $(FUZZ_SECONDS)

bench: build
	@Benchmarks/run.sh $(RELEASE)

# Each rule beside what Python projects call for the same.
bench-rules: build .venv-bench/ready
	@.venv-bench/bin/python Benchmarks/rules.py $(RELEASE) .build/benchmarks

# Judges beside Python clients, against a server that takes 50 ms for each request.
bench-judges: build .venv-bench/ready
	@.venv-bench/bin/python Benchmarks/judges.py $(RELEASE) .build/benchmarks

.venv-bench/ready: Benchmarks/requirements.txt
	@python3 -c 'import ensurepip, venv' 2>/dev/null || .ci/install python3 python3-venv
	@python3 -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# Installs the missing Debian packages (with sudo when not root). Elsewhere it names them and changes nothing.
deps:
	@.ci/install $(APT)
