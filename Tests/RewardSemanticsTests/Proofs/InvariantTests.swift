import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// What the checker proves and refutes.
@Suite struct InvariantTests {
  private static let parts = """
    input response: text
    input answer: text per group
    input x: 0..1
    input n: int tok
    input how: {plain, bold}
    input maybe: 0..1?
    rule right = response == answer
    rule neat = response matches /^<a>/
    rule short = n <= 10 tok given right

    """

  @Test(arguments: [
    "reward t = right + 0.9 * neat\ninvariant i: for a, b: a.right > b.right implies a.t > b.t",
    "reward t = when { right -> 1 + 0.5 * neat  else -> 0.5 * neat }\ninvariant i: t <= 1.5",
    "reward t = max(0.5 * right, 0.4 * neat)\ninvariant i: for a, b: a.right > b.right implies a.t > b.t",
    "reward t = clamp(right + x, 0, 1)\ninvariant i: for a, b: a.right >= b.right and a.x >= b.x implies a.t >= b.t",
    "reward t = x / 2 + (neat given right)\ninvariant i: for a, b: a.x == b.x and a.right > b.right implies a.t >= b.t",
    "reward t = (right + neat + short) / 3\ninvariant i: for a: a.right and not a.neat implies a.t <= 2 / 3",
    "reward t = when { how == bold -> 1  else -> x }\ninvariant i: for a: a.how == bold implies a.t == 1",
    "reward t = (maybe ?? 0.25) + right\ninvariant i: t >= 0",
    "reward t = exp(-x) + right\ninvariant i: for a, b: a.right == b.right and a.x < b.x implies a.t > b.t",
    "reward t = right + x\nadvantage = grpo(t)\ninvariant i: for a, b: a.t > b.t implies a.advantage > b.advantage",
    "reward t = right\nadvantage = rloo(t) + mean(t over group)\ninvariant i: for a, b: a.t > b.t implies a.t > b.t",
    "gate t {\n level a = right worth 1\n level b = neat worth 0.5\n}\ninvariant i: for a, b: a.t.reached > b.t.reached implies a.t > b.t",
    "gate t {\n level a = right in 0..0.3\n level b = (neat + short) / 2 passes at 0.5 in 0.3..1\n}\ninvariant i: for a, b: a.t.reached > b.t.reached implies a.t >= b.t",
    "reward t = right + 0.5 * (n <= 10 tok)\ninvariant i: for a: a.n > 10 tok implies a.t <= 1",
    "reward t = x * right\ninvariant i: for a, b: a.right == b.right and a.x >= b.x implies a.t >= b.t",
  ])
  func `holds`(_ claim: String) {
    let checked = CheckedSpec(Self.parts + claim)
    #expect(checked.codes.allSatisfy { $0 == "W150" || $0 == "W330" }, "\(checked.messages)\n\(claim)")
  }

  /// Each is false, and was once taken for proved.
  @Test(arguments: [
    "let said = extract(response, /<a>(.*?)<\\/a>/) ?? \"\"\nrule is_x = said == \"x\"\nmetric t = 1.0 * is_x\ninvariant i: for a, b: a.said == \"x\" implies b.said == \"x\"",
    "partition size by n > 5 tok\nmetric v = 1.0 * x\nmetric m = x - mean(x over size)\ninvariant i: for a, b: a.m > b.m implies a.v > b.v",
    "input y: 0..49\nreward t = when { y / 49 >= 1 -> 1  else -> 0 }\ninvariant i: t < 1",
    "input y: 0..98\nreward t = when { y / 98 >= 1 -> 1  else -> 0 }\ninvariant i: t < 1",
    "input p: bool\ninput q: bool\ninput r: bool\nreward t = when { 0.1 * p + 0.2 * q + 0.7 * r >= 1 -> 1  else -> 0 }\ninvariant i: t < 1",
    "input p: bool\ninput q: bool\ninput r: bool\ninput s: bool\nreward t = when { 0.3 * p + 0.1 * s + 0.3 * r + 0.3 * q >= 1 -> 1  else -> 0 }\ninvariant i: t < 1",
  ])
  func `what is false is not proved`(_ claim: String) {
    let codes = CheckedSpec(Self.parts + claim).codes
    #expect(codes.contains("E340") || codes.contains("W340"), "\(codes)\n\(claim)")
  }

