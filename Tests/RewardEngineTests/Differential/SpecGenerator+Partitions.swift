import RewardSemantics

/// Grains of the spec's own, and what they are read by.
extension SpecGenerator {
  func writePartition() {
    let name = freshName("part")
    let parts: DerivedGrain
    if choices.isLucky(0.35) {
      let (unit, grain) = choices.pick([("groups", Grain.group), ("groups", .group), ("rollouts", .rollout)])
      let whole = choices.isLucky(0.4) ? "whole " : ""
      spec.declarations.append("partition \(name) = \(whole)chunks of \(choices.pick(["1", "2", "3"])) \(unit)")
      parts = derive(name, .parts, of: grain, in: [.batch])
    } else {
      var keys: [String] = []
      var members = Grain.run
      var containers: [Grain] = []
      for outer in partitions where choices.isLucky(0.5) {
        guard let both = members.meet(outer.members ?? .run) else { continue }
        (members, containers) = (both, containers + [.derived(outer)])
        keys.append(outer.name)
      }
      if choices.isLucky(0.3), let both = members.meet(.group) {
        (members, containers) = (both, containers + [.group])
        keys.append("group")
      }
      for _ in 0..<choices.pick([1, 1, 2]) {
        let grain = choices.pick(
          [Grain.rollout, .rollout, .turn, .token, .group] + (criteria.map { [.derived($0)] } ?? []))
        // What goes over a limit must not choose its part.
        guard let both = members.meet(grain), let key = settled({ key(exactly: grain, 1) }) else { continue }
        members = both
        keys.append(key.text)
      }
      // Parts hold several members, and are several.
      if keys.isEmpty || Grain.batch.refines(members) || containers.contains(members) { return }
      let open = choices.isLucky(0.4) ? settled { term(.condition, at: members, depth: 1) } : nil
      let condition = open.map { " where \($0.text)" } ?? ""
      spec.declarations.append("partition \(name) by \(keys.joined(separator: ", "))\(condition)")
      parts = derive(name, .parts, of: members, in: containers.isEmpty ? [.batch] : containers)
    }
    partitions.append(parts)
    grains.append(.derived(parts))
    if choices.isLucky(0.7) {
      let kind = choices.pick([Term.Kind.number, .number, .number, .text, .numbers])
      declare("let", freshName("of_part"), kind, exactly(kind, .derived(parts), depth: 1))
    }
  }

  /// A term that cannot go over a limit; nil where chance gives none.
  private func settled(_ term: () -> Term) -> Term? {
    for _ in 0..<8 {
      let term = term()
      if !term.mayLimit { return term }
    }
    return nil
  }

  /// What makes classes: a text, a condition, a whole number or a list.
  func key(exactly grain: Grain, _ depth: Int) -> Term {
    let symbols = symbolic.filter { $0.term.grain == grain }
    if !symbols.isEmpty, choices.isLucky(0.5) { return choices.pick(symbols).term }
    let kind = choices.pick([Term.Kind.text, .text, .condition, .number, .number, .texts, .numbers])
    var key = exactly(kind, grain, depth: depth)
    // Classes of a number are made by whole ones.
    if kind == .number { key.text = "\(choices.pick(["floor", "round", "sign"]))(\(key.text))" }
    return key
  }

  /// What elements are ordered by.
  func sortKey(at grain: Grain, _ depth: Int) -> Term {
    let symbols = symbolic.filter { grain.refines($0.term.grain) }
    if !symbols.isEmpty, choices.isLucky(0.15) { return choices.pick(symbols).term }
    let kind = choices.pick([Term.Kind.number, .number, .number, .condition, .text])
    let key = term(kind, at: grain, depth: depth)
    guard kind == .number, choices.isLucky(0.4) else { return key }
    return Term("desc(\(key.text))", of: [key])
  }
}
