import RewardGraph
import RewardSemantics

/// Computes columns of a graph over one frame, on demand.
///
/// A node without expensive builtins is computed once for every element. Any other is computed where it is demanded;
/// if more of it is demanded later, its calls are made only for the elements that are new. Elements that nobody
/// demanded hold anything.
final class Evaluator {
  let prepared: PreparedGraph
  let frame: Frame
  let threads: Int
  /// What the states are worth at the start of the step, and where its random numbers come from.
  let step: Step
  private var columns: [Column?]
  private var isPlain: [Bool]
  private var computed: [Demand?]

  /// For which elements a node has been computed; nil for none.
  func computed(_ node: NodeID) -> Demand? { computed[node] }

  private var broadcasts: [Broadcast: Column] = [:]
  /// How often each expensive call was made.
  private(set) var calls: [NodeID: Int] = [:]
  /// Whether judges are asked where they are demanded. What is only reported reads the answers that are there.
  var mayAsk = true

  private struct Broadcast: Hashable {
    var node: NodeID
    var grain: Grain
  }

  /// - Parameter inputs: columns that are known: inputs, and what an earlier stage has computed for every element.
  init(
    _ prepared: PreparedGraph, frame: Frame, inputs: [NodeID: Column], step: Step = Step(), threads: Int = 1
  ) {
    self.prepared = prepared
    self.frame = frame
    self.step = step
    self.threads = threads
    columns = prepared.constants
    computed = columns.map { $0 == nil ? nil : .all }
    isPlain = columns.map { $0?.status.isAllPresent ?? false }
    for (node, column) in inputs { store(column, of: node, .all) }
  }

  var graph: Graph { prepared.graph }

  /// The column of a node, computed for every element.
  func column(_ node: NodeID) -> Column {
    demand(node, .all)
    return columns[node] ?? Column(.numbers([]), status: [])
  }

  /// The column of a node for every element of a grain that is finer or the same.
  func column(_ node: NodeID, at grain: Grain) -> Column {
    column(node, at: grain, .all)
  }

  /// The same, computed only for wanted elements of that grain; the others hold anything.
  func column(_ node: NodeID, at grain: Grain, _ wanted: Demand) -> Column {
    for derived in grain.derivedGrains + graph[node].grain.derivedGrains { define(derived) }
    demand(node, frame.raised(wanted, from: grain, to: graph[node].grain))
    return expanded(operand(node, at: grain), count: frame.count(grain))
  }

  /// Computes the nodes of a stage that need no demand; a loop, so that long chains of operands need no deep recursion.
  func computeEager(_ stage: [NodeID]) {
    for node in stage where prepared.plan.isEager[node] && computed[node] == nil { demand(node, .all) }
  }

  // MARK: Demand

  /// Makes sure that a node is computed for the wanted elements of its own grain.
  func demand(_ id: NodeID, _ wanted: Demand) {
    if case .all = computed[id] { return }
    for grain in prepared.derivedGrains[id] { define(grain) }
    let isEager = prepared.plan.isEager[id]
    guard let new = self.wanted(isEager ? .all : wanted, of: id).subtracting(computed[id]) else {
      // A column must be there even when nothing of it is wanted.
      if columns[id] == nil { store(placeholder(for: id), of: id, .some(Array(repeating: false, count: count(id)))) }
      return
    }
    let total = computed[id].map { new.union($0) } ?? new
    let node = graph[id]
    let column: Column
    switch node.operation {
    case .and: column = kleene(node, total, decidedBy: false)
    case .or: column = kleene(node, total, decidedBy: true)
    case .coalesce: column = coalesce(node, total)
    case .select: column = select(node, total)
    case .aggregate(let aggregate): column = self.aggregate(aggregate, node, total)
    case .call: column = call(id, node, new, total)
    case .ask(let judge, _): column = ask(judge, id, node, new, total)
    case .window(let window): column = self.window(window, node, total)
    default:
      for operand in node.operands { demandOperand(operand, of: node, total) }
      column = compute(node)
    }
    store(column, of: id, total)
  }

