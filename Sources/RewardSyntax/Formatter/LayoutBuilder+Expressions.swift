/// Expressions.
extension LayoutBuilder {
  mutating func expression(_ node: SyntaxNode) {
    let pieces = node.pieces
    switch node.kind {
    case .binaryExpression: binary(node)
    case .givenExpression: given(node)
    case .callExpression:
      write(pieces[0])
      bracketed(pieces.dropFirst())
    case .tupleExpression, .comprehensionExpression: bracketed(pieces[...])
    case .listExpression: bracketed(pieces[...], closesOnItsOwnLine: true)
    case .whenExpression:
      write(pieces[0])
      blank()
      block(pieces.dropFirst(), Block(gap: 2)) { builder, item in builder.arm(item) }
    case .memberExpression, .indexExpression, .parenthesizedExpression, .negateExpression:
      for piece in pieces { write(piece) }
    default: inline(pieces)
    }
  }

  /// `c -> v`, `else -> v`
  private mutating func arm(_ node: SyntaxNode) {
    for piece in node.pieces {
      if let last, kind(last) == .arrow, case .node(let result) = piece {
        value(result)
      } else {
        if firstToken(of: piece) != firstToken(of: node) { blank() }
        write(piece)
      }
    }
  }

  // MARK: Operators

  /// Operators that bind alike, side by side. Each begins a line if they do not fit on one.
  private mutating func binary(_ node: SyntaxNode) {
    guard var (first, _, operand) = operands(of: node), case .token(let sign) = node.pieces[1] else { return }
    let level = BinaryLevel(self, sign)
    // Nothing breaks around `^`, nor before brackets that something is looked for in.
    if level == .power || (level == .comparison && operand.kind == .listExpression) { return inline(node.pieces) }
    var rest = [(sign: sign, operand: operand)]
    if level == .coalesce {
      while let (left, sign, right) = operands(of: operand), BinaryLevel(self, sign) == level {
        rest[rest.count - 1].operand = left
        rest.append((sign, right))
        operand = right
      }
    } else {
      while let (left, sign, right) = operands(of: first), BinaryLevel(self, sign) == level {
        rest.append((sign, right))
        first = left
      }
      rest.reverse()
    }
    group { builder in
      builder.expression(first)
      builder.indented { builder in
        for (sign, operand) in rest {
          builder.line()
          builder.token(sign)
          builder.blank()
          builder.expression(operand)
        }
      }
    }
  }

  private func operands(of node: SyntaxNode) -> (left: SyntaxNode, sign: Int, right: SyntaxNode)? {
    guard node.kind == .binaryExpression, case let pieces = node.pieces, pieces.count == 3,
      case .node(let left) = pieces[0], case .token(let sign) = pieces[1], case .node(let right) = pieces[2]
    else { return nil }
    return (left, sign, right)
  }

  /// `x given c given d else v`. Behind the brace of a `when` no line breaks.
  private mutating func given(_ node: SyntaxNode) {
    var parts: [ArraySlice<Piece>] = []
    var first = node
    while first.kind == .givenExpression, case let pieces = first.pieces, case .node(let condition) = pieces[0] {
      parts.append(pieces.dropFirst())
      first = condition
    }
    let breaks = first.kind != .whenExpression
    group { builder in
      builder.expression(first)
      builder.indented { builder in
        for piece in parts.reversed().joined() {
          if case .token(let word) = piece, breaks, builder.word(word) != .abstain {
            builder.line()
          } else {
            builder.blank()
          }
          builder.write(piece)
        }
      }
    }
  }
}

/// Binary operators that bind alike.
private enum BinaryLevel {
  case or, and, comparison, coalesce, sum, product, power

  init(_ builder: LayoutBuilder, _ sign: Int) {
    switch builder.kind(sign) {
    case .plus, .minus, .concatenate: self = .sum
    case .star, .slash: self = .product
    case .coalesce: self = .coalesce
    case .caret: self = .power
    case .identifier:
      switch builder.word(sign) {
      case .or: self = .or
      case .and: self = .and
      default: self = .comparison
      }
    default: self = .comparison
    }
  }
}
