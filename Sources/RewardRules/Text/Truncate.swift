import RewardSemantics

extension Builtin {
  static let truncate = Builtin(
    "truncate", parameters: [.text, Parameter("limit", .amount(TextUnit.allCases.map(\.rawValue)), isStatic: true)],
    result: { _, _ in .text }, cost: .scan,
    summary: "The beginning of the text, no longer than the limit.",
    details: """
      The limit is a whole number of `char`, `word`, `line` or `byte`, as `length` counts them; a text that is no longer
      stays as it is. What is cut ends with the last word, with the end of a line, with a whole character. Tokens cannot be
      cut: a row says how many there are, not where. An input that must not be longer is bounded where it is declared:
      `input response: text <= 4000 word`.
      """,
    examples: [
      Example(#"truncate("one two  three", 2 word)"#, #""one two""#),
      Example(#"truncate("naïve", 3 char)"#, #""naï""#),
      Example(#"truncate("naïve", 3 byte)"#, #""na""#),
      Example(#"truncate("a\nb\nc", 2 line)"#, #""a\nb\n""#),
      Example(#"truncate("short", 4000 word)"#, #""short""#),
    ]
  ) { statics throws(PreparationError) in
    let (limit, unit) = try StaticArguments(statics).amount(1, parameter: "limit", of: TextUnit.self)
    return { arguments in .slice(argument: 0, range: 0..<arguments[0].text.end(of: limit, unit)) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the longest beginning ends that is no longer than the limit.
  fileprivate func end(of limit: Int, _ unit: TextUnit) -> Int {
    if limit == 0 { return 0 }
    switch unit {
    case .byte:
      var end = Swift.min(limit, count)
      while end > 0, end < count, self[end] & 0xC0 == 0x80 { end -= 1 }
      return end
    case .char: return end(of: limit) { self[$0] & 0xC0 != 0x80 }
    case .line: return end(of: limit) { $0 == 0 || self[$0 - 1] == UInt8(ascii: "\n") }
    case .word: return endOfWord(limit)
    }
  }

  /// Where the piece begins that is one too many; the end of the text where there are no more than `limit`.
  private func end(of limit: Int, isBeginning: (Int) -> Bool) -> Int {
    var pieces = 0
    for index in indices where isBeginning(index) {
      if pieces == limit { return index }
      pieces += 1
    }
    return count
  }

  /// Where the last of `limit` words ends; the end of the text where there are no more.
  private func endOfWord(_ limit: Int) -> Int {
    var (words, end, index) = (0, 0, 0)
    var isInWord = false
    while index < count {
      let (value, next) = scalar(at: index)
      if isWhiteSpace(value) {
        isInWord = false
      } else {
        if !isInWord, words == limit { return end }
        if !isInWord { words += 1 }
        (isInWord, end) = (true, next)
      }
      index = next
    }
    return count
  }
}
