extension Evaluation {
  /// The value at the start of the step, or the initial one; with a key, that which is kept under it.
  func state(_ id: StateID, key: ExpressionID?, at element: Element) -> Value {
    let initial = spec.states[id].initial
    guard let key else { return state.cells[id] ?? initial }
    let name = value(of: key, at: element)
    return Value.joining([name]) { state.tables[id]?[name.payload] ?? initial }
  }

  /// The values at the end of the step. An update that is missing leaves the old value.
  func stateAfter() -> (values: StateValues, conflicts: [StateConflict]) {
    var after = state
    var conflicts: [StateConflict] = []
    for (id, declared) in spec.states.enumerated() {
      guard let key = declared.key else {
        let update = value(ofDeclaration: declared.update, at: .batch)
        if !update.isMissing { after.cells[id] = update.with(.present) }
        continue
      }
      var updated: [Value.Payload: Value] = [:]
      for element in structure.elements(of: declared.type.grain) {
        let name = value(ofDeclaration: key, at: element)
        let update = value(ofDeclaration: declared.update, at: element)
        if name.isMissing || update.isMissing { continue }
        if let first = updated[name.payload] {
          guard first.payload.isIdentical(to: update.payload) else {
            conflicts.append(StateConflict(state: id, key: name.payload, element: element))
            continue
          }
        } else {
          updated[name.payload] = update.with(.present)
        }
      }
      if !updated.isEmpty { after.tables[id, default: [:]].merge(updated) { $1 } }
    }
    return (after, conflicts)
  }
}

/// A second update of one key of a state in one step, with another value than the first.
public struct StateConflict: Hashable, Sendable {
  /// The state.
  public var state: StateID
  /// The key, a text or a number.
  public var key: Value.Payload
  /// Where the second update is. The first one is kept.
  public var element: Element
}
