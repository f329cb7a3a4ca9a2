import RewardSyntax

/// Bytes of a file that are replaced.
public struct SourceEdit: Hashable, Sendable {
  /// The bytes to replace; empty to insert.
  public var range: SourceRange
  /// What to put there.
  public var replacement: String
}

/// Why something cannot be renamed.
public struct RenameRefusal: Error, Hashable, Sendable {
  /// Lower case, no full stop.
  public var reason: String
}

extension SpecIndex {
  /// The name at `offset`, if it can be renamed at all.
  public func renameable(at offset: Int, in file: FileID) throws(RenameRefusal) -> Occurrence {
    guard let found = occurrence(at: offset, in: file) else { throw RenameRefusal(reason: "no name stands here") }
    let entity = found.entity
    let isOfLanguage = RenameRefusal(reason: "`\(entity.name)` belongs to the language")
    switch entity.kind {
    case .builtin, .argument, .grain, .member, .word: throw isOfLanguage
    case .advantage, .objective: throw RenameRefusal(reason: "an \(entity.name) has no name of its own")
    case .symbol: throw RenameRefusal(reason: "`\(entity.name)` is a symbol; it is changed where its set is written")
    case .module: throw RenameRefusal(reason: "a file is renamed where it lies")
    default: break
    }
    guard let declaration = entity.declaration else { throw isOfLanguage }
    if files[declaration.file.rawValue].isLibrary {
      throw RenameRefusal(reason: "`\(entity.name)` belongs to the standard library")
    }
    if entity.kind == .input, readsAliases(declaration) {
      throw RenameRefusal(
        reason: "the column `\(entity.name)` is known under several names, which another name would not find; "
          + "say which one is meant with `from`, then rename")
    }
    return found
  }

  /// The edits in all files of this compilation that give an entity another name. An input goes on reading the same
  /// column.
  public func edits(renaming entity: Entity, to name: String) throws(RenameRefusal) -> [SourceEdit] {
    guard SpecIndex.isName(name) else { throw RenameRefusal(reason: "`\(name)` cannot be a name") }
    var edits = occurrences(of: entity).map { SourceEdit(range: $0.range, replacement: name) }
    if entity.kind == .input, let declared = entity.declaration, let node = declaration(at: declared),
      case .input(let input) = node.declaration, input.from == nil
    {
      let end = input.per?.range.end ?? input.type?.range.end ?? declared.end
      edits.append(
        SourceEdit(
          range: SourceRange(file: declared.file, start: end, end: end), replacement: " from \"\(entity.name)\""))
    }
    return edits
  }

  private func readsAliases(_ declared: SourceRange) -> Bool {
    guard case .input(let input) = declaration(at: declared)?.declaration else { return false }
    return input.from == nil && !WellKnownFields.aliases(of: input.name.text).isEmpty
  }

  /// Letters, digits and `_`, beginning with no digit, and no word that the language keeps for itself.
  static func isName(_ text: String) -> Bool {
    let tree = SyntaxTree.parse(SourceFile(name: "", text: "let \(text) = 1"), as: FileID(0))
    guard tree.diagnostics.isEmpty, case .value(let value) = tree.root.declarations.first?.declaration else {
      return false
    }
    return value.name.text == text
  }

  /// What a renaming made of a compilation breaks, judged by checking the edited files again: a mistake that was not
  /// there before, or a name that now means something else. Nil where nothing.
  ///
  /// - Parameters:
  ///   - entity: what was renamed, in the compilation before.
  ///   - before, after: the results for the files before and after the edits.
  ///   - declaration: where the renamed thing is declared afterwards.
  public static func problem(
    renaming entity: Entity, _ before: CheckResult, _ after: CheckResult, declaredNowAt declaration: SourceRange
  ) -> RenameRefusal? {
    var known: [DiagnosticCode: Int] = [:]
    for diagnostic in before.diagnostics { known[diagnostic.code, default: 0] += 1 }
    for diagnostic in after.diagnostics where diagnostic.severity == .error {
      known[diagnostic.code, default: 0] -= 1
      if known[diagnostic.code, default: 0] < 0 { return RenameRefusal(reason: "then \(diagnostic.message)") }
    }
    guard let old = before.index, let new = after.index else { return nil }
    let renamed = new.occurrence(at: declaration.start, in: declaration.file)
    let places = renamed.map { new.occurrences(of: $0.entity).count }
    if places != old.occurrences(of: entity).count {
      return RenameRefusal(reason: "the new name already means something where `\(entity.name)` is read")
    }
    return nil
  }

  /// The places in the main file that may name the same thing and could not be looked up because of mistakes.
  public func unresolvedPlaces(named name: String) -> [SourceRange] {
    let tree = mainFile.tree
    var places: [SourceRange] = []
    for token in tree.tokens where token.kind == .identifier && token.end - token.start == name.utf8.count {
      let range = SourceRange(file: main, start: token.start, end: token.end)
      if tree.source.text(in: range) == name, occurrence(at: token.start, in: main)?.range != range {
        places.append(range)
      }
    }
    return places
  }
}
