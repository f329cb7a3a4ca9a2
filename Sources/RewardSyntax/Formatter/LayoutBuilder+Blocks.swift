/// What the braces of a declaration, a rollout or a `when` hold.
struct Block {
  /// How many blanks stand between two items on one line without a comma between them.
  var gap = 1
  /// Whether items with a comma between them may share a line of several.
  var joinsItems = false
  /// Whether every item stands on a line of its own, even if the author wrote all on one.
  var isOpen = false
}

/// Blocks.
extension LayoutBuilder {
  /// One item in braces: a node and the comma behind it; several where one `with` has several assignments.
  typealias Item = ArraySlice<Piece>

  /// From the opening to the closing brace. The items stand on one line if they stood on one before and fit there.
  mutating func block(_ pieces: ArraySlice<Piece>, _ block: Block, _ write: (inout LayoutBuilder, SyntaxNode) -> Void) {
    guard case .token(let open)? = pieces.first, case .token(let close)? = pieces.last else { return }
    let items = items(of: pieces.dropFirst().dropLast())
    token(open)
    if items.isEmpty {
      indented { $0.writeComments(before: close) }
    } else if block.isOpen || breaks(items, before: close) {
      indented { builder in
        builder.lines(items, block, write)
        builder.writeLastComments(before: close)
      }
      add(.hardLine(afterEmptyLine: false))
    } else {
      line(of: items, block, write)
    }
    token(close)
  }

  /// Items on one line, if they fit.
  private mutating func line(
    of items: [Item], _ block: Block, _ write: (inout LayoutBuilder, SyntaxNode) -> Void
  ) {
    let outerCells = cells
    var rows: [(steps: Range<Int>, cells: [Layout.Table.Cell])] = []
    let group = nextGroup
    self.group { builder in
      builder.indented { builder in
        for (place, item) in items.enumerated() {
          builder.line(place == 0 ? 1 : builder.gap(before: item, block))
          builder.row(&rows) { $0.item(item, write) }
        }
        builder.add(&rows, in: group)
      }
      builder.line()
    }
    cells = outerCells
  }

  /// What is a row if it has cells.
  private mutating func row(
    _ rows: inout [(steps: Range<Int>, cells: [Layout.Table.Cell])], _ write: (inout LayoutBuilder) -> Void
  ) {
    cells = []
    writeTrailingComment()
    let start = end
    write(&self)
    if !cells.isEmpty { rows.append((start..<end, cells)) }
  }

  /// Items on lines of their own. Rows of a table that no empty line separates have common columns.
  mutating func lines(_ items: [Item], _ block: Block, _ write: (inout LayoutBuilder, SyntaxNode) -> Void) {
    let outerCells = cells
    var rows: [(steps: Range<Int>, cells: [Layout.Table.Cell])] = []
    for (place, item) in items.enumerated() {
      let first = firstToken(of: item[item.startIndex])
      let gap = comments[before: first]
      if block.joinsItems, place > 0, !gap.hasLineBreak, lastIsComma {
        filled { $0.item(item, write) }
        continue
      }
      let isAfterEmptyLine = place > 0 && gap.beginsWithEmptyLine
      if isAfterEmptyLine { add(&rows) }
      if last != nil || place > 0 { add(.hardLine(afterEmptyLine: isAfterEmptyLine)) }
      writeComments(before: first, ofItem: true)
      row(&rows) { $0.item(item, write) }
    }
    add(&rows)
    cells = outerCells
  }

  /// The comments behind the last item, before a closing brace or the end of the file.
  mutating func writeLastComments(before token: Int) {
    let gap = comments[before: token]
    guard !gap.ownLine.isEmpty else { return }
    add(.hardLine(afterEmptyLine: last != nil && gap.beginsWithEmptyLine))
    writeComments(before: token, ofItem: true)
  }

  private mutating func item(_ item: Item, _ write: (inout LayoutBuilder, SyntaxNode) -> Void) {
    group { builder in
      for (place, piece) in item.enumerated() {
        switch piece {
        case .token(let comma): builder.token(comma)
        case .node(let node) where place == 0: write(&builder, node)
        case .node(let node):
          // A line that began with the keyword of a declaration would begin one.
          builder.indented { builder in
            builder.word(builder.firstToken(of: node))?.isDeclaration ?? false ? builder.blank() : builder.line()
            write(&builder, node)
          }
        }
      }
    }
  }

  private func items(of pieces: ArraySlice<Piece>) -> [Item] {
    var items: [Item] = []
    for place in pieces.indices {
      if let item = items.last, continues(item, with: pieces[place]) {
        items[items.count - 1] = pieces[item.startIndex...place]
      } else {
        items.append(pieces[place...place])
      }
    }
    return items
  }

  /// Whether a piece is a comma, or one more assignment of a `with` or `stub`.
  private func continues(_ item: Item, with piece: Piece) -> Bool {
    guard case .node(let node) = piece else { return true }
    guard node.kind == .testWith || node.kind == .testStub, case .token? = item.last else { return false }
    let first = firstToken(of: node)
    return kind(next(first)) == .equals || kind(next(first)) == .dot
  }

  /// Whether the author wrote items on lines of their own.
  private func breaks(_ items: [Item], before close: Int) -> Bool {
    comments[before: close].hasLineBreak
      || items.contains { item in item.contains { comments[before: firstToken(of: $0)].hasLineBreak } }
  }

  var lastIsComma: Bool { last.map { kind($0) == .comma } ?? false }

  /// The blanks before an item on the line of another.
  private func gap(before item: Item, _ block: Block) -> Int {
    lastIsComma ? 1 : max(block.gap, gapBehindNumber(before: item[item.startIndex]))
  }

  /// One blank, or two where a word would be read as the unit of the number before it.
  func gapBehindNumber(before piece: Piece) -> Int {
    guard let last, kind(last) == .number, let word = word(firstToken(of: piece)) else { return 1 }
    return word.isUnit ? 2 : 1
  }
}