  /// Passes demand on to an operand at the grain it has.
  func demandOperand(_ operand: NodeID, of node: Node, _ wanted: Demand) {
    if case .all = computed[operand] { return }
    if prepared.plan.isEager[operand] { return demand(operand, .all) }
    let grain = graph[operand].grain
    switch node.operation {
    case .elements(let of, _):
      let inside = frame.lowered(wanted, from: node.grain, to: of)
      demand(operand, frame.raised(inside, from: of, to: grain))
    case .other:
      demand(operand, frame.raised(others(wanted), from: .rollout, to: grain))
    case .swap: demand(operand, frame.raised(swapped(wanted), from: .pair, to: grain))
    case .window(let window): demandOfWindow(window, operand, of: node, wanted)
    // Anywhere.
    case .gather where operand == node.operands[0]: demand(operand, .all)
    default: demand(operand, frame.raised(wanted, from: node.grain, to: grain))
    }
  }

  private func others(_ wanted: Demand) -> Demand {
    guard case .some(let flags) = wanted else { return .all }
    var result = Array(repeating: false, count: frame.rolloutCount)
    for (pair, isWanted) in flags.enumerated() where isWanted { result[Int(frame.others[pair])] = true }
    return .some(result)
  }

  private func swapped(_ wanted: Demand) -> Demand {
    guard case .some(let flags) = wanted else { return .all }
    return .some(frame.swappedPairs.map { flags[Int($0)] })
  }

  func count(_ id: NodeID) -> Int { frame.count(graph[id].grain) }

  /// The column of a node as far as it is computed; nil where nothing is.
  func known(_ id: NodeID) -> Column? { columns[id] }

  /// Counts expensive calls of a node.
  func noteCalls(_ count: Int, of id: NodeID) { calls[id, default: 0] += count }

  func placeholder(for id: NodeID) -> Column {
    Column(repeating: Value(missing: .notAsked), form: graph[id].form, count: count(id))
  }

  private func store(_ column: Column, of id: NodeID, _ total: Demand) {
    columns[id] = column
    isPlain[id] = column.status.isAllPresent
    computed[id] = total
    if !prepared.plan.isEager[id] { broadcasts = broadcasts.filter { $0.key.node != id } }
  }

  // MARK: Operands

  /// A node's column as an operand at a grain: one value for all where there is only one, otherwise broadcast.
  func operand(_ id: NodeID, at grain: Grain) -> ColumnOperand {
    let column = columns[id] ?? placeholder(for: id)
    let own = graph[id].grain
    if own == grain { return ColumnOperand(column: column, isScalar: false) }
    switch frame.parents(of: grain, in: own) {
    case .identity: return ColumnOperand(column: column, isScalar: false)
    case .single: return ColumnOperand(column: column, isScalar: true)
    case .indices(let parents):
      let key = Broadcast(node: id, grain: grain)
      if let known = broadcasts[key] { return ColumnOperand(column: known, isScalar: false) }
      let broadcast =
        canHold(column, at: parents, of: grain)
        ? column.gathered(parents)
        : Column(repeating: Value(missing: .itemLimit), form: graph[id].form, count: parents.count)
      broadcasts[key] = broadcast
      return ColumnOperand(column: broadcast, isScalar: false)
    }
  }

  func numbers(_ id: NodeID, at grain: Grain) -> NumberOperand {
    let operand = operand(id, at: grain)
    // A broadcast of plain values can have failed elements: tokens without a turn.
    let isPlain = graph[id].grain == grain || operand.isScalar ? self.isPlain[id] : operand.column.status.isAllPresent
    return NumberOperand(operand.column, isPlain: isPlain, isScalar: operand.isScalar)
  }

  /// An operand with one value for each of `count` elements.
  func expanded(_ operand: ColumnOperand, count: Int) -> Column {
    operand.isScalar ? operand.column.gathered(Array(repeating: 0, count: count)) : operand.column
  }

  func expandedNumbers(_ id: NodeID, at grain: Grain) -> NumberOperand {
    let column = expanded(operand(id, at: grain), count: frame.count(grain))
    return NumberOperand(column, isPlain: column.status.isAllPresent, isScalar: false)
  }

  // MARK: Operations

