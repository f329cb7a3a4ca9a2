@testable import RewardSyntax

/// The tokens of a file as the grammar sees them: comments and blanks gone, and of the line breaks only those that
/// count. It follows the text on NEWLINES at the head of the grammar, not the parser.
struct TokenLine {
  struct Token {
    /// Nil for a line break that counts.
    var kind: TokenKind?
    var text: String
    /// How many bytes stand between the token before and this one.
    var gap: Int
    /// How many brackets are open before it.
    var depth: Int
  }

  let tokens: [Token]

  init(_ tree: SyntaxTree) {
    let lines = Lines(tree)
    var tokens: [Token] = []
    var open: [TokenKind] = []
    for (index, kind) in lines.kinds.enumerated() {
      if index > 0, lines.ends(before: index, in: open.last) {
        tokens.append(Token(kind: nil, text: "", gap: 0, depth: open.count))
      }
      tokens.append(Token(kind: kind, text: lines.texts[index], gap: lines.gaps[index], depth: open.count))
      if kind.closer != nil { open.append(kind) }
      if kind.isCloser { _ = open.popLast() }
    }
    self.tokens = tokens
  }
}

/// Which line breaks count.
private struct Lines {
  var kinds: [TokenKind] = []
  var texts: [String] = []
  var gaps: [Int] = []
  private var isFirst: [Bool] = []

  init(_ tree: SyntaxTree) {
    var lineBegins = true
    var end = 0
    for token in tree.tokens where token.kind != .endOfFile {
      if token.kind == .newline { lineBegins = true }
      if token.kind.isTrivia { continue }
      kinds.append(token.kind)
      texts.append(String(decoding: tree.source.bytes[token.start..<token.end], as: UTF8.self))
      gaps.append(token.start - end)
      isFirst.append(lineBegins)
      lineBegins = false
      end = token.end
    }
  }

  /// `innermost` is the bracket that is open before the token.
  func ends(before index: Int, in innermost: TokenKind?) -> Bool {
    guard isFirst[index] else { return false }
    if declares(index, in: innermost) { return true }
    return [nil, .leftBrace].contains(innermost) && !goesOn(index) && !isLeftOpen(before: index)
  }

  private static let continuing: Set = [
    "and", "or", "in", "matches", "contains", "given", "else", "at", "by", "where", "implies",
  ]
  private static let reserved = EBNF.words("reserved")
  private static let declarations: Set = [
    "edition", "spec", "import", "input", "rows", "param", "let", "func", "rule", "reward", "metric", "advantage",
    "test", "gate", "partition", "state", "emit", "optimize", "machine", "rubric", "judge", "objective", "hindsight",
    "request", "resample", "invariant", "audit",
  ]

  private func goesOn(_ index: Int) -> Bool {
    let kind = kinds[index]
    guard kind == .identifier else {
      return isOperator(kind) || [.rightParenthesis, .rightBracket, .rightBrace, .leftBrace, .question].contains(kind)
    }
    let isCall = index + 1 < kinds.count && kinds[index + 1] == .leftParenthesis && gaps[index + 1] == 0
    return Self.continuing.contains(texts[index]) && !(isCall && ["contains", "matches"].contains(texts[index]))
  }

  private func isLeftOpen(before index: Int) -> Bool {
    let kind = kinds[index - 1]
    guard kind == .identifier else {
      return isOperator(kind) || [.leftParenthesis, .leftBracket, .leftBrace].contains(kind)
    }
    let isMember = index > 1 && kinds[index - 2] == .dot
    return !isMember && (Self.continuing.contains(texts[index - 1]) || texts[index - 1] == "not")
  }

  private func isOperator(_ kind: TokenKind) -> Bool {
    switch kind {
    case .plus, .minus, .star, .slash, .caret, .concatenate, .coalesce, .equal, .notEqual, .less, .lessOrEqual,
      .greater, .greaterOrEqual, .equals, .comma, .colon, .dot, .range, .arrow, .doubleArrow:
      true
    default: false
    }
  }

  private func declares(_ index: Int, in innermost: TokenKind?) -> Bool {
    let beginsItem = index > 0 && [.leftBrace, .comma].contains(kinds[index - 1])
    let inBrackets = beginsItem || innermost.map { $0 != .leftBrace } ?? false
    guard Self.declarations.contains(texts[index]), index + 1 < kinds.count, !isFirst[index + 1] else { return false }
    let kind = kinds[index + 1]
    let text = texts[index + 1]
    let isName = kind == .identifier && !Self.reserved.contains(text)
    // In braces it begins a local of a function.
    if texts[index] == "let", innermost == .leftBrace { return false }
    if !inBrackets, kind == .equals { return true }
    switch texts[index] {
    case "advantage", "objective": return kind == .equals || text == "per" || (!inBrackets && kind == .colon)
    case "edition": return kind == .number
    case "test": return kind == .text
    case "import": return isName || kind == .text
    case "rows": return text == "per"
    case "input", "optimize", "audit": return isName || kind == .leftBrace
    default: return isName
    }
  }
}
