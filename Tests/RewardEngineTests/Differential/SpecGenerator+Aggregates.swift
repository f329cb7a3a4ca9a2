import RewardSemantics

/// Aggregates and windows, with every clause they take.
extension SpecGenerator {
  /// A result of `kind` that can be read at `grain`; nil where nothing is finer than what can be read there.
  func aggregate(_ kind: Term.Kind, at grain: Grain, _ depth: Int) -> Term? {
    if grain.refines(.rollout), grain != .pair, kind == .number, choices.isLucky(0.15), let pair = pairing(depth) {
      return pair
    }
    let containers = SpecGenerator.grains.filter { grain.refines($0) && $0 != .token && $0 != .pair }
    guard let container = containers.isEmpty ? nil : choices.pick(containers) else { return nil }
    let populations = SpecGenerator.grains.filter { $0 != container && $0.refines(container) }
    guard let population = populations.isEmpty ? nil : choices.pick(populations) else { return nil }

    var operands: [Term] = []
    var result = container
    var clauses = "over \(container)"
    if choices.isLucky(0.25), let (text, key) = by(container, population, at: grain) {
      clauses += text
      operands.append(key)
      result = container.meet(key.grain) ?? container
    }
    let isFiltered = choices.isLucky(0.35)
    if isFiltered {
      let condition = term(.condition, at: population, depth: depth)
      clauses += " where \(condition.text)"
      operands.append(condition)
    }
    let (text, value, options) = reduction(kind, over: clauses, population, container, depth)
    // Whether something is left to fold is not known before the run.
    return Term(text, of: operands + [value] + options).at(result).abstaining()
  }

  /// A key by which the elements of `population` are parted, coarse enough to be read at `grain`.
  private func by(_ container: Grain, _ population: Grain, at grain: Grain) -> (text: String, key: Term)? {
    let keys = SpecGenerator.grains.filter { population.refines($0) && grain.refines($0) && $0 != container }
    let finer = keys.filter { $0.refines(container) && $0 != .pair }
    guard let at = finer.isEmpty ? nil : choices.pick(finer) else { return nil }
    let kind = choices.pick([Term.Kind.text, .text, .condition, .number, .texts, .numbers])
    var key = exactly(kind, at, depth: 1)
    // Classes of a number are made by whole ones.
    if kind == .number { key.text = "\(choices.pick(["floor", "round", "sign"]))(\(key.text))" }
    return (" by \(key.text)", key)
  }

  private func reduction(
    _ kind: Term.Kind, over clauses: String, _ population: Grain, _ container: Grain, _ depth: Int
  ) -> (text: String, value: Term, options: [Term]) {
    func call(_ name: String, _ value: Term, _ options: [(String, Term)] = []) -> (String, Term, [Term]) {
      let tail = options.map { ", \($0.0)\($0.1.text)" }.joined()
      return ("\(name)(\(value.text) \(clauses)\(tail))", value, options.map(\.1))
    }
    switch kind {
    case .text, .texts, .numbers:
      return call(choices.pick(["first", "last", "mode"]), exactly(kind, population, depth: depth))
    case .condition:
      let value = exactly(.condition, population, depth: depth)
      return call(choices.pick(["any", "all", "any", "all", "first", "last", "mode"]), value)
    case .number: break
    }
    let weights = choices.isLucky(0.35) ? [("weight: ", term(.number, at: population, depth: depth))] : []
    let ddof = choices.pick(["", "ddof: 0", "ddof: 1"])
    let options = (ddof.isEmpty ? [] : [(ddof, Term(""))]) + weights
    switch Int.random(in: 0..<16, using: &choices) {
    case 0: return call("count", exactly(.condition, population, depth: depth))
    case 1:
      let labels = exactly(choices.pick([.text, .condition, .number, .texts]), population, depth: depth)
      return call("entropy", labels, choices.isLucky(0.5) ? [("base: ", Term("2"))] : [])
    default: break
    }
    let value = exactly(.number, population, depth: depth)
    switch Int.random(in: 0..<14, using: &choices) {
    case 0...1: return call("mean", value, weights)
    case 2: return call("var", value, options)
    case 3: return call("std", value, options)
    case 4...5: return call("sum", value)
    case 6: return call("product", value)
    case 7: return call("min", value)
    case 8: return call("max", value)
    case 9: return call(choices.pick(["first", "last", "mode"]), value)
    case 10: return call("median", value)
    case 11...12:
      let level =
        choices.isLucky(0.7) ? Term(choices.pick(["0", "0.2", "0.5", "0.75", "1"])) : leaf(.number, at: container)
      let kind = choices.pick(["", ", kind: lower", ", kind: linear"])
      return call("quantile", value, [("", Term(level.text + kind, of: [level]))])
    default:
      return call("logsumexp", value, choices.isLucky(0.5) ? [("with: ", leaf(.number, at: container))] : [])
    }
  }

  /// A statistic of a rollout's pairs.
  private func pairing(_ depth: Int) -> Term? {
    guard other() != nil else { return nil }
    let value = exactly(.number, .pair, depth: depth)
    let name = choices.pick(["mean", "sum", "max", "min", "std", "median", "last"])
    let clause = choices.isLucky(0.3) ? " where \(leaf(.condition, at: .pair).text)" : ""
    return Term("\(name)(\(value.text) over others\(clause))", of: [value]).at(.rollout).abstaining()
  }

  /// A window over the elements of one of the grains that can be read at `grain`.
  func window(_ kind: Term.Kind, at grain: Grain, _ depth: Int) -> Term? {
    let own = choices.pick(SpecGenerator.grains.filter { grain.refines($0) })
    let containers = containers(of: own)
    guard let container = containers.isEmpty ? nil : choices.pick(containers) else { return nil }
    let over = own == .pair && container == .rollout && choices.isLucky(0.7) ? "over others" : "over \(container)"
    let neighbour = choices.pick(["previous", "next"])
    guard kind == .number, choices.isLucky(0.7) else {
      if kind == .condition, choices.isLucky(0.25) {
        let value = exactly(.number, own, depth: depth)
        return Term("top(\(choices.pick(["1", "2"])), \(value.text) \(over))", of: [value])
      }
      let value = exactly(kind, own, depth: depth)
      if choices.isLucky(0.5) { return Term("\(neighbour)(\(value.text) \(over))", of: [value]).abstaining() }
      let edge = term(kind, at: own, depth: depth - 1)
      return Term("\(neighbour)(\(value.text) \(over), edge: \(edge.text))", of: [value, edge]).at(own)
    }
    let value = exactly(.number, own, depth: depth)
    switch Int.random(in: 0..<5, using: &choices) {
    case 0:
      let gamma = choices.isLucky(0.6) ? Term(choices.pick(["0.9", "1", "0"])) : leaf(.number, at: own)
      return Term("discounted(\(value.text) \(over), gamma: \(gamma.text))", of: [value, gamma]).at(own)
    case 1:
      let exclusive = choices.pick(["", ", exclusive: true", ", exclusive: false"])
      return Term("cumulative(\(value.text) \(over)\(exclusive))", of: [value])
    case 2: return Term("softmax(\(value.text) \(over))", of: [value])
    default: return Term("rank(\(value.text) \(over))", of: [value])
    }
  }
}
