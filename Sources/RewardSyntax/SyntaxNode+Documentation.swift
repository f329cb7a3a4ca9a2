extension SyntaxNode {
  /// The `///` lines right above the node, each without its slashes and one leading blank, joined by newlines.
  public var documentation: String {
    let lines = documentationTokens.map { index in
      let token = tree.tokens[index]
      let line = String(decoding: tree.source.bytes[token.start + 3..<token.end], as: UTF8.self)
      return line.hasPrefix(" ") ? String(line.dropFirst()) : line
    }
    return lines.joined(separator: "\n")
  }

  /// The bytes of the node with the documentation right above it.
  public var documentedRange: Range<Int> {
    (documentationTokens.first.map { tree.tokens[$0].start } ?? range.start)..<range.end
  }

  /// The `///` lines right above the node, in file order.
  private var documentationTokens: [Int] {
    var found: [Int] = []
    var index = Int(tree.records[self.index].firstToken) - 1
    var breaks = 0
    search: while index >= 0 {
      switch tree.tokens[index].kind {
      case .blank: break
      case .newline:
        breaks += 1
        if breaks > 1 { break search }
      case .documentation:
        found.append(index)
        breaks = 0
      default: break search
      }
      index -= 1
    }
    return found.reversed()
  }
}
