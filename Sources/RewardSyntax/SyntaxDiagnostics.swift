/// The mistakes that lexer and parser find: E101 to E129.
extension DiagnosticCode {
  /// The file is not UTF-8.
  public static let invalidEncoding = DiagnosticCode("E101")
  /// A character that begins nothing.
  public static let unknownCharacter = DiagnosticCode("E102")
  /// A text, or a text block, whose closing quotes are missing.
  public static let unterminatedText = DiagnosticCode("E103")
  /// A pattern without its closing slash.
  public static let unterminatedPattern = DiagnosticCode("E104")
  /// A backslash in a text followed by what is no escape.
  public static let invalidEscape = DiagnosticCode("E105")
  /// A number that is badly written or too large.
  public static let invalidNumber = DiagnosticCode("E106")
  /// A line of a text block stands left of its closing quotes.
  public static let insufficientIndentation = DiagnosticCode("E107")
  /// What other languages write for something that has another spelling here.
  public static let foreignSpelling = DiagnosticCode("E108")
  /// A line that begins no declaration.
  public static let expectedDeclaration = DiagnosticCode("E109")
  /// A name is missing, or is a reserved word.
  public static let expectedName = DiagnosticCode("E110")
  /// An operand is missing.
  public static let expectedExpression = DiagnosticCode("E111")
  /// A type, or a part of one, is missing.
  public static let expectedType = DiagnosticCode("E112")
  /// One particular token is missing.
  public static let expectedToken = DiagnosticCode("E113")
  /// Something stands after a complete declaration.
  public static let unexpectedToken = DiagnosticCode("E114")
  /// `a < b < c`
  public static let chainedComparison = DiagnosticCode("E116")
  /// A `when` without `else`.
  public static let missingElse = DiagnosticCode("E117")
  /// Brackets or operators are nested too deeply.
  public static let nestedTooDeeply = DiagnosticCode("E118")
  /// A clause that belongs elsewhere.
  public static let misplacedClause = DiagnosticCode("E119")
  /// `input { ... }`
  public static let inputBlock = DiagnosticCode("E120")
  /// A bracket that is opened and not closed.
  public static let unclosedBracket = DiagnosticCode("E121")
  /// A bracket that closes nothing.
  public static let strayBracket = DiagnosticCode("E122")
  /// The file has so many mistakes that the rest is not reported.
  public static let tooManyMistakes = DiagnosticCode("E123")

  /// Every code of lexer and parser.
  public static let syntax: [DiagnosticCode] = [
    .invalidEncoding, .unknownCharacter, .unterminatedText, .unterminatedPattern, .invalidEscape, .invalidNumber,
    .insufficientIndentation, .foreignSpelling, .expectedDeclaration, .expectedName, .expectedExpression,
    .expectedType, .expectedToken, .unexpectedToken, .chainedComparison, .missingElse,
    .nestedTooDeeply, .misplacedClause, .inputBlock, .unclosedBracket, .strayBracket, .tooManyMistakes,
  ]
}
