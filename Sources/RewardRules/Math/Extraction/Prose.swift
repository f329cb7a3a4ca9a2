/// Tells running text from a bare formula.
enum Prose {
  /// Whether nothing is there but a formula: no delimiters of formulas, no words of a language.
  static func isAbsent(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= MathBudget.answerBytes else { return false }
    var index = 0
    var lastWordEnd = -2
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "\n") && index + 1 < text.count { return false }
      if byte == UInt8(ascii: "\\") {
        let next = index + 1 < text.count ? text[index + 1] : 0
        if next == UInt8(ascii: "(") || next == UInt8(ascii: "[") { return false }
        index += 1
        while index < text.count, text[index].isLetter { index += 1 }
        if text.hasText("{", at: index), isWord(text[..<index]) {
          while index < text.count, text[index] != UInt8(ascii: "}") { index += 1 }
        }
        index += 1
        continue
      }
      guard byte.isLetter else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, text[index].isLetter { index += 1 }
      let word = String(decoding: UnsafeBufferPointer(rebasing: text[start..<index]), as: UTF8.self)
      if MathCommands.functions.contains(word) || ["pi", "and", "or", "inf", "infinity", "percent"].contains(word) {
        continue
      }
      if Units.isUnit(word), index == text.count { continue }
      if word.utf8.count > 2 || (lastWordEnd == start - 1 && word.utf8.count > 1) { return false }
      lastWordEnd = index
    }
    return true
  }

  /// Whether the text ends in a command whose argument is a word.
  private static func isWord(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let slash = text.lastIndex(of: UInt8(ascii: "\\")) else { return false }
    return MathCommands.texts.contains(String(decoding: text[(slash + 1)...], as: UTF8.self))
  }
}
