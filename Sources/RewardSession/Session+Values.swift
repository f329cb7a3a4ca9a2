import RewardEngine
import RewardSemantics
import RewardSyntax

extension Session {
  /// What an expression is worth at each element of its grain.
  func evaluate(_ typed: Typed, isCancelled: () -> Bool) throws(Trouble) -> Answer {
    let (checked, id) = try check(expression: typed, linting: true)
    let values = try values(of: id, in: checked.spec, isCancelled: isCancelled)
    var answer = Answer(output: ValueTable(values).text(columns: columns))
    answer.diagnostics = checked.warnings.diagnostics
    answer.sources = checked.warnings.sources
    return answer
  }

  /// The spec with an expression as its last declaration, and which one that is.
  ///
  /// - Parameter linting: whether the warnings are shown; see ``Checker``.
  func check(expression typed: Typed, linting: Bool) throws(Trouble) -> (Checked, DeclarationID) {
    // No declaration reads the objective.
    if String(decoding: typed.bytes, as: UTF8.self) == "objective" {
      let checked = try check()
      if let id = checked.spec.declarations.firstIndex(where: { $0.kind == .objective }) { return (checked, id) }
    }
    if let found = try check(expression: typed, as: "let", linting: linting) { return found }
    // What has members, such as a gate, is a number where one is asked for.
    do throws(Trouble) {
      if let found = try check(expression: typed, as: "metric", linting: linting) { return found }
    } catch {}
    throw .refused("this is no value that could be shown: a grain, a symbol, a pattern, or a thing with members")
  }

  /// Nil where such a declaration declares nothing that has a value.
  private func check(
    expression typed: Typed, as keyword: String, linting: Bool
  ) throws(Trouble) -> (Checked, DeclarationID)? {
    let name = Self.freshName(in: state.source.bytes + typed.bytes)
    let head = state.source.bytes + Array("\n\(keyword) \(name) = ".utf8)
    let checked = try check(head + typed.bytes + [UInt8(ascii: "\n")], typed: (typed, head.count), linting: linting)
    return checked.spec.declarations.firstIndex { $0.name == name }.map { (checked, $0) }
  }

  private func values(
    of id: DeclarationID, in spec: TypedSpec, isCancelled: () -> Bool
  ) throws(Trouble) -> ElementValues {
    let type = spec.declarations[id].type
    guard let data = state.data else {
      // What reads no row needs none.
      guard type.grain == .run else {
        throw .refused("no rows are loaded: `:data FILE` loads some, and this is \(type)")
      }
      let interpreter = Interpreter(spec: spec, rows: Rows([]))
      return ElementValues(type: type, columns: [], values: [([], interpreter.value(ofDeclaration: id, at: .run))])
    }
    let loaded = try LoadedRows(data, of: spec, settings: settings)
    let hasBatches = loaded.batches.members.count > 1
    var found = ElementValues(type: type, columns: Places.columns(of: type.grain, hasBatches: hasBatches), values: [])
    try loaded.forEachBatch { batch, rows, state throws(Trouble) in
      let interpreter = Interpreter(spec: spec, rows: rows, state: state)
      let places = Places(
        chunk: loaded.batches.chunk, members: loaded.batches.members[batch], rows: rows,
        batch: hasBatches ? batch : nil)
      for element in interpreter.elements(of: type.grain) {
        if isCancelled() { throw .cancelled }
        found.values.append((places.cells(of: element), interpreter.value(ofDeclaration: id, at: element)))
      }
      // What is the same for the whole run is said once.
      return type.grain != .run
    }
    return found
  }
}

/// What a declaration is worth, element by element.
struct ElementValues {
  var type: ExpressionType
  /// What says which element a line is about.
  var columns: [String]
  var values: [(place: [String], value: Value)]
}
