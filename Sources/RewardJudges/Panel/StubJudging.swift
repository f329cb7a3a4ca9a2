import RewardSemantics
import Synchronization

/// Stands in for all models: every judge always answers the same, and what it would have been asked is counted.
public final class StubJudging: ReportingJudges {
  private let answers: [JudgeID: Value]
  private let counted: Mutex<JudgeReport>

  /// - Parameter answers: what each judge answers, in its range.
  public init(spec: TypedSpec, answers: [JudgeID: Value]) {
    self.answers = answers
    counted = Mutex(JudgeReport(judges: spec.judges.map { .init(name: $0.name, alias: "stub") }))
  }

  public var stop: JudgingStop? { nil }
  public var report: JudgeReport { counted.withLock(\.self) }

  public func answers(to questions: [JudgeQuestion]) -> [[Value]] {
    counted.withLock { report in for question in questions { report.judges[question.judge].questions += 1 } }
    return questions.map { question in
      question.items.map { _ in answers[question.judge] ?? Value(missing: .notAsked) }
    }
  }
}
