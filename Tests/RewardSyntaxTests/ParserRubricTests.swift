import RewardSyntax
import Testing

@Suite("rubric")
struct ParserRubricTests {
  private func read(_ text: String) -> [String] {
    guard case .rubric(let rubric)? = declarations(text).first else { return ["<none>"] }
    return [rubric.name.text]
      + rubric.criteria.map { criterion in
        "'\(criterion.text.text)'\(suffix(" weight ", criterion.weight))\(suffix(" tags ", criterion.tags))"
          + (criterion.id.map { " id '\($0.text)'" } ?? "")
      }
  }

  @Test("Criteria one a line, with clauses in any order")
  func criteria() {
    let text = #"""
      rubric safety {
        criterion "It \"warns\"."
        criterion "It names a dose." weight -1 tags ["harm", "dose"] id "dose"
        criterion "It asks."
          id "asks"
          tags []
          weight 2 * w
        criterion """
          It is
          short.
          """ id """x"""
      }
      let criterion = weight + tags + id
      """#
    #expect(findings(text) == [])
    #expect(
      read(text) == [
        "safety", "'It \"warns\".'", "'It names a dose.' weight (-1) tags [\"harm\", \"dose\"] id 'dose'",
        "'It asks.' weight (2 * w) tags [] id 'asks'", "'It is\nshort.' id 'x'",
      ])
    guard case .rubric(let rubric)? = declarations(text).first else { return }
    #expect(parse(text).source.text(in: rubric.criteria[0].text.range) == #""It \"warns\".""#)
    #expect(parse(text).source.text(in: rubric.criteria[0].range) == #"criterion "It \"warns\".""#)
  }

  @Test(
    "Each mistake gives one message",
    arguments: [
      ("rubric r", "E113 1:9-9"),
      ("rubric r {\n criterion\n}", "E113 2:11-11"),
      ("rubric r {\n criterion x\n}", "E113 2:12-13"),
      ("rubric r {\n criterium \"a\"\n}", "E113 2:2-11"),
      ("rubric r {\n \"a\" weight 1\n}", "E113 2:2-5"),
      ("rubric r {\n criterion \"a\" weight\n}", "E111 2:22-22"),
      ("rubric r {\n criterion \"a\" wieght 1\n}", "E114 2:16-22"),
      ("rubric r {\n criterion \"a\" id x\n}", "E113 2:19-20"),
      ("rubric r {\n criterion \"a\" id \"b\" id \"c\"\n}", "E119 2:23-25"),
      ("rubric r {\n criterion \"a\" criterion \"b\"\n}", "E114 2:16-25"),
      ("rubric r {\n criterion \"a\",\n criterion \"b\"\n}", "E114 2:15-16"),
      ("rubric r {\n criterion \"a\"\n", "E121 1:10-11"),
    ])
  func mistakes(source: String, finding: String) {
    let tree = parse("\(source)\nlet after = 1")
    #expect(findings(tree) == [finding])
    #expect(tree.root.declarations.count == 2)
  }
}
