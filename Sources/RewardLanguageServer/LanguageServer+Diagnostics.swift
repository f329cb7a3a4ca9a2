import RewardSemantics
import RewardSyntax

extension LanguageServer {
  /// Checks a document and tells the client what was found in it, and in the files it imports that are not open.
  func check(_ path: String) {
    guard let result = workspace.result(for: path), let document = workspace.documents[path] else { return }
    let own = isLibrary(path) ? [] : diagnostics(of: document, result)
    publish(document.uri, document.version, own.map { describe($0, in: result) })
    publishBeside(path)
  }

  /// What is said of the document itself. A file that another open one imports need be no spec of its own.
  private func diagnostics(of document: Document, _ result: CheckResult) -> [Diagnostic] {
    guard let main = result.index?.main else { return [] }
    let isPart = !workspace.importers(of: document.path).isEmpty
    return result.diagnostics.filter { diagnostic in
      diagnostic.primary.range.file == main
        && !(isPart && (diagnostic.code == .noSpec || diagnostic.code == .nothingToScore))
    }
  }

  /// The document is closed: nothing is said of it any more.
  func withdraw(_ path: String) {
    guard let document = workspace.documents[path] else { return }
    publish(document.uri, nil, [])
    for file in published.removeValue(forKey: path) ?? [] { publishMerged(file) }
  }

  private func publishBeside(_ path: String) {
    let files = (workspace.lastResult(for: path)?.index?.files ?? []).filter { !$0.isLibrary && $0.name != path }
    let before = published[path] ?? []
    published[path] = Set(files.map(\.name).filter { !mistakes(in: $0, seenFrom: path).isEmpty })
    for file in before.union(published[path] ?? []).sorted() { publishMerged(file) }
  }

  /// What all open documents find in a file that they import; an open one speaks for itself.
  private func publishMerged(_ file: String) {
    guard workspace.documents[file] == nil else { return }
    var seen: Set<JSON> = []
    let found = published.keys.sorted().flatMap { path -> [JSON] in
      guard let result = workspace.lastResult(for: path) else { return [] }
      return mistakes(in: file, seenFrom: path).map { describe($0, in: result) }
    }
    publish(FileURI.uri(of: file), nil, found.filter { seen.insert($0).inserted })
  }

  private func mistakes(in file: String, seenFrom path: String) -> [Diagnostic] {
    guard let result = workspace.lastResult(for: path) else { return [] }
    return result.diagnostics.filter { result.sources[$0.primary.range.file].name == file }
  }

  private func publish(_ uri: String, _ version: Int?, _ diagnostics: [JSON]) {
    var parameters: [String: JSON] = ["uri": .string(uri), "diagnostics": .array(diagnostics)]
    if let version { parameters["version"] = JSON(version) }
    notify("textDocument/publishDiagnostics", .object(parameters))
  }

  /// A diagnostic as the protocol has it. Notes stand below the message; places that give the reason are related
  /// information where the client shows that.
  func describe(_ diagnostic: Diagnostic, in result: CheckResult) -> JSON {
    func place(_ range: SourceRange) -> JSON { encoding.range(range, in: result.sources[range.file]) }
    var lines = [diagnostic.message]
    if !diagnostic.primary.text.isEmpty { lines.append(diagnostic.primary.text) }
    lines += diagnostic.notes
    var members: [String: JSON] = [
      "range": place(diagnostic.primary.range), "severity": diagnostic.severity == .error ? 1 : 2,
      "code": .string(diagnostic.code.code), "source": "rewardc", "message": .string(lines.joined(separator: "\n")),
    ]
    if diagnostic.code == .unused { members["tags"] = [1] }
    if client.hasRelatedInformation, !diagnostic.secondary.isEmpty, let index = result.index {
      members["relatedInformation"] = .array(
        diagnostic.secondary.compactMap { label in
          location(label.range, in: index).map { ["location": $0, "message": .string(label.text)] }
        })
    }
    return .object(members)
  }

  // MARK: Quick fixes

  /// The edits that mend the mistakes in a range: those that `check` shows as help.
  func codeActions(_ parameters: JSON) throws(ResponseError) -> JSON {
    let subject = try subject(parameters)
    guard let wanted = encoding.range(of: parameters["range"], in: subject.source) else {
      throw .invalidParameters("`range` has a start and an end")
    }
    if let only = parameters["context"]["only"].elements, !only.contains("quickfix"), !only.contains("") { return [] }
    let actions = diagnostics(of: subject.document, subject.result).compactMap { diagnostic -> JSON? in
      let place = diagnostic.primary.range
      guard let fix = diagnostic.fix, place.start <= wanted.upperBound, wanted.lowerBound <= place.end else {
        return nil
      }
      let source = subject.result.sources[fix.range.file]
      let edit: JSON = ["range": encoding.range(fix.range, in: source), "newText": .string(fix.replacement)]
      return [
        "title": .string(fix.title), "kind": "quickfix", "isPreferred": true,
        "diagnostics": [describe(diagnostic, in: subject.result)],
        "edit": ["changes": .object([uri(of: source.name): [edit]])],
      ]
    }
    return .array(actions)
  }
}
