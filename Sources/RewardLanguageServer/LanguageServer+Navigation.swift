import RewardSemantics
import RewardSyntax

extension LanguageServer {
  func hover(_ parameters: JSON) throws(ResponseError) -> JSON {
    let (subject, offset) = try subjectAndOffset(parameters)
    guard
      let (range, page) = subject.index.description(
        at: offset, in: subject.index.main, registry: workspace.registry)
    else { return .null }
    let text = client.hoverIsMarkdown ? page.markdown : [page.heading, page.prose].joined(separator: "\n\n")
    return [
      "contents": ["kind": client.hoverIsMarkdown ? "markdown" : "plaintext", "value": .string(text)],
      "range": encoding.range(range, in: subject.source),
    ]
  }

  func definition(_ parameters: JSON) throws(ResponseError) -> JSON {
    let (subject, offset) = try subjectAndOffset(parameters)
    guard let found = subject.index.occurrence(at: offset, in: subject.index.main), let place = found.entity.declaration
    else { return .null }
    return location(place, in: subject.index) ?? .null
  }

  func references(_ parameters: JSON) throws(ResponseError) -> JSON {
    let (subject, offset) = try subjectAndOffset(parameters)
    guard let found = subject.index.occurrence(at: offset, in: subject.index.main) else { return [] }
    let withDeclaration = parameters["context"]["includeDeclaration"].bool ?? true
    var seen: Set<JSON> = []
    var places: [JSON] = []
    for (index, entity) in sightings(of: found.entity, in: subject.index) {
      for occurrence in index.occurrences(of: entity) where withDeclaration || !occurrence.isDeclaration {
        if let place = location(occurrence.range, in: index), seen.insert(place).inserted { places.append(place) }
      }
    }
    return .array(places)
  }

  /// The same thing in the compilations of all open documents, that of `index` first: files that import the one where it
  /// is declared read it too.
  func sightings(of entity: Entity, in index: SpecIndex) -> [(index: SpecIndex, entity: Entity)] {
    var found = [(index: index, entity: entity)]
    guard let declared = entity.declaration, !index.files[declared.file.rawValue].isLibrary else { return found }
    let home = index.files[declared.file.rawValue].name
    for path in workspace.documents.keys.sorted() where path != index.mainFile.name {
      guard let other = workspace.result(for: path)?.index,
        let file = other.files.first(where: { !$0.isLibrary && $0.name == home }),
        let seen = other.occurrence(at: declared.start, in: file.tree.file), seen.isDeclaration,
        seen.entity.kind == entity.kind, seen.entity.name == entity.name
      else { continue }
      found.append((other, seen.entity))
    }
    return found
  }

  func highlights(_ parameters: JSON) throws(ResponseError) -> JSON {
    let (subject, offset) = try subjectAndOffset(parameters)
    guard let found = subject.index.occurrence(at: offset, in: subject.index.main) else { return [] }
    let places = subject.index.occurrences(of: found.entity).filter { $0.range.file == subject.index.main }
    return .array(places.map { ["range": encoding.range($0.range, in: subject.source)] })
  }

  func documentSymbols(_ parameters: JSON) throws(ResponseError) -> JSON {
    let subject = try subject(parameters)
    func symbol(_ item: OutlineItem) -> JSON {
      [
        // The protocol wants a name that is not blank.
        "name": .string(item.name.isEmpty ? item.keyword : item.name), "detail": .string(item.keyword),
        "kind": JSON(symbolKind(item.keyword)), "range": encoding.range(item.range, in: subject.source),
        "selectionRange": encoding.range(item.nameRange, in: subject.source),
        "children": .array(item.children.map(symbol)),
      ]
    }
    return .array(subject.index.mainFile.tree.outline.map(symbol))
  }

  /// The numbers of the protocol's kinds.
  private func symbolKind(_ keyword: String) -> Int {
    switch keyword {
    case "spec": 2  // module
    case "import": 3  // namespace
    case "input": 8  // field
    case "param": 14  // constant
    case "func": 12  // function
    case "gate", "machine", "rubric": 5  // class
    case "level": 22  // enumeration member
    case "partition": 10  // enumeration
    case "emit": 23  // structure
    case "test", "invariant": 24  // event
    default: 13  // variable
    }
  }
}
