@testable import RewardEngine
import RewardGraph
@testable import RewardSemantics

/// Rows in both forms: as the interpreter reads them, and as a reader would chunk them.
struct RandomRows {
  struct Row {
    var group: Int
    var inputs: [InputID: Value]
    var tokens: Int
    var turns: Int
  }
  let inputs: [TypedInput]
  var rows: [Row] = []

  init(_ inputs: [TypedInput], count: Int, groups: Int, _ choices: inout Choices) {
    self.inputs = inputs
    var ofGroup: [Int: [InputID: Value]] = [:]
    for _ in 0..<count {
      let group = Int.random(in: 0..<groups, using: &choices)
      let tokens = Int.random(in: 0...3, using: &choices)
      let turns = choices.pick([1, 1, 1, 0, 2, 3])
      var row = Row(group: group, inputs: [:], tokens: tokens, turns: turns)
      for (id, input) in inputs.enumerated() {
        func value(_ choices: inout Choices) -> Value {
          if choices.isLucky(0.15) { return Value(missing: .noValue) }
          if input.selects == .turn { return Value(choices.pick([0, 0, 1, 1, 2, -1, 0.5])) }
          return RandomRows.value(input.type.value.base, &choices)
        }
        switch input.type.grain {
        case .token: row.inputs[id] = Value(list: (0..<tokens).map { _ in value(&choices) })
        case .turn: row.inputs[id] = Value(list: (0..<turns).map { _ in value(&choices) })
        case .group:
          let known = ofGroup[group]?[id] ?? value(&choices)
          ofGroup[group, default: [:]][id] = known
          row.inputs[id] = known
        default: row.inputs[id] = value(&choices)
        }
      }
      rows.append(row)
    }
  }

  static func value(_ type: BaseType, _ choices: inout Choices) -> Value {
    switch type {
    case .text: Value(text: choices.pick(["", "a", "b", "ab", "za", "answer", "zz"]))
    case .bool: Value(choices.isLucky(0.6))
    case .list(let item): Value(list: (0..<Int.random(in: 0...3, using: &choices)).map { _ in value(item, &choices) })
    default: Value(choices.number())
    }
  }

  /// The same rows, of a step, scored under a seed.
  func forInterpreter(step: String? = nil, seed: UInt64 = 0) -> Rows {
    Rows(
      rows.map { row in
        Rows.Rollout(
          group: row.group, groupKey: Array("g\(row.group)".utf8), inputs: row.inputs, turns: row.turns)
      }, step: Array((step ?? "").utf8), seed: seed)
  }

  /// Rows `range` as the reader of `schema` would give them.
  func chunk(_ range: Range<Int>, _ schema: RowSchema, step: String? = nil) -> RowChunk {
    let rows = Array(self.rows[range])
    func offsets(_ count: (Row) -> Int) -> [Int] { rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + count($1)) } }
    let columns = schema.fields.map { field in
      let id = inputs.firstIndex { $0.name == field.name } ?? 0
      let values = rows.flatMap { row in
        field.grain == .token || field.grain == .turn ? row.inputs[id]?.list ?? [] : [row.inputs[id] ?? Value(0)]
      }
      return Column(values, form: Node.Form(inputs[id].type.value.base))
    }
    let tokens = schema.fields.contains { $0.grain == .token } ? offsets(\.tokens) : nil
    return RowChunk(
      count: rows.count, lines: range.map { $0 + 1 }, columns: columns, tokenOffsets: tokens,
      turnOffsets: offsets(\.turns), turns: nil,
      ids: RandomRows.texts(range.map { Value(text: "\"\($0)\"") }),
      groups: RandomRows.texts(rows.map { Value(text: "g\($0.group)") }),
      steps: RandomRows.texts(rows.map { _ in step.map { Value(text: $0) } ?? Value(missing: .noValue) }), problems: [],
      lineCount: rows.count)
  }

  static func numbers(_ values: [Value]) -> Column {
    Column(.numbers(values.map(\.number)), status: values.map(\.status.rawValue))
  }

  static func texts(_ values: [Value]) -> Column {
    let arena = ByteArena(values.flatMap(\.text))
    let ends = values.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.text.count) }
    return Column(
      .texts(TextStorage(arena: arena, starts: [0] + ends.dropLast(), ends: ends)),
      status: values.map(\.status.rawValue))
  }
}
