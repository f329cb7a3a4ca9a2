extension SyntaxNode {
  /// The `///` lines right above the node, each without its slashes and one leading blank, joined by newlines.
  public var documentation: String {
    var lines: [String] = []
    var index = Int(tree.records[self.index].firstToken) - 1
    var breaks = 0
    while index >= 0 {
      let token = tree.tokens[index]
      switch token.kind {
      case .blank: break
      case .newline:
        breaks += 1
        if breaks > 1 { return Self.joined(lines) }
      case .documentation:
        lines.append(String(decoding: tree.source.bytes[token.start + 3..<token.end], as: UTF8.self))
        breaks = 0
      default: return Self.joined(lines)
      }
      index -= 1
    }
    return Self.joined(lines)
  }

  private static func joined(_ linesFromBelow: [String]) -> String {
    linesFromBelow.reversed().map { $0.hasPrefix(" ") ? String($0.dropFirst()) : $0 }.joined(separator: "\n")
  }
}
