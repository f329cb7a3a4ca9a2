import RewardSyntax
import Testing

@Suite("machine")
struct ParserMachineTests {
  private func read(_ text: String) -> [String] {
    guard case .machine(let machine)? = declarations(text).first else { return ["<none>"] }
    return ["\(machine.name.text) over \(machine.over.text)"]
      + machine.edges.map { edge in
        "\(edge.from.text) [\(suffix("", edge.condition))] \(edge.to.text)\(suffix(" pays ", edge.pays))"
      }
  }

  @Test("Edges from a state, or from any, one a line")
  func edges() {
    let text = """
      machine fetch over turn {
        start  -[called("search")]->            found
        found  -[called("details") and
                 x < 3]->                       ready  pays 0.1
        any    -[turn.observation.failed]->     stuck
          pays -0.1 - y
        // a state of that name
        pays   -[true]->                        test   pays 2
        test   -[false]->                       rule
      }
      let after = any
      """
    #expect(findings(text) == [])
    #expect(
      read(text) == [
        "fetch over turn", "start [called(\"search\")] found",
        "found [(called(\"details\") and (x < 3))] ready pays 0.1",
        "any [turn.observation.failed] stuck pays ((-0.1) - y)", "pays [true] test pays 2", "test [false] rule",
      ])
  }

  @Test("The place of an edge is its whole line")
  func ranges() {
    let text = "machine m over turn {\n  a -[b]-> c pays 1 // paid\n}"
    guard case .machine(let machine)? = declarations(text).first, let edge = machine.edges.first else {
      Issue.record("no edge")
      return
    }
    #expect(parse(text).source.text(in: edge.range) == "a -[b]-> c pays 1")
  }

  @Test(
    "Each mistake gives one message",
    arguments: [
      ("machine m {\n a -[b]-> c\n}", "E113 1:11-12"),
      ("machine m over {\n a -[b]-> c\n}", "E110 1:16-17"),
      ("machine m over turn", "E113 1:20-20"),
      ("machine m over turn {\n -[b]-> c\n}", "E110 2:2-3"),
      ("machine m over turn {\n a -> c\n}", "E113 2:4-6"),
      ("machine m over turn {\n a -b-> c\n}", "E113 2:4-5"),
      ("machine m over turn {\n a -[]-> c\n}", "E111 2:6-7"),
      ("machine m over turn {\n a -[b c]-> c\n}", "E113 2:8-9"),
      ("machine m over turn {\n a -[b] c\n}", "E113 2:9-10"),
      ("machine m over turn {\n a -[b]->\n}", "E110 2:10-10"),
      ("machine m over turn {\n a -[b]-> from\n}", "E110 2:11-15"),
      ("machine m over turn {\n a -[b]-> c pays\n}", "E111 2:17-17"),
      ("machine m over turn {\n a -[b]-> c pay 1\n}", "E114 2:13-16"),
      ("machine m over turn {\n a -[b]-> c pays 1\n pays 2\n}", "E119 3:2-6"),
      ("machine m over turn {\n a -[b]-> c, d -[b]-> c\n}", "E114 2:12-13"),
      ("machine m over turn {\n a -[b]-> c\n", "E121 1:21-22"),
    ])
  func mistakes(source: String, finding: String) {
    let tree = parse("\(source)\nlet after = 1")
    #expect(findings(tree) == [finding])
    #expect(tree.root.declarations.count == 2)
  }

  @Test("A mistake costs its edge only")
  func recovery() {
    let text = "machine m over turn {\n  a -[b]- c\n    pays 1\n  d -[)]-> e\n  f -[g]-> h\n}"
    #expect(findings(text).count == 2)
    #expect(read(text).last == "f [g] h")
  }
}
