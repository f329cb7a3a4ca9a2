import RewardSemantics

@testable import RewardEngine

/// Short forms for the scored batches of the tests.
extension ScoredBatch {
  static func of(
    groups: [Int], rollouts: [Int]? = nil, ids: [String?]? = nil, outputs: [Output], turnOffsets: [Int]? = nil,
    tokenOffsets: [Int]? = nil,
    laziness: [Laziness] = []
  ) -> ScoredBatch {
    ScoredBatch(
      count: groups.count, lines: groups.indices.map { $0 + 1 }, rollouts: rollouts,
      ids: .texts(ids ?? groups.indices.map { "\"r\($0)\"" }), groups: groups,
      groupNames: (0..<(groups.max() ?? -1) + 1).map { "g\($0)" }, outputs: outputs, turnOffsets: turnOffsets,
      tokenOffsets: tokenOffsets, laziness: laziness)
  }
}

extension Column {
  /// nil is missing with `reason`.
  static func numbers(_ values: [Double?], missing reason: Status = .noMatch, caused: Set<Int> = []) -> Column {
    Column(
      .numbers(values.map { $0 ?? 0 }),
      status: values.enumerated().map {
        $1 == nil ? reason.rawValue : caused.contains($0) ? Status.caused.rawValue : Status.present.rawValue
      })
  }

  static func texts(_ values: [String?]) -> Column {
    let builder = ColumnBuilder(.texts)
    for value in values {
      if let value { Array(value.utf8).withUnsafeBufferPointer { builder.append($0) } } else { builder.appendMissing() }
    }
    return builder.finish()
  }
}

extension ScoredBatch.Output {
  static func rule(_ name: String, _ column: Column) -> Self { output(name, .rule, column) }

  static func output(
    _ name: String, _ kind: TypedDeclaration.Kind, per grain: Grain = .rollout, _ column: Column
  ) -> Self {
    Self(name: name, kind: kind, grain: grain, column: column)
  }
}
