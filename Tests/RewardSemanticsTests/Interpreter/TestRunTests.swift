import RewardSyntax
import Testing

@testable import RewardSemantics

/// `test` blocks of a spec.
@Suite struct TestRunTests {
  /// `expect a.score > b.score`, with the given values of the input `score` is made of.
  private func run(_ a: Value?, _ b: Value?, stubbed: Value? = nil) -> TestResult {
    var spec = SpecBuilder()
    let score = spec.declare("score", spec.input("r"))
    let left = spec.add(.probe(row: 0, score), [], per: .run, at: (7, 14))
    let right = spec.add(.probe(row: 1, score), [], per: .run, at: (17, 24))
    let expectation = spec.add(.arithmetic(.greater), [left, right], per: .run, .bool, at: (7, 24))
    let test = TypedTest(
      title: "a is better than b", range: SourceRange(file: FileID(0), start: 0, end: 24),
      rows: [
        .init(label: "a", group: 0, inputs: a.map { [0: $0] } ?? [:]),
        .init(label: "b", group: 0, inputs: b.map { [0: $0] } ?? [:]),
      ],
      stubs: stubbed.map { [score: $0] } ?? [:], expectations: [expectation])
    return Interpreter.run(test, of: spec.spec)
  }

  @Test func anExpectationPassesFailsOrIsUnknown() {
    #expect(run(2, 1).expectations.map(\.verdict) == [.passed])
    #expect(run(1, 2).expectations.map(\.verdict) == [.failed])
    #expect(run(1, nil).expectations.map(\.verdict) == [.missing(.noValue)])
  }

  @Test func aTestPassesWithAllItsExpectations() {
    #expect(run(2, 1).passed)
    #expect(!run(1, 2).passed)
    #expect(!run(1, nil).passed)
  }

  @Test func stubsStandForTheirDeclarations() {
    #expect(run(2, 1, stubbed: 5).expectations.map(\.verdict) == [.failed])
  }

  @Test func everyDemandedPartShowsItsValue() {
    let parts = run(2, 1).expectations[0].parts
    #expect(parts.map(\.range.start) == [7, 17])
    #expect(parts.map(\.value) == [2, 1])
  }

  @Test func whatWasNotDemandedOrIsConstantShowsNothing() {
    var spec = SpecBuilder()
    let score = spec.declare("score", spec.input("r"))
    let probe = spec.add(.probe(row: 0, score), [], per: .run, at: (0, 7))
    let one = spec.add(.constant(1), [], per: .run, at: (11, 12))
    let isOne = spec.add(.arithmetic(.equal), [probe, one], per: .run, .bool, at: (0, 12))
    let unused = spec.add(.probe(row: 0, score), [], per: .run, at: (16, 23))
    let either = spec.add(.or, [isOne, unused], per: .run, .bool, at: (0, 23))
    let test = TypedTest(
      title: "either", range: SourceRange(file: FileID(0), start: 0, end: 23),
      rows: [.init(label: nil, group: 0, inputs: [0: 1])], stubs: [:], expectations: [either])
    let parts = Interpreter.run(test, of: spec.spec).expectations[0].parts
    #expect(parts.map(\.expression) == [isOne, probe])
    #expect(parts.map(\.value) == [true, 1])
  }
}
