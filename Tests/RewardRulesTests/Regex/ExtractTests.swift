import RewardSemantics
import Testing

@testable import RewardRules

struct ExtractTests {
  private func extract(
    _ text: String, _ pattern: String, group: Double? = nil, which: String? = nil
  ) throws -> Result {
    var statics: [String: StaticValue] = ["pattern": .pattern(pattern)]
    statics["group"] = group.map { .number($0) }
    statics["which"] = which.map { .symbol($0) }
    return try Builtin.extract.call(.text(text), statics: statics)
  }

  @Test func `group 1 if there is one, else the whole match`() throws {
    #expect(try extract("a=12", "[a-z]=([0-9]+)") == .text("12"))
    #expect(try extract("a=12", "[0-9]+") == .text("12"))
    #expect(try extract("a=12", "[a-z]=([0-9]+)", group: 0) == .text("a=12"))
    #expect(try extract("a=12", "([a-z])=([0-9]+)", group: 2) == .text("12"))
  }

  @Test func `first, last, only`() throws {
    #expect(try extract("1 2 3", "[0-9]", which: "first") == .text("1"))
    #expect(try extract("1 2 3", "[0-9]", which: "last") == .text("3"))
    #expect(try extract("1 2 3", "[0-9]", which: "only") == .missing(.noMatch))
    #expect(try extract("one 2", "[0-9]", which: "only") == .text("2"))
  }

  @Test func `options that are left out may be nil`() throws {
    let call = Prepared(function: try Builtin.extract.prepare([nil, .pattern("[0-9]")]))
    #expect(call.call(["1 2"]) == .text("1"))
  }

  @Test func `no match abstains, an empty match is a value`() throws {
    #expect(try extract("abc", "[0-9]+") == .missing(.noMatch))
    #expect(try extract("", "[0-9]+") == .missing(.noMatch))
    #expect(try extract("", "[0-9]*") == .text(""))
  }

  @Test func `a group that took no part abstains`() throws {
    #expect(try extract("b", "(a)|b") == .missing(.noMatch))
    #expect(try extract("b", "(a)|(b)", group: 2) == .text("b"))
  }

  @Test func `characters are kept whole`() throws {
    #expect(try extract("<a>é😀e\u{301}</a>", "<a>(.*)</a>") == .text("é😀e\u{301}"))
  }

  @Test(arguments: [2.0, 1.5, -1]) func `a group that does not exist is a mistake`(group: Double) {
    #expect(throws: PreparationError.self) { try extract("a", "(a)", group: group) }
  }

  @Test func `the message says how many groups there are`() throws {
    let error = #expect(throws: PreparationError.self) { try extract("a", "(a)", group: 2) }
    #expect(error?.message == "there is no group 2: the pattern has 1 capturing group")
    #expect(error?.parameter == "group")
  }

  @Test func `an unknown choice is a mistake`() {
    #expect(throws: PreparationError.self) { try extract("a", "a", which: "all") }
  }

  @Test func `extract_all gives one text for each match`() throws {
    let all = Builtin.extractAll
    #expect(try all.call("a=1, b=2", statics: ["pattern": .pattern("([a-z])=([0-9])")]) == .texts(["a", "b"]))
    #expect(
      try all.call("a=1, b=2", statics: ["pattern": .pattern("([a-z])=([0-9])"), "group": .number(2)])
        == .texts(["1", "2"]))
    #expect(try all.call("", statics: ["pattern": .pattern("a")]) == .texts([]))
    #expect(try all.call("ab", statics: ["pattern": .pattern("(a)|b")]) == .texts(["a"]))
    #expect(throws: PreparationError.self) {
      try all.call("ab", statics: ["pattern": .pattern("a"), "group": .number(1)])
    }
  }

  @Test func `a text that makes the pattern go over its limit is limited`() throws {
    let text = String(repeating: "a", count: 50_000) + "b"
    #expect(try extract(text, "(a+)+$") == .missing(.stepLimit))
    #expect(try extract("x" + text, "x|(a+)+$", which: "last") == .missing(.stepLimit))
    #expect(
      try Builtin.extractAll.call(.text(text), statics: ["pattern": .pattern("(a+)+$")]) == .missing(.stepLimit))
  }
}
