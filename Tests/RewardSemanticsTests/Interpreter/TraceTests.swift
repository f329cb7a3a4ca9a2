import Testing

@testable import RewardSemantics

/// Machines and `until` over the turns of a trajectory.
@Suite struct TraceTests {
  /// start -[search]-> found, found -[open]-> ready, any -[fail]-> stuck.
  private func run(
    _ reports: Window.Automaton.Report, search: [Value], open: [Value], fail: [Value]
  ) -> [Value] {
    var spec = SpecBuilder()
    let automaton = Window.Automaton(
      edges: [.init(from: 0, to: 1), .init(from: 1, to: 2), .init(from: nil, to: 3)], reports: reports)
    let conditions = ["search", "open", "fail"].map { spec.input($0, per: .turn, .bool) }
    let result = spec.window(.automaton(automaton), conditions[0], conditions[1], conditions[2], over: .rollout)
    let columns: [String: [Value]] = [
      "search": [Value(list: search)], "open": [Value(list: open)], "fail": [Value(list: fail)],
    ]
    return spec.evaluate(result, groups: [0], columns)
  }

  @Test func aMachineTakesOneStepATurn() {
    let no: [Value] = [false, false, false]
    #expect(run(.edge, search: [true, true, true], open: [true, true, true], fail: no) == [0, 1, -1])
    #expect(run(.state, search: [true, true, true], open: [true, true, true], fail: no) == [1, 2, 2])
    #expect(run(.edge, search: [false, true, false], open: no, fail: [false, false, true]) == [-1, 0, 2])
    #expect(run(.state, search: no, open: no, fail: no) == [0, 0, 0])
  }

  @Test func theFirstTrueEdgeIsTaken() {
    #expect(run(.edge, search: [true], open: [false], fail: [true]) == [0])
    #expect(run(.state, search: [false], open: [true], fail: [true]) == [3])
  }

  @Test func anUnknownConditionThatIsTriedLosesTheMachine() {
    let no: [Value] = [false, false]
    #expect(run(.edge, search: [.abstained, true], open: no, fail: no) == [.abstained, .abstained])
    #expect(run(.state, search: [true, false], open: [true, .failed], fail: no) == [1, .failed])
    // What is not tried may be unknown: another state's edge, and one behind the edge that is taken.
    #expect(run(.edge, search: [true, false], open: [.failed, true], fail: [.failed, .failed]) == [0, 1])
  }

  @Test func everyRolloutStartsAnew() {
    var spec = SpecBuilder()
    let automaton = Window.Automaton(edges: [.init(from: 0, to: 1)])
    let result = spec.window(.automaton(automaton), spec.input("go", per: .turn, .bool), over: .rollout)
    #expect(spec.evaluate(result, groups: [0, 0], ["go": [[true, true], [true]]]) == [0, -1, 0])
  }

  private func until(hold: [Value], goal: [Value]) -> [Value] {
    var spec = SpecBuilder()
    let result = spec.window(
      .until, spec.input("hold", per: .turn, .bool), spec.input("goal", per: .turn, .bool), over: .rollout)
    return spec.evaluate(result, groups: [0], ["hold": [Value(list: hold)], "goal": [Value(list: goal)]])
  }

  @Test func untilNeedsItsGoal() {
    #expect(until(hold: [true, true, false], goal: [false, false, true]) == [true, true, true])
    #expect(until(hold: [true, true], goal: [false, false]) == [false, false])
    #expect(until(hold: [true, false, true], goal: [false, false, true]) == [false, false, true])
    #expect(until(hold: [], goal: []) == [])
  }

  @Test func untilIsKleene() {
    #expect(until(hold: [.failed, true], goal: [true, true]) == [true, true])
    #expect(until(hold: [.failed, true], goal: [false, true]) == [.failed, true])
    #expect(until(hold: [false, true], goal: [.abstained, true]) == [.abstained, true])
    #expect(until(hold: [true, true], goal: [.abstained, true]) == [true, true])
    #expect(until(hold: [.failed, true], goal: [false, false]) == [false, false])
  }

  @Test func theResultIsPlain() {
    #expect(until(hold: [.caused(1), true], goal: [false, .caused(1)]) == [true, true])
  }
}
