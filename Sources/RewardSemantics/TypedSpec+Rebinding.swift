extension TypedSpec {
  /// The spec with some inputs read from other paths of the row: `--map answer=extra.gold`.
  public func rebinding(_ paths: [String: [String]]) -> TypedSpec {
    var spec = self
    for index in spec.inputs.indices {
      let input = spec.inputs[index]
      // A rubric's columns are named `rubric.text`, `rubric.weight`, ...
      let name = input.name.prefix { $0 != "." }
      guard let path = paths[input.name] ?? paths[String(name)] else { continue }
      switch input.source {
      case .criteria(_, _, let part): spec.inputs[index].source = .criteria(path: path, aliases: [], part: part)
      case .items: spec.inputs[index].source = .items(path: path, aliases: [])
      case .presence: spec.inputs[index].source = .presence(path: path, aliases: [])
      case .chosen, .turnNumber: continue
      case .field, .turnText, .turnObservation, .turnCalls, .turnArguments, .turnToolCalls:
        spec.inputs[index].source = .field(path: path, aliases: [])
      }
    }
    return spec
  }

  /// Names that ``rebinding(_:)`` would not find.
  public func unknownInputs(in paths: [String: [String]]) -> [String] {
    paths.keys.filter { name in
      !inputs.contains { ($0.name == name || $0.name.hasPrefix("\(name).")) && $0.source.isInRow }
    }.sorted()
  }
}

extension TypedInput.Source {
  /// Whether a value of the row stands behind it; otherwise it follows from where the row stands.
  fileprivate var isInRow: Bool { self != .chosen && self != .turnNumber }
}
