import RewardSemantics

extension Builtin {
  private static func search(
    _ name: String, summary: String, examples: [Example],
    test: @escaping @Sendable (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Builtin {
    Builtin(
      name, parameters: [.text, Parameter("part", .text)], result: { _, _ in .bool }, cost: .scan, summary: summary,
      details: "Compares bytes: case, accents and composed forms count. An empty part is in every text.",
      examples: examples
    ) { _ in { arguments in .bool(test(arguments[0].text, arguments[1].text)) } }
  }

  static let contains = search(
    "contains", summary: "Whether the part stands anywhere in the text.",
    examples: [
      Example(#"contains("the answer is 4", "answer")"#, "true"),
      Example(#"contains("Answer", "answer")"#, "false"),
      Example(#"contains("", "")"#, "true"),
    ]
  ) { text, part in part.isEmpty || text.firstRange(of: part) != nil }
  .locating { _ in
    { arguments in
      let (text, part) = (arguments[0].text, arguments[1].text)
      let range = part.isEmpty ? 0..<0 : text.firstRange(of: part)
      return .slices(argument: 0, ranges: range.map { [$0] } ?? [])
    }
  }

  static let startsWith = search(
    "starts_with", summary: "Whether the text begins with the part.",
    examples: [
      Example(#"starts_with("<think>a", "<think>")"#, "true"),
      Example(#"starts_with(" <think>a", "<think>")"#, "false"),
    ]
  ) { text, part in text.hasPrefix(part) }

  static let endsWith = search(
    "ends_with", summary: "Whether the text ends with the part.",
    examples: [
      Example(#"ends_with("a.", ".")"#, "true"),
      Example(#"ends_with("a. ", ".")"#, "false"),
    ]
  ) { text, part in text.hasSuffix(part) }
}
