/// The significant tokens of a file and what the parser wants to know of each, found in one pass.
struct TokenStream {
  /// Where each stands among all tokens of the file.
  private(set) var indices: [Int] = []
  private(set) var kinds: [TokenKind] = []
  private(set) var words: [Word?] = []
  private(set) var isFirstOnLine: [Bool] = []
  /// A word with `(` right behind it: `contains(` at the beginning of a line is a call, not an operator.
  private var isCalled: [Bool] = []
  /// Whether a declaration or an item that came this far ends before this token: it stands first on its line, and
  /// neither it nor the token before it asks for more.
  private(set) var endsLine: [Bool] = []
  /// Whether a declaration certainly begins here, even if a bracket is still open.
  private(set) var declares: [Bool] = []
  /// For a bracket, the one that belongs to it, if any.
  private(set) var partners: [Int?] = []
  /// Whether a bracket of the last declaration is still open at the end.
  private(set) var isOpenAtEnd = false

  init(_ tokens: [SyntaxTree.Token], in source: SourceFile) {
    indices.reserveCapacity(tokens.count)
    kinds.reserveCapacity(tokens.count)
    words.reserveCapacity(tokens.count)
    isFirstOnLine.reserveCapacity(tokens.count)
    isCalled.reserveCapacity(tokens.count)
    var lineBegins = true
    source.bytes.withUnsafeBufferPointer { bytes in
      for (index, token) in tokens.enumerated() {
        if token.kind.isTrivia {
          if token.kind == .newline || token.kind == .semicolon { lineBegins = true }
          continue
        }
        indices.append(index)
        kinds.append(token.kind)
        words.append(token.kind == .identifier ? Word(token: bytes[token.start..<token.end]) : nil)
        isFirstOnLine.append(lineBegins)
        isCalled.append(
          token.kind == .identifier && token.end < bytes.count && bytes[token.end] == UInt8(ascii: "("))
        lineBegins = false
      }
    }
    endsLine = Array(repeating: false, count: kinds.count)
    declares = endsLine
    for position in kinds.indices where isFirstOnLine[position] {
      declares[position] = beginsDeclaration(position, inBrackets: true)
      endsLine[position] =
        beginsDeclaration(position, inBrackets: beginsItem(position))
        || !(continues(position) || isLeftOpen(before: position))
    }
    matchBrackets()
  }

  /// A keyword, first on its line, with what must follow it. Two words side by side are never inside an expression;
  /// `advantage:` in brackets is a label.
  func beginsDeclaration(_ position: Int, inBrackets: Bool) -> Bool {
    guard isFirstOnLine[position], let word = words[position], word.isDeclaration, position + 1 < kinds.count,
      !isFirstOnLine[position + 1]
    else { return false }
    let nextKind = kinds[position + 1]
    let nextWord = words[position + 1]
    // A name and `=`, first on a line outside brackets: nothing else can be meant.
    if nextKind == .equals, !inBrackets { return true }
    let isName = nextKind == .identifier && !(nextWord?.isReserved ?? false)
    switch word {
    case .advantage, .objective:
      return nextKind == .equals || nextWord == .per || (nextKind == .colon && !inBrackets)
    case .edition: return nextKind == .number
    case .test: return nextKind == .text
    case .import: return isName || nextKind == .text
    case .rows: return nextWord == .per
    case .input, .optimize, .audit: return isName || nextKind == .leftBrace
    default: return isName
    }
  }

  /// Stands behind `{` or `,`, where a name may be one of these keywords: `advantage: 0.5` of a rollout.
  private func beginsItem(_ position: Int) -> Bool {
    position > 0 && (kinds[position - 1] == .leftBrace || kinds[position - 1] == .comma)
  }

  /// Begins with what needs something before it.
  private func continues(_ position: Int) -> Bool {
    let kind = kinds[position]
    if kind.isBinaryOperator || kind.isCloser { return true }
    switch kind {
    case .identifier:
      guard let word = words[position], word.continuesExpression else { return false }
      return !((word == .contains || word == .matches) && isCalled[position])
    case .comma, .colon, .dot, .range, .equals, .arrow, .doubleArrow, .question, .leftBrace, .foreignAssignment:
      return true
    default: return false
    }
  }

  /// The token before needs something after it.
  func isLeftOpen(before position: Int) -> Bool {
    guard position > 0 else { return false }
    let kind = kinds[position - 1]
    if kind.isBinaryOperator || kind.closer != nil { return true }
    switch kind {
    case .identifier:
      guard let word = words[position - 1], position < 2 || kinds[position - 2] != .dot else { return false }
      return word.continuesExpression || word == .not
    case .comma, .colon, .dot, .range, .equals, .arrow, .doubleArrow, .foreignNot, .foreignAssignment: return true
    default: return false
    }
  }

  private mutating func matchBrackets() {
    partners = Array(repeating: nil, count: kinds.count)
    var open: [Int] = []
    // How many of each kind are open: a stray bracket must not search them all.
    var waiting = [Int](repeating: 0, count: TokenKind.allCases.count)
    func forget(_ positions: ArraySlice<Int>) {
      for position in positions { waiting[Int(kinds[position].rawValue)] -= 1 }
    }
    for position in kinds.indices {
      if declares[position] {
        // No declaration stands inside another, except `let` inside braces.
        if words[position] == .let {
          let kept = open.lastIndex { kinds[$0] == .leftBrace }.map { $0 + 1 } ?? 0
          forget(open[kept...])
          open.removeSubrange(kept...)
        } else {
          forget(open[...])
          open.removeAll()
        }
      }
      let kind = kinds[position]
      if kind.closer != nil {
        open.append(position)
        waiting[Int(kind.rawValue)] += 1
      } else if let opener = kind.opener, waiting[Int(opener.rawValue)] > 0,
        let place = open.lastIndex(where: { kinds[$0] == opener })
      {
        // A bracket of another kind in between is the one that lacks its partner.
        partners[open[place]] = position
        partners[position] = open[place]
        forget(open[place...])
        open.removeSubrange(place...)
      }
    }
    isOpenAtEnd = !open.isEmpty
  }
}
