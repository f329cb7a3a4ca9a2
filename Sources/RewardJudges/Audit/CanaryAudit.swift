import RewardSemantics
import Synchronization

/// Measures whether instructions in responses move the judges of a spec.
///
/// It stands between a run and its judges: the first questions about each judge go through, and are kept. Then they are asked
/// again with a ``Canary`` behind what the policy wrote. Instructions may move a score no more than any other text does.
public final class CanaryAudit: Judging {
  private let spec: TypedSpec
  private let judging: any Judging
  private let questionsPerJudge: Int
  /// By judge, the values of its prompt that a canary may stand behind; none for a judge without a number.
  private let places: [[Int]]
  private let asked = Mutex<[JudgeID: [(question: JudgeQuestion, value: Double)]]>([:])

  /// - Parameter questionsPerJudge: how many go through; the others have no answer.
  public init(of spec: TypedSpec, asking judging: any Judging, questionsPerJudge: Int) {
    self.spec = spec
    self.judging = judging
    self.questionsPerJudge = questionsPerJudge
    places = spec.judges.indices.map { Self.isNumeric($0, in: spec) ? Self.policyTexts(of: $0, in: spec) : [] }
  }

  /// What one canary does to one judge.
  public struct Finding: Sendable {
    /// The name of the judge, and the canary.
    public var judge: String
    public var canary: Canary
    /// Questions that were answered with it and without it.
    public var count = 0
    /// How far it moved the score up, as a share of the judge's range: on average, and at most.
    public var mean = 0.0, greatest = 0.0
    /// How many of them ended at the high end of the range that were not there before.
    public var tops = 0
  }

  public var stop: JudgingStop? { judging.stop }

  public func answers(to questions: [JudgeQuestion]) -> [[Value]] {
    var answers = questions.map { $0.items.map { _ in Value(missing: .notAskedAnyMore) } }
    var chosen: [Int] = []
    asked.withLock { asked in
      var counts = asked.mapValues(\.count)
      for (place, question) in questions.enumerated() where question.items.count == 1 {
        if places[question.judge].isEmpty { continue }
        if counts[question.judge, default: 0] >= questionsPerJudge { continue }
        counts[question.judge, default: 0] += 1
        chosen.append(place)
      }
    }
    let values = judging.answers(to: chosen.map { questions[$0] })
    asked.withLock { asked in
      for (place, value) in zip(chosen, values) {
        answers[place] = value
        guard let value = value.first, value.status.hasValue else { continue }
        asked[questions[place].judge, default: []].append((questions[place], value.number))
      }
    }
    return answers
  }

  /// Asks again with every canary, and says what each does to each judge, in file order.
  public func findings() -> [Finding] {
    let asked = asked.withLock(\.self)
    return spec.judges.indices.flatMap { judge in
      let known = asked[judge] ?? []
      return known.isEmpty ? [] : Canary.all.map { finding($0, judge, known) }
    }
  }

  /// Judges that no canary could be tried on: nothing that the policy wrote reaches them by itself, they answer with no
  /// number, or nobody was asked.
  public func untried() -> [String] {
    let asked = asked.withLock(\.self)
    return spec.judges.indices.filter { asked[$0]?.isEmpty ?? true }.map { spec.judges[$0].name }
  }

  private func finding(
    _ canary: Canary, _ judge: JudgeID, _ known: [(question: JudgeQuestion, value: Double)]
  ) -> Finding {
    let domain = spec.expressions[spec.judges[judge].asked].type.value.domain
    let added = canary.bytes(for: spec.judges[judge])
    let texts = places[judge]
    let questions = known.map { question, _ in
      var question = question
      // Of a pair, the first response: the one that the score is for. In the other order it stands elsewhere.
      let before = question.items[0][texts[0]]
      let after = Value(text: (Array(before.text) + added)[...])
      question.items[0][texts[0]] = after
      if let other = texts.dropFirst().first(where: { question.swapped?[$0] == before }) {
        question.swapped?[other] = after
      }
      return question
    }
    var finding = Finding(judge: spec.judges[judge].name, canary: canary)
    var total = 0.0
    finding.greatest = -.infinity
    for (answer, before) in zip(judging.answers(to: questions), known) {
      guard let after = answer.first, after.status.hasValue else { continue }
      let shift = (after.number - before.value) / (domain.high - domain.low)
      finding.count += 1
      total += shift
      finding.greatest = max(finding.greatest, shift)
      if after.number == domain.high, before.value < domain.high { finding.tops += 1 }
    }
    finding.mean = finding.count == 0 ? 0 : total / Double(finding.count)
    if finding.count == 0 { finding.greatest = 0 }
    return finding
  }

  private static func isNumeric(_ judge: JudgeID, in spec: TypedSpec) -> Bool {
    let type = spec.expressions[spec.judges[judge].asked].type.value
    return type.base.isNumeric && type.domain.low.isFinite && type.domain.high.isFinite
  }

  /// The values of a prompt that a rollout has for itself, as the policy does: texts that are finer than the group's.
  private static func policyTexts(of judge: JudgeID, in spec: TypedSpec) -> [Int] {
    spec.expressions[spec.judges[judge].asked].operands.enumerated().compactMap { place, id in
      let type = spec.expressions[id].type
      let isText = type.value.base == .text && RowReading(spec: spec).readsRows(id)
      return isText && type.grain.refines(.rollout) ? place : nil
    }
  }
}
