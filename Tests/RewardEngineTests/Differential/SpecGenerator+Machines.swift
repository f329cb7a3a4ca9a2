import RewardSemantics

/// Machines, and operators of temporal logic.
extension SpecGenerator {
  func writeMachine() {
    let name = freshName("machine")
    let grain = choices.pick([Grain.turn, .turn, .turn, .token])
    let states = ["s0", "s1", "s2"]
    var edges: [String] = []
    var operands: [Term] = []
    // Every state that an edge leaves is reached by an earlier one.
    for (number, state) in states.enumerated().dropFirst() {
      edges.append(edge(from: states[number - 1], to: state, grain, &operands))
    }
    for _ in 0..<choices.pick([0, 1, 2]) {
      edges.append(edge(from: choices.pick(states + ["any"]), to: choices.pick(states + ["s3"]), grain, &operands))
    }
    if choices.isLucky(0.5) { edges[1...].shuffle(using: &choices) }
    spec.declarations.append("machine \(name) over \(grain.name) {\n\(edges.joined(separator: "\n"))\n}")
    let isUnsure = operands.contains(where: \.mayAbstain)
    func term(_ member: String, _ grain: Grain) -> Term {
      Term(name + member, grain, mayAbstain: isUnsure, mayLimit: operands.contains(where: \.mayLimit))
    }
    named.append(Named(term: term("", .rollout), kind: .number, isDeclared: false))
    named.append(Named(term: term(".pays", grain), kind: .number, isDeclared: false))
    let set = states + (edges.contains { $0.contains("-> s3") } ? ["s3"] : [])
    symbolic += [(term(".state", grain), set), (term(".end", .rollout), set)]
  }

  private func edge(from: String, to: String, _ grain: Grain, _ operands: inout [Term]) -> String {
    let condition = term(.condition, at: grain, depth: 2)
    operands.append(condition)
    guard choices.isLucky(0.6) else { return "  \(from) -[\(condition.text)]-> \(to)" }
    let pay = choices.isLucky(0.7) ? Term(choices.pick(["0.1", "1", "-0.5"])) : leaf(.number, at: grain)
    operands.append(pay)
    return "  \(from) -[\(condition.text)]-> \(to) pays \(pay.text)"
  }

  /// `until`, `always`, `eventually`, `next`, nested; nil where the result could not be read.
  func temporal(at grain: Grain, _ depth: Int) -> Term? {
    guard grain.refines(temporalDepth == 0 ? .rollout : .turn) else { return nil }
    temporalDepth += 1
    func operand() -> Term {
      if depth > 0, choices.isLucky(0.3), let inner = temporal(at: .turn, depth - 1) { return inner }
      return term(.condition, at: .turn, depth: min(depth, 1))
    }
    let a = operand()
    let b = choices.isLucky(0.35) ? operand() : nil
    temporalDepth -= 1
    let text =
      b.map { "until(\(a.text), \($0.text))" }
      ?? "\(choices.pick(["always", "eventually", "next"]))(\(a.text))"
    return Term(text, of: [a, b].compactMap { $0 }).at(temporalDepth == 0 ? .rollout : .turn)
  }
}
