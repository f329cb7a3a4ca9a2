import RewardEngine

extension JudgeReport {
  /// What the judges were asked and what became of it, for a terminal: a line for each judge, and under it what is worth
  /// knowing. Empty where nothing was asked.
  public var text: String {
    let asked = judges.filter { $0.questions > 0 }
    guard !asked.isEmpty else { return "" }
    var cells = [["judge", "model", "asked", "calls", "known", "tokens in", "out", "usd", "unreadable", "unanswered"]]
    for judge in asked {
      cells.append(
        [judge.name, judge.alias]
          + [
            judge.questions, judge.calls, judge.known, judge.inputTokens, judge.outputTokens,
          ].map(String.init) + [judge.cost == 0 ? "-" : RunSummary.shown(judge.cost)]
          + [judge.unreadable + judge.tooLong, judge.unanswered].map(String.init))
    }
    let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    var lines = cells.map { row in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column < 2 ? cell + space : space + cell
      }.joined(separator: "  ")
    }
    for judge in asked { lines += judge.notes.map { "  \(judge.name): \($0)" } }
    return lines.map { $0 + "\n" }.joined()
  }

  /// How much was left unanswered, and why at first; nil where all was answered. What a response itself caused is no part of
  /// it.
  public var unansweredText: String? {
    let open = judges.filter { $0.unanswered > 0 }
    let count = open.reduce(0) { $0 + $1.unanswered }
    guard count > 0 else { return nil }
    let each = open.map { judge in
      let times = judge.unanswered == 1 ? "" : " \(judge.unanswered) times"
      return "the judge `\(judge.name)` gave no answer\(times) (\(judge.firstFault ?? ""))"
    }
    return "\(count) \(count == 1 ? "verdict is" : "verdicts are") missing: \(each.joined(separator: ", "))"
  }

  /// As a member `judges` of a JSON object, an object for each judge.
  public func write(to json: inout JSONWriter) {
    guard !judges.isEmpty else { return }
    json.key("judges")
    json.beginObject()
    for judge in judges {
      json.key(judge.name)
      json.beginObject()
      json.key("model")
      json.string(judge.alias)
      for (name, count) in [
        ("questions", judge.questions), ("calls", judge.calls), ("known", judge.known), ("timeouts", judge.timeouts),
        ("input_tokens", judge.inputTokens), ("output_tokens", judge.outputTokens), ("unread", judge.unread),
        ("unreadable", judge.unreadable), ("too_long", judge.tooLong), ("unanswered", judge.unanswered),
        ("not_asked", judge.notAsked),
      ] {
        json.key(name)
        json.integer(count)
      }
      json.key("usd")
      json.number(judge.cost)
      for (name, agreement) in [("samples_agree", judge.samples), ("orders_agree", judge.orders)] {
        guard let share = agreement.share else { continue }
        json.key(name)
        json.number(share)
      }
      if !judge.reasons.isEmpty {
        json.key("reasons")
        json.beginObject()
        for (reason, count) in judge.reasons.sorted(by: { $0.key < $1.key }) {
          json.key(reason)
          json.integer(count)
        }
        json.endObject()
      }
      if !judge.unreadTexts.isEmpty {
        json.key("unread_texts")
        json.beginArray()
        for text in judge.unreadTexts { json.string(text) }
        json.endArray()
      }
      json.endObject()
    }
    json.endObject()
  }
}

extension JudgeReport.Agreement {
  /// Nil where it could not be seen.
  public var share: Double? { count == 0 ? nil : Double(agreed) / Double(count) }

  /// `87% of 98`
  fileprivate var text: String? { share.map { "\(Int(($0 * 100).rounded()))% of \(count)" } }
}

extension JudgeReport.Judge {
  /// What is worth knowing beside the numbers.
  fileprivate var notes: [String] {
    var notes: [String] = []
    if let agreed = samples.text { notes.append("samples say the same: \(agreed)") }
    if let agreed = orders.text { notes.append("both orders say the same: \(agreed)") }
    if timeouts > 0 { notes.append("requests that took too long: \(timeouts)") }
    if unread > 0 { notes.append("answers without a verdict: \(unread), \(unreadable) of them for good") }
    if tooLong > 0 { notes.append("prompts too long for the model: \(tooLong)") }
    if notAsked > 0 { notes.append("not asked, because the run had to end: \(notAsked)") }
    return notes
      + reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).map { "\($0.value) times: \($0.key)" }
  }
}
