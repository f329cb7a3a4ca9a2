import RewardEngine
@testable import RewardSemantics

/// A repeatable source of choices (SplitMix64).
struct Choices: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }
  mutating func isLucky(_ chance: Double) -> Bool { Double.random(in: 0..<1, using: &self) < chance }
  mutating func number() -> Double {
    let numbers: [Double] = [0, -0.0, 1, 1, -1, 0.1, 0.2, 0.3, 2.5, 1e17, -1e17, 3, 1e-9, 1e308]
    return isLucky(0.3) ? Double.random(in: -3...3, using: &self) : pick(numbers)
  }
}

/// Builtins that show what a call sees.
enum Probes {
  /// Bytes of a text: expensive, and over its limit on texts that begin with `z`.
  static let size = Builtin(
    "size", parameters: [.init("text", .text)], result: { _, _ in .real }, absence: .limit, cost: .scan,
    summary: "Bytes of a text.", examples: []
  ) { _ in
    { arguments in
      arguments[0].text.first == UInt8(ascii: "z") ? .missing(.stepLimit) : .number(Double(arguments[0].text.count))
    }
  }
  /// All but the first byte, a slice.
  static let tail = Builtin(
    "tail", parameters: [.init("text", .text)], result: { _, _ in .text }, absence: .abstain, cost: .scan,
    summary: "All but the first byte.", examples: []
  ) { _ in
    { arguments in
      let count = arguments[0].text.count
      return count == 0 ? .missing(.noMatch) : .slice(argument: 0, range: 1..<count)
    }
  }
  /// Two texts as one, new bytes.
  static let glue = Builtin(
    "glue", parameters: [.init("a", .text), .init("b", .text)], result: { _, _ in .text }, summary: "Two texts.",
    examples: []
  ) { _ in { arguments in .text(Array(arguments[0].text) + Array(arguments[1].text)) } }
  /// Sees missing arguments.
  static let count = Builtin(
    "count_present", parameters: [.init("a", .number), .init("b", .text)], result: { _, _ in .real }, missing: .sees,
    cost: .scan, summary: "Arguments that are there.", examples: []
  ) { _ in { arguments in .number(Double(arguments.count { !$0.isMissing })) } }
  /// The number of elements of a list, and the first one's bytes where it is a list of texts.
  static let length = Builtin(
    "length", parameters: [.init("list", .anyList)], result: { _, _ in .real }, cost: .scan, summary: "Elements.",
    examples: []
  ) { _ in
    { arguments in
      switch arguments[0] {
      case .numbers(let numbers): .number(Double(numbers.count))
      case .texts(let texts): .number(Double(texts.count) + 10 * Double(texts.first?.first ?? 0))
      default: .missing(.badValue)
      }
    }
  }
  /// Each byte as a text of its own.
  static let letters = Builtin(
    "letters", parameters: [.init("text", .text)], result: { _, _ in ValueType(.list(.text)) }, cost: .scan,
    summary: "The bytes.", examples: []
  ) { _ in
    { arguments in .slices(argument: 0, ranges: arguments[0].text.indices.map { $0..<$0 + 1 }) }
  }
}

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
          switch input.type.value.base {
          case .text: return Value(text: choices.pick(["", "a", "b", "ab", "za", "answer", "zz"]))
          case .bool: return Value(choices.isLucky(0.6))
          default: return Value(choices.number())
          }
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

  var forInterpreter: Rows {
    Rows(rows.map { Rows.Rollout(group: $0.group, inputs: $0.inputs, turns: $0.turns) })
  }

  /// Rows `range` as the reader of `schema` would give them.
  func chunk(_ range: Range<Int>, _ schema: RowSchema) -> RowChunk {
    let rows = Array(self.rows[range])
    func offsets(_ count: (Row) -> Int) -> [Int] { rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + count($1)) } }
    let columns = schema.fields.map { field in
      let id = inputs.firstIndex { $0.name == field.name } ?? 0
      let values = rows.flatMap { row in
        field.grain == .token || field.grain == .turn ? row.inputs[id]?.list ?? [] : [row.inputs[id] ?? Value(0)]
      }
      return field.form == .text ? RandomRows.texts(values) : RandomRows.numbers(values)
    }
    let tokens = schema.fields.contains { $0.grain == .token } ? offsets(\.tokens) : nil
    return RowChunk(
      count: rows.count, lines: range.map { $0 + 1 }, columns: columns, tokenOffsets: tokens,
      turnOffsets: offsets(\.turns), turns: nil,
      ids: RandomRows.texts(range.map { Value(text: "\"\($0)\"") }),
      groups: RandomRows.texts(rows.map { Value(text: "g\($0.group)") }),
      steps: RandomRows.texts(rows.map { _ in Value(missing: .noValue) }), problems: [], lineCount: rows.count)
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

