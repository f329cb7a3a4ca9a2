import RewardSyntax

/// What `rewardc doc` prints: pages made from the declarations themselves.
public struct Manual: Sendable {
  let registry: Registry

  /// `registry` holds the builtins that have pages; core and library functions always do.
  public init(registry: Registry) { self.registry = registry }

  /// Everything there is a page for, by kind.
  public var contents: String {
    func line(_ name: String, _ summary: String) -> String {
      "  \(name)\(String(repeating: " ", count: max(1, 24 - name.count)))\(summary)\n"
    }
    var text = "The language:\n"
    for page in LanguagePage.all { text += line(page.name, page.summary) }
    text += "\nLibrary modules (rewardc doc std.advantage prints one):\n"
    for module in LibraryModule.all { text += line(module.name, module.summary) }
    text += "\nLibrary functions:\n"
    for module in LibraryModule.all {
      for function in module.functions { text += line(function.name, function.summary) }
    }
    text += "\nCore functions:\n"
    for function in CoreFunction.all { text += line(function.name, function.summary) }
    text += "\nRules:\n"
    for builtin in registry.builtins.sorted(by: { $0.name < $1.name }) { text += line(builtin.name, builtin.summary) }
    return text
  }

  /// The page of a module, function or builtin; nil if there is none.
  public func page(for name: String) -> String? {
    let subject = LanguagePage.subjects[name] ?? name
    if let page = LanguagePage.all.first(where: { $0.name == subject }) { return page.text }
    if let module = LibraryModule.all.first(where: { $0.name == name }) { return module.source }
    for module in LibraryModule.all {
      if let function = module.functions.first(where: { $0.name == name }) {
        return "\(function.name) — \(module.name)\n\n\(function.documentation)\n\n\(function.source)\n"
      }
    }
    if let function = CoreFunction.named(name) {
      return page(
        function.signature, function.summary, function.details, examples: function.examples)
    }
    return registry[name].map { page(signature(of: $0), $0.summary, $0.details, examples: $0.examples) }
  }

  private func page(_ signature: String, _ summary: String, _ details: String, examples: [Builtin.Example]) -> String {
    var text = "\(signature)\n\n\(summary)\n"
    if !details.isEmpty { text += "\(details)\n" }
    if !examples.isEmpty { text += "\n" }
    for example in examples { text += "  \(example.expression)  // \(example.value)\n" }
    return text
  }

  /// `extract(text, pattern, group: .., which: first)`
  public func signature(of builtin: Builtin) -> String {
    let parameters = builtin.parameters.map { parameter in
      var text = parameter.name
      if let value = parameter.defaultValue {
        text += ": \(value.description)"
      } else if parameter.isOptional {
        text += "?"
      }
      return text
    }
    return "\(builtin.name)(\(parameters.joined(separator: ", "))\(builtin.isVariadic ? ", ..." : ""))"
  }

  /// Every name that has a page, for "did you mean".
  public var names: [String] {
    LanguagePage.all.map(\.name) + LibraryModule.all.flatMap { [$0.name] + $0.functions.map(\.name) }
      + CoreFunction.all.map(\.name)
      + registry.builtins.map(\.name)
  }
}

/// Up to the first full stop that ends a sentence, on one line.
private func firstSentence(of text: String) -> String {
  let words = text.split { $0 == " " || $0 == "\n" }
  guard let last = words.firstIndex(where: { $0.hasSuffix(".") && $0 != "al." && $0 != "Dr." }) else { return text }
  return words[...last].joined(separator: " ")
}

/// A module of the standard library as the manual reads it.
public struct LibraryModule: Sendable {
  /// A function that a module declares.
  public struct Function: Sendable {
    /// As a spec calls it.
    public var name: String
    /// Its documentation comment.
    public var documentation: String
    /// Its declaration as written.
    public var source: String
    /// The first sentence.
    public var summary: String
    /// Its declaration up to the body.
    public var signature: String
  }

  /// As imports name it: `std.advantage`.
  public var name: String
  /// The whole file.
  public var source: String
  /// In file order.
  public var functions: [Function]
  /// The first line.
  public var summary: String

  /// Every module of the standard library.
  public static let all: [LibraryModule] = StandardLibrary.modules.map { LibraryModule($0.tree) }

  init(_ tree: SyntaxTree) {
    let file = tree.source
    name = file.name
    source = String(decoding: file.bytes, as: UTF8.self)
    let first = source.prefix { $0 != "\n" }
    summary = String(first.drop { $0 == "/" || $0 == " " })
    functions = tree.root.declarations.compactMap { node in
      guard case .function(let function) = node.declaration else { return nil }
      let documentation = node.documentation
      return Function(
        name: function.name.text, documentation: documentation, source: node.text,
        summary: firstSentence(of: documentation), signature: node.signature)
    }
  }
}
