# rewardc: `make run` scores the example, `make test` runs all tests. Both install what is missing first.

RELEASE := .build/release/rewardc
APT     := libpcre2-dev libsimdjson-dev libsqlite3-dev zlib1g-dev pkg-config g++

.PHONY: run build test fuzz deps bench

run: build
	@Examples/gsm8k/tour.sh $(RELEASE)

build: deps
	@test -x $(RELEASE) || echo "Building rewardc; the first build takes about three minutes on two cores."
	@swift build -c release --product rewardc

test: deps
	@swift build --build-tests
	@swift test --skip-build

# Parser, checker and formatter on random files, for so many seconds: `make fuzz FUZZ_SECONDS=600`.
FUZZ_SECONDS ?= 60
fuzz: deps
	@Tests/Fuzz/run.sh $(FUZZ_SECONDS)

bench: build
	@Benchmarks/run.sh $(RELEASE)

# Installs the missing Debian packages (with sudo when not root). Elsewhere it names them and changes nothing.
deps:
	@.ci/install $(APT)
