import Glibc

/// Verdicts by the probabilities of the tokens that could have stood in their place (G-Eval, arXiv 2303.16634).
///
/// The place is the first one after the reasoning where the token that was chosen, or the likeliest, is one of the words of
/// the form, blanks and marks around it left out. Before it may stand marks, blanks and a label (`Verdict:`) alone, and
/// behind it nothing that continues the word. The probabilities of all spellings of a word are added, and those of the
/// words normalised; together they must have been at least a half.
struct TokenProbabilities {
  let places: [[ModelAnswer.Token]]
  private let text: [UInt8]
  private let written: [UInt8]

  init(_ answer: ModelAnswer) {
    places = answer.alternatives
    text = answer.text
    written = answer.alternatives.flatMap { $0.first?.text ?? [] }
  }

  /// The mean worth of `words`, weighted with their probabilities.
  func expectation(of words: [(word: String, worth: Double)], as form: VerdictForm) -> VerdictReading {
    guard !places.isEmpty else { return .unreadable("the answer has no probabilities") }
    // Some servers tell of the tokens of the reasoning too, and some have it in the text.
    if case .failure(let fault) = AnswerText.withoutReasoning(text) { return .unreadable(fault.reason) }
    let start: Int
    switch AnswerText.withoutReasoning(written) {
    case .success(let rest): start = rest.bytes.startIndex
    case .failure(let fault): return .unreadable(fault.reason)
    }
    func worth(_ token: ModelAnswer.Token) -> Double? {
      let plain = Self.plain(token.text)
      return words.first { plain.equalsIgnoringCase($0.word.utf8) }?.worth
    }
    var end = 0
    for place in places {
      guard let chosen = place.first, let likeliest = place.max(by: { $0.logProbability < $1.logProbability }) else {
        continue
      }
      let begin = end
      end += chosen.text.count
      guard end > start, !chosen.text.isEmpty else { continue }
      guard worth(chosen) != nil || worth(likeliest) != nil else { continue }
      guard isAnnounced(written[min(start, begin)..<begin]) else {
        return .unreadable("the probabilities are those of a word inside a sentence: \(form.name) alone was asked for")
      }
      if worth(chosen) != nil, isContinued(at: end) {
        return .unreadable("`\(ErrorBody.line(written[begin...], longest: 40))` is not \(form.name)")
      }
      var mass = 0.0
      var sum = 0.0
      for token in place {
        guard let worth = worth(token) else { continue }
        let probability = exp(token.logProbability)
        mass += probability
        sum += probability * worth
      }
      guard mass >= 0.5 else { return .unreadable("most of the probability lies on what is not \(form.name)") }
      return .read(.number(sum / mass))
    }
    return .unreadable("no token of the answer is \(form.name)")
  }

  /// A token without blanks and marks, those by which vocabularies write blanks included: `▁4`, `Ġ4`.
  private static func plain(_ token: [UInt8]) -> ArraySlice<UInt8> {
    var rest = token[...]
    let blanks = ["▁", "Ġ", "Ċ"].map { Array($0.utf8) }
    while true {
      let trimmed = rest.trimmed(where: isMark)
      guard let blank = blanks.first(where: { trimmed.starts(with: $0) }) else { return trimmed }
      rest = trimmed.dropFirst(blank.count)
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool { byte.isBlank || "*_`\"'[(".utf8.contains(byte) }

  /// Whether a verdict may follow.
  private func isAnnounced(_ before: ArraySlice<UInt8>) -> Bool {
    let line = before.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).last ?? []
    if Self.plain(Array(before)).isEmpty { return true }
    return VerdictLabel.value(of: line).map { Self.plain(Array($0)).isEmpty } ?? false
  }

  /// Whether a digit, letter or fraction follows, so that what was chosen is a part of another word.
  private func isContinued(at end: Int) -> Bool {
    guard end < written.count else { return false }
    if written[end] == UInt8(ascii: "."), end + 1 < written.count { return written[end + 1].isDigit }
    return written[end].isWord && !Self.plain(Array(written[end...].prefix(3))).isEmpty
      && !written[end - 1].isBlank
  }
}
