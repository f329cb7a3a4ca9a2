extension SyntaxTree {
  /// The tree as text: a line for every node with its byte range and one for every token that is no blank, children
  /// indented. Texts are escaped, so that a line stays a line.
  public func dump() -> String {
    var lines: [String] = []
    var pending: [(item: Item, depth: Int)] = [(.node(root), 0)]
    while let (item, depth) = pending.popLast() {
      let indentation = String(repeating: "  ", count: depth)
      switch item {
      case .token(let index):
        let token = tokens[index]
        let text = DisplayText.escaped(name(ofToken: index).text, quoting: true)
        lines.append("\(indentation)\(token.kind) \(text) \(token.start)..<\(token.end)")
      case .node(let node):
        let range = node.range
        lines.append("\(indentation)\(node.kind) \(range.start)..<\(range.end)")
        pending.append(contentsOf: node.items.reversed().map { ($0, depth + 1) })
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  fileprivate enum Item {
    case node(SyntaxNode)
    case token(Int)
  }
}

extension SyntaxNode {
  /// Children and own tokens in file order, blanks left out.
  fileprivate var items: [SyntaxTree.Item] {
    var items: [SyntaxTree.Item] = []
    let record = tree.records[index]
    var next = Int(record.firstToken)
    func addTokens(to end: Int) {
      while next < end {
        switch tree.tokens[next].kind {
        case .blank, .newline, .endOfFile: break
        default: items.append(.token(next))
        }
        next += 1
      }
    }
    for child in children {
      addTokens(to: Int(tree.records[child.index].firstToken))
      items.append(.node(child))
      next = max(next, Int(tree.records[child.index].endToken))
    }
    addTokens(to: Int(record.endToken))
    return items
  }
}
