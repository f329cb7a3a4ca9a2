import RewardSyntax

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

/// Up to the first full stop that ends a sentence, on one line.
private func firstSentence(of text: String) -> String {
  let words = text.split { $0 == " " || $0 == "\n" }
  guard let last = words.firstIndex(where: { $0.hasSuffix(".") && $0 != "al." && $0 != "Dr." }) else { return text }
  return words[...last].joined(separator: " ")
}
