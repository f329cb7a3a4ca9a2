/// Finds formulas between their delimiters in running text: `$$..$$`, `\[..\]`, `$..$`, `\(..\)`, `[..]` with space around
/// it, and bare `\frac{..}{..}` of numbers.
struct MathSpans {
  /// One formula.
  struct Span {
    var content: Range<Int>
    var isPercent: Bool
    /// Behind the closing delimiter and a sign of percent.
    var end: Int
  }

  let text: UnsafeBufferPointer<UInt8>
  // Where each closing delimiter comes next, so that one that never comes is looked for once.
  private var nextDollars = Next("$$")
  private var nextBracket = Next("\\]")
  private var nextParenthesis = Next("\\)")

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// The formulas that stand from `start` on with `,`, `and` or `or` between them, six at most; none where no formula is.
  mutating func list(at start: Int) -> [Span] {
    guard let first = span(at: start) else { return [] }
    var spans = [first]
    while spans.count < 6, let next = separatorEnd(spans[spans.count - 1].end), let span = span(at: next) {
      spans.append(span)
    }
    return spans
  }

  private func separatorEnd(_ start: Int) -> Int? {
    var index = skippingSpace(start)
    var isSeparated = false
    if byte(index) == UInt8(ascii: ",") {
      index += 1
      isSeparated = true
    }
    for word in ["and", "or"] where matches(word, at: index) {
      index += word.utf8.count
      isSeparated = true
      break
    }
    guard isSeparated else { return nil }
    return skippingSpace(index)
  }

  mutating func span(at start: Int) -> Span? {
    guard let first = byte(start) else { return nil }
    let before = start > 0 ? text[start - 1] : 0
    var content: Range<Int>?
    var length = 2
    switch first {
    case UInt8(ascii: "$"):
      if before == UInt8(ascii: "\\") { return nil }
      content = dollars(start)
      if content == nil, !before.isDigit {
        content = dollar(start)
        length = 1
      }
    case UInt8(ascii: "\\"):
      if byte(start + 1) == UInt8(ascii: "["), before != UInt8(ascii: "\\") {
        content = closed(start + 2, nextBracket.index(from: start + 3, in: text))
      } else if byte(start + 1) == UInt8(ascii: "("), before != UInt8(ascii: "\\") {
        content = closed(start + 2, nextParenthesis.index(from: start + 3, in: text))
        if let range = content, text[range].contains(UInt8(ascii: "\n")) { content = nil }
      } else {
        content = fraction(start)
        length = 0
      }
    case UInt8(ascii: "-"):
      content = fraction(start)
      length = 0
    case _ where first.isSpace && byte(start + 1) == UInt8(ascii: "["):
      content = bracket(start)
    default: return nil
    }
    guard let content else { return nil }
    let (isPercent, end) = percent(content.upperBound + length)
    return Span(content: content, isPercent: isPercent, end: end)
  }

  private func closed(_ start: Int, _ end: Int?) -> Range<Int>? {
    guard let end, end > start, text[end - 1] != UInt8(ascii: "\\") else { return nil }
    return start..<end
  }

  private mutating func dollars(_ start: Int) -> Range<Int>? {
    guard byte(start + 1) == UInt8(ascii: "$"), let end = nextDollars.index(from: start + 2, in: text), end > start + 2
    else {
      return nil
    }
    return closed(start + 2, end)
  }

  /// Up to the next dollar of the line that has no backslash before it.
  private func dollar(_ start: Int) -> Range<Int>? {
    var index = start + 1
    while let byte = byte(index), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "$"), text[index - 1] != UInt8(ascii: "\\") {
        return index > start + 1 ? start + 1..<index : nil
      }
      index += 1
    }
    return nil
  }

  private func bracket(_ start: Int) -> Range<Int>? {
    var index = start + 2
    while let byte = byte(index), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "[") {
      if byte == UInt8(ascii: "]") {
        guard index > start + 2, self.byte(index + 1)?.isSpace == true else { return nil }
        return start + 2..<index
      }
      index += 1
    }
    return nil
  }

  private func fraction(_ start: Int) -> Range<Int>? {
    var index = start
    if byte(index) == UInt8(ascii: "-") { index += 1 }
    guard matches("\\frac", at: index) else { return nil }
    index += 5
    for _ in 0..<2 {
      guard byte(index) == UInt8(ascii: "{") else { return nil }
      index += 1
      if byte(index) == UInt8(ascii: "-") { index += 1 }
      let digits = index
      while byte(index)?.isDigit == true { index += 1 }
      guard index > digits else { return nil }
      if byte(index) == UInt8(ascii: ".") || byte(index) == UInt8(ascii: ","), byte(index + 1)?.isDigit == true {
        index += 1
        while byte(index)?.isDigit == true { index += 1 }
      }
      guard byte(index) == UInt8(ascii: "}") else { return nil }
      index += 1
    }
    return start..<index
  }

  /// Whether percent are meant, and where that was said.
  private func percent(_ start: Int) -> (Bool, Int) {
    let index = skippingSpace(start)
    guard let first = byte(index),
      first == UInt8(ascii: "\\") || first == UInt8(ascii: "%") || first | 0x20 == UInt8(ascii: "p")
    else { return (false, index) }
    for word in ["\\%", "%", "percent", "Percent", "pct", "Pct"] where matches(word, at: index) {
      return (true, index + word.utf8.count)
    }
    return (false, index)
  }

  private func byte(_ index: Int) -> UInt8? { index < text.count ? text[index] : nil }
  private func matches(_ word: String, at index: Int) -> Bool { text.hasText(word, at: index) }
  private func skippingSpace(_ start: Int) -> Int { text.skippingSpace(start) }
}

/// Finds a sequence of bytes from ascending places on, looking at each byte once.
private struct Next {
  private let sought: [UInt8]
  private var known = -1
  private var from = 0

  init(_ text: String) { sought = Array(text.utf8) }

  mutating func index(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    if known < start || start < from {
      from = start
      known = start
      while known < text.count, !text.hasBytes(sought, at: known) { known += 1 }
      if known >= text.count { known = Int.max }
    }
    return known == Int.max ? nil : known
  }
}

extension UnsafeBufferPointer<UInt8> {
  func hasBytes(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index + bytes.count <= count else { return false }
    for (offset, byte) in bytes.enumerated() where self[index + offset] != byte { return false }
    return true
  }

  /// Whether `word` stands at `index`.
  func hasText(_ word: String, at index: Int) -> Bool {
    guard index + word.utf8.count <= count else { return false }
    var place = index
    for byte in word.utf8 {
      if self[place] != byte { return false }
      place += 1
    }
    return true
  }

  /// Whether `word`, in lower case, stands at `index` in any case.
  func hasWord(_ word: String, at index: Int) -> Bool {
    guard index + word.utf8.count <= count else { return false }
    var place = index
    for byte in word.utf8 {
      if self[place].lowered != byte { return false }
      place += 1
    }
    return true
  }

  func skippingSpace(_ start: Int) -> Int {
    var index = start
    while index < count, self[index].isSpace { index += 1 }
    return index
  }
}
