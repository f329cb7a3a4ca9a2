import RewardSemantics

/// Stands in for all models: every judge always answers the same.
public struct StubJudging: Judging {
  private let answers: [JudgeID: Value]

  /// - Parameter answers: what each judge answers, in its range.
  public init(answers: [JudgeID: Value]) { self.answers = answers }

  public var stop: JudgingStop? { nil }

  public func answers(to questions: [JudgeQuestion]) -> [[Value]] {
    questions.map { question in
      question.items.map { _ in answers[question.judge] ?? Value(missing: .notAsked) }
    }
  }
}
