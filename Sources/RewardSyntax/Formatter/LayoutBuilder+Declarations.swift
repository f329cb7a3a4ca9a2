/// Files and declarations.
extension LayoutBuilder {
  mutating func file(_ root: SyntaxNode) {
    lines(root.children.map { [.node($0)] }, Block()) { builder, node in builder.declaration(node) }
    writeLastComments(before: tree.tokens.count - 1)
    writeTrailingComment()
  }

  private mutating func declaration(_ node: SyntaxNode) {
    let pieces = node.pieces
    switch node.kind {
    case .functionDeclaration: function(pieces)
    case .importDeclaration, .partitionDeclaration: clauses(pieces)
    case .invariantDeclaration: invariant(pieces)
    case .testDeclaration, .gateDeclaration, .rubricDeclaration, .machineDeclaration, .optimizeDeclaration,
      .emitDeclaration, .auditDeclaration, .judgeDeclaration, .requestDeclaration, .hindsightDeclaration,
      .resampleDeclaration:
      let brace = pieces.lastIndex { if case .token(let token) = $0 { kind(token) == .leftBrace } else { false } }
      group { $0.clauses(pieces[..<(brace ?? 0)]) }
      blank()
      block(pieces[(brace ?? 0)...], Block(joinsItems: node.kind == .emitDeclaration)) { $0.item($1) }
    default: assignment(pieces)
    }
  }

  // MARK: On one line

  /// A name, perhaps a type, and `=` with a value.
  mutating func assignment(_ pieces: [Piece]) {
    let sign = pieces.lastIndex { if case .token(let token) = $0 { kind(token) == .equals } else { false } }
    guard let sign, sign + 1 < pieces.count, case .node(let result) = pieces[sign + 1] else {
      inline(pieces)
      return
    }
    inline(pieces[...sign])
    value(result)
    for piece in pieces[(sign + 2)...] { update(piece) }
  }

  /// `then x`. It may begin a line, unless braces follow it.
  private mutating func update(_ piece: Piece) {
    guard case .node(let clause) = piece, case let pieces = clause.pieces, case .node(let result)? = pieces.last else {
      return write(piece)
    }
    if result.kind == .whenExpression {
      blank()
      return inline(pieces)
    }
    indented { builder in
      builder.line()
      builder.inline(pieces.dropLast())
      builder.value(result)
    }
  }

  /// `invariant NAME: for a, b: c implies d`
  private mutating func invariant(_ pieces: [Piece]) {
    for (place, piece) in pieces.enumerated() {
      switch piece {
      case .node(let node) where last.map(kind) == .colon: value(node)
      case .token(let index) where word(index) == .implies:
        indented { builder in
          builder.line()
          builder.token(index)
        }
      default:
        if place > 0, needsBlank(before: firstToken(of: piece)) { blank() }
        write(piece)
      }
    }
  }

  // MARK: Functions

  private mutating func function(_ pieces: [Piece]) {
    let open = pieces.firstIndex { if case .token(let token) = $0 { kind(token) == .leftParenthesis } else { false } }
    let close = pieces.lastIndex { if case .token(let token) = $0 { kind(token) == .rightParenthesis } else { false } }
    guard let open, let close else { return inline(pieces) }
    inline(pieces[..<open])
    bracketed(pieces[open...close], closesOnItsOwnLine: true)
    for piece in pieces[(close + 1)...] {
      if let last, kind(last) == .equals, case .node(let result) = piece {
        value(result)
      } else if case .node(let body) = piece, body.kind == .functionBody {
        blank()
        block(body.pieces[...], Block(isOpen: true)) { $0.item($1) }
      } else {
        blank()
        write(piece)
      }
    }
  }

  // MARK: Items

  private mutating func item(_ node: SyntaxNode) {
    let pieces = node.pieces
    switch node.kind {
    case .gateLevel: level(pieces)
    case .machineEdge: edge(pieces)
    case .testGroup: testGroup(pieces)
    case .groupMember: member(pieces)
    case .localDeclaration, .testWith, .testStub: assignment(pieces)
    case .optimizeKeep, .rubricCriterion: clauses(pieces)
    case .clause: judgeClause(pieces)
    default: write(node)
    }
  }

  /// `level NAME = score` and its clauses. An `else` stands behind the clause before it.
  private mutating func level(_ pieces: [Piece]) {
    guard pieces.count > 3, case .node(let score) = pieces[3] else { return inline(pieces) }
    inline(pieces[..<2])
    cell(.fixed(0), gap: 1)
    write(pieces[2])
    value(score)
    for (place, piece) in pieces.enumerated().dropFirst(4) {
      guard case .node(let clause) = piece, let word = word(firstToken(of: clause)) else { continue }
      indented { builder in
        if word == .else, place > 4 {
          builder.line()
        } else {
          builder.cell(.clause(word), gap: 2, breaks: true)
        }
        builder.write(clause)
      }
    }
  }

  /// `answers  1..5`
  private mutating func judgeClause(_ pieces: [Piece]) {
    guard let word = pieces.first else { return }
    write(word)
    guard pieces.count > 1 else { return }
    cell(.fixed(0), gap: 1)
    let open = pieces.firstIndex { if case .token(let token) = $0 { kind(token) == .leftParenthesis } else { false } }
    inline(pieces[1..<(open ?? pieces.count)])
    if let open { bracketed(pieces[open...]) }
  }

  /// `start -[c]-> found  pays 0.1`
  private mutating func edge(_ pieces: [Piece]) {
    for piece in pieces {
      switch piece {
      case .token(let index) where kind(index) == .minus: cell(.fixed(0), gap: 1)
      case .token where last.map(kind) == .arrow: cell(.fixed(1), gap: 1)
      case .node(let node) where node.kind == .clause: cell(.clause(.pays), gap: 2)
      default: break
      }
      write(piece)
    }
  }

  /// `group answer "4", difficulty 3 { .. }`
  private mutating func testGroup(_ pieces: [Piece]) {
    for (place, piece) in pieces.enumerated() {
      if case .token(let token) = piece, kind(token) == .leftBrace {
        blank()
        return block(pieces[place...], Block()) { $0.item($1) }
      }
      if place > 0, case .node = piece { add(.blanks(gapBehindNumber(before: piece))) }
      write(piece)
    }
  }

  /// `a: "a response"`, `a: { response: "..", n: 3 }`, `revise a: "better"`
  private mutating func member(_ pieces: [Piece]) {
    let colon = pieces.firstIndex { if case .token(let token) = $0 { kind(token) == .colon } else { false } } ?? 1
    inline(pieces[...colon])
    cell(.fixed(0), gap: 1)
    if case .token = pieces[colon + 1] {
      block(pieces[(colon + 1)...], Block(joinsItems: true)) { $0.item($1) }
    } else {
      inline(pieces[(colon + 1)...])
    }
  }
}
