import Testing

@testable import RewardSyntax

@Suite("Tokens")
struct LexerTests {
  /// Kinds and texts of the tokens that are no blanks.
  private func tokens(_ text: String) -> [String] {
    let tree = parse(text)
    return tree.tokens.filter { $0.kind != .blank && $0.kind != .endOfFile }
      .map { "\($0.kind) \(tree.source.text(in: SourceRange(file: tree.file, start: $0.start, end: $0.end)))" }
  }

  @Test("Numbers, ranges and versions")
  func numbers() {
    #expect(
      tokens("1 1.5 1e6 1.5E-3 50% 0..1 1.0.0 1.x 2e") == [
        "number 1", "number 1.5", "number 1e6", "number 1.5E-3", "number 50%", "number 0", "range ..", "number 1",
        "version 1.0.0", "number 1", "dot .", "identifier x", "number 2", "identifier e",
      ])
  }

  @Test("Operators are as long as possible")
  func operators() {
    let kinds = parse("+ ++ - -> * ^ ?? ? = == => != < <= > >= , : . .. ( ) [ ] { }").tokens.map(\.kind)
      .filter { $0 != .blank && $0 != .endOfFile }
    #expect(
      kinds == [
        .plus, .concatenate, .minus, .arrow, .star, .caret, .coalesce, .question, .equals, .equal,
        .doubleArrow, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .comma, .colon, .dot, .range,
        .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .leftBrace, .rightBrace,
      ])
  }

  @Test("Comments, documentation and line breaks")
  func trivia() {
    #expect(
      tokens("a // b\r\n/// c\n//// d\n") == [
        "identifier a", "comment // b", "newline \r\n", "documentation /// c", "newline \n", "comment //// d",
        "newline \n",
      ])
  }

  @Test("Words are identifiers, all of them")
  func words() {
    #expect(tokens("let _a1 and") == ["identifier let", "identifier _a1", "identifier and"])
  }

  @Test("A byte order mark, CRLF and lone CR are fine")
  func encodings() {
    #expect(findings("\u{FEFF}let a = 1\r\nlet b = 2\r\n\tlet c\r= 3") == [])
    #expect(declarations("\u{FEFF}let a = 1\r\nlet b = 2\r\n").count == 2)
  }

  @Test("A file that is not UTF-8 is one mistake, at the first bad byte")
  func invalidEncoding() {
    let tree = parse(Array("let a = \"".utf8) + [0xFF, 0xFE] + Array("\"\nlet b = 1".utf8) + [0xC0])
    #expect(findings(tree) == ["E101 1:10-11"])
    #expect(findings(parse([0xFF])).first == "E101 1:1-2")
  }

  @Test(
    "What begins no token is one mistake",
    arguments: [
      ("let a = $", "E102 1:9-10"),
      ("let a = b $$ c", "E102 1:11-13"),
      ("let a = \0", "E102 1:9-10"),
      ("let a = é", "E102 1:9-10"),
      ("let a = ' ", "E102 1:9-10"),
      ("let a = b % c", "E102 1:11-12"),
      ("let a = 4_000", "E106 1:9-14"),
      ("let a = 1e999", "E106 1:9-14"),
      ("let a = f(\"b, c)\nlet d = 1", "E103 1:11-17"),
      ("let a = \"\"\"\n  b\n", "E103 1:9-12"),
      ("rule a = b matches /c\nlet d = 1", "E104 1:20-22"),
      ("rule a = b matches /[/]\nlet d = 1\n", ""),
      ("let a = \"\\d\"", "E105 1:10-12"),
      ("let a = \"\\u{110000}\"", "E105 1:10-12"),
      ("let a = \"\"\"\n    b\n  c\n    \"\"\"", "E107 3:1-4"),
    ])
  func mistakes(source: String, finding: String) {
    // `/[/]` has its slash inside a character class.
    #expect(findings(source) == [finding.isEmpty ? "E104 1:20-24" : finding])
  }

  @Test("So many mistakes that nobody reads them are cut short")
  func tooMany() {
    let tree = parse(String(repeating: "$ \n", count: 500))
    #expect(tree.diagnostics.count == 101)
    #expect(tree.diagnostics.last?.code == .tooManyMistakes)
  }

  @Test("Every diagnostic of the lexer and the parser has its own code")
  func codes() {
    let codes: [DiagnosticCode] = [
      .invalidEncoding, .unknownCharacter, .unterminatedText, .unterminatedPattern, .invalidEscape, .invalidNumber,
      .insufficientIndentation, .foreignSpelling, .expectedDeclaration, .expectedName, .expectedExpression,
      .expectedType, .expectedToken, .unexpectedToken, .chainedComparison, .missingElse,
      .nestedTooDeeply, .misplacedClause, .inputBlock, .unclosedBracket, .strayBracket, .tooManyMistakes,
    ]
    #expect(Set(codes).count == codes.count)
  }
}
