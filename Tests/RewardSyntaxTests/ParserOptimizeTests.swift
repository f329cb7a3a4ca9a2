import RewardSyntax
import Testing

@Suite("optimize")
struct ParserOptimizeTests {
  private func read(_ text: String) -> [String] {
    guard case .optimize(let optimize)? = declarations(text).first else { return ["<none>"] }
    return optimize.items.map { item in
      switch item {
      case .keep(let what, let condition, let until, let within, _):
        "keep \(what.text)\(suffix(" where ", condition))\(suffix(" until ", until))\(suffix(" within ", within))"
      case .with(let value): "with \(outline(value))"
      }
    }
  }

  @Test("What is kept, and the optimizer, one a line")
  func items() throws {
    let text = """
      optimize {
        with  embedded(policy: tiny, learning_rate: 1e-3)
        keep  groups where spread(total over group) > tol or count(rollout over group) == 1 until 8 within 3 rounds
        keep  groups where a
          and b
          within k + 1 rounds
          until n
        keep groups where keep
      }
      let after = keep
      """
    #expect(findings(text) == [])
    #expect(
      read(text) == [
        "with embedded(policy: tiny, learning_rate: 0.001)",
        "keep groups where ((spread(total over group) > tol) or (count(rollout over group) == 1)) until 8 within 3",
        "keep groups where (a and b) until n within (k + 1)",
        "keep groups where keep",
      ])
    guard case .optimize(let optimize)? = declarations(text).first,
      case .keep(_, _, _, _, let range)? = optimize.items.last
    else {
      Issue.record("no keep")
      return
    }
    #expect(parse(text).source.text(in: range) == "keep groups where keep")
  }

  @Test(
    "Each mistake gives one message",
    arguments: [
      ("optimize o {\n keep groups where a\n}", "E113 1:10-11"),
      ("optimize {\n kep groups where a\n}", "E113 2:2-5"),
      ("optimize {\n keep where a\n}", "E110 2:7-12"),
      ("optimize {\n keep groups\n}", "E113 2:13-13"),
      ("optimize {\n keep groups until 3\n}", "E113 2:14-19"),
      ("optimize {\n keep groups where\n}", "E111 2:19-19"),
      ("optimize {\n keep groups where a until\n}", "E111 2:27-27"),
      ("optimize {\n keep groups where a within 3\n}", "E113 2:30-30"),
      ("optimize {\n keep groups where a until 3 until 4\n}", "E119 2:30-35"),
      ("optimize {\n keep groups where a untl 3\n}", "E114 2:22-26"),
      ("optimize {\n with\n}", "E111 2:6-6"),
      ("optimize {\n with a with b\n}", "E114 2:9-13"),
      ("optimize {\n with a\n", "E121 1:10-11"),
    ])
  func mistakes(source: String, finding: String) {
    let tree = parse("\(source)\nlet after = 1")
    #expect(findings(tree) == [finding])
    #expect(tree.root.declarations.count == 2)
  }
}
