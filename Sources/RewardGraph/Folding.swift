import RewardSemantics

extension Graph {
  /// The graph with operations on constants replaced by their results.
  ///
  /// What could be missing stays: `0 * x` is missing where `x` is, and only a constant that decides before `x` is
  /// looked at (`false and x`, `when { true -> v ... }`) drops `x`. A node may be replaced by an operand of a coarser
  /// grain: users broadcast by their own grain, and aggregates name their population.
  func folded() -> Graph {
    rewritten { graph, node in
      guard Graph.isReplaceable(node.grain) else { return graph.intern(node) }
      if let constant = graph.value(of: node) { return graph.constant(constant, form: node.form) }
      return graph.shortened(node)
    }
  }

  /// Whether a node of this grain may be replaced by one of a coarser grain.
  ///
  /// A token of a rollout with several turns lies in no known turn, so that it cannot read a value per turn, but can
  /// read a coarser one: values per turn stay what they are, and so do those per turn and item.
  ///
  /// Nor can an element that lies in no part read a value per part.
  static func isReplaceable(_ grain: Grain) -> Bool {
    switch grain {
    case .turn: false
    case .product(let own, _): isReplaceable(own) && !grain.isPartial
    default: !grain.isPartial
    }
  }

  /// The number or text that an operand is, if it is constant.
  private func constant(_ id: NodeID) -> Value? {
    if case .constant(let constant) = nodes[id].operation { constant.value } else { nil }
  }

  /// The value of a node whose operands are all constants; nil where it is not known now.
  private func value(of node: Node) -> Value? {
    let operands = node.operands.compactMap(constant)
    guard operands.count == node.operands.count else { return nil }
    if case .call(let builtin, let statics, let present) = node.operation {
      return call(builtins[builtin], statics, present, operands)
    }
    guard let first = operands.first else { return nil }
    switch node.operation {
    case .arithmetic(let arithmetic): return Graph.apply(arithmetic, operands)
    case .not:
      return first.isMissing ? first : Value(first.number == 0, status: first.status)
    case .isPresent: return Value(!first.isMissing)
    case .isFailed: return Value(first.status.isFailed)
    case .settle(let onLimit):
      return first.status.isLimited ? Value(onLimit.value.number, status: .caused) : first
    default: return nil
    }
  }

  /// Calls a builtin now: it is a pure function. Only numbers and texts come back; other results wait for the run.
  private func call(_ builtin: Builtin, _ statics: [StaticValue?], _ present: [Bool], _ operands: [Value]) -> Value? {
    guard builtin.cost != .process, operands.allSatisfy({ $0.status == .present }),
      let function = try? builtin.prepare(statics)
    else {
      return nil
    }
    let texts = operands.map { Array($0.text) }
    let bytes = Array(texts.joined())
    return bytes.withUnsafeBufferPointer { bytes in
      var arguments: [Operand] = []
      var start = 0
      var next = 0
      for isPresent in builtin.dynamic(present, operands: operands.count) {
        guard isPresent, next < operands.count else {
          arguments.append(.missing(.noValue))
          continue
        }
        switch operands[next].payload {
        case .number(let number): arguments.append(.number(number))
        case .text:
          let end = start + texts[next].count
          arguments.append(.text(UnsafeBufferPointer(rebasing: bytes[start..<end])))
          start = end
        case .none, .list: return nil
        }
        next += 1
      }
      switch arguments.withUnsafeBufferPointer(function) {
      case .missing(let status): return Value(missing: status)
      case .number(let number): return number.isFinite ? Value(number) : Value(missing: .notFinite)
      case .text(let bytes): return Value(text: bytes[...])
      case .slice(let argument, let range): return Value(text: Array(arguments[argument].text[range])[...])
      case .slices, .texts, .numbers, .lists: return nil
      }
    }
  }

  private static func apply(_ arithmetic: Arithmetic, _ operands: [Value]) -> Value? {
    let status = operands.dropFirst().reduce(operands[0].status) { $0.joined($1.status) }
    if status.isMissing { return Value(missing: status) }
    if arithmetic == .sameText || arithmetic == .differentText {
      return Value((operands[0] == operands[1]) == (arithmetic == .sameText), status: status)
    }
    let numbers = operands.map(\.number) + [0, 0]
    let result = arithmetic.apply(numbers[0], numbers[1], numbers[2])
    return result.isFinite ? Value(result, status: status) : Value(missing: .notFinite)
  }

  /// The node, or what it comes to because a constant operand decides.
  private mutating func shortened(_ node: Node) -> NodeID {
    switch node.operation {
    case .and, .or:
      if let first = constant(node.operands[0]), first.status == .present {
        let decides = (first.number != 0) == (node.operation == .or)
        return decides ? node.operands[0] : node.operands[1]
      }
    case .coalesce:
      if let first = constant(node.operands[0]) {
        if !first.isMissing || first.status.isLimited { return node.operands[0] }
        return node.operands[1]
      }
    case .select: return select(node)
    default: break
    }
    return intern(node)
  }

  /// Arms of a constant condition: a true one is the last, a false one goes, and so does all behind an unknown one.
  private mutating func select(_ node: Node) -> NodeID {
    var kept: [NodeID] = []
    var index = 0
    while index + 1 < node.operands.count {
      guard let condition = constant(node.operands[index]) else {
        kept += node.operands[index...index + 1]
        index += 2
        continue
      }
      if condition.isMissing {
        kept.append(constant(Value(missing: condition.status), form: node.form))
        break
      }
      if condition.number != 0 {
        kept.append(node.operands[index + 1])
        break
      }
      index += 2
    }
    if index + 1 >= node.operands.count { kept += node.operands.suffix(1) }
    if kept.count == 1 { return kept[0] }
    var node = node
    node.operands = kept
    return intern(node)
  }
}
