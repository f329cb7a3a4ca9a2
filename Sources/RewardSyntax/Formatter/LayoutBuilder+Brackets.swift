/// What stands in parentheses and square brackets, separated by commas.
extension LayoutBuilder {
  /// From the opening to the closing bracket: on one line, else all entries on the next, else each on a line of its own.
  /// Numbers and names of a list fill their lines.
  mutating func bracketed(_ pieces: ArraySlice<Piece>, closesOnItsOwnLine: Bool = false) {
    guard case .token(let open)? = pieces.first, case .token(let close)? = pieces.last else { return }
    let entries = entries(of: pieces.dropFirst().dropLast())
    token(open)
    if entries.isEmpty || (entries.count == 1 && isHuggable(entries[0])) {
      for entry in entries { self.entry(entry) }
      indented { $0.writeComments(before: close) }
    } else {
      let fills = closesOnItsOwnLine && entries.allSatisfy(isPlain)
      group { builder in
        builder.indented { builder in
          builder.line(0)
          builder.group { $0.write(entries, filling: fills) }
          builder.writeComments(before: close)
        }
        if closesOnItsOwnLine { builder.line(0) }
      }
    }
    token(close)
  }

  private mutating func write(_ entries: [Entry], filling fills: Bool) {
    for (place, entry) in entries.enumerated() {
      if place > 0, fills {
        filled { $0.self.entry(entry) }
      } else {
        if place > 0 { line() }
        self.entry(entry)
      }
    }
  }

  private struct Entry {
    var pieces: [Piece] = []
    var comma: Int?
  }

  private func entries(of pieces: ArraySlice<Piece>) -> [Entry] {
    var entries: [Entry] = []
    var entry = Entry()
    for piece in pieces {
      if case .token(let comma) = piece, kind(comma) == .comma {
        entry.comma = comma
        entries.append(entry)
        entry = Entry()
      } else {
        entry.pieces.append(piece)
      }
    }
    if !entry.pieces.isEmpty { entries.append(entry) }
    return entries
  }

  /// An argument or element with its `over` or `for`.
  private mutating func entry(_ entry: Entry) {
    group { builder in
      for piece in entry.pieces {
        guard case .node(let node) = piece else { continue }
        switch node.kind {
        case .overClause:
          builder.indented { builder in
            builder.line()
            builder.clauses(node.pieces)
          }
        case .forClause:
          builder.line()
          builder.clauses(node.pieces)
        case .functionParameter: builder.assignment(node.pieces)
        default: builder.write(node)
        }
      }
    }
    if let comma = entry.comma { token(comma) }
  }

  /// Whether a single entry ends in brackets of its own, so that the two pairs can open and close together.
  private func isHuggable(_ entry: Entry) -> Bool {
    guard entry.comma == nil, entry.pieces.count == 1, case .node(var node) = entry.pieces[0] else { return false }
    while node.kind == .argument || node.kind == .lambdaExpression, let inner = node.children.last { node = inner }
    switch node.kind {
    case .callExpression, .listExpression, .tupleExpression, .comprehensionExpression, .whenExpression: return true
    default: return node.kind == .textExpression && kind(firstToken(of: node)) == .textBlock
    }
  }

  /// Whether an element is a number or a name.
  private func isPlain(_ entry: Entry) -> Bool {
    guard entry.pieces.count == 1, case .node(var node) = entry.pieces[0] else { return false }
    if node.kind == .negateExpression, let operand = node.children.last { node = operand }
    switch node.kind {
    case .numberExpression, .booleanExpression, .nameExpression: return true
    default: return false
    }
  }
}
