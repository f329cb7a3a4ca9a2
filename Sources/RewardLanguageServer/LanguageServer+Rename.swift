import RewardSemantics
import RewardSyntax

extension LanguageServer {
  func prepareRename(_ parameters: JSON) throws(ResponseError) -> JSON {
    let (subject, offset) = try subjectAndOffset(parameters)
    let found = try renameable(subject, offset)
    return ["range": encoding.range(found.range, in: subject.source), "placeholder": .string(found.entity.name)]
  }

  private func renameable(_ subject: Subject, _ offset: Int) throws(ResponseError) -> Occurrence {
    do throws(RenameRefusal) {
      return try subject.index.renameable(at: offset, in: subject.index.main)
    } catch {
      throw .refused(error.reason)
    }
  }

  /// The edits in all open documents and what they import. They are tried first: what would break something is refused.
  func rename(_ parameters: JSON) throws(ResponseError) -> JSON {
    let (subject, offset) = try subjectAndOffset(parameters)
    let found = try renameable(subject, offset)
    guard let name = parameters["newName"].string else { throw .invalidParameters("`newName` is a text") }
    if name == found.entity.name { return ["changes": [:]] }
    var edits: [String: Set<FileEdit>] = [:]
    let sightings = sightings(of: found.entity, in: subject.index)
    for (index, entity) in sightings {
      do throws(RenameRefusal) {
        for edit in try index.edits(renaming: entity, to: name) {
          let file = index.files[edit.range.file.rawValue].name
          edits[file, default: []].insert(
            FileEdit(start: edit.range.start, end: edit.range.end, text: edit.replacement))
        }
      } catch {
        throw .refused(error.reason)
      }
    }
    try tryOut(edits, sightings)
    var changes: [String: JSON] = [:]
    for (file, edits) in edits {
      guard let source = sightings.lazy.compactMap({ $0.index.source(named: file) }).first else { continue }
      changes[uri(of: file)] = .array(
        edits.sorted { $0.start < $1.start }.map { edit in
          let range = SourceRange(file: FileID(0), start: edit.start, end: edit.end)
          return ["range": encoding.range(range, in: source), "newText": .string(edit.text)]
        })
    }
    return ["changes": .object(changes)]
  }

  /// An edit without the id of its file, which differs between compilations.
  struct FileEdit: Hashable {
    var start: Int
    var end: Int
    var text: String
  }

  private func tryOut(
    _ edits: [String: Set<FileEdit>], _ sightings: [(index: SpecIndex, entity: Entity)]
  ) throws(ResponseError) {
    var edited: [String: [UInt8]] = [:]
    for (file, edits) in edits {
      guard var bytes = sightings.lazy.compactMap({ $0.index.source(named: file) }).first?.bytes else { continue }
      for edit in edits.sorted(by: { $0.start > $1.start }) {
        bytes.replaceSubrange(edit.start..<edit.end, with: edit.text.utf8)
      }
      edited[file] = bytes
    }
    for (index, entity) in sightings {
      let path = index.mainFile.name
      guard let before = workspace.result(for: path), let declared = entity.declaration else { continue }
      if before.hasErrors, let place = index.unresolvedPlaces(named: entity.name).first {
        let line = index.mainFile.tree.source.position(of: place.start).line
        throw .refused("line \(line) names `\(entity.name)` too, and mistakes keep it from being understood")
      }
      let source = SourceFile(name: path, bytes: edited[path] ?? index.mainFile.tree.source.bytes)
      let after = workspace.check(source, replacing: edited)
      let home = index.files[declared.file.rawValue].name
      let shift = (edits[home] ?? []).filter { $0.start < declared.start }
        .reduce(0) { $0 + $1.text.utf8.count - ($1.end - $1.start) }
      guard let file = after.index?.files.first(where: { !$0.isLibrary && $0.name == home })?.tree.file else {
        continue
      }
      let now = SourceRange(file: file, start: declared.start + shift, end: declared.start + shift)
      if let refusal = SpecIndex.problem(renaming: entity, before, after, declaredNowAt: now) {
        throw .refused(refusal.reason)
      }
    }
  }
}

extension SpecIndex {
  /// The user's file of this name, if it takes part.
  func source(named name: String) -> SourceFile? {
    files.first { !$0.isLibrary && $0.name == name }?.tree.source
  }
}
