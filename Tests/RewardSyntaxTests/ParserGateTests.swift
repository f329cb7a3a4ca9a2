import RewardSyntax
import Testing

@Suite("gate")
struct ParserGateTests {
  private func read(_ text: String) -> GateSyntax? {
    if case .gate(let gate)? = declarations(text).first { gate } else { nil }
  }

  /// A level as its view says it, clauses in a fixed order.
  private func outline(_ level: GateSyntax.Level) -> String {
    let band = level.band.map { " in \($0.low)..\($0.high)" } ?? ""
    return "\(level.name.text)\(suffix(" = ", level.value))\(suffix(" worth ", level.worth))"
      + (level.worthIfPassed.map { " if \($0.text)" } ?? "")
      + "\(suffix(" else ", level.otherwise))\(suffix(" passes at ", level.threshold))\(band)"
      + (level.missing.map { " missing \($0.text)" } ?? "")
  }

  private func levels(_ lines: String) -> [String] { read("gate g {\n\(lines)\n}")?.levels.map(outline) ?? [] }

  @Test("A gate has a name and may have type and grain; its levels stand one a line")
  func head() throws {
    let text = """
      /// In order.
      gate shopping: -1..1.75 per turn normalized {
        level valid   = all(names_real_products, within_budget)   worth 1 if passed else -1
        level quality = persuasive   passes at 0.6   worth 0.5

        level thrift  = tool_efficiency   worth 0.25   // the least
      }
      let after = shopping.quality.open
      """
    #expect(findings(text) == [])
    #expect(parse(text).root.declarations.first?.documentation == "In order.")
    let gate = try #require(read(text))
    #expect(gate.name.text == "shopping")
    #expect(gate.type.map { RewardSyntaxTests.outline(type: $0) } == "-1.0..1.75")
    #expect(gate.per?.text == "turn")
    #expect(gate.normalized?.text == "normalized")
    #expect(
      gate.levels.map(outline) == [
        "valid = all(names_real_products, within_budget) worth 1 if passed else (-1)",
        "quality = persuasive worth 0.5 passes at 0.6",
        "thrift = tool_efficiency worth 0.25",
      ])
    #expect(parse(text).source.text(in: gate.levels[2].range) == "level thrift  = tool_efficiency   worth 0.25")
    let plain = try #require(read("gate g { level a = b }"))
    #expect(plain.type == nil && plain.per == nil && plain.normalized == nil)
    #expect(plain.levels.map(outline) == ["a = b"])
  }

  @Test(
    "Clauses stand in any order, and behind the first line of a level on lines of their own",
    arguments: [
      ("level a = b missing fail passes at c else 0 worth 1", "a = b worth 1 else 0 passes at c missing fail"),
      ("level a = b missing: skip", "a = b missing skip"),
      (
        "level a = b\n  passes at 0.5\n  worth 2\n  else -1\n  missing skip",
        "a = b worth 2 else (-1) passes at 0.5 missing skip"
      ),
      ("level a = b +\n  c\n  + d worth 1", "a = ((b + c) + d) worth 1"),
      ("level a = b else 0.5", "a = b else 0.5"),
      ("level a = b given c else abstain worth 1", "a = (b given c else abstain) worth 1"),
      ("level a = b worth c given d", "a = b worth (c given d)"),
      ("level a = when { b -> 1\n else -> 0 } worth 1", "a = when{b -> 1; else -> 0} worth 1"),
      ("level a = b > 30 s worth 1", "a = (b > 30 s) worth 1"),
      ("level a = 2 worth 1 tok passes at 3 tok", "a = 2 worth 1 tok passes at 3 tok"),
    ])
  func clauses(source: String, expected: String) {
    #expect(levels(source) == [expected])
    #expect(findings("gate g {\n\(source)\n}") == [])
  }

  @Test(
    "A band is two numbers behind `in`, which is an operator in brackets and braces only",
    arguments: [
      ("level a = b in 0.3..0.7", "a = b in 0.3..0.7"),
      ("level a = b\n in -1..-50%", "a = b in -1.0..-0.5"),
      ("level a = (b in [c]) in 0..1", "a = (b in [c]) in 0.0..1.0"),
      ("level a = f(b in c) and d in 0..1", "a = (f((b in c)) and d) in 0.0..1.0"),
      ("level a = when { b in c -> 1 else -> 0 } in 0..1", "a = when{(b in c) -> 1; else -> 0} in 0.0..1.0"),
      ("level a = b passes at c in 0..1", "a = b passes at c in 0.0..1.0"),
    ])
  func bands(source: String, expected: String) {
    #expect(levels(source) == [expected])
    #expect(findings("gate g {\n\(source)\n}") == [])
  }

  @Test("The place of a band is that of its numbers")
  func bandRange() throws {
    let text = "gate g {\n  level a = b in -1 .. 2 worth 1\n}"
    let band = try #require(read(text)?.levels.first?.band)
    #expect(parse(text).source.text(in: band.range) == "-1 .. 2")
  }

  @Test("The words of a gate are plain names elsewhere")
  func names() {
    let text = """
      let level = worth + passed
      let missing = passes at turn
      gate normalized { level worth = level worth worth }
      """
    #expect(findings(text) == [])
  }

  @Test(
    "Each mistake gives one message",
    arguments: [
      ("gate", "E110 1:5-5"),
      ("gate given {\n level a = b\n}", "E110 1:6-11"),
      ("gate g", "E113 1:7-7"),
      ("gate g normalised {\n level a = b\n}", "E113 1:8-18"),
      ("gate g: {\n level a = b\n}", "E112 1:9-10"),
      ("gate g per {\n level a = b\n}", "E110 1:12-13"),
      ("gate g {\n level\n}", "E110 2:7-7"),
      ("gate g {\n level a\n}", "E113 2:9-9"),
      ("gate g {\n level a =\n}", "E111 2:11-11"),
      ("gate g {\n lvel a = b\n}", "E113 2:2-6"),
      ("gate g {\n a = b worth 1\n  passes at 1\n}", "E113 2:2-3"),
      ("gate g {\n level a = b level c = d\n}", "E114 2:14-19"),
      ("gate g {\n level a = b,\n level c = d\n}", "E114 2:13-14"),
      ("gate g {\n level a = b wort 1\n  passes at 1\n}", "E114 2:14-18"),
      ("gate g {\n level a = b worth\n}", "E111 2:19-19"),
      ("gate g {\n level a = b worth 1 worth 2\n}", "E119 2:22-27"),
      ("gate g {\n level a = b worth 1\n  else 0\n  else 1\n}", "E119 4:3-7"),
      ("gate g {\n level a = b if passed\n}", "E119 2:14-23"),
      ("gate g {\n level a = b passes 0.5\n}", "E113 2:21-24"),
      ("gate g {\n level a = b weight 2\n}", "E114 2:14-20"),
      ("gate g {\n let b = 1\n level a = b\n}", "E114 2:2-5"),
      ("gate g {\n level a = b missing\n}", "E113 2:21-21"),
      ("gate g {\n level a = b missing fails\n}", "E113 2:22-27"),
      ("gate g {\n level a = b in [c]\n}", "E113 2:17-18"),
      ("gate g {\n level a = b in 0, 1\n}", "E113 2:18-19"),
      ("gate g {\n level a = b in 0..\n}", "E113 2:20-20"),
      ("gate g {\n level a = b worth 1 if c else 0\n}", "E108 2:20-33"),
      ("gate g {\n level a = b\n", "E121 1:8-9"),
      ("gate g {\n level a = (b\n}", "E121 2:12-13"),
    ])
  func mistakes(source: String, finding: String) {
    #expect(findings("\(source)\nlet after = x x") == [finding, after(source)])
  }

  /// The mistake of the line behind `source`.
  private func after(_ source: String) -> String {
    "E114 \(source.split(separator: "\n", omittingEmptySubsequences: false).count + 1):15-16"
  }

  @Test(
    "What is misspelt is mended",
    arguments: [
      ("gate g normalised {\n level a = b\n}", "gate g normalized {\n level a = b\n}"),
      ("gate g {\n lvel a = b\n}", "gate g {\n level a = b\n}"),
      ("gate g {\n level a = b wort 1\n}", "gate g {\n level a = b worth 1\n}"),
      ("gate g {\n level a = b passes 0.5\n}", "gate g {\n level a = b passes at 0.5\n}"),
      ("gate g {\n level a = b, \n level c = d\n}", "gate g {\n level a = b \n level c = d\n}"),
      ("gate g {\n level a = b level c = d\n}", "gate g {\n level a = b\nlevel c = d\n}"),
      ("gate g {\n level a = b missing fails\n}", "gate g {\n level a = b missing fail\n}"),
    ])
  func fixes(source: String, expected: String) {
    #expect(mended(parse(source)) == expected)
    #expect(findings(expected) == [])
  }

  @Test("A mistake costs its level only")
  func recovery() throws {
    let text = """
      gate g {
        level a = )
          worth 1
          passes at 0.5
        level b = c worth
        level d = e worth 2
      }
      let after = 1
      """
    #expect(findings(text) == ["E111 2:13-14", "E111 5:20-20"])
    #expect(read(text)?.levels.map(outline).last == "d = e worth 2")
    #expect(declarations(text).count == 2)
  }

  @Test("A gate that is not closed swallows nothing")
  func unclosed() {
    let found = declarations("gate g {\n level a = f(b\nrule c = d\ngate e { level f = g }")
    guard found.count == 3, case .gate = found[0], case .value(let rule) = found[1], case .gate(let gate) = found[2]
    else {
      Issue.record("not these declarations")
      return
    }
    #expect(rule.name.text == "c")
    #expect(gate.levels.count == 1)
  }
}
