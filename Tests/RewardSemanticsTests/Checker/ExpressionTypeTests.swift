import Testing

@testable import RewardSemantics

/// What the checker knows of an expression before a row is read: kind, range, unit, grain, and how it may be missing.
@Suite struct ExpressionTypeTests {
  /// The columns that the expressions below read, one of each kind.
  private static let inputs = """

    input response: text
    input answer: text per group
    input r: real
    input p: 0..1
    input level: {0, 0.5, 1}
    input right: bool
    input n: int
    input used: int tok
    input took: real s
    input label: bool?
    input graded: 0..1?
    input names: list<text>
    input meta: json
    input essay: text <= 100 char
    input logp: real per token
    input cost: real per turn

    """

  private func expect(_ cases: [(String, String)], at location: SourceLocation = #_sourceLocation) {
    for (expression, type) in cases {
      let checked = CheckedSpec(Self.inputs + "let it = \(expression)\nrule some = right")
      #expect(checked.type(of: "it") == type, "\(expression)", sourceLocation: location)
    }
  }

  @Test func `literals are per run`() {
    expect([
      ("1", "int 1 per run"),
      ("0.5", "real 0.5 per run"),
      ("50%", "real 0.5 per run"),
      ("12 tok", "int 12 tok per run"),
      ("true", "bool 1 per run"),
      ("\"a\"", "text per run"),
      ("[\"a\", \"b\"]", "list<text> per run"),
      ("[1, 2.5]", "list<real> per run"),
    ])
  }

  @Test func `inputs have the grain and the range they declare`() {
    expect([
      ("response", "text per rollout"),
      ("answer", "text per group"),
      ("r", "real per rollout"),
      ("p", "real 0..1 per rollout"),
      ("level", "real {0, 0.5, 1} per rollout"),
      ("right", "bool per rollout"),
      ("n", "int per rollout"),
      ("used", "int tok per rollout"),
      ("took", "real s per rollout"),
      ("names", "list<text> per rollout"),
      ("meta", "json per rollout"),
      ("logp", "real per token"),
      ("cost", "real per turn"),
      ("turn.text", "text per turn"),
      ("turn.observation", "text per turn"),
    ])
  }

  @Test func `an optional input may abstain and a bounded text may go over its limit`() {
    expect([
      ("label", "bool per rollout, may abstain"),
      ("graded", "real 0..1 per rollout, may abstain"),
      ("essay", "text per rollout, may go over a limit"),
    ])
  }

  @Test func `the coarser operand is seen from the finer one`() {
    expect([
      ("r + 1", "real per rollout"),
      ("response == answer", "bool per rollout"),
      ("logp * r", "real per token"),
      ("logp + cost", "real per token"),
      ("cost - mean(r over group)", "real per turn"),
      ("r - mean(r over batch)", "real per rollout"),
      ("mean(r over group) - mean(r over batch)", "real per group"),
      ("mean(r over batch) - mean(r over run)", "real per batch"),
      ("r - other.r", "real per pair"),
      ("other.answer == answer", "bool per group"),
      ("other.r + answer_length", "E150 nothing is named `answer_length`"),
      ("when { right -> cost  else -> mean(r over group) }", "real per turn"),
      ("cost given right", "real per turn"),
      ("clamp(logp, mean(r over group), 1)", "real -∞..1 per token"),
    ])
  }

  @Test func `grains without a common refinement do not meet`() {
    expect([
      ("logp * (r - other.r)", "E210 a value per token and a value per pair cannot be combined"),
      ("cost + other.r", "E210 a value per turn and a value per pair cannot be combined"),
    ])
  }

  @Test func `an aggregate has the grain after over`() {
    expect([
      ("mean(logp over turn)", "real per turn, may abstain"),
      ("mean(logp over rollout)", "real per rollout, may abstain"),
      ("sum(cost over rollout)", "real per rollout"),
      ("mean(r over group)", "real per group"),
      ("mean(p over batch)", "real 0..1 per batch"),
      ("max(level over run)", "real {0, 0.5, 1} per run"),
      ("mean(other.r over others)", "real per rollout, may abstain"),
      ("mean(abs(r - other.r) over group)", "real 0..∞ per group, may abstain"),
      ("mean(r at token over batch)", "real per batch, may abstain"),
      ("count(right over group)", "int 0..∞ per group"),
      ("count(rollout over group)", "int 1..∞ per group"),
      ("count(token over batch)", "int 0..∞ per batch"),
      ("count(turn over rollout where cost > 1)", "int 0..∞ per rollout"),
      ("first(response over group)", "text per group"),
      ("mode(answer over batch)", "text per batch"),
      ("any(right over group)", "bool per group"),
    ])
  }

  @Test func `by gives each class its own value and goes with the finer of container and key`() {
    expect([
      ("mean(r over batch by answer)", "real per group"),
      ("mean(r over batch by right)", "real per rollout"),
      ("mean(r over group by label)", "real per rollout, may abstain"),
    ])
  }

