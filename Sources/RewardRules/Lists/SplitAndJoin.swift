import RewardSemantics

extension Builtin {
  private static let separator = Parameter("separator", .text)

  static let split = Builtin(
    "split", parameters: [.text, separator], result: { _, _ in .textList }, cost: .scan,
    summary: "The parts of the text between the separators.",
    details: """
      Parts may be empty: a text without the separator is one part, and so is the empty text. An empty separator splits
      nothing. Separators are found from left to right and do not overlap.
      """,
    examples: [
      Example(#"split("a,b,,c", ",")"#, #"["a", "b", "", "c"]"#),
      Example(#"split("abc", ", ")"#, #"["abc"]"#),
      Example(#"split("", ",")"#, #"[""]"#),
    ]
  ) { _ in
    { arguments in
      let text = arguments[0].text
      let separator = arguments[1].text
      var parts: [Range<Int>] = []
      var start = 0
      while !separator.isEmpty, let found = text.firstRange(of: separator, from: start) {
        parts.append(start..<found.lowerBound)
        start = found.upperBound
      }
      parts.append(start..<text.count)
      return .slices(argument: 0, ranges: parts)
    }
  }

  static let join = Builtin(
    "join", parameters: [.list, separator], result: { _, _ in .text }, absence: .limit, cost: .scan,
    summary: "The texts of the list put together, with the separator between them.",
    details: "An empty list gives the empty text. A result of more than 16 MiB is limited.",
    examples: [
      Example(#"join(["a", "b"], ", ")"#, #""a, b""#),
      Example(#"join([], ", ")"#, #""""#),
    ]
  ) { _ in
    { arguments in
      var joined: [UInt8] = []
      for (index, text) in arguments[0].texts.enumerated() {
        if index > 0 { joined.append(contentsOf: arguments[1].text) }
        joined.append(contentsOf: text)
        if joined.count > longestBuiltText { return .missing(.overLength) }
      }
      return .text(joined)
    }
  }
}
