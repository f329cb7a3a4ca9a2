import RewardSyntax
import Testing

@Suite("Declarations of one line")
struct ParserDeclarationsTests {
  @Test("edition, spec, import, rows")
  func heads() throws {
    let text = """
      edition 2026
      spec shop.gsm8k 1.0.0
      import std.advantage
      import "./common.reward" as common
      rows per group
      """
    #expect(findings(text) == [])
    let found = declarations(text)
    guard found.count == 5, case .edition(let year) = found[0], case .spec(let name, let version) = found[1],
      case .import(let library) = found[2], case .import(let file) = found[3], case .rows(let grain) = found[4]
    else {
      Issue.record("not these declarations: \(found)")
      return
    }
    #expect(year == 2026)
    #expect(name.text == "shop.gsm8k")
    #expect(version?.text == "1.0.0")
    guard case .library(let module) = library.source, case .file(let path) = file.source else {
      Issue.record("not these imports")
      return
    }
    #expect(module.text == "std.advantage")
    #expect(library.alias == nil)
    #expect(path.text == "./common.reward")
    #expect(file.alias?.text == "common")
    #expect(grain.text == "group")
  }

  @Test("An import may set parameters of what it imports")
  func settings() throws {
    let text = "import \"./common.reward\" as common with weight: 0.5, limit:\n  4 + 1\nimport a with b = 1"
    let imports = declarations(text).compactMap { if case .import(let syntax) = $0 { syntax } else { nil } }
    try #require(imports.count == 2)
    #expect(imports[0].alias?.text == "common")
    #expect(imports[0].settings.map { "\($0.name.text) \(outline($0.value))" } == ["weight 0.5", "limit (4 + 1)"])
    // `=` is read as the colon that is meant.
    #expect(findings(text) == ["E108 3:17-18"])
    #expect(imports[1].alias == nil)
    #expect(imports[1].settings.map(\.name.text) == ["b"])
  }

  @Test("An input has a type and, in any order, a grain, a path, a mark")
  func inputs() throws {
    let text = """
      input response: text <= 8192 tok
      input answer: text per group from "reward_model.ground_truth"
      input logp: real per token trained
      input mask: bool per token selects token
      """
    #expect(findings(text) == [])
    let inputs = declarations(text).compactMap { if case .input(let input) = $0 { input } else { nil } }
    try #require(inputs.count == 4)
    #expect(inputs.map(\.name.text) == ["response", "answer", "logp", "mask"])
    #expect(inputs.map { $0.per?.text } == [nil, "group", "token", "token"])
    #expect(inputs.map { $0.from?.text } == [nil, "reward_model.ground_truth", nil, nil])
    #expect(inputs.map { $0.selects?.text } == [nil, nil, nil, "token"])
    #expect(inputs.map(\.isTrained) == [false, false, true, false])
    #expect(inputs[0].type.map(outline(type:)) == "(text <= 8192.0 tok)")
  }

  @Test("A parameter has a type and a value")
  func parameters() {
    guard case .parameter(let name, let type?, let value?)? = declarations("param quality_weight: 0..1 = 0.4").first
    else {
      Issue.record("not a parameter")
      return
    }
    #expect(name.text == "quality_weight")
    #expect(outline(type: type) == "0.0..1.0")
    #expect(outline(value) == "0.4")
  }

  @Test(
    "A value has a name and may have type and grain; an advantage or objective is named by its keyword",
    arguments: [
      ("let a = 1", "let a = 1"),
      ("rule a: {0, 1} = b", "rule a: {0.0, 1.0} = b"),
      ("reward total: 0..1 per turn = b", "reward total: 0.0..1.0 per turn = b"),
      ("metric a per group = b", "metric a per group = b"),
      ("advantage = f(b)", "advantage advantage = f(b)"),
      ("advantage: real per token = b", "advantage advantage: real per token = b"),
      ("objective = token_mean(logp)\n  + 1", "objective objective = (token_mean(logp) + 1)"),
      ("objective: real per batch = b", "objective objective: real per batch = b"),
      ("let objective_value = objective", "let objective_value = objective"),
      ("let metric = rule", "let metric = rule"),
      ("let a\n  = 1 +\n  2\n  + 3", "let a = ((1 + 2) + 3)"),
      ("let a = f(\n1\n,\n2\n)\n  given b\n  else c", "let a = (f(1, 2) given b else c)"),
      ("let a = x\n  .y\n  at token\n", "let a = (x.y at token)"),
      ("let gate = level + then", "let gate = (level + then)"),
      ("let state = rubric.emit(machine, key: partition)", "let state = rubric.emit(machine, key: partition)"),
      (
        "let whole = [chunks, of, passes, missing, pays, keep, most]",
        "let whole = [chunks, of, passes, missing, pays, keep, most]"
      ),
    ])
  func values(source: String, expected: String) {
    guard case .value(let value)? = declarations(source).first else {
      Issue.record("not a value")
      return
    }
    let type = value.type.map { ": " + outline(type: $0) } ?? ""
    let grain = value.per.map { " per \($0.text)" } ?? ""
    let body = value.value.map { outline($0) } ?? "<none>"
    #expect("\(value.keyword.rawValue) \(value.name.text)\(type)\(grain) = \(body)" == expected)
    #expect(findings(source) == [])
  }

