import RewardSyntax
import Testing

@testable import RewardSemantics

/// What may stand where the cursor is.
@Suite struct CompletionTests {
  private func completions(_ text: String, loader: ModuleLoader = .none) throws -> (word: String, items: [Completion]) {
    let spec = try MarkedSpec(text, loader: loader)
    let source = spec.index.mainFile.tree.source
    let (range, items) = Completion.all(at: spec.cursor, in: source, registry: MarkedSpec.registry) {
      Checker.check($0, registry: MarkedSpec.registry, loader: loader, indexing: true).index
    }
    return (String(decoding: source.bytes[range], as: UTF8.self), items)
  }

  private func names(_ text: String, loader: ModuleLoader = .none) throws -> [String] {
    try completions(text, loader: loader).items.map(\.insertion)
  }

  private static let start = """
    input response: text
    input answer: text per group
    rule right = response == answer
    reward paid = 2 * right

    """

  @Test(arguments: [
    // What begins a line, a type, a grain.
    ("‸", ["input", "reward", "test", "gate"], ["right", "level"]),
    ("re‸", ["reward"], ["right"]),
    ("input x: ‸", ["text", "real", "list"], ["right", "rollout"]),
    ("func f(x: ‸", ["real", "grain", "bundle"], ["right"]),
    ("input x: text per ‸", ["group", "turn"], ["others", "text"]),
    ("metric m = mean(paid over ‸", ["group", "batch", "others"], ["paid", "text"]),
    ("partition part = chunks of 2 groups\nmetric m = mean(paid over ‸)", ["part", "group"], ["paid"]),
    ("import ‸", ["std.advantage"], ["right", "input"]),
    // Values and functions; not the name that is being declared.
    (
      "metric m = ‸", ["right", "paid", "response", "mean", "extract", "zscore", "when", "not"], ["m", "and", "input"]
    ),
    ("metric m = right ‸", ["and", "given", "matches"], ["right", "mean"]),
    ("metric m = mean(paid ‸", ["over", "and"], ["paid"]),
    ("func f(size: real) = ‸", ["size", "right"], ["f2"]),
    ("metric m = [1, 2].sum(item => ‸)", ["item"], []),
    // Arguments.
    ("advantage = grpo(‸", ["r: ", "like: ", "scale: ", "paid"], []),
    ("advantage = grpo(paid, like: ‸", ["trl", "verl"], ["r: "]),
    ("advantage = gdpo(‸", ["right: ", "paid: ", "like: "], ["response: "]),
    ("metric m = zscore(paid, within: ‸", ["batch", "group"], []),
    ("metric m = length(response, ‸", ["in: ", "char", "word"], []),
    ("metric m = length(response, in: ‸", ["char", "word"], ["in: "]),
    ("metric m = std(paid over group, ‸", ["ddof: ", "weight: "], []),
    // Members.
    ("metric m = std.‸", ["advantage", "rubric"], ["std.advantage", "right"]),
    ("metric m = std.advantage.‸", ["grpo", "rloo"], ["right"]),
    ("metric m = turn.‸", ["text", "observation", "tool_calls"], ["right"]),
    ("gate g { level one = right worth 1 }\nmetric m = g.‸", ["one", "reached", "score"], ["right"]),
    ("gate g { level one = right worth 1 }\nmetric m = g.one.‸", ["open", "score"], ["reached"]),
    ("let xs = [1, 2]\nmetric m = xs.‸", ["sum", "map", "count"], ["right"]),
    ("input messages: list<message>\nmetric m = messages.count(one => one.‸)", ["role", "content"], ["map"]),
    ("metric m = mean(other.‸", ["paid", "right"], ["mean"]),
    // Only tests read the objective.
    (
      "input logp: real per token\nobjective = token_mean(logp)\nmetric m = ‸", ["logp", "detach"], ["objective"]
    ),
    (
      "input logp: real per token\nobjective = token_mean(logp)\ntest \"t\" { with logp = [1]  expect ‸ }",
      ["objective"],
      ["logp"]
    ),
    ("input value: real per token ‸", ["trained"], []),
    // Symbols.
    ("param mode: {fast, slow} = fast\nmetric m = when { mode == ‸ -> 1 else -> 2 }", ["fast", "slow", "right"], []),
    // Items of blocks, and what they take.
    ("gate g {\n  ‸\n}", ["level"], ["right", "input"]),
    // Judges, and the braces of their prompts.
    ("judge j {\n  ‸\n}", ["prompt", "answers", "fault"], ["right", "level"]),
    ("judge j { answers ‸ }", ["yes_no", "label"], ["right"]),
    ("judge j { fault retry 2 then ‸ }", ["drop", "abstain"], ["right"]),
    ("judge j { prompt \"Rate {‸}\" }", ["response", "answer", "right"], ["mean", "prompt"]),
    ("judge j { prompt \"\"\"\n  Rate {resp‸} now\n  \"\"\" }", ["response"], ["mean"]),
    ("judge j { prompt \"Rate {{‸}}\" }", [], ["response"]),
    ("judge j { prompt \"Rate {turn.‸}\" }", ["text", "observation"], ["response"]),
    ("judge j { model \"{‸}\" }", [], ["response"]),
    ("test \"t\" {\n  ‸\n}", ["with", "stub", "group", "expect"], ["right"]),
    ("test \"t\" {\n  with ‸\n}", ["response", "answer"], ["right"]),
    ("test \"t\" {\n  stub ‸\n}", ["right", "paid"], ["response"]),
    ("test \"t\" {\n  group { a: \"x\" }\n  expect a.‸\n}", ["right", "paid"], ["response"]),
    ("audit {\n  ‸\n}", ["reject", "accept", "cost", "allow"], ["right"]),
    ("audit {\n  reject ‸\n}", ["empty"], ["right"]),
    ("audit {\n  reject empty on ‸\n}", ["right", "paid"], ["response"]),
    ("invariant i: for a, b: ‸", ["a", "b"], []),
    ("metric m = length(response, in: char) / 4000 ‸", ["tok", "char"], ["right"]),
    // Nothing is guessed inside comments, texts and patterns, and for a name that is made up.
    ("// a ‸", [], ["right", "input"]),
    ("metric m = response == \"a ‸\"", [], ["right"]),
    ("metric m = response matches /a ‸/", [], ["right"]),
    ("rule ‸", [], ["right", "mean"]),
  ])
  func `offers what may stand there`(text: String, wanted: [String], unwanted: [String]) throws {
    let found = try names(Self.start + text)
    #expect(wanted.filter { !found.contains($0) } == [])
    #expect(unwanted.filter(found.contains) == [])
    #expect(Set(found).count == found.count)
  }

