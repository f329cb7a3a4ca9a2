import RewardSemantics
import RewardSyntax

extension Session {
  /// What the word at the end of a text may become, sorted, and how many characters of it are there.
  public func completions(of text: String) -> (typed: Int, names: [String]) {
    let line = text.drop(while: \.isWhitespace)
    if line.first == ":", !line.contains(where: \.isWhitespace) {
      let names = Command.allCases.map { ":\($0.rawValue)" }
      return (line.count, names.filter { $0.hasPrefix(line) }.sorted())
    }
    let word = text.reversed().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
    let prefix = String(word.reversed())
    guard !prefix.isEmpty else { return (0, []) }
    return (prefix.count, Set(names).filter { $0.hasPrefix(prefix) }.sorted())
  }

  /// Everything that can be named in a declaration or an expression.
  private var names: [String] {
    declarations.compactMap { node -> String? in
      if case .test = node.declaration { return nil }
      return node.declaration.name
    } + Manual(registry: registry).names.filter { !$0.contains(" ") }
  }
}