/// A random spec: every operation on operands that earlier ones gave.
struct RandomSpec {
  var builder = SpecBuilder()
  private var numbers: [ExpressionID] = []
  private var conditions: [ExpressionID] = []
  private var texts: [ExpressionID] = []
  /// Of numbers, and of texts.
  private var lists: [[ExpressionID]] = [[], []]
  private let listTypes = [ValueType(.list(.real)), ValueType(.list(.text))]

  init(operations: Int, _ choices: inout Choices) {
    numbers = [
      builder.input("x", per: .rollout), builder.input("per_token", per: .token), builder.input("per_turn", per: .turn),
      builder.input("per_group", per: .group), builder.constant(0.5), builder.constant(-0.0), builder.constant(3),
    ]
    conditions = [
      builder.input("mask", .bool, per: .token, selects: .token), builder.input("ok", .bool, per: .rollout),
      builder.input("turn_ok", .bool, per: .turn),
    ]
    texts = [
      builder.input("response", .text, per: .rollout), builder.input("answer", .text, per: .group),
      builder.constant("ab"),
    ]
    lists[0] = [builder.apply(.list, [numbers[0], numbers[3]], listTypes[0])]
    lists[1] = [builder.call(Probes.letters, texts[0], type: listTypes[1])]
    for number in 0..<operations {
      switch Int.random(in: 0..<20, using: &choices) {
      case 0...2: addArithmetic(&choices)
      case 3...5: addCondition(&choices)
      case 6...8: addChoice(&choices)
      case 9...13: addAggregate(&choices)
      case 14...15: addWindow(&choices)
      case 16: addCall(&choices)
      case 17: addList(&choices)
      default: addOther(&choices)
      }
      if choices.isLucky(0.4) {
        numbers.append(builder.declare("d\(number)", numbers[numbers.count - 1], as: .let))
      }
    }
    for (index, id) in (numbers + conditions + texts + lists[0] + lists[1]).enumerated() where choices.isLucky(0.4) {
      if grain(id) != .pair { builder.declare("out\(index)", id) }
    }
    builder.declare("last", numbers.last { grain($0) != .pair } ?? numbers[0], as: .advantage)
  }

  private func grain(_ id: ExpressionID) -> Grain { builder.expressions[id].type.grain }

  /// Whether one element can hold all the operands: one side grain joins the chain at most.
  private func fit(_ ids: [ExpressionID]) -> Bool {
    var meet = Grain.run
    for id in ids {
      guard let next = meet.meet(grain(id)) else { return false }
      meet = next
    }
    return true
  }

  private func take(_ pools: [[ExpressionID]], _ choices: inout Choices) -> [ExpressionID]? {
    for _ in 0..<8 {
      let ids = pools.map { choices.pick($0) }
      if fit(ids) { return ids }
    }
    return nil
  }

  private mutating func addArithmetic(_ choices: inout Choices) {
    let operations: [Arithmetic] = [
      .add, .subtract, .multiply, .divide, .power, .negate, .minimum, .maximum, .clamp, .absolute, .sign, .floor,
      .round, .squareRoot, .exponential, .logarithm, .sigmoid, .softplus, .logSigmoid, .divideOr,
    ]
    let operation = choices.pick(operations)
    guard let ids = take(Array(repeating: numbers, count: operation.operandCount), &choices) else { return }
    numbers.append(builder.apply(.arithmetic(operation), ids))
  }

  private mutating func addCondition(_ choices: inout Choices) {
    switch Int.random(in: 0..<6, using: &choices) {
    case 0:
      guard let ids = take([conditions, conditions], &choices) else { return }
      conditions.append(builder.apply(choices.isLucky(0.5) ? .and : .or, ids, .bool))
    case 1: conditions.append(builder.apply(.not, [choices.pick(conditions)], .bool))
    case 2:
      conditions.append(builder.apply(choices.isLucky(0.5) ? .isPresent : .isFailed, [choices.pick(numbers)], .bool))
    case 3:
      guard let ids = take([texts, texts], &choices) else { return }
      conditions.append(builder.apply(.arithmetic(choices.isLucky(0.5) ? .sameText : .differentText), ids, .bool))
    default:
      let operations: [Arithmetic] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
      guard let ids = take([numbers, numbers], &choices) else { return }
      conditions.append(builder.apply(.arithmetic(choices.pick(operations)), ids, .bool))
    }
  }

