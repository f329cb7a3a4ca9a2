/// What counts of an answer: what stands after its reasoning, without blanks around it.
struct AnswerText {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes.trimmed(where: \.isBlank) }

  var isEmpty: Bool { bytes.isEmpty }

  /// The tags between which models reason.
  static let reasoning = ["think", "thinking", "reasoning"]

  /// Strips reasoning: what stands after the last closing tag counts, whether it was opened or not. Reasoning that was opened
  /// and never closed has not come to a verdict.
  static func withoutReasoning(_ text: [UInt8]) -> Result<AnswerText, Unreadable> {
    var rest = 0
    // The tag of each name that stands last.
    var isOpen = [Bool](repeating: false, count: reasoning.count)
    var place = 0
    while let start = text[place...].firstIndex(of: UInt8(ascii: "<")) {
      place = start + 1
      let closes = place < text.count && text[place] == UInt8(ascii: "/")
      let name = place + (closes ? 1 : 0)
      guard
        let tag = reasoning.firstIndex(where: { tag in
          let end = name + tag.utf8.count
          return end < text.count && text[end] == UInt8(ascii: ">") && text[name..<end].equalsIgnoringCase(tag.utf8)
        })
      else { continue }
      isOpen[tag] = !closes
      place = name + reasoning[tag].utf8.count + 1
      if closes { rest = place }
    }
    if let open = isOpen.firstIndex(of: true) {
      return .failure(Unreadable("the reasoning that begins with <\(reasoning[open])> never ends"))
    }
    return .success(AnswerText(text[rest...]))
  }

  /// The lines that are not blank, without blanks around them, quotations (`> ...`) left out: what is quoted is not said.
  var lines: [ArraySlice<UInt8>] {
    bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { $0.trimmed(where: \.isBlank) }
      .filter { !$0.isEmpty && $0.first != UInt8(ascii: ">") }
  }

  /// What stands between the marks of a code block that is the whole text; the text itself where it is none.
  var withoutFence: ArraySlice<UInt8> {
    let fence = Array("```".utf8)
    guard bytes.starts(with: fence), bytes.count >= 6, bytes.suffix(3).elementsEqual(fence),
      let head = bytes.firstIndex(of: 0x0A), head < bytes.endIndex - 3
    else { return bytes }
    return bytes[(head + 1)..<(bytes.endIndex - 3)].trimmed(where: \.isBlank)
  }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  /// A letter, digit or underscore, or a part of any character beyond ASCII.
  var isWord: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self == UInt8(ascii: "_")
      || self >= 0x80
  }
  /// The small letter of a capital one of ASCII.
  var folded: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
}

extension ArraySlice<UInt8> {
  func trimmed(where isTrimmed: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    guard let first = firstIndex(where: { !isTrimmed($0) }), let last = lastIndex(where: { !isTrimmed($0) }) else {
      return self[startIndex..<startIndex]
    }
    return self[first...last]
  }

  /// Whether these are the bytes of `other`, small and capital letters of ASCII being the same.
  func equalsIgnoringCase(_ other: some Collection<UInt8>) -> Bool {
    elementsEqual(other) { $0.folded == $1.folded }
  }

  func startsIgnoringCase(with other: some Collection<UInt8>) -> Bool {
    count >= other.count && prefix(other.count).equalsIgnoringCase(other)
  }
}
