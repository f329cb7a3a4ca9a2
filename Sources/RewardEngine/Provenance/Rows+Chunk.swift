import RewardGraph
import RewardSemantics

extension Rows {
  /// The rows of a chunk as one batch of the interpreter: for explanations, and to compare the two evaluators.
  ///
  /// - Parameter graph: the graph whose inputs the chunk was read for.
  public init(_ chunk: RowChunk, of graph: Graph) {
    let layout = InputLayout(graph)
    /// A prompt or line that stands in for a group key is another group than an equal key.
    struct Key: Hashable {
      var value: Value
      var isImplied: Bool
    }
    var groups: [Key: Int] = [:]
    self.init(
      (0..<chunk.count).map { row in
        var inputs: [InputID: Value] = [:]
        for (id, column, grain) in layout.columns {
          let value = chunk.value(ofColumn: column, grain: grain, row: row)
          inputs[id] = value.status == .noValue ? nil : value
        }
        if let turns = chunk.turns {
          let range = turns.offsets[row]..<turns.offsets[row + 1]
          for (id, isText) in layout.turnInputs {
            let column = isText ? turns.text : turns.observation
            inputs[id] = Value(list: range.map { column.value($0) })
          }
        }
        let key = Key(value: chunk.groups.value(row), isImplied: chunk.groupedByPrompt[row])
        let group = key.value.isMissing ? -1 - row : groups[key, default: groups.count]
        if !key.value.isMissing { groups[key] = group }
        let turns = chunk.turnOffsets.map { $0[row + 1] - $0[row] }
        return Rollout(group: group, inputs: inputs, turns: turns)
      })
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
    case .numberLists(let offsets, let values):
      return Value(list: values[offsets[index]..<offsets[index + 1]].map { Value($0) }, status: state)
    case .textLists(let offsets, let values):
      return Value(
        list: (offsets[index]..<offsets[index + 1]).map {
          Value(text: values.arena.bytes[values.starts[$0]..<values.ends[$0]])
        }, status: state)
    }
  }
}
