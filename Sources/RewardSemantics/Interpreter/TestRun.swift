import RewardSyntax

/// How a `test` block of a spec went.
public struct TestResult: Sendable {
  /// What became of one expectation.
  public enum Verdict: Hashable, Sendable {
    /// The condition is true, or false.
    case passed, failed
    /// The condition is unknown: neither true nor false.
    case missing(Status)
  }

  /// An expression inside an expectation and what it was worth.
  public struct Part: Hashable, Sendable {
    /// Its place in the spec.
    public var expression: ExpressionID
    /// Where it stands in the source.
    public var range: SourceRange
    /// Its value in the run.
    public var value: Value
  }

  /// One `expect` and what became of it.
  public struct Expectation: Sendable {
    /// The condition.
    public var expression: ExpressionID
    /// Where the condition stands in the source.
    public var range: SourceRange
    /// Whether it held.
    public var verdict: Verdict
    /// Every part that was demanded and is not a constant, the expectation itself left out: by start, an outer part
    /// before those inside it.
    public var parts: [Part]
  }

  /// The text after `test`.
  public var title: String
  /// Where the test stands in the source.
  public var range: SourceRange
  /// In the order of the test.
  public var expectations: [Expectation]

  /// Whether every expectation passed.
  public var passed: Bool { expectations.allSatisfy { $0.verdict == .passed } }
}

extension Interpreter {
  /// Evaluates the expectations of a test on its rows, with its stubs.
  public static func run(_ test: TypedTest, of spec: TypedSpec) -> TestResult {
    Interpreter(for: test, of: spec).run(test, of: spec)
  }

  /// The same, and notes which sides of the spec's branches the test took.
  public static func run(_ test: TypedTest, of spec: TypedSpec, noting coverage: inout Coverage) -> TestResult {
    let interpreter = Interpreter(for: test, of: spec)
    let result = interpreter.run(test, of: spec)
    coverage.note(interpreter.evaluation)
    return result
  }

  /// The first expectation that asks a judge for which the test has no stub; nil where none does.
  static func question(in test: TypedTest, of spec: TypedSpec) -> (expectation: ExpressionID, judge: JudgeID)? {
    let interpreter = Interpreter(for: test, of: spec)
    for expectation in test.expectations {
      _ = interpreter.value(ofExpression: expectation, at: .run)
      if let judge = interpreter.evaluation.unanswered.min() { return (expectation, judge) }
    }
    return nil
  }

  private init(for test: TypedTest, of spec: TypedSpec) {
    let rows = Rows(
      test.rows.map { row in
        var rollout = Rows.Rollout(label: row.label, group: row.group, inputs: row.inputs)
        rollout.stubs = row.stubs
        rollout.answers = row.answers
        return rollout
      })
    self.init(spec: spec, rows: rows, attempts: test.rows.map(\.attempts), stubs: test.stubs)
  }

  private func run(_ test: TypedTest, of spec: TypedSpec) -> TestResult {
    let expectations = test.expectations.map { id in
      let value = value(ofExpression: id, at: .run)
      return TestResult.Expectation(
        expression: id, range: spec.expressions[id].range,
        verdict: value.isMissing ? .missing(value.status) : value.isTrue ? .passed : .failed,
        parts: parts(of: id, in: spec))
    }
    return TestResult(title: test.title, range: test.range, expectations: expectations)
  }

  private func parts(of expectation: ExpressionID, in spec: TypedSpec) -> [TestResult.Part] {
    var parts: [TestResult.Part] = []
    var seen: Set<ExpressionID> = [expectation]
    var open = spec.expressions[expectation].operands
    while let id = open.popLast() {
      let expression = spec.expressions[id]
      guard seen.insert(id).inserted, let value = knownValue(ofExpression: id, at: .run) else { continue }
      open += expression.operands
      if case .constant = expression.operation { continue }
      parts.append(TestResult.Part(expression: id, range: expression.range, value: value))
    }
    return parts.sorted { ($0.range.start, -$0.range.end) < ($1.range.start, -$1.range.end) }
  }
}
