import RewardSemantics

extension Builtin {
  static let beginning = Builtin(
    "beginning", parameters: [.text, Parameter("share", .number)], result: { _, _ in .text }, cost: .scan,
    summary: "The beginning of the text: a share of its characters.",
    details: """
      Of `n` Unicode scalars the first `share * n`, rounded to a whole number, half to even; all of them for a share above 1, none
      for one below 0.
      """,
    examples: [
      Example(#"beginning("abcdefgh", 0.25)"#, #""ab""#),
      Example(#"beginning("naïve", 0.5)"#, #""na""#),
      Example(#"beginning("short", 1)"#, #""short""#),
      Example(#"beginning("short", 0)"#, #""""#),
    ]
  ) { _ in
    { arguments in
      let text = arguments[0].text
      let length = text.indices.count { text[$0] & 0xC0 != 0x80 }
      let wanted = (arguments[1].number * Double(length)).rounded(.toNearestOrEven)
      if wanted >= Double(length) { return .slice(argument: 0, range: 0..<text.count) }
      var left = max(0, wanted)
      var end = 0
      while end < text.count, left > 0 || text[end] & 0xC0 == 0x80 {
        if text[end] & 0xC0 != 0x80 { left -= 1 }
        end += 1
      }
      return .slice(argument: 0, range: 0..<end)
    }
  }
}