  @Test func `a window keeps the grain of its operand`() {
    expect([
      ("discounted(cost over rollout, gamma: 0.9)", "real per turn"),
      ("previous(cost over rollout, edge: 0)", "real per turn"),
      ("next(cost over rollout)", "real per turn, may abstain"),
      ("rank(-r over group)", "int 0..∞ per rollout"), ("top(2, r over group)", "bool per rollout"),
      ("softmax(r over group)", "real 0..1 per rollout"),
      ("cumulative(cost over rollout)", "real per turn"),
      ("position(rollout)", "int 0..∞ per rollout"),
      ("position(token)", "int 0..∞ per token"),
    ])
  }

  @Test func `ranges follow arithmetic`() {
    expect([
      ("p + 1", "real 1..2 per rollout"),
      ("1 - p", "real 0..1 per rollout"),
      ("2 * right", "int {0, 2} per rollout"),
      ("right + level", "real {0, 0.5, 1, 1.5, 2} per rollout"),
      ("p * p", "real 0..1 per rollout"),
      ("(p - 0.5) * 2", "real -1..1 per rollout"),
      ("-p", "real -1..0 per rollout"),
      ("abs(p - 1)", "real 0..1 per rollout"),
      ("(p - 1) ^ 2", "real 0..1 per rollout"),
      ("p / 4", "real 0..0.25 per rollout"),
      ("1 / (p + 1)", "real 0.5..1 per rollout"),
      ("min(p, 0.5)", "real 0..0.5 per rollout"),
      ("max(r, 0)", "real 0..∞ per rollout"),
      ("clamp(r, -1, 1)", "real -1..1 per rollout"),
      ("sqrt(p)", "real 0..1 per rollout"),
      ("sigmoid(r)", "real 0..1 per rollout"),
      ("floor(p * 3)", "int 0..3 per rollout"),
      ("divide(p, p + 1, or: 0)", "real 0..1 per rollout"),
      ("divide(1, p, or: 0)", "real per rollout"),
      ("std(p over group)", "real 0..∞ per group"),
      ("sum(right over group)", "int 0..∞ per group"),
      ("product(p over group)", "real 0..1 per group"),
      ("when { right -> p  else -> 2 }", "real 0..2 per rollout"),
      ("level given right else 2", "real {0, 0.5, 1, 2} per rollout"),
      ("length(response, in: word)", "int 0..∞ word per rollout"),
    ])
  }

  @Test func `a comparison that ranges decide is known`() {
    expect([
      ("p > 0.5", "bool per rollout"),
      ("p >= 0", "bool 1 per rollout"),
      ("p > 1", "bool 0 per rollout"),
    ])
  }

  @Test func `units go through arithmetic`() {
    expect([
      ("used + 5 tok", "int tok per rollout"),
      ("used / (100 tok)", "real per rollout"),
      ("used / max(took, 1 s)", "real tok/s per rollout"),
      ("used * 2", "int tok per rollout"),
      ("-used", "int tok per rollout"),
      ("max(used over group)", "int tok per group"),
      ("used <= 100 tok", "bool per rollout"),
      ("used given right", "int tok per rollout"),
    ])
  }

  @Test func `missing operands make a result missing, statistics leave them out`() {
    expect([
      ("graded + 1", "real 1..2 per rollout, may abstain"),
      ("graded ?? 0", "real 0..1 per rollout"),
      ("graded ?? label", "real 0..1 per rollout, may abstain"),
      ("present(graded)", "bool per rollout"),
      ("failed(graded)", "bool per rollout"),
      ("not label", "bool per rollout, may abstain"),
      ("label and right", "bool per rollout, may abstain"),
      ("sum(graded over group)", "real 0..∞ per group, may abstain"),
      ("mean(graded over group)", "real 0..1 per group, may abstain"),
      ("mean(r over group where right)", "real per group, may abstain"),
      ("count(label over group)", "int 0..∞ per group"),
      ("r given label", "real per rollout, may abstain"),
      ("r given right else abstain", "real per rollout, may abstain"),
      ("when { label -> 1  else -> 0 }", "int {0, 1} per rollout, may abstain"),
      ("extract(response, /a/)", "text per rollout, may abstain or go over a limit"),
      ("extract(response, /a/) ?? \"\"", "text per rollout, may go over a limit"),
      ("extract(response, /a/) ?? \"\" == answer", "bool per rollout, may go over a limit"),
    ])
  }

  /// A limit that the response itself went over is settled where the score is declared: nothing behind it sees one.
  @Test func `a declared score settles limits`() {
    let checked = CheckedSpec(
      """

      input response: text
      rule format = response matches /a+b/
      reward doubled: -1..1 = 2 * (response matches /a+b/) - 1
      let read = format
      """)
    #expect(checked.type(of: "format") == "bool per rollout")
    #expect(checked.type(of: "doubled") == "int {-1, 1} per rollout")
    #expect(checked.type(of: "read") == "bool per rollout")
  }

  @Test func `constant arithmetic is done now`() throws {
    let checked = CheckedSpec("metric it = (2 + 3) * 4 - 2 ^ 3 ^ 0 + abs(-1)")
    #expect(checked.type(of: "it") == "real 19 per run")
    #expect(try checked.value(of: "it") == 19)
  }
}
