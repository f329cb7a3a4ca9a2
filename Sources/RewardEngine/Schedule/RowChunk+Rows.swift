import RewardSemantics

extension RowChunk {
  /// Some of the rows, read by the same schema. What was said of no row in particular stays with the first.
  func rows(_ range: Range<Int>, of schema: RowSchema) -> RowChunk {
    let tokens = Part(range, of: tokenOffsets)
    let turns = Part(range, of: turnOffsets)
    let rows = Part(elements: range, offsets: nil)
    let isFirst = range.lowerBound == 0
    var part = RowChunk(
      count: range.count, lines: Array(lines[range]), rollouts: rollouts.map { Array($0[range]) },
      columns: zip(schema.fields, columns).map { field, column in
        switch field.grain {
        case .token: tokens.column(column)
        case .turn: turns.column(column)
        default: rows.column(column)
        }
      },
      tokenOffsets: tokens.offsets, turnOffsets: turns.offsets,
      turns: self.turns.map { turns in
        let part = Part(range, of: turns.offsets)
        return Turns(
          offsets: part.offsets ?? [0], text: part.column(turns.text), observation: part.column(turns.observation),
          calls: turns.calls.map(part.column), arguments: turns.arguments.map(part.column),
          toolCalls: turns.toolCalls.map(part.column))
      },
      ids: rows.column(ids), groups: rows.column(groups), groupedByPrompt: Array(groupedByPrompt[range]),
      steps: rows.column(steps), rounds: rounds, problems: isFirst ? problems : [],
      lineCount: isFirst ? lineCount : 0)
    part.lastLines = lastLines.map { Array($0[range]) }
    return part
  }

  /// The elements that some rows have.
  private struct Part {
    var elements: Range<Int>
    var offsets: [Int]?

    init(elements: Range<Int>, offsets: [Int]?) {
      self.elements = elements
      self.offsets = offsets
    }

    init(_ rows: Range<Int>, of offsets: [Int]?) {
      guard let offsets else {
        self.init(elements: 0..<0, offsets: nil)
        return
      }
      let (first, end) = (offsets[rows.lowerBound], offsets[rows.upperBound])
      self.init(elements: first..<end, offsets: offsets[rows.lowerBound...rows.upperBound].map { $0 - first })
    }

    func column(_ column: Column) -> Column { Column.joined([(column, [elements])]) }
  }
}
