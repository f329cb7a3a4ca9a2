@testable import RewardSemantics

/// Aggregates, with every clause they take.
extension SpecGenerator {
  /// A result of `kind` that can be read at `grain`; nil where nothing is finer than what can be read there.
  func aggregate(_ kind: Term.Kind, at grain: Grain, _ depth: Int) -> Term? {
    if grain.refines(.rollout), siblings == nil, kind == .number, choices.isLucky(0.12), let pair = pairing(depth) {
      return pair
    }
    let containers = grains.filter { grain.refines($0) && $0 != .token && $0 != .pair }
    guard var container = containers.isEmpty ? nil : choices.pick(containers) else { return nil }
    // Grains of the spec's own are few.
    if choices.isLucky(0.2), let rare = containers.last(where: { !Grain.chain.contains($0) }) { container = rare }
    let populations = populations(of: container)
    guard let population = populations.isEmpty ? nil : choices.pick(populations) else { return nil }

    var operands: [Term] = []
    var result = container
    var clauses = "over \(container.name)"
    if choices.isLucky(0.25), let key = by(container, population, at: grain) {
      clauses += " by \(key.text)"
      operands.append(key)
      result = container.meet(key.grain) ?? container
    }
    if choices.isLucky(0.35) {
      let condition = term(.condition, at: population, depth: depth)
      clauses += " where \(condition.text)"
      operands.append(condition)
    }
    let call = reduction(kind, population, container, at: grain, depth)
    operands += [call.value] + call.options.map(\.term)
    if let extra = call.finerExtra { result = result.meet(extra.grain) ?? result }
    let options = call.options.map { ", \($0.label)\($0.term.text)" }.joined()
    // Whether something is left to fold is not known before the run.
    return Term("\(call.name)(\(call.value.text) \(clauses)\(options))", of: operands).at(result).abstaining()
  }

  /// A key by which the elements of `population` are parted, coarse enough to be read at `grain`.
  func by(_ container: Grain, _ population: Grain, at grain: Grain) -> Term? {
    let keys = readable(at: grain).filter {
      guard let both = container.meet($0) else { return false }
      return population.refines($0) && grain.refines(both) && $0 != container && $0 != .pair
    }
    let finer = keys.filter { !container.refines($0) }
    guard !keys.isEmpty else { return nil }
    return key(exactly: choices.pick(finer.isEmpty || choices.isLucky(0.1) ? keys : finer), 1)
  }

  private struct Call {
    var name: String
    var value: Term
    var options: [(label: String, term: Term)] = []
    /// The place that `pick` picks at, which may be finer than the container.
    var finerExtra: Term?
  }

  private func reduction(
    _ kind: Term.Kind, _ population: Grain, _ container: Grain, at grain: Grain, _ depth: Int
  ) -> Call {
    func value(_ kind: Term.Kind) -> Term { exactly(kind, population, depth: depth) }
    func order() -> [(label: String, term: Term)] {
      choices.isLucky(0.45) ? [("order: ", self.order(at: population, depth))] : []
    }
    if choices.isLucky(0.18) {
      let place = choices.isLucky(0.5) ? Term(choices.pick(["0", "1", "2"])) : exactly(.number, grain, depth: 1)
      let whole = Term("floor(\(place.text))", of: [place])
      return Call(name: "pick", value: value(kind), options: [("", whole)] + order(), finerExtra: whole)
    }
    switch kind {
    case .text: return chosen(value(kind), order)
    case .texts, .numbers, .vectors:
      if let element = kind.element, choices.isLucky(0.4) {
        let element = element == .number && choices.isLucky(0.15) ? .condition : element
        return Call(name: "collect", value: value(element), options: order())
      }
      if kind == .numbers, choices.isLucky(0.5) {
        let name = choices.pick(["sum", "mean", "mean"])
        let weights =
          name == "mean" && choices.isLucky(0.35) ? [("weight: ", weight(at: population, 1))] : []
        return Call(name: name, value: value(kind), options: weights)
      }
      return chosen(value(kind), order)
    case .condition:
      return choices.isLucky(0.6)
        ? Call(name: choices.pick(["any", "all"]), value: value(kind)) : chosen(value(kind), order)
    case .number: return statistic(population, container, depth, order)
    }
  }

  private func chosen(_ value: Term, _ order: () -> [(label: String, term: Term)]) -> Call {
    let name = choices.pick(["first", "last", "mode"])
    return Call(name: name, value: value, options: name == "mode" ? [] : order())
  }

  /// How often elements count: mostly not below 0, where there is nothing but failure.
  private func weight(at population: Grain, _ depth: Int) -> Term {
    let weight = term(.number, at: population, depth: depth)
    return choices.isLucky(0.7) ? Term("abs(\(weight.text))", of: [weight]) : weight
  }

