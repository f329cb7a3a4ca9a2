import RewardSemantics

/// What a run has seen, added up batch by batch in bounded memory.
public struct RunSummary: Sendable {
  /// Rollouts scored.
  public private(set) var rowCount = 0
  /// Groups, counted in each batch.
  public private(set) var groupCount = 0
  /// Batches added.
  public private(set) var batchCount = 0
  /// Rows that were left out.
  public private(set) var badRowCount = 0
  /// Rules, rewards, metrics and the advantage, in the order of the batches' outputs.
  public private(set) var scores: [ScoreSummary] = []
  /// Totals by label, in order of first appearance.
  public private(set) var laziness: [ScoredBatch.Laziness] = []

  /// The summary of no batch.
  public init() {}

  /// Adds all outputs of one batch. Batches must come in the order of the run, so that sums do not depend on threads.
  public mutating func add(_ batch: ScoredBatch) {
    rowCount += batch.count
    groupCount += batch.groupNames.count
    batchCount += 1
    var members = [[Int]](repeating: [], count: batch.groupNames.count)
    for (row, group) in batch.groups.enumerated() { members[group].append(row) }
    for output in batch.outputs {
      let index =
        scores.firstIndex { $0.name == output.name && $0.kind == output.kind && $0.grain == output.grain }
        ?? scores.endIndex
      if index == scores.endIndex {
        scores.append(ScoreSummary(name: output.name, kind: output.kind, grain: output.grain))
      }
      scores[index].add(output.column, members: members)
    }
    for entry in batch.laziness {
      if let index = laziness.firstIndex(where: { $0.label == entry.label }) {
        laziness[index].called += entry.called
        laziness[index].skipped += entry.skipped
      } else {
        laziness.append(entry)
      }
    }
  }

  /// Counts rows that were left out.
  public mutating func add(badRows count: Int) { badRowCount += count }

  /// One JSON object, without line break:
  ///
  /// ```json
  /// {"rows": 8, "groups": 2, "batches": 1, "bad_rows": 0,
  ///  "scores": {"correct": {"kind": "rule", "grain": "rollout", "n": 8, "mean": 0.5, "std": 0.53, "min": 0, "max": 1,
  ///    "distinct": 2, "caused": 0, "missing": {"abstained: no match": 1},
  ///    "groups": {"dead": 1, "live": 1, "small": 0, "distinct": {"4": 2}}}},
  ///  "laziness": [{"label": "matches in format", "called": 8, "skipped": 0}]}
  /// ```
  ///
  /// A statistic that does not exist is `null`; a count over its limit is the text `">10000"`.
  ///
  /// - Parameter more: writes further members.
  public func json(adding more: (inout JSONWriter) -> Void = { _ in }) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for (name, count) in [
      ("rows", rowCount), ("groups", groupCount), ("batches", batchCount), ("bad_rows", badRowCount),
    ] {
      json.key(name)
      json.integer(count)
    }
    json.key("scores")
    json.beginObject()
    for score in scores { score.write(to: &json) }
    json.endObject()
    json.key("laziness")
    json.beginArray()
    for entry in laziness {
      json.beginObject()
      json.key("label")
      json.string(entry.label)
      json.key("called")
      json.integer(entry.called)
      json.key("skipped")
      json.integer(entry.skipped)
      json.endObject()
    }
    json.endArray()
    more(&json)
    json.endObject()
    return json.bytes
  }
}

extension ScoreSummary {
  /// Writes the score as a member of an object.
  func write(to json: inout JSONWriter) {
    json.key(name)
    json.beginObject()
    json.key("kind")
    json.string(kind.rawValue)
    json.key("grain")
    json.string(grain.name)
    json.key("n")
    json.integer(count)
    for (name, value) in [("mean", mean), ("std", standardDeviation), ("min", minimum), ("max", maximum)] {
      json.key(name)
      if let value { json.number(value) } else { json.null() }
    }
    json.key("distinct")
    if isNumeric { Self.write(distinctCount, to: &json) } else { json.null() }
    json.key("caused")
    json.integer(causedCount)
    json.key("missing")
    json.beginObject()
    for (status, count) in missing.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      json.key(status.cause)
      json.integer(count)
    }
    json.endObject()
    if grain == .rollout, isNumeric {
      json.key("groups")
      json.beginObject()
      for (name, count) in [("dead", deadGroups), ("live", liveGroups), ("small", smallGroups)] {
        json.key(name)
        json.integer(count)
      }
      json.key("distinct")
      json.beginObject()
      for (size, count) in distinctGroups.sorted(by: { $0.key < $1.key }) {
        json.key(String(size))
        Self.write(count, to: &json)
      }
      json.endObject()
      json.endObject()
    }
    json.endObject()
  }

  private static func write(_ count: Int?, to json: inout JSONWriter) {
    if let count { json.integer(count) } else { json.string(">\(distinctLimit)") }
  }
}
