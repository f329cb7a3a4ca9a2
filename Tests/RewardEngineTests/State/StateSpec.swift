import RewardSyntax

@testable import RewardEngine
@testable import RewardSemantics

/// Specs that declare states and nothing else.
enum StateSpec {
  static func of(_ states: (name: String, type: ValueType, isKeyed: Bool)..., version: String = "1.0.0") -> TypedSpec {
    let range = SourceRange(file: FileID(0), start: 0, end: 0)
    var spec = TypedSpec(
      sources: SourceMap(), name: "spec", version: version, documentation: "", rowGrain: .rollout, inputs: [],
      parameters: [], expressions: [], declarations: [], tests: [], builtins: [])
    spec.states = states.map { state in
      TypedState(
        name: state.name, type: ExpressionType(state.type, per: .batch), initial: Value(missing: .noState),
        key: state.isKeyed ? 0 : nil, update: 0, range: range)
    }
    return spec
  }

  /// A number `total`, and a number `seen` per key.
  static let counters = of(("total", .real, false), ("seen", .real, true))
}

extension StateValues {
  /// Values of ``StateSpec/counters``.
  static func counters(_ total: Double?, _ seen: [String: Double] = [:]) -> StateValues {
    var values = StateValues()
    if let total { values.cells[0] = Value(total) }
    for (key, number) in seen { values.tables[1, default: [:]][.text(Array(key.utf8)[...])] = Value(number) }
    return values
  }
}
