/// Numbers and texts.
extension Lexer {
  /// `12`, `0.5`, `1e-6`, `50%`, `1.0.0`; in `0..1` the number is `0`.
  mutating func number() {
    let digit: (UInt8) -> Bool = { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    var length = run(digit)
    func skipDigits() { while digit(byte(length)) { length += 1 } }
    if byte(length) == UInt8(ascii: "_"), digit(byte(length + 1)) {
      separatedNumber()
      return
    }
    if byte(length) == UInt8(ascii: "."), digit(byte(length + 1)) {
      length += 1
      skipDigits()
      if byte(length) == UInt8(ascii: "."), digit(byte(length + 1)) {
        length += 1
        skipDigits()
        emit(.version, length: length)
        return
      }
    }
    if byte(length) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(length + 1) == UInt8(ascii: "+") || byte(length + 1) == UInt8(ascii: "-") ? 1 : 0
      if digit(byte(length + 1 + sign)) {
        length += 1 + sign
        skipDigits()
      }
    }
    if byte(length) == UInt8(ascii: "%") { length += 1 }
    emit(.number, length: length)
  }

  private mutating func separatedNumber() {
    let length = run { Lexer.isWord($0) && !($0 | 0x20 >= UInt8(ascii: "a") && $0 != UInt8(ascii: "_")) }
    let range = offset..<offset + length
    let digits = bytes[range].filter { $0 != UInt8(ascii: "_") }
    report(
      .invalidNumber, "a number has no `_` between its digits", range, "digits are written together",
      fix: ("remove the separators", range, String(decoding: digits, as: UTF8.self)))
    emit(.error, length: length)
  }

  mutating func text() {
    if byte(1) == UInt8(ascii: "\""), byte(2) == UInt8(ascii: "\"") {
      textBlock()
      return
    }
    guard let length = lengthOfText(quote: UInt8(ascii: "\"")) else {
      let range = offset..<offset + lengthOfLine()
      report(
        .unterminatedText, "this text has no closing `\"` on its line", range, "the text begins here",
        notes: ["a text of several lines stands between `\"\"\"` and `\"\"\"`"])
      emit(.error, length: range.count)
      return
    }
    checkEscapes(length: length)
    emit(.text, length: length)
  }

  private mutating func textBlock() {
    var length = 3
    let quote = UInt8(ascii: "\"")
    while offset + length < bytes.count {
      if byte(length) == quote, byte(length + 1) == quote, byte(length + 2) == quote {
        checkEscapes(length: length + 3)
        emit(.textBlock, length: length + 3)
        return
      }
      length += byte(length) == UInt8(ascii: "\\") ? 2 : 1
    }
    report(
      .unterminatedText, "this text block has no closing `\"\"\"`", offset..<offset + 3, "the block begins here")
    emit(.error, length: bytes.count - offset)
  }

  /// `'text'`: read as a text, so that nothing else goes wrong.
  mutating func singleQuotedText() {
    guard let length = lengthOfText(quote: UInt8(ascii: "'")) else {
      unknown(length: 1, suggestion: nil)
      return
    }
    let range = offset..<offset + length
    let content = String(decoding: bytes[range.dropFirst().dropLast()], as: UTF8.self)
    // Where the content would have to be escaped anew the fix is left to the author.
    let isPlain = !content.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
    report(
      .foreignSpelling, "a text stands between double quotes", range, "single quotes mean nothing",
      fix: isPlain ? ("use double quotes", range, "\"\(content)\"") : nil)
    emit(.text, length: length)
  }

  /// Up to the closing quote on the same line, or nil if there is none.
  private func lengthOfText(quote: UInt8) -> Int? {
    var length = 1
    while offset + length < bytes.count {
      let current = byte(length)
      if current == quote { return length + 1 }
      if current == UInt8(ascii: "\n") { return nil }
      if current == UInt8(ascii: "\\"), byte(length + 1) != UInt8(ascii: "\n") { length += 1 }
      length += 1
    }
    return nil
  }

  private mutating func checkEscapes(length: Int) {
    let start = offset
    let isBlock = length >= 6 && byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"")
    guard isBlock || bytes[start..<start + length].contains(UInt8(ascii: "\\")) else { return }
    for problem in TextLiteral(Array(bytes[start..<start + length])[...]).problems {
      switch problem {
      case .escape(let range):
        let place = start + range.lowerBound..<start + range.upperBound
        let written = String(decoding: bytes[place], as: UTF8.self)
        report(
          .invalidEscape, "`\(written)` is no escape", place, "unknown escape",
          notes: [#"the escapes of a text are \n \t \r \" \\ \u{1F600}"#],
          fix: ("write `\\\\` for a backslash", place, "\\" + written))
      case .indentation(let line):
        var end = start + line
        while bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "\t") { end += 1 }
        report(
          .insufficientIndentation, "this line stands left of the closing `\"\"\"`", start + line..<end + 1,
          "not indented far enough",
          notes: ["the indentation of the closing quotes is taken away from every line of the block"])
        return
      }
    }
  }
}
