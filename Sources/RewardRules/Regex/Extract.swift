import RewardSemantics

extension Builtin {
  private enum Choice: String, CaseIterable { case first, last, only }

  static let extract = Builtin(
    "extract",
    parameters: [
      .text, .pattern, CaptureGroup.parameter,
      Parameter(
        "which", .symbol(Choice.allCases.map(\.rawValue)), isStatic: true, default: .symbol(Choice.first.rawValue)),
    ],
    result: { _, _ in .text }, absence: [.abstain, .limit], cost: .scan,
    summary: "The part of the text that a group of the pattern matched.",
    details: """
      Without `group` it is group 1 if the pattern has one, else the whole match. Of several matches `which` takes the
      `first`, the `last`, or the `only` one. Abstains where there is no match, where the group took no part in it, and
      for `only` where there is more than one match. Matches do not overlap.
      """,
    examples: [
      Example(#"extract("x <answer>42</answer>", /<answer>(.*?)<\/answer>/)"#, #""42""#),
      Example(#"extract("a=12, b=34", /[0-9]+/, which: last)"#, #""34""#),
      Example(#"extract("a=12, b=34", /([a-z])=([0-9]+)/, group: 2)"#, #""12""#),
      Example(#"extract("a=12, b=34", /[0-9]+/, which: only)"#, "missing"),
      Example(#"extract("none", /[0-9]+/)"#, "missing"),
    ], inspect: BacktrackingLint.inspect
  ) { statics throws(PreparationError) in
    let arguments = StaticArguments(statics)
    let pattern = try arguments.pattern(1)
    let group = try CaptureGroup.number(try arguments.index(2, parameter: "group"), of: pattern)
    let choice = try arguments.symbol(3, parameter: "which", of: Choice.self, default: .first)
    return { arguments in
      guard var cursor = MatchCursor(pattern, arguments[0].text) else { return .missing(.failed) }
      var found: Range<Int>?
      var matches = 0
      walk: while true {
        switch cursor.next() {
        case .stepLimit: return .missing(.stepLimit)
        case .end: break walk
        case .match:
          matches += 1
          found = cursor.range(of: group)
          if choice == .first { break walk }
          if choice == .only && matches > 1 { return .missing(.noMatch) }
        }
      }
      return found.map { .slice(argument: 0, range: $0) } ?? .missing(.noMatch)
    }
  }

  static let extractAll = Builtin(
    "extract_all", parameters: [.text, .pattern, CaptureGroup.parameter],
    result: { _, _ in .textList }, absence: .limit, cost: .scan,
    summary: "The parts of the text that a group of the pattern matched, one for each match.",
    details: """
      Without `group` it is group 1 if the pattern has one, else the whole match. Matches do not overlap; one in which
      the group took no part is left out. No match gives an empty list.
      """,
    examples: [
      Example(#"extract_all("a=12, b=34", /[0-9]+/)"#, #"["12", "34"]"#),
      Example(#"extract_all("a=12, b=34", /([a-z])=([0-9]+)/, group: 1)"#, #"["a", "b"]"#),
      Example(#"extract_all("none", /[0-9]+/)"#, "[]"),
    ], inspect: BacktrackingLint.inspect
  ) { statics throws(PreparationError) in
    let arguments = StaticArguments(statics)
    let pattern = try arguments.pattern(1)
    let group = try CaptureGroup.number(try arguments.index(2, parameter: "group"), of: pattern)
    return { arguments in
      guard var cursor = MatchCursor(pattern, arguments[0].text) else { return .missing(.failed) }
      var ranges: [Range<Int>] = []
      while true {
        switch cursor.next() {
        case .stepLimit: return .missing(.stepLimit)
        case .end: return .slices(argument: 0, ranges: ranges)
        case .match: if let range = cursor.range(of: group) { ranges.append(range) }
        }
      }
    }
  }
}
