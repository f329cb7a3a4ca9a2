/// What one token of a file is.
public enum TokenKind: UInt8, Sendable, Hashable, CaseIterable {
  // Trivia: the parser does not see them.
  case blank, newline, comment
  /// A `///` comment, without its line break.
  case documentation
  /// What another language would have here and this one has not (`#` comments, the `f` of `f"..."`): reported, skipped.
  case foreign
  /// `;`: reported, and then as good as a newline.
  case semicolon

  /// A word. Which words are keywords is decided by the parser, place by place.
  case identifier
  /// `12`, `0.5`, `1e-6`, `50%`
  case number
  /// `1.0.0`
  case version
  /// `"..."`
  case text
  /// `"""..."""`
  case textBlock
  /// `/pattern/flags`
  case regex

  case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, colon, dot
  /// `..`
  case range
  /// `=`
  case equals
  /// `->`
  case arrow
  /// `=>`
  case doubleArrow
  case question
  case plus, minus, star, slash, caret
  /// `++`
  case concatenate
  /// `??`
  case coalesce
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  // Operators of other languages, which the parser understands in order to name the right one:
  // `&&`, `||`, `!`, `**`, `:=`.
  case foreignAnd, foreignOr, foreignNot, foreignPower, foreignAssignment

  /// Bytes that are no token; already reported.
  case error
  /// The empty last token.
  case endOfFile

  /// Blanks, line breaks and comments.
  public var isTrivia: Bool { rawValue <= TokenKind.semicolon.rawValue }

  /// `//` and `///` comments.
  var isComment: Bool { self == .comment || self == .documentation }

  /// `==`, `!=`, `<`, `<=`, `>`, `>=`
  var isComparison: Bool {
    rawValue >= TokenKind.equal.rawValue && rawValue <= TokenKind.greaterOrEqual.rawValue
  }

  /// An operator that needs an operand on both sides.
  var isBinaryOperator: Bool {
    switch self {
    case .plus, .minus, .star, .slash, .caret, .concatenate, .coalesce, .foreignAnd, .foreignOr, .foreignPower: true
    default: isComparison
    }
  }

  /// The bracket that closes this one.
  var closer: TokenKind? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }

  /// The bracket that this one closes.
  var opener: TokenKind? {
    switch self {
    case .rightParenthesis: .leftParenthesis
    case .rightBracket: .leftBracket
    case .rightBrace: .leftBrace
    default: nil
    }
  }

  var isCloser: Bool { opener != nil }
}
