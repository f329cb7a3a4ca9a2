import RewardSemantics

/// What a run made of one state.
public struct StateSummary: Sendable, Hashable {
  /// As declared.
  public let name: String
  /// Its value before and after the last step, as a literal of the language; of a state with a key the number of keys.
  public private(set) var before: String
  public private(set) var after: String
  /// How many updates failed, in all steps, and why the first of them: the old value stayed.
  public private(set) var failedCount = 0
  public private(set) var failure: Status?
  private let id: StateID
  private let initial: Value?

  /// Before the first step.
  init(_ state: TypedState, id: StateID) {
    name = state.name
    self.id = id
    initial = state.key == nil ? state.initial : nil
    before = ""
    after = ""
    before = text(StateValues())
    after = before
  }

  /// Adds the step of `batch` to the summaries of all states of its spec.
  static func add(_ batch: ScoredBatch, to summaries: inout [StateSummary]) {
    for place in summaries.indices {
      summaries[place].before = summaries[place].text(batch.statesBefore)
      summaries[place].after = summaries[place].text(batch.states)
    }
    for failed in batch.failedUpdates where summaries.indices.contains(failed.state) {
      summaries[failed.state].failedCount += 1
      summaries[failed.state].failure = summaries[failed.state].failure ?? failed.status
    }
  }

  /// Says what was kept after the last step instead of what its rows make of it.
  static func keep(_ values: StateValues, in summaries: inout [StateSummary]) {
    for place in summaries.indices { summaries[place].after = summaries[place].text(values) }
  }

  private func text(_ values: StateValues) -> String {
    if let initial { return (values.cells[id] ?? initial).description }
    let count = values.tables[id]?.count ?? 0
    return "\(count) \(count == 1 ? "key" : "keys")"
  }
}
