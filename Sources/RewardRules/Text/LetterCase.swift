import RewardSemantics

/// Letter case of UTF-8 text, scalar by scalar.
enum LetterCase: Sendable {
  case lower, upper

  /// The text with every scalar mapped: by Unicode's full mapping (`ß` becomes `SS`), without regard to its neighbours.
  func mapped(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let first = UInt8(ascii: self == .lower ? "A" : "a")
    var result = [UInt8](unsafeUninitializedCapacity: text.count) { result, count in
      while count < text.count, text[count] < 0x80 {
        let byte = text[count]
        result.initializeElement(at: count, to: byte &- first < 26 ? byte ^ 0x20 : byte)
        count += 1
      }
    }
    var index = result.count
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        result.append(byte &- first < 26 ? byte ^ 0x20 : byte)
        index += 1
        continue
      }
      let (value, next) = text.scalar(at: index)
      if let properties = Unicode.Scalar(value)?.properties {
        result.append(contentsOf: (self == .lower ? properties.lowercaseMapping : properties.uppercaseMapping).utf8)
      }
      index = next
    }
    return result
  }
}

extension Builtin {
  private static let caseDetails = """
    Unicode's full mapping of each character by itself, in no particular language: `ß` in upper case is `SS`, and a final
    sigma is not told apart.
    """

  static let lower = Builtin(
    "lower", parameters: [.text], result: { _, _ in .text }, cost: .scan,
    summary: "The text in lower case.", details: caseDetails,
    examples: [
      Example(#"lower("Paris, ÉTÉ")"#, #""paris, été""#),
      Example(#"lower("42")"#, #""42""#),
    ]
  ) { _ in { arguments in .text(LetterCase.lower.mapped(arguments[0].text)) } }

  static let upper = Builtin(
    "upper", parameters: [.text], result: { _, _ in .text }, cost: .scan,
    summary: "The text in upper case.", details: caseDetails,
    examples: [
      Example(#"upper("paris, été")"#, #""PARIS, ÉTÉ""#),
      Example(#"upper("straße")"#, #""STRASSE""#),
    ]
  ) { _ in { arguments in .text(LetterCase.upper.mapped(arguments[0].text)) } }
}
