@testable import RewardSemantics

extension RandomSpec {
  mutating func addWindow(_ choices: inout Choices) {
    switch Int.random(in: 0..<8, using: &choices) {
    case 0: addRank(&choices)
    case 1: addTrace(&choices)
    case 2: addListWindow(&choices)
    case 3: addNeighbour(of: texts, .text, &choices)
    default: addNumberWindow(&choices)
    }
  }

  /// `by` and `where` at the grain of a window.
  private func clauses(at grain: Grain, _ choices: inout Choices) -> (by: ExpressionID?, condition: ExpressionID?) {
    (
      choices.isLucky(0.3) ? readable(at: grain, choices.pick([texts, numbers, lists[0]]), &choices) : nil,
      choices.isLucky(0.4) ? readable(at: grain, conditions, &choices) : nil
    )
  }

  private mutating func addNumberWindow(_ choices: inout Choices) {
    let fold = choices.pick(Window.Fold.allCases.filter { $0 != .append && $0 != .union })
    let kinds: [Window.Kind] = [
      .discounted, .previous, .next, .cumulative(fold, exclusive: choices.isLucky(0.5)),
      .cumulative(fold, exclusive: choices.isLucky(0.5)), .softmax, .sample,
    ]
    let kind = choices.pick(kinds)
    var pool = numbers
    switch kind {
    case .cumulative(.any, _), .cumulative(.all, _), .cumulative(.count, _): pool = conditions
    case .previous, .next: return addNeighbour(of: numbers, .real, &choices)
    default: break
    }
    let value = choices.pick(pool)
    guard let over = coarser(than: value, &choices) else { return }
    var extra: ExpressionID?
    switch kind {
    case .discounted:
      extra = choices.isLucky(0.5) ? builder.constant(0.9) : readable(at: grain(value), numbers, &choices)
    case .sample:
      let own = builder.add(.random("draw"), per: over)
      extra = choices.isLucky(0.5) ? own : readable(at: over, numbers + lists[0], &choices)
    default: break
    }
    let (by, condition) = clauses(at: grain(value), &choices)
    numbers.append(builder.window(kind, value, over: over, by: by, where: condition, extra: extra, .real))
  }

  private mutating func addNeighbour(of pool: [ExpressionID], _ type: ValueType, _ choices: inout Choices) {
    let value = choices.pick(pool)
    guard let over = coarser(than: value, &choices) else { return }
    let extra = choices.isLucky(0.5) ? readable(at: grain(value), pool, &choices) : nil
    let (by, condition) = clauses(at: grain(value), &choices)
    let kind: Window.Kind = choices.isLucky(0.5) ? .previous : .next
    let id = builder.window(kind, value, over: over, by: by, where: condition, extra: extra, type)
    switch type.base {
    case .text: texts.append(id)
    case .list(.text): lists[1].append(id)
    case .list: lists[0].append(id)
    default: numbers.append(id)
    }
  }

  private mutating func addRank(_ choices: inout Choices) {
    let first = choices.pick(choices.pick([numbers, texts, lists[0], lists[1]]))
    guard let over = coarser(than: first, &choices) else { return }
    var keys = [first]
    if choices.isLucky(0.5), let second = readable(at: grain(first), numbers, &choices) { keys.append(second) }
    let (by, condition) = clauses(at: grain(first), &choices)
    numbers.append(
      builder.window(.rank(choices.pick(Window.Ties.allCases)), keys, over: over, by: by, where: condition, .real))
  }

  /// Machines and `until`.
  private mutating func addTrace(_ choices: inout Choices) {
    let first = choices.pick(conditions)
    guard let over = coarser(than: first, &choices), let second = readable(at: grain(first), conditions, &choices),
      let third = readable(at: grain(first), conditions, &choices)
    else { return }
    let (by, condition) = clauses(at: grain(first), &choices)
    if choices.isLucky(0.5) {
      return conditions.append(builder.window(.until, first, second, over: over, by: by, where: condition, .bool))
    }
    let edges: [Window.Automaton.Edge] = (0..<3).map { _ in
      Window.Automaton.Edge(from: choices.pick([nil, 0, 1, 2]), to: choices.pick([0, 1, 2]))
    }
    let automaton = Window.Automaton(edges: edges, reports: choices.isLucky(0.5) ? .edge : .state)
    numbers.append(
      builder.window(.automaton(automaton), first, second, third, over: over, by: by, where: condition, .real))
  }

  /// Windows whose results are lists.
  private mutating func addListWindow(_ choices: inout Choices) {
    let kind = Int.random(in: 0...1, using: &choices)
    if choices.isLucky(0.3) { return addNeighbour(of: lists[kind], listTypes[kind], &choices) }
    let isUnion = choices.isLucky(0.5)
    let value = choices.pick(isUnion ? lists[kind] : kind == 0 ? numbers : texts)
    guard let over = coarser(than: value, &choices) else { return }
    let (by, condition) = clauses(at: grain(value), &choices)
    lists[kind].append(
      builder.window(
        .cumulative(isUnion ? .union : .append, exclusive: choices.isLucky(0.5)), value, over: over, by: by,
        where: condition, listTypes[kind]))
  }
}
