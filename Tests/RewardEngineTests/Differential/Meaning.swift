@testable import RewardEngine
@testable import RewardSemantics

/// What the interpreter makes of one batch, and how that of the engine differs.
struct Meaning {
  /// What a column holds at each of its elements, by declaration.
  private(set) var outputs: [String: [Value]] = [:]
  /// The fields of each record, by emission.
  private(set) var records: [String: [[Value]]] = [:]
  /// Whether each group is kept.
  private(set) var kept: [Value] = []
  /// What the states are worth afterwards, and the updates that contradict others.
  let after: StateValues
  let conflicts: [StateConflict]
  private let rows: Rows

  init(of spec: TypedSpec, _ rows: Rows, state: StateValues) {
    let interpreter = Interpreter(spec: spec, rows: rows, state: state)
    self.rows = rows
    for (id, declaration) in spec.declarations.enumerated() where declaration.kind.isScore {
      // A score of another grain has no place in the rows.
      guard let grain = declaration.type.grain.ofRows else { continue }
      outputs[declaration.name] = interpreter.elements(of: grain).map { interpreter.value(ofDeclaration: id, at: $0) }
    }
    for emission in spec.emissions {
      records[emission.name] = interpreter.elements(of: emission.grain).compactMap { element in
        let isOpen = interpreter.value(ofDeclaration: emission.condition, at: element)
        guard !isOpen.isMissing, isOpen.number != 0 else { return nil }
        return emission.fields.map { interpreter.value(ofDeclaration: $0.value, at: element) }
      }
    }
    if let selection = spec.selection {
      kept = interpreter.elements(of: .group).map { interpreter.value(ofDeclaration: selection.kept, at: $0) }
    }
    (after, conflicts) = interpreter.stateAfter()
  }

  /// Every value that was compared.
  var values: [Value] { outputs.values.flatMap { $0 } + records.values.flatMap { $0.flatMap { $0 } } }

  // MARK: The engine

  /// How a scored batch differs; nil where every bit is the same.
  func difference(from batch: ScoredBatch, of spec: TypedSpec) -> String? {
    if let conflict = conflicts.first {
      return "the engine saw no second update of `\(spec.states[conflict.state].name)`"
    }
    let actual = outputs(of: batch, spec)
    for (name, values) in outputs.sorted(by: { $0.key < $1.key }) {
      if let value = values.first(where: { !$0.number.isFinite }) { return "`\(name)` is \(value.shown) somewhere" }
      guard let own = actual[name] else { return "`\(name)` has no values" }
      if let found = Self.difference(own, values, "`\(name)`") { return found }
    }
    guard Set(actual.keys) == Set(outputs.keys) else { return "outputs that nothing declares" }
    for records in batch.records {
      guard let expected = self.records[records.name] else { return "unknown records `\(records.name)`" }
      for (field, column) in records.fields.enumerated() {
        let values = (0..<column.column.count).map { column.column.value($0) }
        let name = "record `\(records.name).\(column.name)`"
        if let found = Self.difference(values, expected.map { $0[field] }, name) { return found }
      }
    }
    guard batch.records.count == records.count else { return "\(batch.records.count) kinds of records" }
    let own = batch.kept.map { column in (0..<column.count).map { column.value($0) } } ?? []
    return Self.difference(own, kept, "kept") ?? difference(from: batch.states, of: spec)
  }

  /// How an error differs from the conflict that it should report.
  func difference(from error: ScorerError) -> String? {
    if case .twoUpdates = error, !conflicts.isEmpty { return nil }
    return error.message
  }

  private func difference(from states: StateValues, of spec: TypedSpec) -> String? {
    for (id, state) in spec.states.enumerated() {
      let (own, expected) = (states.cells[id], after.cells[id])
      if !Self.isSame(own ?? Value(missing: .noState), expected ?? Value(missing: .noState)) {
        return "state `\(state.name)` is \(own?.shown ?? "none") in the engine, "
          + "\(expected?.shown ?? "none") in the interpreter"
      }
      let (table, wanted) = (states.tables[id] ?? [:], after.tables[id] ?? [:])
      guard table.count == wanted.count else {
        return "state `\(state.name)` has \(table.count) keys of \(wanted.count)"
      }
      for (key, value) in wanted {
        let own = table[key] ?? Value(missing: .noState)
        if !Self.isSame(own, value) {
          return "state `\(state.name)` is \(own.shown) in the engine, \(value.shown) in the interpreter"
        }
      }
    }
    return nil
  }

  /// The columns of a scored batch; of tokens only those that the mask selects, which all others must hold 0.
  private func outputs(of batch: ScoredBatch, _ spec: TypedSpec) -> [String: [Value]] {
    let structure = Structure(of: rows, in: spec)
    var outputs: [String: [Value]] = [:]
    for output in batch.outputs {
      var values = (0..<output.column.count).map { output.column.value($0) }
      if output.grain == .token, let offsets = batch.tokenOffsets {
        let places: [Int] = structure.elements(of: .token).map { element in
          guard case .token(let rollout, let index) = element else { return 0 }
          return offsets[rollout] + structure.position(ofToken: index, rollout: rollout)
        }
        let selected = Set(places)
        let isClean = values.indices.allSatisfy {
          selected.contains($0) || values[$0] == Value(0) || output.column.isText
        }
        values = isClean ? places.map { values[$0] } : []
      }
      outputs[output.name] = values
    }
    return outputs
  }

  private static func difference(_ own: [Value], _ expected: [Value], _ name: String) -> String? {
    guard own.count == expected.count else { return "\(name) has \(own.count) values of \(expected.count)" }
    for (index, (a, b)) in zip(own, expected).enumerated() where !isSame(a, b) {
      return "\(name)[\(index)] is \(a.shown) in the engine, \(b.shown) in the interpreter"
    }
    return nil
  }

  /// The same status and the same bits.
  static func isSame(_ a: Value, _ b: Value) -> Bool {
    guard a.status == b.status else { return false }
    switch (a.payload, b.payload) {
    case (.number(let a), .number(let b)): return a.bitPattern == b.bitPattern
    case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy(isSame)
    default: return a.payload == b.payload
    }
  }
}

extension Value {
  /// For messages.
  var shown: String {
    switch payload {
    case .none: status.cause
    case .number(let number): "\(number)\(status == .caused ? " (caused)" : "")"
    case .text(let bytes): "\"\(String(decoding: bytes, as: UTF8.self))\""
    case .list(let values): "[\(values.map(\.shown).joined(separator: ", "))]"
    }
  }
}

extension Column {
  fileprivate var isText: Bool { if case .numbers = storage { false } else { true } }
}
