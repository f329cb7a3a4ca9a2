import Testing

@testable import RewardSemantics

/// Values that last from step to step.
@Suite struct StateTests {
  /// `state mean: real = initial then mean(r over batch)`.
  private func step(_ scores: [Value], initial: Value = 7, from state: StateValues = StateValues()) -> (
    read: Value, after: StateValues
  ) {
    var spec = SpecBuilder()
    let id = spec.state(initial: initial, update: spec.aggregate(.mean, spec.input("r"), over: .batch))
    let read = spec.add(.state(id), [], per: .batch)
    let interpreter = spec.interpreter(groups: scores.map { _ in 0 }, ["r": scores], state: state)
    return (interpreter.value(ofExpression: read, at: .batch), interpreter.stateAfter().values)
  }

  @Test func isReadAsItWasAtTheStartOfTheStep() {
    let first = step([1, 3])
    #expect(first.read == 7)
    #expect(first.after.cells == [0: 2])
    let second = step([10], from: first.after)
    #expect(second.read == 2)
    #expect(second.after.cells == [0: 10])
  }

  @Test func maySayThatItHasNoValueYet() {
    #expect(step([1], initial: .missing(.noState)).read == .missing(.noState))
  }

  @Test func aMissingUpdateKeepsTheOldValue() {
    #expect(step([.failed]).after.cells.isEmpty)
    let known = step([5]).after
    #expect(step([.abstained], from: known).after == known)
  }

  @Test func aCausedUpdateIsKeptAsAPlainValue() {
    var spec = SpecBuilder()
    _ = spec.state(update: spec.add(.settle(onLimit: -1), [spec.constant(.limited)], per: .batch))
    #expect(spec.interpreter(groups: [0], [:]).stateAfter().values.cells == [0: -1])
  }

  /// `state seen: real per rollout key name = 0 then NAME + r`.
  private func keyed(_ names: [Value], _ scores: [Value], from state: StateValues = StateValues()) -> (
    read: [Value], after: (values: StateValues, conflicts: [StateConflict])
  ) {
    var spec = SpecBuilder()
    let name = spec.input("name", .text)
    let score = spec.input("r")
    let id = spec.state(per: .rollout, initial: 0, key: name, update: score)
    let read = spec.add(.state(id), [name], per: .rollout)
    let groups = names.map { _ in 0 }
    let columns = ["name": names, "r": scores]
    let interpreter = spec.interpreter(groups: groups, columns, state: state)
    let values = groups.indices.map { interpreter.value(ofExpression: read, at: .rollout($0)) }
    return (values, interpreter.stateAfter())
  }

  private func key(_ name: Value) -> Value.Payload { name.payload }

  @Test func aKeyHasAValueOfItsOwn() {
    let first = keyed(["a", "b", .missing(.noMatch)], [1, 2, 4])
    #expect(first.read == [0, 0, .missing(.noMatch)])
    #expect(first.after.values.tables == [0: [key("a"): 1, key("b"): 2]])
    let second = keyed(["b", "c"], [8, .failed], from: first.after.values)
    #expect(second.read == [2, 0])
    #expect(second.after.values.tables == [0: [key("a"): 1, key("b"): 8]])
    #expect(second.after.conflicts.isEmpty)
  }

  @Test func twoUpdatesOfAKeyMustBeEqual() {
    let equal = keyed(["a", "a"], [1, 1])
    #expect(equal.after.conflicts.isEmpty)
    let other = keyed(["a", "b", "a", "a"], [1, 2, .failed, 3])
    #expect(other.after.conflicts == [StateConflict(state: 0, key: key("a"), element: .rollout(3))])
    #expect(other.after.values.tables == [0: [key("a"): 1, key("b"): 2]])
    #expect(keyed(["a", "a"], [0, -0.0]).after.conflicts.count == 1)
  }

  @Test func withoutAnUpdateThereIsNoTable() {
    #expect(keyed(["a"], [.abstained]).after.values == StateValues())
  }

  @Test func stubsAreUpdatesToo() {
    var spec = SpecBuilder()
    let id = spec.state(update: spec.aggregate(.mean, spec.input("r"), over: .batch))
    let update = spec.spec.states[id].update
    let interpreter = spec.interpreter(groups: [0], ["r": [1]], stubs: [update: 9])
    #expect(interpreter.stateAfter().values.cells == [0: 9])
  }
}
