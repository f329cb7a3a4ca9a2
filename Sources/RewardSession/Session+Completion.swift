import RewardSemantics
import RewardSyntax

extension Session {
  /// What the word at the end of a text may become, sorted, and how many characters of it are there.
  public func completions(of text: String) -> (typed: Int, names: [String]) {
    let line = text.drop(while: \.isWhitespace)
    guard line.first == ":" else { return names(at: text) }
    guard let blank = line.firstIndex(where: \.isWhitespace) else {
      let names = Command.allCases.map { ":\($0.rawValue)" }
      return (line.count, names.filter { $0.hasPrefix(line) }.sorted())
    }
    switch Command(named: line[..<blank].dropFirst()) {
    case .type: return names(at: String(line[blank...]))
    case .show, .graph, .why: return matching(declared, line)
    case .doc: return matching(declared + Manual(registry: registry).names, line)
    case .help, .load, .data, .rows, .list, .undo, .quit, nil: return (0, [])
    }
  }

  /// What may stand at the end of an expression or a declaration, as the checker knows it.
  private func names(at text: String) -> (typed: Int, names: [String]) {
    let typed = SourceFile(name: Self.typedName, text: text)
    let head = typed.isDeclaration ? "\n" : "\nlet \(Self.freshName(in: state.source.bytes + typed.bytes)) = "
    let whole = SourceFile(name: state.source.name, bytes: state.source.bytes + Array(head.utf8) + typed.bytes)
    let (word, items) = Completion.all(at: whole.bytes.count, in: whole, registry: registry) { source in
      Checker.check(
        source, registry: registry, loader: state.loader, overrides: settings.overrides, linting: false, indexing: true
      ).index
    }
    let prefix = String(decoding: whole.bytes[word.clamped(to: 0..<whole.bytes.count)], as: UTF8.self)
    var names = items.map(\.insertion)
    // The first word may begin a declaration, too.
    if !prefix.isEmpty, text.drop(while: \.isWhitespace) == prefix { names += Keyword.declarations.map(\.name) }
    return (prefix.count, Set(names).filter { $0.hasPrefix(prefix) }.sorted())
  }

  private func matching(_ names: [String], _ line: Substring) -> (typed: Int, names: [String]) {
    let word = line.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace).last ?? ""
    return (word.count, Set(names).filter { $0.hasPrefix(word) }.sorted())
  }

  /// The names of the declarations.
  private var declared: [String] {
    declarations.compactMap { node in
      if case .test = node.declaration { return nil }
      return node.declaration.name
    }
  }
}