  @Test func `offers what an import declares`() throws {
    let loader = ModuleLoader { _, _ in
      .success(
        SourceFile(
          name: "common.reward",
          text: "param limit: real = 3\npartition part = chunks of 2 groups\nfunc half(v: real) = v\n"))
    }
    let head = "import \"./common.reward\" as common\n"
    #expect(try names(head + "metric m = common.‸", loader: loader) == ["limit", "half"])
    #expect(try names(head + "metric m = mean(1 over ‸", loader: loader).contains("common.part"))
    #expect(try names("import \"./common.reward\"\nmetric m = ‸", loader: loader).contains("limit"))
  }

  @Test func `says how a function is called and what it is for`() throws {
    let items = try completions("metric m = ‸").items
    let grpo = try #require(items.first { $0.name == "grpo" })
    #expect(grpo.detail.hasPrefix("func grpo(") && grpo.documentation.hasPrefix("GRPO"))
    let extract = try #require(items.first { $0.name == "extract" })
    #expect(extract.detail.hasPrefix("extract(text, pattern"))
    #expect(items.filter { $0.kind == .function && $0.documentation.isEmpty }.map(\.name) == [])
  }

  @Test func `the word under the cursor is what is replaced`() throws {
    #expect(try completions("metric m = me‸an(1)").word == "mean")
    #expect(try completions("metric m = turn.‸").word == "")
  }

  @Test(arguments: MarkedSpec.files) func `has an answer all over every spec`(_ file: DiagnosticFile) throws {
    let index = try #require(Checker.check(file.source, registry: MarkedSpec.registry, indexing: true).index)
    let tokens = index.mainFile.tree.tokens
    for token in stride(from: 0, to: tokens.count, by: 29).map({ tokens[$0] }) {
      let (range, _) = index.completions(at: token.end, registry: MarkedSpec.registry)
      #expect(range.lowerBound <= token.end && token.end <= range.upperBound)
      _ = index.description(at: token.start, in: index.main, registry: MarkedSpec.registry)
    }
  }

  @Test(arguments: MarkedSpec.files) func `has an answer for every spec that ends too early`(_ file: DiagnosticFile) {
    let bytes = file.source.bytes
    for part in [3, 5, 7] {
      let cut = bytes.count * part / 8
      let source = SourceFile(name: "cut.reward", bytes: Array(bytes[..<cut]))
      let (range, _) = Completion.all(at: cut, in: source, registry: MarkedSpec.registry) {
        Checker.check($0, registry: MarkedSpec.registry, indexing: true).index
      }
      #expect(range.upperBound == cut)
    }
  }
}
