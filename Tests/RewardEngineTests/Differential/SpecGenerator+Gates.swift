import RewardSemantics

/// Gates: levels that pay, or bands.
extension SpecGenerator {
  func writeGate() {
    let name = freshName("gate")
    let grain = choices.pick([Grain.rollout, .rollout, .rollout, .turn])
    let isBanded = choices.isLucky(0.35)
    let count = choices.pick([1, 2, 2, 3])
    var bottom = choices.pick([-1.0, 0, 0.25])
    var scores: [(name: String, score: Term)] = []
    var levels: [String] = []
    var pays: [Term] = []
    for number in 0..<count {
      // One level is as fine as the gate.
      let score = score(at: grain, isExact: number == count - 1, isBanded: isBanded)
      var text = "  level l\(number) = \(score.text)"
      if score.text.hasPrefix("clamp") { text += " passes at \(choices.pick(["0.5", "0.6", "1"]))" }
      if isBanded {
        let top = bottom + choices.pick([0.25, 0.5, 1])
        text += " in \(bottom)..\(top)"
        bottom = top
      } else {
        let (clauses, operands) = worth(at: grain, isLast: number == count - 1)
        text += clauses
        pays += operands
      }
      if score.mayAbstain || choices.isLucky(0.3) { text += choices.pick([" missing fail", " missing skip"]) }
      levels.append(text)
      scores.append(("l\(number)", score))
    }
    let head = grain == .turn && choices.isLucky(0.5) ? " per turn" : ""
    let isNormalized = !isBanded && pays.isEmpty && choices.isLucky(0.4)
    spec.declarations.append(
      "gate \(name)\(head)\(isNormalized ? " normalized" : "") {\n\(levels.joined(separator: "\n"))\n}")
    let whole = Term(name, of: scores.map(\.score) + pays).at(grain).limited(false)
    named.append(Named(term: whole, kind: .number, isScore: true))
    let reached = Term("\(name).reached", grain, mayAbstain: whole.mayAbstain, mayLimit: true)
    named.append(Named(term: reached, kind: .number, isDeclared: false))
    var before = Term("")
    for (level, score) in scores {
      let open = Term("\(name).\(level).open", of: [before]).limited()
      before = Term("", of: [before, score])
      let value = Term("\(name).\(level).score", of: [before]).abstaining().limited()
      named.append(Named(term: value, kind: .number, isDeclared: false))
      if level != scores[0].name { named.append(Named(term: open, kind: .condition, isDeclared: false)) }
    }
    named.append(Named(term: whole.renamed("\(name).score"), kind: .number, isDeclared: false))
  }

  private func score(at grain: Grain, isExact: Bool, isBanded: Bool) -> Term {
    let kind = choices.pick([Term.Kind.condition, .condition, .number])
    let value = isExact ? exactly(kind, grain, depth: 2) : term(kind, at: grain, depth: 2)
    if kind == .number {
      let x = Term(grain == .turn ? "pace" : "x", grain, mayAbstain: grain == .turn)
      return Term("clamp(\(value.text) + \(x.text), 0, 1)", of: [value, x])
    }
    // A level that is decided before the run is refused.
    let unknown = Term(grain == .turn ? "pace > 0" : "x > 0", grain, mayAbstain: grain == .turn)
    return Term("any(\(value.text), \(unknown.text))", of: [value, unknown])
  }

  /// What a level is worth; the operands are those of a worth that is not known before the run.
  private func worth(at grain: Grain, isLast: Bool) -> (clauses: String, operands: [Term]) {
    let amount = choices.isLucky(0.25) ? leaf(.number, at: grain) : nil
    if amount == nil, !isLast, choices.isLucky(0.2) { return ("", []) }
    // Whatever goes over a limit takes the low end of what is paid.
    let known = amount.map { Term("clamp(\($0.text), -1, 2)", of: [$0]) }
    var text = " worth \(known?.text ?? choices.pick(["1", "0.5", "2"]))"
    if choices.isLucky(0.4) { text += " if passed" }
    if choices.isLucky(0.35) { text += " else \(choices.pick(["-1", "0.25", "-0.5"]))" }
    return (text, [known].compactMap { $0 })
  }
}

extension Term {
  fileprivate func renamed(_ text: String) -> Term {
    var term = self
    term.text = text
    return term
  }
}
