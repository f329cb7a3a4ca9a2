import RewardSyntax
import Testing

@Suite("emit")
struct ParserEmitTests {
  private func read(_ text: String) -> String {
    guard case .emit(let emit)? = declarations(text).first else { return "<none>" }
    let fields = emit.fields.map { "\($0.name.text): \(outline($0.value))" }.joined(separator: ", ")
    return emit.name.text + (emit.per.map { " per \($0.text)" } ?? "") + suffix(" where ", emit.condition)
      + suffix(" at most ", emit.limit) + suffix(" order ", emit.order) + " { \(fields) }"
  }

  @Test(
    "A head, and fields separated by commas or lines",
    arguments: [
      (
        "emit preferences per pair where total - other.total >= 0.2 {\n  prompt: prompt, chosen: response\n  margin: d\n}",
        "preferences per pair where ((total - other.total) >= 0.2) { prompt: prompt, chosen: response, margin: d }"
      ),
      ("emit e { a: b }", "e { a: b }"),
      ("emit e { }", "e {  }"),
      ("emit e {\n  a: b +\n    c,\n  state: d,\n}", "e { a: (b + c), state: d }"),
      ("emit e per group where c at most 32, order: u { a: b }", "e per group where c at most 32 order u { a: b }"),
      ("emit e at most n * 2 { a: b }", "e at most (n * 2) { a: b }"),
      ("emit e order: (a, -b) { a: b }", "e order tuple(a, (-b)) { a: b }"),
      ("emit e at most 3 order: u where c { a: b }", "e where c at most 3 order u { a: b }"),
      ("emit e\n  where c\n  at most 3\n  order: u\n{\n  a: b\n}", "e where c at most 3 order u { a: b }"),
      ("emit e where when { a -> b else -> c } { a: b }", "e where when{a -> b; else -> c} { a: b }"),
    ])
  func forms(source: String, expected: String) {
    #expect(read(source) == expected)
    #expect(findings("\(source)\nlet after = 1") == [])
  }

  @Test(
    "`at most` with an operand is the limit, `at` with a grain a lift",
    arguments: [
      ("x at most 3", "where x at most 3"),
      ("x at most n", "where x at most n"),
      ("x at most (n)", "where x at most n"),
      ("x at turn at most 3", "where (x at turn) at most 3"),
      ("x at most", "where (x at most)"),
      ("x at most + 1 > y", "where (((x at most) + 1) > y)"),
      ("x at most and y", "where ((x at most) and y)"),
      ("x at most order: u", "where (x at most) order u"),
    ])
  func limits(source: String, expected: String) {
    #expect(read("emit e where \(source) { a: b }") == "e \(expected) { a: b }")
    #expect(findings("emit e where \(source) { a: b }") == [])
  }

  @Test(
    "Each mistake gives one message",
    arguments: [
      ("emit e", "E113 1:7-7"),
      ("emit e whre c { a: b }", "E113 1:8-12"),
      ("emit e where { a: b }", "E111 1:14-15"),
      ("emit e where c where d { a: b }", "E119 1:16-21"),
      ("emit e at 3 { a: b }", "E113 1:11-12"),
      ("emit e at most { a: b }", "E111 1:16-17"),
      ("emit e order u { a: b }", "E113 1:14-15"),
      ("emit e order = u { a: b }", "E108 1:14-15"),
      ("emit e, where c { a: b }", "E113 1:7-8"),
      ("emit e { a }", "E113 1:12-13"),
      ("emit e { a = b }", "E108 1:12-13"),
      ("emit e { a: }", "E111 1:13-14"),
      ("emit e { a: b c: d }", "E114 1:15-16"),
      ("emit e { a: b, 2 }", "E110 1:16-17"),
      ("emit e {\n  a: b\n", "E121 1:8-9"),
    ])
  func mistakes(source: String, finding: String) {
    let tree = parse("\(source)\nlet after = 1")
    #expect(findings(tree) == [finding])
    #expect(tree.root.declarations.count == 2)
  }

  @Test("A mistake costs its field only")
  func recovery() {
    let text = "emit e {\n  a: )\n  b: c\n  d e\n  f: g\n}"
    #expect(findings(text) == ["E111 2:6-7", "E113 4:5-6"])
    #expect(read(text).hasSuffix(", b: c, f: g }"))
  }
}
