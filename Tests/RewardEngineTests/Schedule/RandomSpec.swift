import RewardEngine
@testable import RewardSemantics

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
