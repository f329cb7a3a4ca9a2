import RewardSyntax
import Testing

@Suite("state")
struct ParserStateTests {
  private func read(_ text: String) -> String {
    guard case .state(let state)? = declarations(text).first else { return "<none>" }
    return state.name.text + (state.type.map { ": \(outline(type: $0))" } ?? "")
      + (state.per.map { " per \($0.text)" } ?? "") + suffix(" key ", state.key) + suffix(" = ", state.initial)
      + suffix(" then ", state.update)
  }

  @Test(
    "A value before the first step, and one that a step leaves; with a key, one for each key",
    arguments: [
      ("state steps = 0 then steps + 1", "steps = 0 then (steps + 1)"),
      (
        "state low: real? = none then when { present(low) -> low + a\n  else -> b }",
        "low: (real?) = none then when{present(low) -> (low + a); else -> b}"
      ),
      (
        "state means: list<real> = [] then (means ++ [mu]).last(8)",
        "means: list<real> = [] then (means ++ [mu]).last(8)"
      ),
      (
        "state label: real per group key caption ++ id = 0 then score",
        "label: real per group key (caption ++ id) = 0 then score"
      ),
      ("state key per group key key = key then key", "key per group key key = key then key"),
      ("state then = then then then", "then = then then then"),
      ("state a = b\n  + c\n  then d\n  + e", "a = (b + c) then (d + e)"),
      ("state a =\n  b then\n  c", "a = b then c"),
      ("state a per group key f(x == y) = 1 then 2", "a per group key f((x == y)) = 1 then 2"),
    ])
  func forms(source: String, expected: String) {
    #expect(read(source) == expected)
    #expect(findings("\(source)\nlet after = 1") == [])
  }

  @Test(
    "Each mistake gives one message",
    arguments: [
      ("state s", "E113 1:8-8"),
      ("state s = 1", "E113 1:12-12"),
      ("state s = then 1", "E113 1:16-17"),
      ("state s = 1 than 2", "E113 1:13-17"),
      ("state s = 1 then", "E111 1:17-17"),
      ("state s = 1 then 2 then 3", "E114 1:20-24"),
      ("state s per group = 1 then 2", "E113 1:19-20"),
      ("state s per group key = 1 then 2", "E111 1:23-24"),
      ("state s key k = 1 then 2", "E113 1:9-12"),
      ("state s: = 1 then 2", "E112 1:10-11"),
    ])
  func mistakes(source: String, finding: String) {
    let tree = parse("\(source)\nlet after = 1")
    #expect(findings(tree) == [finding])
    #expect(tree.root.declarations.count == 2)
  }

  @Test("A misspelt `then` is mended")
  func mending() { #expect(mended(parse("state s = 1 than 2")) == "state s = 1 then 2") }
}
