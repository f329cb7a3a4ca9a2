import RewardSemantics
import RewardSyntax

extension LanguageServer {
  // MARK: Notifications

  func notified(of method: String, _ parameters: JSON) {
    let item = parameters["textDocument"]
    switch method {
    case "textDocument/didOpen":
      guard let uri = item["uri"].string, let text = item["text"].string else { return }
      workspace.open(Document(uri: uri, version: item["version"].integer ?? 0, text: text))
    case "textDocument/didChange":
      guard let path = path(of: item) else { return }
      let encoding = encoding
      workspace.change(path) { document in
        document.version = item["version"].integer ?? document.version
        for change in parameters["contentChanges"].elements ?? [] { _ = document.apply(change, encoding) }
      }
    case "textDocument/didClose":
      guard let path = path(of: item) else { return }
      withdraw(path)
      workspace.close(path)
    case "textDocument/didSave":
      if let path = path(of: item) { workspace.changed(path) }
    case "workspace/didChangeWatchedFiles":
      for change in parameters["changes"].elements ?? [] {
        if let path = path(of: change) { workspace.changed(path) }
      }
    default: break
    }
  }

  /// The path of `{uri: ...}`.
  func path(of item: JSON) -> String? {
    item["uri"].string.map { uri in FileURI.path(of: uri).map(Document.canonical) ?? uri }
  }

  // MARK: Requests

  func request(_ method: String, _ parameters: JSON) throws(ResponseError) -> JSON {
    switch method {
    case "textDocument/hover": try hover(parameters)
    case "textDocument/completion": try completion(parameters)
    case "textDocument/definition": try definition(parameters)
    case "textDocument/references": try references(parameters)
    case "textDocument/documentHighlight": try highlights(parameters)
    case "textDocument/documentSymbol": try documentSymbols(parameters)
    case "textDocument/prepareRename": try prepareRename(parameters)
    case "textDocument/rename": try rename(parameters)
    case "textDocument/codeAction": try codeActions(parameters)
    case "textDocument/formatting": try formatting(parameters)
    default: throw .unknownMethod(method)
    }
  }

  /// A document that a request asks about, checked as it stands now.
  struct Subject {
    var document: Document
    var result: CheckResult
    var index: SpecIndex
    var source: SourceFile { document.source }
  }

  func subject(_ parameters: JSON) throws(ResponseError) -> Subject {
    guard let path = path(of: parameters["textDocument"]), let document = workspace.documents[path] else {
      throw .invalidParameters("the document is not open")
    }
    if workspace.stale.contains(path) { check(path) }
    guard let result = workspace.result(for: path), let index = result.index else {
      throw .invalidParameters("the document is not open")
    }
    return Subject(document: document, result: result, index: index)
  }

  func subjectAndOffset(_ parameters: JSON) throws(ResponseError) -> (Subject, Int) {
    let subject = try subject(parameters)
    guard let offset = encoding.offset(of: parameters["position"], in: subject.source) else {
      throw .invalidParameters("`position` has a line and a character, 0 at least")
    }
    return (subject, offset)
  }

  /// The URI under which the client knows a file.
  func uri(of path: String) -> String { workspace.documents[path]?.uri ?? FileURI.uri(of: path) }

  /// A place as the client can open it; nil where it cannot, such as in the library without a folder for it.
  func location(_ range: SourceRange, in index: SpecIndex) -> JSON? {
    let file = index.files[range.file.rawValue]
    let source = file.tree.source
    guard let path = file.isLibrary ? libraryPath(source) : source.name else { return nil }
    return ["uri": .string(uri(of: path)), "range": encoding.range(range, in: source)]
  }
}
