extension TypedSpec {
  /// The spec with some inputs read from other paths of the row: `--map answer=extra.gold`.
  public func rebinding(_ paths: [String: [String]]) -> TypedSpec {
    var spec = self
    for index in spec.inputs.indices {
      if let path = paths[spec.inputs[index].name] { spec.inputs[index].source = .field(path: path, aliases: []) }
    }
    return spec
  }

  /// Names that ``rebinding(_:)`` would not find.
  public func unknownInputs(in paths: [String: [String]]) -> [String] {
    paths.keys.filter { name in !inputs.contains { $0.name == name } }.sorted()
  }
}
