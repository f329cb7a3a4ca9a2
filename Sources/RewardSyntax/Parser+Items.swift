/// What stands in the braces of a declaration.
struct ItemForm {
  /// What stands between two items.
  enum Separation {
    /// A line break or a comma; nothing where the next item begins with a word.
    case loose
    /// A line break or a comma.
    case commas
    /// A line break.
    case lines
  }
  var separation: Separation
  /// The words that begin an item, where words do.
  var starts: [Word] = []
  /// The words that begin a clause of an item. A line that begins with one continues the item.
  var clauses: [Word] = []
}

/// Items in braces, and the clauses of items and of declarations.
extension Parser {
  /// Items in braces. A mistake costs its item only.
  mutating func parseItems(_ open: Int, _ form: ItemForm, expecting what: String, _ parse: (inout Parser) -> Void) {
    advance()
    let outer = (newlinesMatter, host)
    (newlinesMatter, host) = (true, .plain)
    while stream.kinds[position] != .endOfFile {
      itemStart = position
      if stream.kinds[position] == .rightBrace { break }
      let before = position
      if stream.declares[position] {
        // Braces that are not closed end before the next declaration.
        guard stream.partners[open] != nil else { break }
        failDeclaration(inside: open)
      } else {
        parse(&self)
      }
      if !isPanicking { endItem(form) }
      if isPanicking, let next = nextItem(from: max(position, before), in: open, form) {
        skip(to: next)
        isPanicking = false
      }
      if isPanicking { break }
    }
    // The token here, perhaps on a new line, begins no further item.
    itemStart = open
    close(open, expecting: what)
    (newlinesMatter, host) = outer
  }

  private mutating func failDeclaration(inside open: Int) {
    fail(
      .unexpectedToken, "a declaration stands outside the braces of another",
      at: range(from: position, to: position + 1),
      "this begins a declaration", because: [.init(range(from: open, to: open + 1), "inside this")])
  }

  /// Sees to it that an item ends here.
  private mutating func endItem(_ form: ItemForm) {
    if kind == .newline || kind == .rightBrace || kind == .endOfFile { return }
    let here = range(from: position, to: position + 1)
    switch form.separation {
    case .loose where kind == .comma, .commas where kind == .comma:
      advance()
      return
    case .loose where kind == .identifier: return
    case .lines where kind == .comma:
      report(
        .unexpectedToken, "lines end without `,` here", at: here, "not needed",
        fix: .init("remove it", range: here, replacement: ""))
      advance()
      return
    default: break
    }
    if let word, form.starts.contains(word) {
      let gap = SourceRange(file: file, start: previousEnd, end: here.start)
      fail(
        .unexpectedToken, "`\(word.rawValue)` begins on a line of its own", at: here, "not expected here",
        fix: .init("begin a new line", range: gap, replacement: "\n"))
    } else if kind == .identifier, !form.clauses.isEmpty {
      let near = nearest(form.clauses)
      let clauses = form.clauses.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      fail(
        .unexpectedToken, "expected an operator, a clause or the end of the line, found \(found)", at: here,
        "not expected here", notes: near == nil ? ["a clause begins with: \(clauses)"] : [],
        fix: near.map { .init("write `\($0)`", range: here, replacement: $0) })
    } else {
      failBehindExpression(form.separation == .lines ? "the end of the line" : "`,` or the end of the line")
    }
  }

  /// Reports the current token, with which no item begins.
  mutating func failItem(_ form: ItemForm, _ what: String, of owner: String) {
    let here = range(from: position, to: position + 1)
    let near = kind == .identifier ? nearest(form.starts) : nil
    fail(
      .expectedToken, "expected \(what), found \(found)", at: here, "no part of \(owner) begins like this",
      fix: near.map { .init("write `\($0)`", range: here, replacement: $0) })
  }

