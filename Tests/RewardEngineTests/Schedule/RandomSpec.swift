import RewardEngine
@testable import RewardSemantics

/// A random spec: every operation on operands that earlier ones gave.
struct RandomSpec {
  var builder = SpecBuilder()
  var numbers: [ExpressionID] = []
  var conditions: [ExpressionID] = []
  var texts: [ExpressionID] = []
  /// Of numbers, of texts, and of lists of numbers.
  var lists: [[ExpressionID]] = [[], [], []]
  let listTypes = [ValueType(.list(.real)), ValueType(.list(.text)), ValueType(.list(.list(.real)))]
  /// Those of the chain, pairs, and the spec's own.
  var grains: [Grain] = Grain.chain + [.pair]
  /// States whose update is still to be declared.
  var openStates: [StateID] = []

  init(operations: Int, _ choices: inout Choices) {
    numbers = [
      builder.input("x", per: .rollout), builder.input("per_token", per: .token), builder.input("per_turn", per: .turn),
      builder.input("per_group", per: .group), builder.constant(0.5), builder.constant(-0.0), builder.constant(3),
      builder.constant(1),
    ]
    conditions = [
      builder.input("mask", .bool, per: .token, selects: .token), builder.input("ok", .bool, per: .rollout),
      builder.input("turn_ok", .bool, per: .turn),
    ]
    if choices.isLucky(0.5) { numbers.append(builder.input("turn_of", per: .token, selects: .turn)) }
    texts = [
      builder.input("response", .text, per: .rollout), builder.input("answer", .text, per: .group),
      builder.constant("ab"),
    ]
    lists[0] = [
      builder.apply(.list, [numbers[0], numbers[3]], listTypes[0]),
      builder.input("weights", listTypes[0], per: .group), builder.input("scores", listTypes[0], per: .turn),
    ]
    lists[1] = [builder.call(Probes.letters, texts[0], type: listTypes[1])]
    lists[2] = [builder.input("nested", listTypes[2], per: .rollout)]
    addStates(&choices)
    for number in 0..<operations {
      switch Int.random(in: 0..<26, using: &choices) {
      case 0...2: addArithmetic(&choices)
      case 3...5: addCondition(&choices)
      case 6...8: addChoice(&choices)
      case 9...13: addAggregate(&choices)
      case 14...17: addWindow(&choices)
      case 18: addCall(&choices)
      case 19: addList(&choices)
      case 20...21: addGrain(&choices)
      case 22...23: addPlace(&choices)
      default: addOther(&choices)
      }
      if choices.isLucky(0.4) {
        numbers.append(builder.declare("d\(number)", numbers[numbers.count - 1], as: .let))
      }
    }
    handOut(&choices)
  }

  /// Scores, records and states: whatever a run hands out.
  private mutating func handOut(_ choices: inout Choices) {
    for (index, id) in (numbers + conditions + texts + lists.joined()).enumerated() where choices.isLucky(0.4) {
      if Grain.chain.contains(grain(id)) {
        builder.declare("out\(index)", id)
      } else {
        let open = conditions.filter { grain(id).refines(grain($0)) }
        let always = builder.apply(.isPresent, [builder.constant(1)], .bool)
        builder.emit(
          "records\(index)", per: grain(id), where: choices.pick([always] + open), [(name: "value", value: id)])
      }
    }
    updateStates(&choices)
    let groups = conditions.filter { Grain.group.refines(grain($0)) }
    if choices.isLucky(0.3), !groups.isEmpty { builder.keep(choices.pick(groups)) }
    builder.declare("last", numbers.last { Grain.chain.contains(grain($0)) } ?? numbers[0], as: .advantage)
  }

  func grain(_ id: ExpressionID) -> Grain { builder.expressions[id].type.grain }

  /// The grain of what is made of these operands; nil where no element can hold them all, or where it would be a product
  /// of products.
  func meet(_ ids: [ExpressionID]) -> Grain? {
    var meet = Grain.run
    for id in ids {
      guard let next = meet.meet(grain(id)) else { return nil }
      meet = next
    }
    if case .product(.product, _) = meet { return nil }
    return meet
  }

  func take(_ pools: [[ExpressionID]], _ choices: inout Choices) -> [ExpressionID]? {
    for _ in 0..<8 {
      let ids = pools.map { choices.pick($0) }
      if meet(ids) != nil { return ids }
    }
    return nil
  }

  /// A grain strictly coarser than that of a value.
  func coarser(than id: ExpressionID, _ choices: inout Choices) -> Grain? {
    let fitting = grains.filter { $0 != grain(id) && grain(id).refines($0) }
    return fitting.isEmpty ? nil : choices.pick(fitting)
  }

  /// One of the values that every element of a grain can read.
  func readable(at grain: Grain, _ pool: [ExpressionID], _ choices: inout Choices) -> ExpressionID? {
    let fitting = pool.filter { grain.refines(self.grain($0)) }
    return fitting.isEmpty ? nil : choices.pick(fitting)
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
    switch Int.random(in: 0..<6, using: &choices) {
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
    case 4:
      guard let ids = take([pool, numbers], &choices) else { return }
      id = builder.apply(.joined, ids, type)
    default: return numbers.append(builder.apply(.settle(onLimit: 0.25), [choices.pick(numbers)]))
    }
    if isText { texts.append(id) } else { numbers.append(id) }
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
    let kind = Int.random(in: 0...2, using: &choices)
    let value = choices.pick(lists[kind])
    let type = listTypes[kind]
    switch Int.random(in: 0..<6, using: &choices) {
    case 0:
      let items = kind == 0 ? numbers : kind == 1 ? texts : lists[0]
      guard let ids = take([items, items], &choices) else { return }
      lists[kind].append(builder.apply(.list, ids, type))
    case 1: lists[1].append(builder.call(Probes.letters, choices.pick(texts), type: listTypes[1]))
    case 2: if kind < 2 { numbers.append(builder.call(Probes.length, value)) }
    case 3:
      guard let ids = take([lists[kind], lists[kind]], &choices) else { return }
      conditions.append(builder.apply(.arithmetic(.sameText), ids, .bool))
    case 4:
      guard let ids = take([conditions, lists[kind], lists[kind]], &choices) else { return }
      lists[kind].append(builder.apply(.when, ids, type))
    default:
      guard let over = coarser(than: value, &choices) else { return }
      numbers.append(builder.aggregate(.sum, builder.apply(.isPresent, [value]), over: over, by: value))
    }
  }

  private mutating func addOther(_ choices: inout Choices) {
    switch Int.random(in: 0..<4, using: &choices) {
    case 0:
      guard let value = readable(at: .rollout, numbers, &choices) else { return }
      let other = builder.add(.other, [value], per: .pair)
      numbers.append(other)
      if choices.isLucky(0.5) {
        numbers.append(builder.add(.swap, [builder.apply(.subtract, other, value)], per: .pair))
      }
    case 1: addReduction(&choices)
    case 2:
      guard let ids = take([conditions, conditions], &choices) else { return }
      conditions.append(builder.apply(.reduce(choices.isLucky(0.5) ? .any : .all), ids, .bool))
    default:
      let value = choices.pick(numbers)
      let finer = grains.filter { $0 != grain(value) && $0.refines(grain(value)) && !$0.refines(.pair) }
      if !finer.isEmpty { numbers.append(builder.add(.lift, [value], per: choices.pick(finer))) }
    }
  }
}