  /// Each is true, and was once refuted.
  @Test(arguments: [
    "input k: int\nreward t = when { k >= 3 -> 1  else -> 0 }\ninvariant i: for a: a.k > 2 implies a.t == 1",
    "input k: int\nreward t = when { k == 3 -> 1  else -> 0 }\ninvariant i: for a: a.k > 2 and a.k < 4 implies a.t == 1",
    "rule wrong = response != answer\ninvariant i: for a: a.right implies not a.wrong",
    "rule again = answer == response\ninvariant i: for a: a.right implies a.again",
    "let said = trim(response)\nrule is_x = said == \"x\"\ninvariant i: for a: a.said == \"x\" implies a.is_x",
    "rule gold_x = answer == \"x\"\nlet gold = answer\ninvariant i: for a: a.gold == \"x\" implies a.gold_x",
  ])
  func `what is true is not refuted`(_ claim: String) {
    let checked = CheckedSpec(Self.parts + claim)
    #expect(checked.errors.isEmpty && !checked.codes.contains("W340"), "\(checked.messages)\n\(claim)")
  }

  /// One column read with other ranges, units or symbols; states that begin or go on otherwise; an absent value that is paid now.
  @Test func `versions that read a column otherwise are compared by the column`() throws {
    func compare(_ old: String, _ new: String) throws -> PayComparison? {
      try CheckedSpec(new).spec().pays("t", comparedWith: CheckedSpec(old).spec())
    }
    guard case .neverMore(always: true)? = try compare("input y: 0..1\nreward t = y", "input y: 0..2\nreward t = y"),
      case .neverMore? = try compare(
        "input y: 0..100 s\nreward t = y / 1 s", "input y: 0..100 ms\nreward t = y / 10 ms"),
      case .undecided? = try compare(
        "input k: {a, b}\nreward t = when { k == b -> 1  else -> 0 }",
        "input k: {b, c}\nreward t = when { k == c -> 1  else -> 0 }"),
      case .neverMore(always: false)? = try compare(
        "input p: bool\ninput q: bool\nreward t = p given q else abstain", "input p: bool\nreward t = 1.0 * p")
    else {
      Issue.record("one of them is compared otherwise")
      return
    }
    let state = "input y: 0..1\nstate seen: real = INIT then 0.9 * seen + 0.1 * mean(y over batch)\nreward t = y - seen"
    let difference = SpecDifference(
      from: try CheckedSpec(state.replacing("INIT", with: "0")).spec(),
      to: try CheckedSpec(state.replacing("INIT", with: "0.5")).spec())
    #expect(difference.scores.first { $0.name == "t" }?.change == .changed)
  }

  @Test(arguments: [
    "reward t = right + 1.1 * neat\ninvariant i: for a, b: a.right > b.right implies a.t > b.t",
    "reward t = max(right, neat)\ninvariant i: for a, b: a.right > b.right implies a.t > b.t",
    "reward t = (maybe ?? 1) * right\ninvariant i: for a: a.t <= 0.5",
    "reward t = when { x > 0.7 -> 0  else -> x }\ninvariant i: for a, b: a.x > b.x implies a.t >= b.t",
    "reward t = abs(x - 0.5)\ninvariant i: for a, b: a.x > b.x implies a.t >= b.t",
    "reward t = when { how == bold -> 1  else -> x }\ninvariant i: for a: a.how == plain implies a.t < 1",
    "reward t = right - 0.6 * short\ninvariant i: for a, b: a.right > b.right implies a.t > 0.5",
    "reward t = 0.5 * (n <= 10 tok) + right\ninvariant i: for a: a.n > 12 tok implies a.t == 0",
    "advantage = gdpo(right: 1, neat: 1)\ninvariant i: for a, b: a.right > b.right implies a.advantage > b.advantage",
    "reward t = right - mean(neat over group)\ninvariant i: t >= 0",
  ])
  func `is refuted by rows that the interpreter ran`(_ claim: String) {
    let checked = CheckedSpec(Self.parts + claim)
    #expect(checked.errors == ["E340"], "\(checked.messages)\n\(claim)")
  }