  /// The next line of the braces that are open at `open` that begins an item, or their end.
  private func nextItem(from start: Int, in open: Int, _ form: ItemForm) -> Int? {
    guard let end = stream.partners[open] else { return nil }
    var next = start
    while next < end {
      if next > itemStart, stream.endsLine[next], !beginsClause(next, form.clauses) { return next }
      if let partner = stream.partners[next], partner > next { next = partner }
      next += 1
    }
    return end
  }

  // MARK: Clauses

  /// Whether one of `words` stands here as the beginning of a clause. A state of a machine may be called `pays`.
  private func beginsClause(_ position: Int, _ words: [Word]) -> Bool {
    guard let word = stream.words[position], words.contains(word), !stream.declares[position] else { return false }
    return word != .pays || position + 2 >= stream.kinds.count || stream.kinds[position + 1] != .minus
      || stream.kinds[position + 2] != .leftBracket
  }

  /// The clause word that comes next, on this line or at the beginning of the next.
  mutating func nextClause(of words: [Word]) -> Word? {
    guard !isPanicking, beginsClause(position, words) else { return nil }
    if kind == .newline { itemStart = position }
    return word
  }

  /// Clauses in any order, each at most once. `parse` reads what follows the word.
  mutating func parseClauses(_ words: [Word], _ parse: (inout Parser, Word) -> Void) {
    var seen: [Word: SourceRange] = [:]
    while let word = nextClause(of: words) { parseClause(word, after: &seen, parse) }
  }

  /// One clause; `seen` holds those before it.
  mutating func parseClause(
    _ word: Word, after seen: inout [Word: SourceRange], _ parse: (inout Parser, Word) -> Void
  ) {
    let start = mark()
    let here = range(from: position, to: position + 1)
    if let first = seen[word] {
      fail(
        .misplacedClause, "a second `\(word.rawValue)`", at: here, "remove one of them",
        because: [.init(first, "the first")])
    }
    seen[word] = here
    advance()
    if !isPanicking { parse(&self, word) }
    finish(.clause, start)
  }

  /// An expression that ends before the words that its declaration wants for itself.
  mutating func parseExpression(in host: ExpressionHost) {
    let outer = self.host
    self.host = host
    parseExpression()
    self.host = outer
  }

  /// The colon between a name and its value.
  mutating func takeColon(_ rule: String) {
    guard !isPanicking, !take(.colon) else { return }
    guard kind == .equals else { return failExpected(.expectedToken, "`:`") }
    reportForeign(rule, at: range(from: position, to: position + 1), write: ":")
    advance()
  }

  /// A word that must stand here. `isLost` tells whether it is all that is missing before a number.
  mutating func takeWord(_ expected: Word, _ what: String? = nil, isLost: Bool = false, notes: [String] = []) {
    guard !isPanicking, !take(expected) else { return }
    let what = what ?? "`\(expected.rawValue)`"
    guard isLost, kind == .number else {
      return failExpected(.expectedToken, what, among: [expected], notes: notes)
    }
    let here = place
    fail(
      .expectedToken, "expected \(what), found \(found)", at: here, "expected \(what)",
      fix: .init(
        "write `\(expected.rawValue)`", range: SourceRange(file: file, start: here.start, end: here.start),
        replacement: expected.rawValue + " "))
  }

  /// A text, in one line or as a block.
  mutating func takePlainText(_ what: String) {
    let start = mark()
    guard take(.text) || take(.textBlock) else { return failExpected(.expectedToken, what) }
    finish(.textExpression, start)
  }

  /// The braces of a declaration and the items in them.
  mutating func parseBlock(
    _ form: ItemForm, of what: String, heads words: [Word] = [], notes: [String] = [], expecting end: String,
    _ parse: (inout Parser) -> Void
  ) {
    guard !isPanicking else { return }
    guard kind == .leftBrace else {
      return failExpected(.expectedToken, "`{` and \(what)", among: words, notes: notes)
    }
    parseItems(position, form, expecting: end, parse)
  }
}
