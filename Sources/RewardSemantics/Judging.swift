/// What a judge is asked, with the values that its prompt holds.
public struct JudgeQuestion: Sendable, Hashable {
  /// Which judge.
  public var judge: JudgeID
  /// What is judged: one element, or those that are shown together; for each the values that the prompt names, none of
  /// them missing.
  public var items: [[Value]]
  /// Of a pair that is asked about in both orders, the values with the roles exchanged.
  public var swapped: [Value]?

  /// A question about elements with these values.
  public init(judge: JudgeID, items: [[Value]], swapped: [Value]? = nil) {
    self.judge = judge
    self.items = items
    self.swapped = swapped
  }
}

/// Whoever has answers for the judges of a spec: models, a record of what they said, or a stand-in.
public protocol Judging: Sendable {
  /// For each question a value for each of its items, in the range of the judge, or why there is none:
  /// ``Status/noAnswer``, ``Status/unansweredOnPurpose``, ``Status/unreadable``, ``Status/promptTooLong``,
  /// ``Status/notAskedAnyMore``.
  ///
  /// Waits until all are there. Equal questions may be asked once. May be called by several threads.
  func answers(to questions: [JudgeQuestion]) -> [[Value]]

  /// Why no more is asked, and the run should end when what it has is written; nil to go on.
  var stop: JudgingStop? { get }
}

/// Why a run that asks judges ends early. What is written until then is good.
public enum JudgingStop: Error, Sendable, Hashable {
  /// A judge with `fault ... then stop` gave no answer.
  case fault(judge: String, reason: String)
  /// The calls or the money that may be spent are spent.
  case budget(String)
  /// Somebody wants the run to end.
  case interrupted
}