  /// Operations whose operands are demanded wherever they are.
  private func compute(_ node: Node) -> Column {
    let count = frame.count(node.grain)
    let operands = node.operands
    switch node.operation {
    case .arithmetic(let operation):
      if operation == .sameText || operation == .differentText, graph[operands[0]].form != .number {
        return ElementwiseKernel.equality(
          operand(operands[0], at: node.grain), operand(operands[1], at: node.grain), count: count,
          isEqual: operation == .sameText)
      }
      return ArithmeticKernel.apply(operation, operands.map { numbers($0, at: node.grain) }, count: count)
    case .not: return ElementwiseKernel.not(numbers(operands[0], at: node.grain), count: count)
    case .lift: return expanded(operand(operands[0], at: node.grain), count: count)
    case .isPresent:
      return ElementwiseKernel.test(operand(operands[0], at: node.grain), count: count) { $0 < 16 }
    case .isFailed:
      return ElementwiseKernel.test(operand(operands[0], at: node.grain), count: count) { $0 >= 160 }
    case .settle(let onLimit):
      let operand = expanded(operand(operands[0], at: node.grain), count: count)
      return ElementwiseKernel.settle(operand, onLimit: onLimit.value.number)
    case .other:
      return expanded(operand(operands[0], at: .rollout), count: frame.rolloutCount).gathered(frame.others)
        .mappingMissing(\.ofOther)
    case .swap:
      return expanded(operand(operands[0], at: .pair), count: count).gathered(frame.swappedPairs)
        .mappingMissing(\.swapped)
    case .position: return positions(node.grain)
    case .elements(let of, let hasWhere): return elements(of: of, where: hasWhere ? operands.first : nil, node)
    case .reduce(let reduction):
      return OperandReduction(reduction, form: node.form)(
        operands.map { operand($0, at: node.grain) }, count: count)
    case .list:
      return ElementwiseKernel.list(operands.map { operand($0, at: node.grain) }, count: count)
    case .joined:
      return ElementwiseKernel.joined(
        operand(operands[0], at: node.grain), status: statuses(of: operands[1], at: node.grain))
    case .item: return items(of: operands[0], at: node.grain)
    case .gather(let of):
      return gathered(operands[0], of: of, places: numbers(operands[1], at: node.grain), count: count)
    case .parts(let keys, let hasWhere): return parts(node, keys: keys, hasWhere: hasWhere)
    case .state(let state): return self.state(state, key: operands.first, at: node.grain, form: node.form)
    case .random(let name): return random(name, at: node.grain)
    case .attempt:
      let attempts = step.attempts.isEmpty ? Array(repeating: 0, count: count) : step.attempts
      return Column(.numbers(attempts.map(Double.init)), status: Array(repeating: 0, count: count))
    case .answers(let request, let column, _): return answers(to: request, column, node)
    // Constants and inputs are known; the rest has its own rule of demand.
    default: return Column(repeating: Value(missing: .noValue), form: node.form, count: count)
    }
  }

  // MARK: Operations that pass demand on only where it is open

  private func kleene(_ node: Node, _ total: Demand, decidedBy decisive: Bool) -> Column {
    let count = frame.count(node.grain)
    demandOperand(node.operands[0], of: node, total)
    let first = numbers(node.operands[0], at: node.grain)
    if !prepared.plan.isEager[node.operands[1]] {
      let open = total.filtered(count: count) { element in
        let place = element * first.stride
        return first.status[place] >= 16 || (first.values[place] != 0) != decisive
      }
      demandOperand(node.operands[1], of: node, open)
    } else {
      demand(node.operands[1], .all)
    }
    return ElementwiseKernel.kleene(
      first, numbers(node.operands[1], at: node.grain), count: count, decidedBy: decisive)
  }

  private func coalesce(_ node: Node, _ total: Demand) -> Column {
    let count = frame.count(node.grain)
    demandOperand(node.operands[0], of: node, total)
    let first = operand(node.operands[0], at: node.grain)
    var choice = [Int32](repeating: 0, count: count)
    for element in 0..<count {
      let status = Status(rawValue: first.column.status[first.place(element)])
      if status.isAbstained || status.isFailed { choice[element] = 1 }
    }
    let open = total.filtered(count: count) { choice[$0] == 1 }
    demandOperand(node.operands[1], of: node, open)
    return Column.chosen(
      from: [first, operand(node.operands[1], at: node.grain)], by: choice,
      status: Array(repeating: 0, count: count), form: node.form)
  }

