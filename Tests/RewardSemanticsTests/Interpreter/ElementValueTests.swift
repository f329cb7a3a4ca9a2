import Testing

@testable import RewardSemantics

/// What an element is worth by its place: random numbers, and values at other elements.
@Suite struct ElementValueTests {
  private func random(_ grain: Grain, _ name: String = "u", in spec: SpecBuilder = SpecBuilder()) -> [Double] {
    var spec = spec
    _ = spec.input("logp", per: .token)
    let draw = spec.add(.random(name), [], per: grain)
    let columns: [String: [Value]] = ["logp": [[1, 2], [], [3]]]
    return spec.evaluate(draw, groups: [4, 9, 4], columns, turns: [2, 1, 1]).map(\.number)
  }

  @Test func aRandomNumberDependsOnThePlaceOfItsElement() {
    let source = RandomSource(seed: 0, spec: "example", step: []).draw("u")
    let four = source.group("4".utf8)
    let nine = source.group("9".utf8)
    #expect(random(.batch) == [source.uniform])
    #expect(random(.group) == [four.uniform, nine.uniform])
    #expect(random(.rollout) == [four.element(0).uniform, nine.element(0).uniform, four.element(1).uniform])
    #expect(
      random(.token)
        == [four.element(0).element(0), four.element(0).element(1), four.element(1).element(0)].map(\.uniform))
    #expect(random(.turn).count == 4)
    #expect(random(.pair) == [four.element(0).element(0).uniform, four.element(1).element(0).uniform])
    #expect(random(.rollout, "v") != random(.rollout, "u"))
  }

  @Test func derivedGrainsCountEveryPlaceOnTheWay() {
    var spec = SpecBuilder()
    let list = spec.add(.lift, [spec.constant([1, 2])], per: .group)
    let items = spec.items(of: list)
    let parts = spec.partition("p", by: spec.add(.position, [], per: .rollout))
    let source = RandomSource(seed: 0, spec: "example", step: []).draw("u")
    let four = source.group("4".utf8)
    #expect(random(.derived(items), in: spec).prefix(2) == [four.element(0).uniform, four.element(1).uniform])
    #expect(
      random(.product(.rollout, items), in: spec).prefix(2)
        == [four.element(0).element(0).uniform, four.element(0).element(1).uniform])
    #expect(random(parts, in: spec) == [source.element(0).uniform, source.element(1).uniform])
  }

  @Test func seedStepAndGroupKeyChangeTheNumber() {
    var builder = SpecBuilder()
    let draw = builder.add(.random("u"), [], per: .rollout)
    let spec = builder.spec
    func value(_ rows: Rows) -> Double {
      Interpreter(spec: spec, rows: rows).value(ofExpression: draw, at: .rollout(0)).number
    }
    func rollout(_ key: String? = nil) -> [Rows.Rollout] {
      [Rows.Rollout(group: 3, groupKey: key.map { Array($0.utf8) }, inputs: [:])]
    }
    let plain = value(Rows(rollout()))
    #expect(value(Rows(rollout("3"))) == plain)
    #expect(value(Rows(rollout("gsm8k/3"))) != plain)
    #expect(value(Rows(rollout(), step: Array("12".utf8))) != plain)
    #expect(value(Rows(rollout(), seed: 1)) != plain)
    #expect(
      value(Rows(rollout("g"), step: Array("12".utf8), seed: 5))
        == RandomSource(seed: 5, spec: "example", step: "12".utf8).draw("u").group("g".utf8).element(0).uniform)
  }

  @Test func gatherReadsAnotherElementOfTheGrain() {
    var spec = SpecBuilder()
    let mean = spec.aggregate(.mean, spec.input("r"), over: .group)
    let gathered = spec.add(.gather, [mean, spec.input("i")], per: .rollout)
    let columns: [String: [Value]] = ["r": [1, 2, 3, 4], "i": [1, 0, 2, .abstained]]
    #expect(
      spec.evaluate(gathered, groups: [0, 1, 0, 1], columns) == [3, 2, .missing(.noElement), .abstained])
    let bad: [String: [Value]] = ["r": [1, .failed], "i": [-1, 0.5]]
    #expect(spec.evaluate(gathered, groups: [0, 1], bad) == [.missing(.noElement), .missing(.noElement)])
    #expect(spec.evaluate(gathered, groups: [0, 1], ["r": [1, .failed], "i": [1, 0]])[0] == .missing(.noElement))
  }

  @Test func joinedIsMissingWithItsSecondOperand() {
    var spec = SpecBuilder()
    let joined = spec.add(.joined, [spec.input("a"), spec.input("b")])
    let columns: [String: [Value]] = ["a": [1, 2, .failed, .failed], "b": [5, .abstained, .abstained, .caused(1)]]
    #expect(spec.evaluate(joined, groups: [0, 0, 0, 0], columns) == [1, .abstained, .abstained, .failed])
  }
}
