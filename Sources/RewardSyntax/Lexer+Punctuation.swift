/// Operators, brackets, and what begins no token.
extension Lexer {
  mutating func punctuation() {
    let first = bytes[offset]
    let second = byte(1)
    func followed(by character: Unicode.Scalar) -> Bool { second == UInt8(ascii: character) }
    switch Unicode.Scalar(first) {
    case "(": emit(.leftParenthesis, length: 1)
    case ")": emit(.rightParenthesis, length: 1)
    case "[": emit(.leftBracket, length: 1)
    case "]": emit(.rightBracket, length: 1)
    case "{": emit(.leftBrace, length: 1)
    case "}": emit(.rightBrace, length: 1)
    case ",": emit(.comma, length: 1)
    case ":": followed(by: "=") ? emit(.foreignAssignment, length: 2) : emit(.colon, length: 1)
    case ".": followed(by: ".") ? emit(.range, length: 2) : emit(.dot, length: 1)
    case "=":
      if followed(by: "=") {
        byte(2) == UInt8(ascii: "=") ? strictComparison(.equal) : emit(.equal, length: 2)
      } else {
        followed(by: ">") ? emit(.doubleArrow, length: 2) : emit(.equals, length: 1)
      }
    case "!" where followed(by: "="):
      byte(2) == UInt8(ascii: "=") ? strictComparison(.notEqual) : emit(.notEqual, length: 2)
    case "!": emit(.foreignNot, length: 1)
    case "<": followed(by: "=") ? emit(.lessOrEqual, length: 2) : emit(.less, length: 1)
    case ">": followed(by: "=") ? emit(.greaterOrEqual, length: 2) : emit(.greater, length: 1)
    case "+": followed(by: "+") ? emit(.concatenate, length: 2) : emit(.plus, length: 1)
    case "-": followed(by: ">") ? emit(.arrow, length: 2) : emit(.minus, length: 1)
    case "*": followed(by: "*") ? emit(.foreignPower, length: 2) : emit(.star, length: 1)
    case "^": emit(.caret, length: 1)
    case "?": followed(by: "?") ? emit(.coalesce, length: 2) : emit(.question, length: 1)
    case "&" where followed(by: "&"): emit(.foreignAnd, length: 2)
    case "|" where followed(by: "|"): emit(.foreignOr, length: 2)
    case ";":
      let range = offset..<offset + 1
      report(
        .foreignSpelling, "declarations end with their line, without `;`", range, "not needed",
        fix: ("remove it", range, ""))
      emit(.semicolon, length: 1)
    default: unknownCharacter()
    }
  }

  /// `===` and `!==`, read as what they mean here.
  private mutating func strictComparison(_ kind: TokenKind) {
    let range = offset..<offset + 3
    let written = String(decoding: bytes[range], as: UTF8.self)
    let right = String(written.dropLast())
    report(
      .foreignSpelling, "`\(written)` is written `\(right)`", range, "written `\(right)` here",
      fix: ("write `\(right)`", range, right))
    emit(kind, length: 3)
  }

  /// Takes a run of characters that no token begins with as one mistake.
  private mutating func unknownCharacter() {
    let length = max(1, run(Self.beginsNothing))
    unknown(length: length, suggestion: Self.likely(bytes[offset..<offset + length], before: byte(length)))
  }

  private static func beginsNothing(_ byte: UInt8) -> Bool {
    switch byte {
    case 9, 10, 13: false
    case 0..<32, 127...255: true
    default: "$@\\`~%&|".utf8.contains(byte)
    }
  }

  /// What is meant by a character that a word processor or another language puts in.
  private static func likely(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, before next: UInt8) -> String? {
    switch String(decoding: bytes, as: UTF8.self) {
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}": "\""
    case "\u{2212}", "\u{2013}", "\u{2014}": "-"
    case "\u{2264}": "<="
    case "\u{2265}": ">="
    case "\u{2260}": "!="
    case "\u{00D7}", "\u{00B7}": "*"
    case "\u{00F7}": "/"
    case "\u{2192}": "->"
    case "\u{2026}": ".."
    case "\u{00A0}": " "
    case "&" where next == UInt8(ascii: " "): "and"
    case "|" where next == UInt8(ascii: " "): "or"
    default: nil
    }
  }
}
