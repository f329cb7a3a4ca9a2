import RewardGraph
import RewardSemantics

/// Groups that are sampled again as a whole.
extension BatchStage {
  /// The batch with the last attempt of each group in the place of the first.
  ///
  /// An attempt is looked at where the one before it asks for one, and replaces it where it has as many rollouts.
  func attempted(_ batch: PendingBatch, states: StateValues, seed: UInt64, ordinal: Int) -> PendingBatch {
    guard let resample = prepared.graph.resample, let attempts else { return batch }
    var batch = batch
    for _ in 0..<resample.attempts {
      let evaluation = Evaluation(batch, self, states: states, seed: seed, ordinal: ordinal)
      var rows: [Int: [AttemptTable.Row]] = [:]
      for asked in evaluation.evaluator.resampled() {
        let size = batch.groups.count { Int($0) == asked.group }
        if let own = attempts.rows(for: asked.id, count: size) { rows[asked.group] = own }
      }
      if rows.isEmpty { break }
      batch = batch.replacing(rows)
    }
    return batch
  }
}

extension Evaluator {
  /// A group that asks for another attempt, and the id under which it comes.
  struct Resampled {
    var group: Int
    var id: String
  }

  /// The groups that ask for another attempt.
  func resampled() -> [Resampled] {
    guard let resample = graph.resample, let prompt = root(resample.prompt) else { return [] }
    let prompts = column(prompt.node, at: .group)
    guard case .texts(let texts) = prompts.storage else { return [] }
    return (0..<prompts.count).filter { prompts.status[$0] < 16 }.map { group in
      let attempt = group < step.attempts.count ? step.attempts[group] : 0
      return Resampled(
        group: group,
        id: step.identity.id(
          of: "\(resample.name) \(attempt + 1)", group: group, rollout: nil, place: nil, prompt: texts[group]))
    }
  }

  /// What groups ask for, as the run writes it.
  func resampleRecords() -> ScoredBatch.Records? {
    guard let resample = graph.resample, let prompt = root(resample.prompt), let next = root(resample.next) else {
      return nil
    }
    let asked = resampled()
    let groups = asked.map { Int32($0.group) }
    let sizes = groups.map { group in frame.groupOffsets[Int(group) + 1] - frame.groupOffsets[Int(group)] }
    return ScoredBatch.Records(
      name: resample.recordName, count: asked.count,
      fields: [
        ("id", Column(asked.map { Value(text: $0.id) }, form: .text)),
        ("prompt", column(prompt.node, at: .group).gathered(groups)), ("group", groupNames(groups)),
        ("rung", column(next.node, at: .group).gathered(groups)),
        ("answers", Column(sizes.map { Value(Double($0)) }, form: .number)),
      ])
  }

  /// The types of the fields of such a record.
  static let resampleTypes: [BaseType] = [.text, .text, .text, .real, .int]
}

extension TypedResample {
  /// The name under which a run writes what it asks for.
  public var recordName: String { "\(name).requests" }
}
