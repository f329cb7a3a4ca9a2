/// Writes the layout of a tree. Tokens are written in their order, each with the comments around it.
struct LayoutBuilder {
  let tree: SyntaxTree
  let comments: Comments
  private(set) var layout = Layout()
  /// The comment behind the last token. It stands outside the groups that end with the token.
  private var trailingComment: Int?
  /// The last token written.
  private(set) var last: Int?
  /// A token whose comments are written already.
  private var commented: Int?
  private var nextSignificant: [Int]
  private var depth = 0
  /// The cells of the row that is being written.
  var cells: [Layout.Table.Cell] = []

  init(_ tree: SyntaxTree) {
    self.tree = tree
    comments = Comments(tree.tokens)
    nextSignificant = Array(repeating: tree.tokens.count - 1, count: tree.tokens.count)
    for index in tree.tokens.indices.dropLast().reversed() {
      nextSignificant[index] = tree.tokens[index + 1].kind.isTrivia ? nextSignificant[index + 1] : index + 1
    }
  }

  // MARK: Steps

  /// A comment behind the last token comes before all that does not end with it.
  mutating func add(_ step: Layout.Step) {
    switch step {
    case .close, .outdent: break
    default: writeTrailingComment()
    }
    layout.steps.append(step)
  }

  mutating func writeTrailingComment() {
    guard let comment = trailingComment else { return }
    trailingComment = nil
    layout.steps.append(.comment(comment))
  }

  mutating func token(_ index: Int) {
    writeComments(before: index)
    add(.token(index))
    last = index
    trailingComment = comments[before: nextSignificant[index]].trailing
  }

  /// The comments on lines of their own before a token. Empty lines between them are kept before an item only.
  mutating func writeComments(before index: Int, ofItem: Bool = false) {
    guard commented != index else { return }
    commented = index
    let gap = comments[before: index]
    for (place, comment) in gap.ownLine.enumerated() {
      add(.ownLineComment(comment.token, afterEmptyLine: ofItem && place > 0 && comment.isAfterEmptyLine))
    }
    if ofItem, !gap.ownLine.isEmpty, gap.isAfterEmptyLine, !kind(index).isCloser, kind(index) != .endOfFile {
      add(.hardLine(afterEmptyLine: true))
    }
  }

  mutating func blank() { add(.blanks(1)) }
  mutating func line(_ blanks: Int = 1) { add(.line(blanks)) }

  /// A group of steps that stands on one line or breaks at all of its own lines.
  mutating func group(_ body: (inout LayoutBuilder) -> Void) {
    open()
    body(&self)
    add(.close)
  }

  private mutating func open() {
    add(.open(group: layout.groupCount))
    layout.groupCount += 1
  }

  mutating func indented(_ body: (inout LayoutBuilder) -> Void) {
    add(.indent)
    depth += 1
    body(&self)
    depth -= 1
    add(.outdent)
  }

  /// What follows `=` or `->`: behind a blank or on the next line.
  mutating func value(_ node: SyntaxNode) {
    let first = firstToken(of: node)
    let isForced = trailingComment != nil || !comments[before: first].ownLine.isEmpty
    add(.value(group: layout.groupCount, isForced: isForced))
    group { $0.expression(node) }
    add(.outdent)
  }

  /// A blank, or a line break where what `body` writes does not fit on the line.
  mutating func filled(_ body: (inout LayoutBuilder) -> Void) {
    add(.fill(group: layout.groupCount))
    group(body)
  }

  // MARK: Tables

  /// Where the next step comes.
  var end: Int { layout.steps.count }
  /// In which column lines begin here, where nothing but braces is open.
  var indentation: Int { depth * Layout.indentation }

  /// Begins a cell of the row that is being written.
  mutating func cell(_ column: Layout.Table.Column, gap: Int, breaks: Bool = false) {
    add(.tab(layout.tabs.count, breaks: breaks))
    layout.tabs.append(.init(least: gap, aligned: gap))
    cells.append(.init(column: column, step: end - 1, gap: gap))
  }

  /// Rows become a table, if there are several. `group` is ``Layout/Table/group``.
  mutating func add(_ rows: inout [(steps: Range<Int>, cells: [Layout.Table.Cell])], in group: Int? = nil) {
    defer { rows = [] }
    guard rows.count > 1 else { return }
    for cell in rows.lazy.flatMap(\.cells) {
      if case .tab(let tab, _) = layout.steps[cell.step] { layout.tabs[tab].group = group }
    }
    layout.tables.append(Layout.Table(rows, in: group, indentation: indentation))
  }

  /// The number of the next group.
  var nextGroup: Int { layout.groupCount }

  // MARK: The tree

  func kind(_ token: Int) -> TokenKind { tree.tokens[token].kind }

  func word(_ token: Int) -> Word? {
    let token = tree.tokens[token]
    guard token.kind == .identifier else { return nil }
    return Word(token: tree.source.bytes[token.start..<token.end])
  }

  func firstToken(of piece: Piece) -> Int {
    switch piece {
    case .token(let index): index
    case .node(let node): firstToken(of: node)
    }
  }

  func firstToken(of node: SyntaxNode) -> Int {
    let first = Int(tree.records[node.index].firstToken)
    return tree.tokens[first].kind.isTrivia ? nextSignificant[first] : first
  }

  /// The significant token after another.
  func next(_ token: Int) -> Int { nextSignificant[token] }
}

/// A child of a node, or a token of its own.
enum Piece {
  case node(SyntaxNode)
  case token(Int)
}

extension SyntaxNode {
  /// Children and own significant tokens in file order.
  var pieces: [Piece] {
    var pieces: [Piece] = []
    let record = tree.records[index]
    var next = Int(record.firstToken)
    func addTokens(to end: Int) {
      while next < end {
        if !tree.tokens[next].kind.isTrivia, tree.tokens[next].kind != .endOfFile { pieces.append(.token(next)) }
        next += 1
      }
    }
    for child in children {
      addTokens(to: Int(tree.records[child.index].firstToken))
      pieces.append(.node(child))
      next = max(next, Int(tree.records[child.index].endToken))
    }
    addTokens(to: Int(record.endToken))
    return pieces
  }
}
