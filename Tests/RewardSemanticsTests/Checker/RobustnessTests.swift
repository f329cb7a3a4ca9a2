import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// Whatever is written in a file, the checker ends, and says something if it gives no spec.
@Suite struct RobustnessTests {
  /// Numbers that look random and are the same in every run (Steele, Lea and Flood 2014).
  /// Specs that use all of the language, to be damaged.
  private static let specs: [String] =
    DiagnosticFile.all.filter(\.expected.isEmpty).map { String(decoding: $0.source.bytes, as: UTF8.self) } + [
      """
      spec example 1.0.0
      input response: text <= 4096 tok
      input answer: text per group
      input cost: real per turn
      param how: {plain, fined} = plain
      func shaped(x: real, within: grain = group, eps: 0..1 = 1e-6) -> 0..1 {
        let middle = mean(x over within)
        clamp(divide(x - middle, std(x over within) + eps, or: 0), 0, 1)
      }
      func total_of(parts: bundle) = sum(p.weight * p.value for p in parts)
      let final = extract(response, /<answer>(.*?)<\\/answer>/s) ?? ""
      rule correct = number_equal(final, answer)
      rule short = length(response, in: tok) <= 100 tok given correct
      let fine = sum(cost over rollout) given how == fined
      reward total = when { correct -> shaped(total_of(correct: 1, short: 0.5))  else -> 0 } - fine
      advantage = gdpo(correct: 1, short: 0.25, like: verl)
      metric ahead = mean(other.total over others)
      test "right" {
        with answer = "4"
        group answer "4" { a: "<answer>4</answer>", b: "5" }
        expect a.correct and not b.correct
      }
      """
    ]

  @Test(arguments: 0..<300)
  func `a damaged spec is refused with a message, or it is a spec`(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let text = damaged(try #require(Self.specs.randomElement(using: &random)), &random)
    let result = Checker.check(SourceFile(name: "damaged", text: text), registry: Registry(RewardRules.builtins))
    #expect((result.spec == nil) == result.hasErrors, "\(text)")
    for diagnostic in result.diagnostics {
      _ = DiagnosticRenderer().render(diagnostic, in: result.sources, color: false)
    }
    guard let spec = result.spec else { return }
    // A mistake that nobody reported would stand in the spec as an expression without meaning.
    #expect(!spec.expressions.contains { $0.type.value.base == .poison }, "\(text)")
    for (id, expression) in spec.expressions.enumerated() {
      #expect(expression.operands.allSatisfy { $0 < id }, "\(text)")
    }
    for test in spec.tests { _ = Interpreter.run(test, of: spec).report(in: result.sources) }
  }

  /// One to four tokens removed, doubled, or exchanged.
  private func damaged(_ text: String, _ random: inout SplitMix) -> String {
    let tree = SyntaxTree.parse(SourceFile(name: "spec", text: text), as: FileID(0))
    var tokens = tree.tokens.map { token in
      tree.source.text(in: SourceRange(file: FileID(0), start: token.start, end: token.end))
    }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let one = Int.random(in: 0..<tokens.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: tokens[one] = ""
      case 1: tokens[one] += " " + tokens[one]
      default: tokens.swapAt(one, Int.random(in: 0..<tokens.count, using: &random))
      }
    }
    return tokens.joined()
  }

  @Test func `functions that double at every level end in a message`() {
    var text = "\ninput r: real\nfunc f0(x: real) = x\n"
    for level in 1...40 { text += "func f\(level)(x: real) = f\(level - 1)(x) + f\(level - 1)(x)\n" }
    #expect(CheckedSpec(text + "reward total = f40(r)").errors == ["E309"])
  }

  @Test func `calls in calls cost what they are long`() {
    let text = String(repeating: "center(", count: 60) + "r" + String(repeating: ")", count: 60)
    #expect(CheckedSpec("\ninput r: real\nreward total = \(text)").errors == [])
  }

  @Test func `a bundle inside a bundle inside a bundle ends in a message`() {
    var body = "p0.value"
    for level in 0..<12 { body = "sum(\(body) for p\(level) in parts)" }
    var text = "\ninput r: real\nfunc f(parts: bundle) = \(body)\n"
    for part in 0..<8 { text += "let r\(part) = r + \(part)\n" }
    text += "reward total = f(" + (0..<8).map { "r\($0): 1" }.joined(separator: ", ") + ")"
    #expect(CheckedSpec(text).errors == ["E309"])
  }

  /// Wherever the limit falls, nothing that stands behind it is lost without a word.
  @Test(arguments: 0..<8) func `a spec beyond the limit is refused`(_ shift: Int) {
    var text = "\ninput r: real\nreward a = r\n" + String(repeating: "\n", count: shift)
    text += "metric first = r" + String(repeating: " + 1", count: shift) + "\n"
    for index in 0..<6_000 { text += "metric m\(index) = r + \(index)\n" }
    #expect(CheckedSpec(text + "advantage = grpo(a)").errors == ["E309"])
  }

  /// In the order of the file every name is known; the other way round each needs the one below it first.
  @Test func `definitions far behind one another end in a message`() {
    let upward = (1...3000).map { "let a\($0) = a\($0 - 1) + 1" }
    let spec = "\ninput a0: real\n"
    #expect(CheckedSpec(spec + upward.joined(separator: "\n") + "\nreward total = a3000").errors == [])
    #expect(CheckedSpec(spec + upward.reversed().joined(separator: "\n") + "\nreward total = a3000").errors == ["E309"])
  }

  /// Read twice at each of 60 steps, a value is still one value: whoever goes along all paths never comes to an end.
  @Test(arguments: [
    ("input a0: real?", "A + A", "metric m = a60 ?? 0"),
    (
      "input response: text <= 9 word\nlet a0 = lower(response)", "join([A, A], \"\")",
      "judge j { prompt \"{a60}\" answers yes_no fault stop }\nreward r = j"
    ),
    (
      "input response: text <= 9 word\njudge a0: 0..1 { prompt \"{response}\" answers 1..5 fault abstain }",
      "min(A, A)", "reward r = a60 ?? a60"
    ),
    ("input logp: real per token\nlet a0 = logp", "A + A", "metric m = 1\nobjective = mean(a60 over batch)"),
  ])
  func `what is read along many paths is looked at once`(_ first: String, _ step: String, _ last: String) {
    let steps = (1...60).map { "let a\($0) = \(step.replacing("A", with: "a\($0 - 1)"))" }
    let checked = CheckedSpec(([first] + steps + [last]).joined(separator: "\n"))
    #expect(!checked.codes.contains { $0.hasPrefix("E2") || $0.hasPrefix("E1") }, "\(checked.messages)")
  }
}
