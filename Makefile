# make demo    a real service heals itself, here and now; ARGS='--language java' (or c, javascript)
# make test    all tests
# make bench   measures what is claimed, beside peers; ARGS='--quick --only call'
# make repair-bench   heals the corpora of programs with a bug, and counts what is right; ARGS='--budget 10s --jobs 2'
# make soak    the long counts of the tests, into Tests/soak.md
# make fuzz    ten minutes of libFuzzer with the address sanitizer; ARGS=60 for a minute
# make install PREFIX=/usr/local

PREFIX ?= /usr/local
SWIFT = swift
CHECKS = --explicit-target-dependency-import-check error
RELEASE = $(SWIFT) build -c release $(CHECKS)
PROGRAMS = homeostasis homeostasis-runner homeostasis-keeper
DEMO = .build/release/homeostasis demo
BENCH = .build/release/homeostasis-bench

.PHONY: build setup grammars demo test bench repair-bench soak fuzz format lint install clean

build: setup
	$(RELEASE)

setup:
	@.ci/setup

grammars: setup

demo:
	@.ci/setup $(ARGS)
	$(RELEASE)
	$(DEMO) $(ARGS)

test:
	@.ci/setup test
	$(SWIFT) build --build-tests $(CHECKS)
	Tests/run $(ARGS)

bench: setup
	@$(RELEASE) >&2
	@$(BENCH) $(ARGS)

repair-bench:
	@.ci/setup test
	@$(RELEASE) >&2
	@Tests/repair-bench $(ARGS)

soak: test
	Tests/soak

fuzz:
	Tests/fuzz $(ARGS)

format:
	$(SWIFT) format -i -r Sources Plugins Tests Benchmarks plugin-sdk Package.swift

lint:
	$(SWIFT) format lint -s -r Sources Plugins Tests Benchmarks plugin-sdk Package.swift

# BUILD names a folder of products that are built already; then nothing is built.
ifdef BUILD
install:
else
BUILD = .build/release
install: build
endif
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/lib/homeostasis/plugins" "$(DESTDIR)$(PREFIX)/lib/pkgconfig" \
	  "$(DESTDIR)$(PREFIX)/lib/homeostasis/examples" "$(DESTDIR)$(PREFIX)/lib/homeostasis/grammars" "$(DESTDIR)$(PREFIX)/include" "$(DESTDIR)$(PREFIX)/share/homeostasis"
	for program in $(PROGRAMS); do install -s -m 755 $(BUILD)/$$program "$(DESTDIR)$(PREFIX)/bin/" || exit 1; done
	for plugin in $$(ls Plugins | grep -v Languages); do \
	  install -s -m 755 $(BUILD)/lib$$plugin.so "$(DESTDIR)$(PREFIX)/lib/homeostasis/plugins/" || exit 1; done
	install -s -m 755 $(BUILD)/libCarelessPatcher.so "$(DESTDIR)$(PREFIX)/lib/homeostasis/examples/"
	install -s -m 755 $(BUILD)/libHomeostasisConfinement.so "$(DESTDIR)$(PREFIX)/lib/homeostasis/"
	install -m 644 .build/grammars/languages.so .build/grammars/swift.so "$(DESTDIR)$(PREFIX)/lib/homeostasis/grammars/"
	cp -R plugin-sdk/include/. "$(DESTDIR)$(PREFIX)/include/"
	rm -rf "$(DESTDIR)$(PREFIX)/share/homeostasis"/*
	cp -R Plugins/Languages "$(DESTDIR)$(PREFIX)/share/homeostasis/languages"
	cp -R plugin-sdk/schemas/records "$(DESTDIR)$(PREFIX)/share/homeostasis/schemas"
	install -m 644 plugin-sdk/schemas/services/README.md "$(DESTDIR)$(PREFIX)/share/homeostasis/schemas/services.md"
	cp -R plugin-sdk/templates examples plugin-sdk/exports.map "$(DESTDIR)$(PREFIX)/share/homeostasis/"
	plugin-sdk/install-faces "$(BUILD)" "$(PREFIX)" "$(DESTDIR)"

clean:
	$(SWIFT) package clean
