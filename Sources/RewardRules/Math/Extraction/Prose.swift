/// Tells running text from a bare formula.
enum Prose {
  /// Whether nothing is there but a formula or a single word: no delimiters of formulas, no words with space beside them.
  static func isAbsent(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= MathBudget.answerBytes else { return false }
    let end = text.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? 0
    var index = text.skippingSpace(0)
    let start = index
    while index < end {
      switch text[index] {
      case UInt8(ascii: "$"), UInt8(ascii: "\n"): return false
      case UInt8(ascii: "\\"):
        guard let next = commandEnd(index, in: text) else { return false }
        index = next
      case let byte where byte.isLetter:
        let word = text[index..<end].prefix(while: \.isLetter)
        let isBeside = (index > start && text[index - 1].isSpace, word.endIndex < end && text[word.endIndex].isSpace)
        if isBeside.0 || isBeside.1, isProse(word, isLast: word.endIndex == end) { return false }
        index = word.endIndex
      default: index += 1
      }
    }
    return true
  }

  /// Whether a word beside a space is one of a language. Two letters may be two variables.
  private static func isProse(_ word: Slice<UnsafeBufferPointer<UInt8>>, isLast: Bool) -> Bool {
    let word = String(decoding: word, as: UTF8.self)
    if word.utf8.count < 3 { return prepositions.contains(word) }
    return !MathCommands.functions.contains(word) && !MathCommands.words.contains(word)
      && !(isLast && Units.isUnit(word))
  }

  private static let prepositions: Set<String> = [
    "It", "it", "is", "Is", "of", "to", "in", "at", "on", "by", "we", "We", "He", "he", "so", "So", "if", "If", "as",
    "no", "No",
    "my", "My",
  ]

  /// Where a command ends, and its argument if that is a word; nil for the delimiter of a formula.
  private static func commandEnd(_ start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    let name = text[(start + 1)...].prefix(while: \.isLetter)
    guard !name.isEmpty else {
      let isDelimiter = text.hasText("(", at: start + 1) || text.hasText("[", at: start + 1)
      return isDelimiter ? nil : start + 2
    }
    let command = String(decoding: name, as: UTF8.self)
    guard MathCommands.texts.contains(command) || ["begin", "end", "operatorname"].contains(command),
      text.hasText("{", at: name.endIndex)
    else { return name.endIndex }
    return text[name.endIndex...].firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? text.count
  }
}
