import RewardSemantics

extension ScoringRun.Report {
  /// What a run came to beside its scores, for a terminal: groups kept, states, records; a block of lines for each,
  /// after an empty line. Empty where a spec has none of them.
  public var outcomeText: String {
    var lines: [String] = []
    if let selection { lines += ["", selection.line] }
    if !states.isEmpty {
      lines += ["", "states, before and after the last step"]
      for state in states {
        lines.append("  \(state.name): \(Self.shortened(state.before)) -> \(Self.shortened(state.after))")
        if let failure = state.failure {
          let updates = state.failedCount == 1 ? "1 update" : "\(state.failedCount) updates"
          lines.append("  \(state.name): \(updates) left the old value: \(failure.cause)")
        }
      }
      if repeatedSteps > 0 {
        let steps = repeatedSteps == 1 ? "1 step had" : "\(repeatedSteps) steps had"
        lines.append("  \(steps) been scored before: states were read again and not changed")
      }
    }
    if !records.isEmpty { lines += ["", "records"] + records.map { "  \($0.name): \($0.count)" } }
    if !requests.isEmpty { lines += ["", "requests"] + requests.map { "  \($0.name): \($0.count)" } }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A list may have thousands of items.
  private static func shortened(_ value: String) -> String {
    value.count <= 40 ? value : value.prefix(39) + "…"
  }
}

extension SelectionSummary {
  /// `groups: 8 kept, 3 dropped, 1 surplus; status: ready`
  var line: String {
    "groups: \(kept) kept, \(dropped) dropped, \(surplus) surplus"
      + (readiness.map { "; status: \($0.rawValue)" } ?? "")
  }
}
