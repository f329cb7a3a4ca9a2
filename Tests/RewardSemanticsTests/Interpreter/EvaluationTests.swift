import RewardSyntax
import Testing

@testable import RewardSemantics

/// Operations on one element: arithmetic, conditions, and what is not demanded.
@Suite struct EvaluationTests {
  /// One operation on constants.
  private func evaluate(_ operation: RewardSemantics.Operation, _ operands: [Value], per grain: Grain = .run) -> Value {
    var spec = SpecBuilder()
    let ids = operands.map { spec.constant($0) }
    let result = spec.add(operation, ids, per: grain)
    return spec.evaluate(result, groups: [0], [:])[0]
  }

  @Test func arithmeticIsMissingWhereAnOperandIs() {
    #expect(evaluate(.arithmetic(.add), [1, 2]) == 3)
    #expect(evaluate(.arithmetic(.multiply), [0, .abstained]) == .abstained)
    #expect(evaluate(.arithmetic(.add), [.abstained, .failed]) == .failed)
    #expect(evaluate(.arithmetic(.add), [.limited, .abstained]) == .limited)
    #expect(evaluate(.arithmetic(.add), [.missing(.noMatch), .missing(.noValue)]) == .missing(.noMatch))
    #expect(evaluate(.arithmetic(.clamp), [5, 0, .failed]) == .failed)
  }

  @Test func aCausedOperandMakesACausedResult() {
    #expect(evaluate(.arithmetic(.add), [.caused(1), 2]) == .caused(3))
    #expect(evaluate(.arithmetic(.add), [.caused(1), .abstained]) == .abstained)
    #expect(evaluate(.not, [.caused(0)]) == .caused(1))
  }

  @Test func aResultThatIsNotFiniteHasFailed() {
    #expect(evaluate(.arithmetic(.divide), [1, 0]) == .missing(.notFinite))
    #expect(evaluate(.arithmetic(.exponential), [1000]) == .missing(.notFinite))
  }

  @Test func textsAreComparedByTheirBytes() {
    #expect(evaluate(.arithmetic(.sameText), ["a", "a"]) == true)
    #expect(evaluate(.arithmetic(.sameText), ["a", "b"]) == false)
    #expect(evaluate(.arithmetic(.differentText), ["a", "b"]) == true)
    #expect(evaluate(.arithmetic(.sameText), [["a"], ["a"]]) == true)
    #expect(evaluate(.arithmetic(.sameText), ["a", .missing(.noMatch)]) == .missing(.noMatch))
  }

  @Test(
    arguments: [
      (true, true, true), (true, false, false), (false, .failed, false), (.failed, false, false),
      (true, .failed, .failed), (.failed, true, .failed), (.missing(.noMatch), .missing(.noValue), .missing(.noMatch)),
      (.caused(1), true, .caused(1)), (.caused(1), false, .caused(0)), (.caused(0), true, .caused(0)),
    ] as [(Value, Value, Value)])
  func and(first: Value, second: Value, result: Value) {
    #expect(evaluate(.and, [first, second]) == result)
  }

  @Test(
    arguments: [
      (false, false, false), (true, .failed, true), (.failed, true, true), (false, .failed, .failed),
      (.failed, false, .failed), (.abstained, .failed, .failed), (false, true, true),
    ] as [(Value, Value, Value)])
  func or(first: Value, second: Value, result: Value) {
    #expect(evaluate(.or, [first, second]) == result)
  }

  @Test func notLeavesTheUnknownUnknown() {
    #expect(evaluate(.not, [true]) == false)
    #expect(evaluate(.not, [false]) == true)
    #expect(evaluate(.not, [.abstained]) == .abstained)
  }

  @Test func coalesceReplacesWhatIsMissingButNotWhatTheResponseCaused() {
    #expect(evaluate(.coalesce, [1, 9]) == 1)
    #expect(evaluate(.coalesce, [.abstained, 9]) == 9)
    #expect(evaluate(.coalesce, [.failed, 9]) == 9)
    #expect(evaluate(.coalesce, [.limited, 9]) == .limited)
    #expect(evaluate(.coalesce, [.abstained, .failed]) == .failed)
  }

