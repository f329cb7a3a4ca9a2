@testable import RewardEngine
@testable import RewardSemantics

/// Rows written out, cut into chunks as a reader would.
struct TestRows {
  struct Row {
    var group: String?
    var id: String?
    var step: String?
    /// By name: one value, or a list with one for each token.
    var inputs: [String: Value] = [:]
    init(
      _ group: String?, id: String? = nil, step: String? = nil, _ inputs: [String: Value] = [:]
    ) {
      self.group = group
      self.id = id
      self.step = step
      self.inputs = inputs
    }
  }
  var rows: [Row]
  init(_ rows: [Row]) { self.rows = rows }

  /// Line 1 is the first row.
  func chunk(_ range: Range<Int>, _ schema: RowSchema) -> RowChunk {
    let rows = Array(self.rows[range])
    func texts(_ text: (Row) -> String?) -> Column {
      RandomRows.texts(rows.map { text($0).map { Value(text: $0) } ?? Value(missing: .noValue) })
    }
    let columns = schema.fields.map { field in
      let values = rows.flatMap { row in
        let value = row.inputs[field.name] ?? Value(missing: .noValue)
        return field.grain == .token ? value.list : [value]
      }
      return field.form == .text ? RandomRows.texts(values) : RandomRows.numbers(values)
    }
    let perToken = schema.fields.filter { $0.grain == .token }.map(\.name)
    let offsets = rows.reduce(into: [0]) { offsets, row in
      offsets.append(offsets[offsets.count - 1] + (perToken.first.flatMap { row.inputs[$0]?.list.count } ?? 0))
    }
    return RowChunk(
      count: rows.count, lines: range.map { $0 + 1 }, columns: columns, tokenOffsets: perToken.isEmpty ? nil : offsets,
      turnOffsets: nil, turns: nil, ids: texts(\.id), groups: texts(\.group), steps: texts(\.step), problems: [],
      lineCount: rows.count)
  }

  struct Result {
    var batches: [ScoredBatch] = []
    var problems: [RunProblem] = []
    var totals = RunTotals()
    var error: ScorerError?
  }

  func scored(by scorer: Scorer, chunkRows: Int = 2) -> Result {
    var result = Result()
    var start = 0
    do {
      result.totals = try scorer.score(
        chunks: {
          guard start < rows.count else { return nil }
          let range = start..<min(start + chunkRows, rows.count)
          start = range.upperBound
          return chunk(range, scorer.schema)
        }, onProblems: { result.problems += $0 }, sink: { result.batches.append($0) })
    } catch {
      result.error = error as? ScorerError
    }
    return result
  }
}

extension ScoredBatch {
  /// An output as values, by name.
  func values(_ name: String) -> [Value] {
    outputs.first { $0.name == name }.map { output in (0..<output.column.count).map { output.column.value($0) } } ?? []
  }
  func numbers(_ name: String) -> [Double] { values(name).map(\.number) }
}