  /// The test that the message offers fails where it is added to the spec.
  @Test(arguments: [
    "reward t = right + 1.1 * neat\ninvariant i: for a, b: a.right > b.right implies a.t > b.t",
    "reward t = when { x > 0.7 -> 0  else -> x }\ninvariant i: for a, b: a.x > b.x implies a.t >= b.t",
    "reward t = when { how == bold -> 1  else -> x }\ninvariant i: for a: a.how == plain implies a.t < 1",
    "reward t = 0.5 * (n <= 10 tok) + right\ninvariant i: for a: a.n > 12 tok implies a.t == 0",
    "advantage = gdpo(right: 1, neat: 1)\ninvariant i: for a, b: a.right > b.right implies a.advantage > b.advantage",
    "input g: 0..1 per group\nreward t = g + right\ninvariant i: t <= 1",
  ])
  func `the counterexample can be replayed`(_ claim: String) throws {
    let found = try #require(CheckedSpec(Self.parts + claim).result.diagnostics.first { $0.code.code == "E340" })
    let note = try #require(found.notes.first { $0.hasPrefix("to replay it: ") })
    let declaration = claim.split(separator: "\n").filter { !$0.hasPrefix("invariant") }.joined(separator: "\n")
    let test = note.dropFirst("to replay it: ".count)
    let checked = CheckedSpec(Self.parts + declaration + "\n" + test)
    let spec = try checked.spec()
    let result = Interpreter.run(try #require(spec.tests.first), of: spec)
    #expect(result.expectations.map(\.verdict) == [.failed], "\(test)")
  }

  @Test func `a claim beyond the prover stays open and says so`() {
    let checked = CheckedSpec(
      Self.parts + "reward t = x * x - x * x * right + x * right * x\ninvariant i: for a: a.x < 1 implies a.t < 1")
    #expect(checked.errors.isEmpty, "\(checked.messages)")
  }

  @Test func `versions are compared score by score`() throws {
    let old = try CheckedSpec(Self.parts + "reward t = right + 0.5 * neat\nreward u = x").spec()
    let same = try CheckedSpec(
      Self.parts + "/// Said otherwise.\nlet half = 0.5\nreward t = right + half * neat\nreward u = x"
    ).spec()
    #expect(SpecDifference(from: old, to: same).isEmpty)
    let less = try CheckedSpec(Self.parts + "reward t = (right + 0.5 * neat) / 2\nmetric v = x").spec()
    let difference = SpecDifference(from: old, to: less)
    let changes = Dictionary(uniqueKeysWithValues: difference.scores.map { ($0.name, $0.change) })
    #expect(changes["t"] == .changed && changes["u"] == .removed && changes["v"] == .added && changes["right"] == .same)
    guard case .neverMore(always: true)? = less.pays("t", comparedWith: old) else {
      Issue.record("half of it is never more")
      return
    }
    let more = try CheckedSpec(Self.parts + "reward t = right + 0.5 * neat + 0.1 * short").spec()
    guard case .more(let example)? = more.pays("t", comparedWith: old) else {
      Issue.record("a bonus is more")
      return
    }
    #expect(example.contains("right 1"))
  }

  @Test func `a counterexample has the simplest numbers that make it one`() throws {
    let checked = CheckedSpec(
      """
      input n: int
      input x: 0..1
      metric one = n * x
      invariant it: for a, b: a.n > b.n implies a.one > b.one
      """)
    let note = try #require(checked.result.diagnostics.first { $0.code.code == "E340" }?.notes.last)
    #expect(
      note
        == #"to replay it: test "it" { group { a: { n: 0, x: 0 }, b: { n: -1, x: 0 } } expect a.one > b.one }"#)
  }
}
