extension ItemForm {
  static let optimize = ItemForm(
    separation: .lines, starts: [.keep, .with], clauses: [.where, .until, .within])
}

/// `optimize`
extension Parser {
  mutating func parseOptimize() -> SyntaxKind {
    advance()
    parseBlock(.optimize, of: "what it keeps", expecting: "`keep`, `with` or `}`") { parser in
      let item = parser.mark()
      switch parser.word {
      case .keep:
        parser.advance()
        parser.parseKeep()
        parser.finish(.optimizeKeep, item)
      case .with:
        parser.advance()
        parser.parseExpression()
        parser.finish(.optimizeWith, item)
      default: parser.failItem(.optimize, "`keep` or `with`", of: "an `optimize`")
      }
    }
    return .optimizeDeclaration
  }

  /// `groups where c until n within k rounds`
  private mutating func parseKeep() {
    takeName("`groups`")
    guard !isPanicking else { return }
    guard nextClause(of: [.where]) != nil else {
      return failExpected(.expectedToken, "`where` and a condition", among: [.where])
    }
    parseClauses([.where, .until, .within]) { parser, word in
      parser.parseExpression()
      if word == .within { parser.takeWord(.rounds) }
    }
  }
}