  private mutating func addChoice(_ choices: inout Choices) {
    let isText = choices.isLucky(0.3)
    let pool = isText ? texts : numbers
    let type: ValueType = isText ? .text : .real
    let id: ExpressionID
    switch Int.random(in: 0..<5, using: &choices) {
    case 0:
      guard let ids = take([pool, pool], &choices) else { return }
      id = builder.apply(.coalesce, ids, type)
    case 1:
      guard let ids = take([conditions, pool, conditions, pool, pool], &choices) else { return }
      id = builder.apply(.when, ids, type)
    case 2:
      guard let ids = take([pool, conditions], &choices) else { return }
      id = builder.apply(.given(hasElse: false), ids, type)
    case 3:
      guard let ids = take([pool, conditions, pool], &choices) else { return }
      id = builder.apply(.given(hasElse: true), ids, type)
    default: return numbers.append(builder.apply(.settle(onLimit: 0.25), [choices.pick(numbers)]))
    }
    if isText { texts.append(id) } else { numbers.append(id) }
  }

  private mutating func addAggregate(_ choices: inout Choices) {
    let reductions: [Reduction] = [
      .sum, .sum, .product, .mean, .mean, .variance(ddof: 1), .deviation(ddof: 0), .minimum, .maximum, .first, .last,
      .quantile(lower: true), .quantile(lower: false), .logSumExp, .any, .all, .countTrue, .entropy(base: 2), .mode,
    ]
    let reduction = choices.pick(reductions)
    var isText = false
    var pool = numbers
    switch reduction {
    case .any, .all, .countTrue: pool = conditions
    case .first, .last, .mode, .entropy:
      isText = choices.isLucky(0.4)
      if isText { pool = texts }
    default: break
    }
    let value = choices.pick(pool)
    let coarser = Grain.chain.filter { $0 != grain(value) && grain(value).refines($0) }
    guard !coarser.isEmpty else { return }
    let over = choices.pick(coarser)
    func finerThanValue(_ pool: [ExpressionID], _ choices: inout Choices) -> ExpressionID? {
      let fitting = pool.filter { grain(value).refines(grain($0)) }
      return fitting.isEmpty ? nil : choices.pick(fitting)
    }
    let by = choices.isLucky(0.3) ? finerThanValue(choices.isLucky(0.5) ? texts : numbers, &choices) : nil
    let condition = choices.isLucky(0.3) ? finerThanValue(conditions, &choices) : nil
    var weight: ExpressionID?
    switch reduction {
    case .sum, .mean, .variance, .deviation, .product:
      weight = choices.isLucky(0.3) ? finerThanValue(numbers, &choices) : nil
    default: break
    }
    var extra: ExpressionID?
    switch reduction {
    case .quantile: extra = builder.constant(choices.pick([0, 0.2, 0.5, 1]))
    case .logSumExp:
      let result = by.flatMap { over.meet(grain($0)) } ?? over
      let fitting = numbers.filter { result.refines(grain($0)) }
      if choices.isLucky(0.5), !fitting.isEmpty { extra = choices.pick(fitting) }
    default: break
    }
    let isLabel = if case .entropy = reduction { true } else { false }
    let id = builder.aggregate(
      reduction, value, over: over, by: by, where: condition, weight: weight, extra: extra,
      isText && !isLabel ? .text : .real)
    if isText && !isLabel { texts.append(id) } else { numbers.append(id) }
  }

  private mutating func addWindow(_ choices: inout Choices) {
    let kinds: [Window.Kind] = [
      .discounted, .previous, .next, .cumulative(exclusive: true), .cumulative(exclusive: false), .rank, .softmax,
    ]
    let kind = choices.pick(kinds)
    let value = choices.pick(numbers)
    let coarser = Grain.chain.filter { $0 != grain(value) && grain(value).refines($0) }
    guard !coarser.isEmpty else { return }
    var extra: ExpressionID?
    let fitting = numbers.filter { grain(value).refines(grain($0)) }
    switch kind {
    case .discounted: extra = choices.isLucky(0.5) ? builder.constant(0.9) : choices.pick(fitting)
    case .previous, .next: extra = choices.isLucky(0.5) ? choices.pick(fitting) : nil
    default: break
    }
    numbers.append(builder.window(kind, value, over: choices.pick(coarser), extra: extra))
  }