  /// Keys of an order, one or several.
  func order(at population: Grain, _ depth: Int) -> Term {
    let keys = (0..<choices.pick([1, 1, 2])).map { _ in sortKey(at: population, depth - 1) }
    let text = keys.map(\.text).joined(separator: ", ")
    return Term(keys.count == 1 ? text : "(\(text))", of: keys)
  }

  private func statistic(
    _ population: Grain, _ container: Grain, _ depth: Int, _ order: () -> [(label: String, term: Term)]
  ) -> Call {
    let weights = choices.isLucky(0.35) ? [("weight: ", weight(at: population, depth))] : []
    let ddof = choices.pick(["", "ddof: 0", "ddof: 1"])
    let options = (ddof.isEmpty ? [] : [(ddof, Term(""))]) + weights
    switch Int.random(in: 0..<16, using: &choices) {
    case 0: return Call(name: "count", value: exactly(.condition, population, depth: depth))
    case 1:
      let symbols = symbolic.filter { $0.term.grain == population }.map(\.term)
      let labels =
        !symbols.isEmpty && choices.isLucky(0.5)
        ? choices.pick(symbols)
        : exactly(choices.pick([.text, .condition, .number, .texts]), population, depth: depth)
      return Call(name: "entropy", value: labels, options: choices.isLucky(0.5) ? [("base: ", Term("2"))] : [])
    default: break
    }
    let value = exactly(.number, population, depth: depth)
    switch Int.random(in: 0..<14, using: &choices) {
    case 0...1: return Call(name: "mean", value: value, options: weights)
    case 2: return Call(name: "var", value: value, options: options)
    case 3: return Call(name: "std", value: value, options: options)
    case 4...5: return Call(name: "sum", value: value)
    case 6: return Call(name: "product", value: value)
    case 7: return Call(name: "min", value: value)
    case 8: return Call(name: "max", value: value)
    case 9: return chosen(value, order)
    case 10: return Call(name: "median", value: value)
    case 11...12:
      var level = Term(choices.pick(["0", "0.2", "0.5", "0.75", "1"]))
      let named = leaf(.number, at: container)
      if choices.isLucky(0.3) { level = named.grain == .run ? Term("sigmoid(\(named.text))") : named }
      let kind = choices.pick(["", ", kind: lower", ", kind: linear"])
      return Call(name: "quantile", value: value, options: [("", Term(level.text + kind, of: [level]))])
    default:
      let constant = choices.isLucky(0.5) ? [("with: ", leaf(.number, at: container))] : []
      return Call(name: "logsumexp", value: value, options: constant)
    }
  }

  // MARK: Others

  /// A statistic of a rollout's pairs.
  private func pairing(_ depth: Int) -> Term? {
    guard other() != nil else { return nil }
    var value = exactly(.number, .pair, depth: depth)
    if choices.isLucky(0.3), let theirs = other() {
      let own = leaf(.number, at: .rollout)
      let gap = "(\(own.text) - 2 * \(theirs.text))"
      let turned = choices.isLucky(0.5) ? gap : "(\(value.text) + \(gap))"
      value = Term("(\(value.text) + swap(\(turned)))", of: [value, own, theirs])
    }
    let name = choices.pick(["mean", "sum", "max", "min", "std", "median", "last"])
    let clause = choices.isLucky(0.3) ? " where \(leaf(.condition, at: .pair).text)" : ""
    return Term("\(name)(\(value.text) over others\(clause))", of: [value]).at(.rollout).abstaining()
  }

  /// A statistic of the other groups of a batch, or of the other parts of what a partition lies in.
  func siblings(at grain: Grain, _ depth: Int) -> Term? {
    let own = [Grain.group] + partitions.map { .derived($0) }
    let grains = own.filter { own in
      grain.refines(own) && named.contains { $0.kind == .number && $0.term.grain == own && $0.isDeclared }
    }
    guard siblings == nil, let own = grains.isEmpty ? nil : choices.pick(grains) else { return nil }
    let items = derive("other \(own.name)", .items, in: [own])
    // The value may read what is finer: then there is one for each element of that with each other.
    guard let inner = (choices.isLucky(0.3) ? grain : own).meet(.derived(items)), inner != .pair else { return nil }
    siblings = (items, own)
    defer { siblings = nil }
    var value = term(.number, at: inner, depth: depth - 1)
    if !value.grain.refines(.derived(items)) {
      guard let other = other() else { return nil }
      value = Term("(\(value.text) \(choices.pick(["-", "+", "*"])) \(other.text))", of: [value, other])
    }
    let condition = choices.isLucky(0.3) ? term(.condition, at: value.grain, depth: depth - 1) : nil
    guard let result = value.grain.without(items) else { return nil }
    let clause = condition.map { " where \($0.text)" } ?? ""
    let name = choices.pick(["mean", "sum", "max", "min", "std", "median", "last"])
    return Term("\(name)(\(value.text) over other \(own.name)\(clause))", of: [value]).at(result).abstaining()
  }
}
