extension VerdictForm {
  /// Reads the verdict that an answer states.
  ///
  /// Takes time in proportion to the answer, whatever stands in it, and does not call itself. The rules stand where they are
  /// used: ``AnswerText`` what counts of an answer, ``StatedVerdict`` where in it a verdict may stand, ``VerdictToken`` how
  /// it is written, ``TokenProbabilities`` and ``JointVerdicts`` the other forms.
  public func read(_ answer: ModelAnswer) -> VerdictReading {
    if case .score = self {
      guard let score = answer.score, score.isFinite else { return .unreadable("the endpoint gives no score") }
      return .read(.number(score))
    }
    switch answer.ending {
    case ModelAnswer.refusal: return .unreadable("the model refuses to answer")
    case "content_filter": return .unreadable("the answer was cut off by a content filter")
    default: break
    }
    switch self {
    case .expectation(let low, let high):
      return TokenProbabilities(answer).expectation(of: (low...high).map { (String($0), Double($0)) }, as: self)
    case .expectationYesNo:
      return TokenProbabilities(answer).expectation(of: [("yes", 1), ("no", 0)], as: self)
    default: break
    }
    // A number may lack its last digits, a text its end.
    guard answer.ending != "length" else { return .unreadable("the answer was cut off at its longest length") }
    let text: AnswerText
    switch AnswerText.withoutReasoning(answer.text) {
    case .success(let rest): text = rest
    case .failure(let fault): return .unreadable(fault.reason)
    }
    guard !text.isEmpty else { return .unreadable("the answer is empty") }
    switch self {
    case .text: return .read(.bytes(Array(text.bytes)))
    case .json:
      guard let json = AnswerJSON.value(in: text) else { return .unreadable("the answer holds no JSON") }
      return .read(.bytes(json))
    case .joint(let ids, let form): return JointVerdicts(ids: ids, form: form).read(text)
    default: return StatedVerdict(form: self).read(text)
    }
  }
}

/// Why something cannot be read.
struct Unreadable: Error, Equatable {
  /// One line for a person.
  var reason: String

  init(_ reason: String) { self.reason = reason }
}