  private mutating func addCall(_ choices: inout Choices) {
    switch Int.random(in: 0..<4, using: &choices) {
    case 0: numbers.append(builder.call(Probes.size, choices.pick(texts)))
    case 1: texts.append(builder.call(Probes.tail, choices.pick(texts), type: .text))
    case 2:
      guard let ids = take([texts, texts], &choices) else { return }
      texts.append(builder.call(Probes.glue, ids[0], ids[1], type: .text))
    default:
      guard let ids = take([numbers, texts], &choices) else { return }
      numbers.append(builder.call(Probes.count, ids[0], ids[1]))
    }
  }

  private mutating func addList(_ choices: inout Choices) {
    let kind = Int.random(in: 0...1, using: &choices)
    let value = choices.pick(lists[kind])
    let type = listTypes[kind]
    switch Int.random(in: 0..<7, using: &choices) {
    case 0:
      guard let ids = take(Array(repeating: kind == 0 ? numbers : texts, count: 2), &choices) else { return }
      lists[kind].append(builder.apply(.list, ids, type))
    case 1: lists[1].append(builder.call(Probes.letters, choices.pick(texts), type: listTypes[1]))
    case 2: numbers.append(builder.call(Probes.length, value))
    case 3:
      guard let ids = take([lists[kind], lists[kind]], &choices) else { return }
      conditions.append(builder.apply(.arithmetic(.sameText), ids, .bool))
    case 4:
      guard let ids = take([conditions, lists[kind], lists[kind]], &choices) else { return }
      lists[kind].append(builder.apply(.when, ids, type))
    case 5:
      let coarser = Grain.chain.filter { $0 != grain(value) && grain(value).refines($0) }
      guard !coarser.isEmpty else { return }
      let reduction: Reduction = choices.pick([.first, .last, .mode])
      lists[kind].append(builder.aggregate(reduction, value, over: choices.pick(coarser), type))
      numbers.append(
        builder.aggregate(.sum, builder.apply(.isPresent, [value]), over: choices.pick(coarser), by: value))
    default:
      let coarser = Grain.chain.filter { $0 != grain(value) && grain(value).refines($0) }
      guard !coarser.isEmpty else { return }
      numbers.append(
        builder.add(
          .window(Window(.rank, over: choices.pick(coarser), hasExtra: false)), [value], per: grain(value)))
      lists[kind].append(builder.window(.previous, value, over: choices.pick(coarser)))
    }
  }

  private mutating func addOther(_ choices: inout Choices) {
    switch Int.random(in: 0..<6, using: &choices) {
    case 0:
      let value = choices.pick(numbers.filter { Grain.rollout.refines(grain($0)) })
      numbers.append(builder.add(.other, [value], per: .pair))
    case 1: numbers.append(builder.add(.position, per: choices.pick([.token, .turn, .rollout, .group])))
    case 2:
      let of = choices.pick([Grain.token, .turn, .rollout, .group, .pair])
      let over = choices.pick(Grain.chain.filter { $0 != of && of.refines($0) })
      let fitting = conditions.filter { of.refines(grain($0)) }
      let hasWhere = choices.isLucky(0.5) && !fitting.isEmpty
      numbers.append(
        builder.add(.elements(of: of, hasWhere: hasWhere), hasWhere ? [choices.pick(fitting)] : [], per: over))
    case 3:
      let reductions: [Reduction] = [
        .sum, .mean, .maximum, .quantile(lower: false), .mode, .entropy(base: 2), .logSumExp,
      ]
      guard let ids = take([numbers, numbers, numbers], &choices) else { return }
      numbers.append(builder.apply(.reduce(choices.pick(reductions)), ids))
    case 4:
      guard let ids = take([conditions, conditions], &choices) else { return }
      conditions.append(builder.apply(.reduce(choices.isLucky(0.5) ? .any : .all), ids, .bool))
    default:
      let value = choices.pick(numbers)
      let finer = [Grain.token, .turn, .rollout, .group, .pair].filter {
        $0 != grain(value) && $0.refines(grain(value))
      }
      if !finer.isEmpty { numbers.append(builder.add(.lift, [value], per: choices.pick(finer))) }
    }
  }
}
