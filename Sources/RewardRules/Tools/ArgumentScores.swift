import RewardSemantics

extension Builtin {
  /// How many arguments may be compared, a few tenths of a second.
  private static let argumentLimit = 4_000_000

  static let argumentScores = Builtin(
    "argument_scores", parameters: [Parameter("called", .calls), Parameter("wanted", .calls)],
    result: { _, _ in ValueType(.list(.real), domain: .count) }, absence: [.limit, .fail], cost: .scan,
    summary: "For each call that is wanted, how alike the arguments of the most alike call of the same tool are.",
    details: """
      The score of two calls is the number of argument names that both have over the number that one of them has (1
      where neither has any), and 1 more for each argument with the same value as JSON. The wanted calls choose in their
      order, each the first of the best that are left; 0 where none is. So a wanted call of n arguments scores 1 + n at
      most (the tool reward of ToolRL, arXiv 2504.13958, and of GDPO, arXiv 2601.05242).
      """,
    examples: [
      Example(
        #"argument_scores(tool_calls("[f(a=1, b=2)]"), tool_calls("[f(a=1, b=3), g()]"))"#, "[2, 0]"),
      Example(#"argument_scores(tool_calls("[f()]"), tool_calls("[f()]"))"#, "[1]"),
      Example(#"argument_scores(tool_calls("[f(a=1, b=2)]"), tool_calls("[f(a=1.0)]"))"#, "[1.5]"),
    ]
  ) { _ in
    { arguments in
      var compared = ComparedCalls()
      var unused: [Int: [ComparedCalls.Call]] = [:]
      for text in arguments[0].texts {
        guard let call = compared.call(text) else { return .missing(.badValue) }
        unused[call.name, default: []].append(call)
      }
      // Looked through from the back: calls in the order that was wanted are then taken out without moving others.
      for name in unused.keys { unused[name]?.reverse() }
      var left = argumentLimit
      var scores: [Double] = []
      for text in arguments[1].texts {
        guard let wanted = compared.call(text) else { return .missing(.badValue) }
        var best: (score: Double, place: Int)?
        var calls = unused.removeValue(forKey: wanted.name) ?? []
        for place in calls.indices.reversed() {
          left -= 1 + wanted.arguments.count
          if left < 0 { return .missing(.stepLimit) }
          let score = wanted.score(of: calls[place])
          if score > best?.score ?? 0 { best = (score, place) }
          if score == wanted.perfectScore { break }
        }
        if let best { calls.remove(at: best.place) }
        unused[wanted.name] = calls
        scores.append(best?.score ?? 0)
      }
      return .numbers(scores)
    }
  }.sized(by: "wanted")
}
