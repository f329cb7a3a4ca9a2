import Testing

@testable import RewardSemantics

/// Which elements rows have, and how values of different grains meet.
@Suite struct StructureTests {
  @Test func groupsStandInOrderOfFirstAppearance() {
    let rows = Rows([7, 3, 7].map { Rows.Rollout(group: $0, inputs: [:]) })
    #expect(rows.rollouts.map(\.group) == [0, 1, 0])
  }

  @Test func everyGrainHasItsElementsInOrder() {
    var spec = SpecBuilder()
    _ = spec.input("logp", per: .token)
    _ = spec.input("text", per: .turn, .text)
    let interpreter = spec.interpreter(
      groups: [0, 1, 0], ["logp": [[1, 2], [], [3]], "text": [["a", "b"], ["c"], []]])
    #expect(
      interpreter.elements(of: .token) == [
        .token(rollout: 0, position: 0), .token(rollout: 0, position: 1), .token(rollout: 2, position: 0),
      ])
    #expect(
      interpreter.elements(of: .turn) == [
        .turn(rollout: 0, position: 0), .turn(rollout: 0, position: 1), .turn(rollout: 1, position: 0),
      ])
    #expect(interpreter.elements(of: .rollout) == [.rollout(0), .rollout(1), .rollout(2)])
    #expect(interpreter.elements(of: .group) == [.group(0), .group(1)])
    #expect(interpreter.elements(of: .batch) == [.batch])
    #expect(interpreter.elements(of: .run) == [.run])
    #expect(interpreter.elements(of: .pair) == [.pair(rollout: 0, other: 2), .pair(rollout: 2, other: 0)])
  }

  @Test func aRolloutHasOneTurnUnlessItSaysOtherwise() {
    let spec = SpecBuilder()
    #expect(spec.interpreter(groups: [0, 0], [:]).elements(of: .turn).count == 2)
    #expect(spec.interpreter(groups: [0, 0], [:], turns: [3, 1]).elements(of: .turn).count == 4)
  }

  @Test func aMaskTakesPositionsOutOfTheTokens() {
    var spec = SpecBuilder()
    let logp = spec.input("logp", per: .token)
    _ = spec.input("mask", per: .token, .bool, selects: .token)
    let columns: [String: [Value]] = ["logp": [[1, 2, 3]], "mask": [[true, false, true]]]
    #expect(spec.evaluate(logp, groups: [0], columns) == [1, 3])
  }

  @Test func withoutAMaskInTheRowEveryPositionIsAToken() {
    var spec = SpecBuilder()
    let logp = spec.input("logp", per: .token)
    _ = spec.input("mask", per: .token, .bool, selects: .token)
    #expect(spec.evaluate(logp, groups: [0], ["logp": [[1, 2]]]) == [1, 2])
  }

  @Test func aPositionWithAnUnknownMaskIsAToken() {
    var spec = SpecBuilder()
    let logp = spec.input("logp", per: .token)
    _ = spec.input("mask", per: .token, .bool, selects: .token)
    #expect(spec.evaluate(logp, groups: [0], ["logp": [[1, 2, 3]], "mask": [[.failed, false]]]) == [1, 3])
  }

  @Test func aMaskThatSelectsNothingIsAnOrdinaryColumn() {
    var spec = SpecBuilder()
    let logp = spec.input("logp", per: .token)
    _ = spec.input("mask", per: .token, .bool)
    #expect(spec.evaluate(logp, groups: [0], ["logp": [[1, 2]], "mask": [[false, true]]]) == [1, 2])
  }

  @Test func inputsAreReadAtTheirGrain() {
    var spec = SpecBuilder()
    let answer = spec.input("answer", per: .group, .text)
    let step = spec.input("step", per: .batch)
    let score = spec.input("score")
    let logp = spec.input("logp", per: .token)
    let columns: [String: [Value]] = [
      "answer": ["4", "5", "4"], "step": [9, 9, 9], "score": [1, .failed, 3], "logp": [[1], .failed, [2]],
    ]
    let groups = [0, 1, 0]
    #expect(spec.evaluate(answer, groups: groups, columns) == ["4", "5"])
    #expect(spec.evaluate(step, groups: groups, columns) == [9])
    #expect(spec.evaluate(score, groups: groups, columns) == [1, .failed, 3])
    #expect(spec.evaluate(logp, groups: groups, columns) == [1, 2])
    #expect(spec.evaluate(score, groups: [0], [:]) == [.missing(.noValue)])
  }

  @Test func aListThatIsTooShortIsMissingAtItsEnd() {
    var spec = SpecBuilder()
    _ = spec.input("logp", per: .token)
    let old = spec.input("old", per: .token)
    let entropy = spec.input("entropy", per: .token)
    let columns: [String: [Value]] = ["logp": [[1, 2]], "old": [[5]], "entropy": [.failed]]
    #expect(spec.evaluate(old, groups: [0], columns) == [5, .missing(.lengthsDiffer)])
    #expect(spec.evaluate(entropy, groups: [0], columns) == [.failed, .failed])
  }

  @Test func aListIsMissingWhereOneOfItsValuesIs() {
    var spec = SpecBuilder()
    let scores = spec.input("scores", ValueType(.list(.real)))
    let perTurn = spec.input("beliefs", per: .turn, ValueType(.list(.real)))
    let columns: [String: [Value]] = ["scores": [[1, .abstained]], "beliefs": [[[1, 2], [.failed]]]]
    #expect(spec.evaluate(scores, groups: [0], columns) == [.abstained])
    #expect(spec.evaluate(perTurn, groups: [0], columns) == [[1, 2], .failed])
  }

  @Test func coarseValuesAreReadAtEveryFinerElement() {
    var spec = SpecBuilder()
    let group = spec.input("g", per: .group)
    let logp = spec.input("logp", per: .token)
    let sum = spec.add(.arithmetic(.add), [group, logp])
    let lifted = spec.add(.lift, [group], per: .rollout)
    let columns: [String: [Value]] = ["g": [10, 20, 10], "logp": [[1], [2], [3]]]
    #expect(spec.evaluate(sum, groups: [0, 1, 0], columns) == [11, 22, 13])
    #expect(spec.evaluate(lifted, groups: [0, 1, 0], columns) == [10, 20, 10])
    #expect(spec.evaluate(group, per: .pair, groups: [0, 1, 0], columns) == [10, 10])
  }

  @Test func aTokenKnowsItsTurnOnlyWhenThereIsOne() {
    var spec = SpecBuilder()
    let logp = spec.input("logp", per: .token)
    let earned = spec.input("earned", per: .turn)
    let sum = spec.add(.arithmetic(.add), [earned, logp])
    let columns: [String: [Value]] = ["logp": [[1, 2], [3]], "earned": [[10], [20, 30]]]
    #expect(spec.evaluate(sum, groups: [0, 0], columns) == [11, 12, .failed])

    let perTurn = spec.aggregate(.sum, logp, over: .turn)
    let tokens = spec.add(.elements(of: .token, hasWhere: false), [], per: .turn)
    #expect(spec.evaluate(perTurn, groups: [0, 0], columns) == [3, .failed, .failed])
    #expect(spec.evaluate(tokens, groups: [0, 0], columns) == [2, .failed, .failed])
  }

  @Test func anInputTellsTheTurnOfEachToken() {
    var spec = SpecBuilder()
    let logp = spec.input("logp", per: .token)
    let earned = spec.input("earned", per: .turn)
    _ = spec.input("turn", per: .token, ValueType(.int), selects: .turn)
    _ = spec.input("mask", per: .token, .bool, selects: .token)
    let sum = spec.add(.arithmetic(.add), [earned, logp])
    let perTurn = spec.aggregate(.sum, logp, over: .turn)
    let tokens = spec.add(.elements(of: .token, hasWhere: false), [], per: .turn)
    let rank = spec.window(.rank(.position), logp, over: .turn)
    let position = spec.add(.position, [], per: .token)
    // In the second rollout the turns of the tokens are 1, 0, none, not known, and beyond the list.
    let columns: [String: [Value]] = [
      "logp": [[1, 2, 3], [1, 2, 3, 4, 5]], "earned": [[10, 20], [30, 40]],
      "turn": [[0, 1, 1], [1, 0, 2, .failed]], "mask": [[true, false, true], [true, true, true, true, true]],
    ]
    let none = Value.missing(.noElement)
    #expect(spec.evaluate(sum, groups: [0, 0], columns) == [11, 23, 41, 32, none, none, none])
    #expect(spec.evaluate(perTurn, groups: [0, 0], columns) == [1, 3, 2, 1])
    #expect(spec.evaluate(tokens, groups: [0, 0], columns) == [1, 1, 1, 1])
    #expect(spec.evaluate(rank, groups: [0, 0], columns) == [0, 0, 0, 0, none, none, none])
    #expect(spec.evaluate(position, groups: [0, 0], columns) == [0, 1, 0, 1, 2, 3, 4])
    let one: [String: [Value]] = ["logp": [[1]], "earned": [[10]]]
    #expect(spec.evaluate(sum, groups: [0], one) == [none])
  }

  @Test func aValueIsNeverReadAtACoarserElement() {
    var spec = SpecBuilder()
    let score = spec.input("score")
    #expect(spec.evaluate(score, per: .group, groups: [0], ["score": [1]]) == [.failed])
  }

  @Test func otherReadsTheOtherRolloutOfThePair() {
    var spec = SpecBuilder()
    let score = spec.input("score")
    let other = spec.add(.other, [score], per: .pair)
    let margin = spec.add(.arithmetic(.subtract), [score, other])
    #expect(spec.evaluate(margin, groups: [0, 0, 1], ["score": [3, 1, 9]]) == [2, -2])
  }

  @Test func positionCountsAmongSiblings() {
    var spec = SpecBuilder()
    _ = spec.input("logp", per: .token)
    func positions(_ grain: Grain) -> [Value] {
      var spec = spec
      let position = spec.add(.position, [], per: grain)
      return spec.evaluate(position, groups: [0, 1, 0], ["logp": [[1, 2], [3], []]], turns: [2, 1, 1])
    }
    #expect(positions(.token) == [0, 1, 0])
    #expect(positions(.turn) == [0, 1, 0, 0])
    #expect(positions(.rollout) == [0, 0, 1])
    #expect(positions(.group) == [0, 1])
    #expect(positions(.batch) == [0])
    #expect(positions(.run) == [0])
  }

  @Test func elementsAreCountedWhereTheConditionIsTrue() {
    var spec = SpecBuilder()
    let good = spec.input("good", .bool)
    let all = spec.add(.elements(of: .rollout, hasWhere: false), [], per: .group)
    let some = spec.add(.elements(of: .rollout, hasWhere: true), [good], per: .group)
    let pairs = spec.add(.elements(of: .pair, hasWhere: false), [], per: .rollout)
    let columns: [String: [Value]] = ["good": [true, false, .failed, true]]
    #expect(spec.evaluate(all, groups: [0, 0, 0, 1], columns) == [3, 1])
    #expect(spec.evaluate(some, groups: [0, 0, 0, 1], columns) == [1, 1])
    #expect(spec.evaluate(pairs, groups: [0, 0, 0, 1], columns) == [2, 2, 2, 0])
  }
}