  @Test func presenceIsNeverUnknown() {
    for (value, isPresent, isFailed) in [
      (0, true, false), (.abstained, false, false), (.failed, false, true), (.limited, false, false),
      (.caused(1), true, false),
    ] as [(Value, Bool, Bool)] {
      #expect(evaluate(.isPresent, [value]) == Value(isPresent))
      #expect(evaluate(.isFailed, [value]) == Value(isFailed))
    }
  }

  @Test func whenTakesTheFirstTrueArm() {
    #expect(evaluate(.when, [false, 1, true, 2, true, 3, 4]) == 2)
    #expect(evaluate(.when, [false, 1, 4]) == 4)
    #expect(evaluate(.when, [true, .abstained, 4]) == .abstained)
  }

  @Test func anUnknownConditionEndsWhen() {
    #expect(evaluate(.when, [.abstained, 1, true, 2, 4]) == .abstained)
    #expect(evaluate(.when, [true, 1, .abstained, 2, 4]) == 1)
  }

  @Test func givenPaysWhereItsConditionIsTrue() {
    #expect(evaluate(.given(hasElse: true), [5, true, 0]) == 5)
    #expect(evaluate(.given(hasElse: true), [5, false, 0]) == 0)
    #expect(evaluate(.given(hasElse: false), [5, false]) == .missing(.closed))
    #expect(evaluate(.given(hasElse: true), [.failed, false, 0]) == 0)
    #expect(evaluate(.given(hasElse: true), [5, .abstained, 0]) == .abstained)
    #expect(evaluate(.given(hasElse: false), [.failed, .abstained]) == .abstained)
  }

  @Test func settleTurnsALimitIntoACausedValue() {
    #expect(evaluate(.settle(onLimit: -1), [.limited]) == .caused(-1))
    #expect(evaluate(.settle(onLimit: -1), [.missing(.overLength)]) == .caused(-1))
    #expect(evaluate(.settle(onLimit: -1), [0.5]) == 0.5)
    #expect(evaluate(.settle(onLimit: -1), [.failed]) == .failed)
    #expect(evaluate(.settle(onLimit: -1), [.abstained]) == .abstained)
  }

  @Test func aListIsMissingWhereAnElementIs() {
    #expect(evaluate(.list, [1, 2]) == [1, 2])
    #expect(evaluate(.list, []) == [])
    #expect(evaluate(.list, [.caused(1), 2]) == Value(list: [1, 2], status: .caused))
    #expect(evaluate(.list, [1, .abstained]) == .abstained)
  }

  @Test func aReferenceIsTheValueOfItsDeclaration() {
    var spec = SpecBuilder()
    let declaration = spec.declare("score", spec.input("r"))
    let reference = spec.add(.reference(declaration), [], per: .rollout)
    let columns: [String: [Value]] = ["r": [1, 2]]
    #expect(spec.evaluate(reference, groups: [0, 0], columns) == [1, 2])

    let stubbed = spec.interpreter(groups: [0, 0], columns, stubs: [declaration: 7])
    #expect(stubbed.value(ofExpression: reference, at: .rollout(1)) == 7)
    #expect(stubbed.value(ofDeclaration: declaration, at: .rollout(0)) == 7)
  }

  @Test func aProbeReadsADeclarationPerRolloutOrCoarser() {
    var spec = SpecBuilder()
    let input = spec.input("r")
    let score = spec.declare("score", input)
    let mean = spec.declare("mean", spec.aggregate(.mean, input, over: .group))
    let turn = spec.declare("turn", spec.input("t", per: .turn))
    let probes = [score, mean, turn].map { declaration in
      (0..<3).map { spec.add(.probe(row: $0, declaration), [], per: .run) }
    }
    let columns: [String: [Value]] = ["r": [1, 2, 4], "t": [[5], [6, 7], []]]
    func values(_ ids: [ExpressionID]) -> [Value] { ids.flatMap { spec.evaluate($0, groups: [0, 1, 0], columns) } }
    #expect(values(probes[0]) == [1, 2, 4])
    #expect(values(probes[1]) == [2.5, 2, 2.5])
    #expect(values(probes[2]) == [.failed, .failed, .failed])
  }
}