  @Test("Documentation is the `///` lines right above")
  func documentation() throws {
    let tree = parse(
      """
      /// The file.

      /// Correct
      ///   or not.
      rule a = b
      // no documentation
      rule c = d
      //// a line
      let e = f  // here
      \t/// last
      let g = h
      """)
    #expect(tree.root.declarations.map(\.documentation) == ["Correct\n  or not.", "", "", "last"])
  }

  @Test(
    "Each mistake gives one message",
    arguments: [
      ("edition", "E113 1:8-8"),
      ("edition next", "E113 1:9-13"),
      ("spec", "E110 1:5-5"),
      ("spec a 1.0", "E113 1:8-11"),
      ("spec a 1.0.0 b", "E114 1:14-15"),
      ("import", "E110 1:7-7"),
      ("import a as", "E110 1:12-12"),
      ("import a with", "E110 1:14-14"),
      ("import a with b", "E113 1:16-16"),
      ("import a with b: 1, ", "E110 1:20-20"),
      ("import a with b: 1 c: 2", "E114 1:20-21"),
      ("input x", "E113 1:8-8"),
      ("input x: text per", "E110 1:18-18"),
      ("input x: text from a", "E113 1:20-21"),
      ("input { a: text  b: real }", "E120 1:7-8"),
      ("input {\n  a: text\n  b: real\n}\n", "E120 1:7-8"),
      ("rows rollout", "E113 1:6-13"),
      ("param a = 1", "E113 1:9-10"),
      ("param a: real", "E113 1:14-14"),
      ("let = 1", "E110 1:5-6"),
      ("let given = 1", "E110 1:5-10"),
      ("let a", "E113 1:6-6"),
      ("let a 1", "E113 1:7-8"),
      ("let a =", "E111 1:8-8"),
      ("let a = 1 2", "E114 1:11-12"),
      ("let a = 1 let b = 2", "E114 1:11-14"),
      ("let a = b +\nmetric c = 1", "E111 1:12-12"),
      ("spec gsm-8k 1.0.0", "E110 1:9-10"),
      ("advantage total = 1", "E113 1:11-16"),
      ("advantage total(a)", "E113 1:11-16"),
      ("let a = b)", "E122 1:10-11"),
      ("}", "E122 1:1-2"),
      ("foo = 1", "E109 1:1-4"),
      ("metrc a = 1", "E109 1:1-6"),
      ("1 + 2", "E109 1:1-2"),
    ])
  func mistakes(source: String, finding: String) {
    #expect(findings(source) == [finding])
  }

  @Test("A line that begins a declaration ends the one before, whatever that lacks")
  func boundaries() {
    #expect(findings("let a = b and\nreward = 1") == ["E111 1:14-14", "E110 2:8-9"])
    #expect(
      findings("let a = f(b,\nlet c = (1\nrule d = [\nadvantage = 2 2") == [
        "E121 1:10-11", "E121 2:9-10", "E121 3:10-11", "E114 4:15-16",
      ])
    #expect(findings("let a = f(\n  advantage: 1,\n  rule: 2)") == [])
  }

  @Test("A misspelt keyword is mended")
  func nearest() {
    #expect(mended(parse("metrc a = 1")) == "metric a = 1")
    #expect(mended(parse("lett a = 1")) == "let a = 1")
    #expect(parse("foo a = 1").diagnostics.first?.fix == nil)
  }
}
