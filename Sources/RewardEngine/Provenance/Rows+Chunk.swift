import RewardGraph
import RewardSemantics

extension Rows {
  /// Rows of a chunk as one batch of the interpreter: for explanations, and to compare the two evaluators.
  ///
  /// - Parameters:
  ///   - members: the rows of the batch; without it all.
  ///   - graph: the graph whose inputs the chunk was read for.
  ///   - seed: of the run's random numbers.
  public init(_ chunk: RowChunk, rows members: [Int]? = nil, of graph: Graph, seed: UInt64 = 0) {
    let members = members ?? Array(0..<chunk.count)
    let layout = InputLayout(graph)
    /// A prompt or line that stands in for a group key is another group than an equal key.
    struct Key: Hashable {
      var value: Value
      var isImplied: Bool
    }
    var groups: [Key: Int] = [:]
    self.init(
      members.map { row in
        var inputs: [InputID: Value] = [:]
        for (id, column, grain) in layout.columns {
          let value = chunk.value(ofColumn: column, grain: grain, row: row)
          inputs[id] = value.status == .noValue ? nil : value
        }
        if let turns = chunk.turns {
          let range = turns.offsets[row]..<turns.offsets[row + 1]
          for (id, part) in layout.turnInputs {
            guard let column = part.column(of: turns) else { continue }
            inputs[id] = Value(list: range.map { column.value($0) })
          }
        }
        let key = Key(value: chunk.groups.value(row), isImplied: chunk.groupedByPrompt[row])
        let group = key.value.isMissing ? -1 - row : groups[key, default: groups.count]
        if !key.value.isMissing { groups[key] = group }
        let turns = chunk.turnOffsets.map { $0[row + 1] - $0[row] }
        let groupKey = key.value.isMissing ? Array("line \(chunk.lines[row])".utf8) : Array(key.value.text)
        return Rollout(group: group, groupKey: groupKey, inputs: inputs, turns: turns)
      }, step: members.first.map { Array(chunk.steps.value($0).text) } ?? [], seed: seed)
  }
}

extension RowChunk {
  fileprivate func value(ofColumn column: Int, grain: Grain, row: Int) -> Value {
    let offsets = grain == .token ? tokenOffsets : grain == .turn ? turnOffsets : nil
    guard let offsets else { return columns[column].value(row) }
    return Value(list: (offsets[row]..<offsets[row + 1]).map { columns[column].value($0) })
  }
}

extension Column {
  /// Element `index` as a value of the interpreter.
  public func value(_ index: Int) -> Value {
    let state = Status(rawValue: status[index])
    if state.isMissing { return Value(missing: state) }
    switch storage {
    case .numbers(let values): return Value(values[index], status: state)
    case .texts(let texts):
      return Value(text: texts.arena.bytes[texts.starts[index]..<texts.ends[index]], status: state)
    case .lists(let offsets, let items):
      return Value(list: (offsets[index]..<offsets[index + 1]).map { items.value($0) }, status: state)
    }
  }
}
