import RewardSemantics

/// The line that is written for one scored row:
///
/// ```json
/// {"id": "m0-1", "group": "m0", "scores": {"correct": 1, "concise": null}, "missing": {"concise": "abstained: ..."},
///  "advantage": 0.5, "kept": true}
/// ```
///
/// - `id`: as in the input. A row without one has `null` and, after it, its `line`.
/// - `rollout`: its place, from 0, among the rollouts of its line. Only where a line holds a group.
/// - `scores`: rules, gates, rewards and metrics. One that is per turn or per token is a list, with `null` where a value is
///   missing; so is one per criterion or verdict, with a value for each criterion of the prompt, and one per pair, with a
///   value against each rollout of the group in row order and `null` at its own place.
/// - `missing`: the cause of each missing score, and of a missing advantage under `advantage`; of a list, that of its
///   first missing element. A value that stands in for a limit the response went over is listed as `caused`.
/// - `advantage`: a number or a list. Left out where the spec has none.
/// - `kept`: false where the row is not trained on: where its group is dropped or surplus, or where the advantage is
///   missing, wholly in the case of a list.
enum ScoredRow {
  /// Writes the rows of one batch.
  struct Writer {
    private let batch: ScoredBatch
    private let scores: [ScoredBatch.Output]
    private let advantage: ScoredBatch.Output?
    /// The place of each row in its group, where a score is per pair.
    private let places: [Int]

    init(_ batch: ScoredBatch) {
      self.batch = batch
      scores = batch.outputs.filter { $0.kind != .advantage }
      advantage = batch.outputs.first { $0.kind == .advantage }
      var sizes = batch.groupNames.map { _ in 0 }
      let hasPairs = batch.outputs.contains { $0.grain == .pair }
      places =
        !hasPairs
        ? []
        : batch.groups.map { group in
          sizes[group] += 1
          return sizes[group] - 1
        }
    }

    func write(_ row: Int, to json: inout JSONWriter) {
      json.beginObject()
      json.key("id")
      if Status(rawValue: batch.ids.status[row]).hasValue {
        ColumnWriter.source(batch.ids, row, to: &json)
      } else {
        json.null()
        json.key("line")
        json.integer(batch.lines[row])
      }
      if let rollouts = batch.rollouts {
        json.key("rollout")
        json.integer(rollouts[row])
      }
      json.key("group")
      json.string(batch.groupNames[batch.groups[row]])
      json.key("scores")
      json.beginObject()
      for score in scores {
        json.key(score.name)
        value(of: score, row, to: &json)
      }
      json.endObject()
      json.key("missing")
      json.beginObject()
      for output in scores { cause(of: output, row, to: &json) }
      if let advantage { cause(of: advantage, row, to: &json) }
      json.endObject()
      if let advantage {
        json.key("advantage")
        value(of: advantage, row, to: &json)
      }
      json.key("kept")
      json.bool(isKept(row))
      json.endObject()
      json.newline()
    }

    /// The elements of an output that belong to a row.
    private func elements(of output: ScoredBatch.Output, _ row: Int) -> Range<Int> {
      let offsets: [Int]? =
        switch output.grain {
        case .turn: batch.turnOffsets
        case .token: batch.tokenOffsets
        default: output.offsets
        }
      return offsets.map { $0[row]..<$0[row + 1] } ?? row..<row + 1
    }

    private func value(of output: ScoredBatch.Output, _ row: Int, to json: inout JSONWriter) {
      guard output.grain == .turn || output.grain == .token || output.offsets != nil else {
        return ColumnWriter.value(output.column, row, to: &json)
      }
      json.beginArray()
      let elements = elements(of: output, row)
      for element in elements {
        if output.grain == .pair, element - elements.lowerBound == places[row] { json.null() }
        ColumnWriter.value(output.column, element, to: &json)
      }
      if output.grain == .pair, elements.count == places[row] { json.null() }
      json.endArray()
    }

    private func cause(of output: ScoredBatch.Output, _ row: Int, to json: inout JSONWriter) {
      var caused: Status?
      for element in elements(of: output, row) {
        let status = Status(rawValue: output.column.status[element])
        if status == .present { continue }
        caused = status
        if status.isMissing { break }
      }
      guard let caused else { return }
      json.key(output.name)
      json.string(caused.cause)
    }

    private func isKept(_ row: Int) -> Bool {
      if let kept = batch.kept, !kept.isTrue(batch.groups[row]) { return false }
      guard let advantage else { return true }
      return elements(of: advantage, row).contains { Status(rawValue: advantage.column.status[$0]).hasValue }
    }
  }
}

/// Single elements of columns as JSON.
enum ColumnWriter {
  /// The element's value, or `null` where it is missing.
  static func value(_ column: Column, _ element: Int, to json: inout JSONWriter) {
    guard Status(rawValue: column.status[element]).hasValue else { return json.null() }
    switch column.storage {
    case .numbers(let numbers): json.number(numbers[element])
    case .texts(let texts): json.string(texts[element])
    case .lists(let offsets, let items):
      json.beginArray()
      for item in offsets[element]..<offsets[element + 1] { value(items, item, to: &json) }
      json.endArray()
    }
  }

  /// The element's value, where the column has values of `type`: JSON is written as it is.
  static func value(_ column: Column, _ element: Int, of type: BaseType, to json: inout JSONWriter) {
    guard Status(rawValue: column.status[element]).hasValue else { return json.null() }
    switch (column.storage, type) {
    case (.texts, .json), (.texts, .table), (.texts, .record): source(column, element, to: &json)
    case (.lists(let offsets, let items), .list(let item)):
      json.beginArray()
      for place in offsets[element]..<offsets[element + 1] { value(items, place, of: item, to: &json) }
      json.endArray()
    default: value(column, element, to: &json)
    }
  }

  /// An element of a column that holds JSON source.
  static func source(_ column: Column, _ element: Int, to json: inout JSONWriter) {
    if case .texts(let texts) = column.storage { json.raw(texts[element]) } else { value(column, element, to: &json) }
  }
}