  private func select(_ node: Node, _ total: Demand) -> Column {
    let count = frame.count(node.grain)
    let arms = node.operands.count / 2
    // Not decided yet: -2. Unknown: -1, with the status of the condition.
    var choice = [Int32](repeating: -2, count: count)
    var status = [UInt8](repeating: 0, count: count)
    for arm in 0..<arms {
      let open = arm == 0 ? total : total.filtered(count: count) { choice[$0] == -2 }
      demandOperand(node.operands[2 * arm], of: node, open)
      let condition = numbers(node.operands[2 * arm], at: node.grain)
      for element in 0..<count where choice[element] == -2 {
        let place = element * condition.stride
        if condition.status[place] >= 16 {
          choice[element] = -1
          status[element] = condition.status[place]
        } else if condition.values[place] != 0 {
          choice[element] = Int32(arm)
        }
      }
      if prepared.plan.isEager[node.operands[2 * arm + 1]] {
        demand(node.operands[2 * arm + 1], .all)
      } else {
        let chosen = total.filtered(count: count) { choice[$0] == Int32(arm) }
        demandOperand(node.operands[2 * arm + 1], of: node, chosen)
      }
    }
    for element in 0..<count where choice[element] == -2 { choice[element] = Int32(arms) }
    demandOperand(node.operands[2 * arms], of: node, total.filtered(count: count) { choice[$0] == Int32(arms) })
    let values = (0..<arms).map { node.operands[2 * $0 + 1] } + [node.operands[2 * arms]]
    return Column.chosen(
      from: values.map { operand($0, at: node.grain) }, by: choice, status: status, form: node.form)
  }

  private func aggregate(_ aggregate: Aggregate, _ node: Node, _ total: Demand) -> Column {
    let population = aggregate.population
    let containers = frame.raised(total, from: node.grain, to: aggregate.over)
    let inside = frame.lowered(containers, from: aggregate.over, to: population)
    func demandInside(_ id: NodeID, _ wanted: Demand) {
      if prepared.plan.isEager[id] { return demand(id, .all) }
      demand(id, frame.raised(wanted, from: population, to: graph[id].grain))
    }
    var counted = inside
    var condition: NumberOperand?
    if let index = aggregate.whereIndex {
      demandInside(node.operands[index], inside)
      let open = expandedNumbers(node.operands[index], at: population)
      condition = open
      counted = inside.filtered(count: frame.count(population)) { open.status[$0] < 16 && open.values[$0] != 0 }
    }
    demandInside(node.operands[0], counted)
    var operands = AggregateKernel.Operands(
      value: Column(repeating: Value(missing: .noElement), form: graph[node.operands[0]].form, count: 0),
      condition: condition)
    (operands.value, operands.isCrowded) = elements(of: aggregate, node.operands[0], where: condition)
    if let index = aggregate.weightIndex {
      demandInside(node.operands[index], counted)
      operands.weight = expandedNumbers(node.operands[index], at: population)
    }
    if let index = aggregate.byIndex {
      demandInside(node.operands[index], inside)
      demandOperand(node.operands[index], of: node, total)
      operands.key = expanded(operand(node.operands[index], at: population), count: frame.count(population))
      operands.resultKey = expanded(operand(node.operands[index], at: node.grain), count: frame.count(node.grain))
    }
    if let index = aggregate.extraIndex {
      demandOperand(node.operands[index], of: node, total)
      operands.extra = numbers(node.operands[index], at: node.grain)
    }
    for index in aggregate.orderIndices {
      demandInside(node.operands[index], counted)
      operands.order.append(
        expanded(operand(node.operands[index], at: population), count: frame.count(population)))
    }
    return AggregateKernel(
      aggregate: aggregate, frame: frame, resultGrain: node.grain, form: node.form, threads: threads)(operands)
  }

  private func call(_ id: NodeID, _ node: Node, _ new: Demand, _ total: Demand) -> Column {
    let count = frame.count(node.grain)
    guard case .call(let builtin, _, let present) = node.operation, let function = prepared.functions[id] else {
      return Column(repeating: Value(missing: .failed), form: node.form, count: count)
    }
    for operand in node.operands { demandOperand(operand, of: node, total) }
    let kernel = CallKernel(
      function: function, missing: graph.builtins[builtin].missing,
      present: graph.builtins[builtin].dynamic(present, operands: node.operands.count), form: node.form,
      isWaiting: graph.builtins[builtin].cost == .process)
    let operands = node.operands.map { operand($0, at: node.grain) }
    if graph.builtins[builtin].cost != .cheap { noteCalls(new.flags?.count { $0 } ?? count, of: id) }
    let result = kernel(operands, count: count, where: new.flags)
    guard let old = columns[id], let flags = new.flags else { return result }
    return Column.chosen(
      from: [ColumnOperand(column: old, isScalar: false), ColumnOperand(column: result, isScalar: false)],
      by: flags.map { $0 ? 1 : 0 }, status: Array(repeating: 0, count: count), form: node.form)
  }
}
