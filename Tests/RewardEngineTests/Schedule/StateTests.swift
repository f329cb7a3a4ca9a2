@testable import RewardEngine
@testable import RewardSemantics
import Testing

/// Values that last from step to step.
@Suite struct StateTests {
  private typealias Row = TestRows.Row

  @Test("a step reads the value at its start and leaves the updated one")
  func cell() {
    var b = SpecBuilder()
    let x = b.input("x", per: .rollout)
    let total = b.state("total", initial: Value(10))
    let before = b.add(.state(total), per: .batch)
    b.declare("seen", before)
    b.update(total, to: b.apply(.add, before, b.aggregate(.sum, x, over: .batch)))
    let rows = TestRows([
      Row("a", step: "1", ["x": Value(1)]), Row("b", step: "1", ["x": Value(2)]), Row("a", step: "2", ["x": Value(5)]),
    ])
    let batches = rows.scored(by: b.scorer()).batches
    #expect(batches.map { $0.numbers("seen") } == [[10, 10], [13]])
    #expect(batches.map { $0.states.cells[total] } == [Value(13), Value(18)])
  }

  @Test("an update that abstains or fails keeps the old value")
  func missingUpdate() {
    var b = SpecBuilder()
    let x = b.input("x", per: .rollout)
    let last = b.state("last", initial: Value(missing: .noState))
    b.declare("seen", b.add(.state(last), per: .batch))
    b.update(last, to: b.aggregate(.mean, x, over: .batch))
    let rows = TestRows([Row("a", step: "1", ["x": Value(4)]), Row("a", step: "2"), Row("a", step: "3")])
    let batches = rows.scored(by: b.scorer()).batches
    #expect(batches.map { $0.values("seen")[0] } == [Value(missing: .noState), Value(4), Value(4)])
  }

  /// A table of the last `x` of each name.
  private func table() -> SpecBuilder {
    var b = SpecBuilder()
    let (x, name) = (b.input("x", per: .rollout), b.input("name", .text, per: .rollout))
    let best = b.state("best", per: .rollout, initial: Value(0))
    b.declare("seen", b.add(.state(best), [name], per: .rollout))
    b.update(best, to: x, key: name)
    return b
  }

  @Test("a state with a key has a value for each key; an absent key reads the initial one, a missing key is missing")
  func keys() {
    let rows = TestRows([
      Row("a", step: "1", ["x": Value(4), "name": Value(text: "left")]), Row("a", step: "1", ["x": Value(7)]),
      Row("a", step: "2", ["name": Value(text: "left")]), Row("a", step: "2", ["name": Value(text: "right")]),
      Row("a", step: "2", ["x": Value(1)]),
    ])
    let batches = rows.scored(by: table().scorer()).batches
    #expect(batches[1].values("seen") == [Value(4), Value(0), Value(missing: .noValue)])
    // Step 2 gives the key no value, so that it keeps its own.
    #expect(batches[1].states.tables[0] == [Value(text: "left").payload: Value(4)])
  }

  @Test("two values for one key in a step end the run at the line of the second")
  func conflict() {
    let row = { (x: Double) in Row("a", ["x": Value(x), "name": Value(text: "left")]) }
    #expect(
      TestRows([row(1), row(1), row(2)]).scored(by: table().scorer()).error
        == .twoUpdates(state: "best", key: "\"left\"", line: 3))
    #expect(TestRows([row(1), row(1)]).scored(by: table().scorer()).error == nil)
    // 0 and -0 are two values.
    #expect(TestRows([row(0), row(-0.0)]).scored(by: table().scorer()).error != nil)
  }
}
