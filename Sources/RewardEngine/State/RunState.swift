import RewardSemantics

/// The states of a spec in the course of a run: what each step reads, and what it leaves.
///
/// For each step in turn: ``begin(_:)``, and ``commit(_:)`` once the rows of the step are written.
public protocol RunState: AnyObject {
  /// What the states are worth at the start of a step.
  ///
  /// - Parameter step: the `step` of its rows as JSON source; nil for rows without one.
  func begin(_ step: String?) throws(StateError) -> StateValues

  /// Keeps what the states are worth after the step that began last. A step that was kept before changes nothing.
  func commit(_ values: StateValues) throws(StateError)
}

/// States that last as long as the run.
public final class MemoryState: RunState {
  private var values = StateValues()

  /// Before the first step.
  public init() {}

  public func begin(_ step: String?) -> StateValues { values }

  public func commit(_ values: StateValues) { self.values = values.settled() }
}

extension StateValues {
  /// The values as they are kept: how a value came about is not, so that a value that is read from a file is the same.
  func settled() -> StateValues {
    var result = self
    for (state, value) in cells { result.cells[state] = value.settled() }
    for (state, table) in tables { result.tables[state] = table.mapValues { $0.settled() } }
    return result
  }
}

extension Value {
  /// Present, where there is a value; a missing item of a list has no value, for whatever reason it is missing.
  func settled() -> Value {
    switch payload {
    case .none: Value(missing: .noValue)
    case .list(let items): Value(list: items.map { $0.settled() })
    case .number, .text:
      isMissing ? Value(missing: .noValue) : with(status: .present)
    }
  }

  private func with(status: Status) -> Value {
    var copy = self
    copy.status = status
    return copy
  }

  /// Whether both are the same bits: 0 and -0 are not.
  func isIdentical(to other: Value) -> Bool {
    guard status == other.status else { return false }
    switch (payload, other.payload) {
    case (.number(let mine), .number(let theirs)): return mine.bitPattern == theirs.bitPattern
    case (.list(let mine), .list(let theirs)):
      return mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.isIdentical(to: $1) }
    default: return payload == other.payload
    }
  }
}
