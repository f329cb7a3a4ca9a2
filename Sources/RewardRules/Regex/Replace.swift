import RewardSemantics

extension Builtin {
  static let replace = Builtin(
    "replace", parameters: [.text, .pattern, Parameter("with", .text, isStatic: true)],
    result: { _, _ in .text }, absence: .limit, cost: .scan,
    summary: "The text with every match of the pattern replaced.",
    details: """
      In `with`, `$1` or `${1}` is what group 1 matched (nothing, if it took no part), `$0` the whole match, `$$` a dollar
      sign. Matches do not overlap and are not looked for in what was put in. A result of more than 16 MiB is limited.
      """,
    examples: [
      Example(#"replace("1,234,567", /,/, with: "")"#, #""1234567""#),
      Example(#"replace("a=1 b=2", /(\w)=(\w)/, with: "$2=$1")"#, #""1=a 2=b""#),
      Example(#"replace("none", /[0-9]/, with: "-")"#, #""none""#),
    ], inspect: BacktrackingLint.inspect
  ) { statics throws(PreparationError) in
    let arguments = StaticArguments(statics)
    let pattern = try arguments.pattern(1)
    let replacement = try Replacement(try arguments.text(2, parameter: "with"), groupCount: pattern.groupCount)
    return { arguments in
      let text = arguments[0].text
      guard var cursor = MatchCursor(pattern, text) else { return .missing(.failed) }
      var built: [UInt8] = []
      var copied = 0
      while true {
        switch cursor.next() {
        case .stepLimit: return .missing(.stepLimit)
        case .end:
          if built.isEmpty && copied == 0 { return .slice(argument: 0, range: 0..<text.count) }
          built.append(contentsOf: text[copied...])
          return built.count > longestBuiltText ? .missing(.overLength) : .text(built)
        case .match:
          guard let match = cursor.range(of: 0), match.lowerBound >= copied else { continue }
          built.append(contentsOf: text[copied..<match.lowerBound])
          copied = match.upperBound
          for part in replacement.parts {
            switch part {
            case .literal(let bytes): built.append(contentsOf: bytes)
            case .group(let group): if let range = cursor.range(of: group) { built.append(contentsOf: text[range]) }
            }
          }
          if built.count > longestBuiltText { return .missing(.overLength) }
        }
      }
    }
  }
}
