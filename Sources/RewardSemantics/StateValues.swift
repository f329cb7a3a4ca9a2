/// What the states of a spec are worth between two steps.
public struct StateValues: Sendable, Hashable {
  /// The value of each state without a key; none before its first update.
  public var cells: [StateID: Value] = [:]
  /// The value of each state with a key, by key.
  public var tables: [StateID: [Value.Payload: Value]] = [:]
  /// Before the first step.
  public init() {}
}
