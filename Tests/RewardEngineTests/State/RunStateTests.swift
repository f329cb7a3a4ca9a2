import RewardSemantics
import Testing

@testable import RewardEngine

@Suite struct RunStateTests {
  @Test func `in memory a step reads what the one before it left`() throws {
    let state: any RunState = MemoryState()
    #expect(try state.begin(nil) == StateValues())
    try state.commit(.counters(1, ["a": 2]))
    #expect(try state.begin(nil) == .counters(1, ["a": 2]))
  }

  @Test func `a value that stands in for a limit is kept as a plain one`() throws {
    let state = MemoryState()
    var values = StateValues()
    values.cells[0] = Value(0.5, status: .caused)
    state.commit(values)
    #expect(state.begin(nil).cells[0] == Value(0.5))
  }
}
