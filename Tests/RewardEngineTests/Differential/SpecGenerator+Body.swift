import RewardSemantics

/// The declarations of a spec, in an order in which each can read those before it.
extension SpecGenerator {
  func writeBody() {
    if choices.isLucky(0.12) { writeImport() }
    if choices.isLucky(0.35) { writeRubric() }
    for number in 0..<Int.random(in: 2...5, using: &choices) { writeLet(number) }
    if choices.isLucky(0.45) { for _ in 0..<choices.pick([1, 1, 2]) { writePartition() } }
    if choices.isLucky(0.35) { for _ in 0..<choices.pick([1, 1, 2]) { writeState() } }
    if choices.isLucky(0.3) { writeMachine() }
    if choices.isLucky(0.3) { writeDraw() }
    for number in 5..<5 + Int.random(in: 1...4, using: &choices) { writeLet(number) }
    if choices.isLucky(0.4) { writeGate() }
    if choices.isLucky(0.25) { writeSelection() }
    for number in 0..<Int.random(in: 2...5, using: &choices) { writeScore(number) }
    if choices.isLucky(0.25) { writeEmission() }
    if choices.isLucky(0.6) || spec.text.contains("optimize") { writeAdvantage() }
    if choices.isLucky(0.5) { writeObjective() }
  }

  private func writeLet(_ number: Int) {
    let kind = choices.pick([
      Term.Kind.number, .number, .number, .condition, .condition, .text, .texts, .numbers, .numbers, .vectors,
    ])
    var grain = choices.pick([Grain.token, .turn, .rollout, .rollout, .rollout, .group, .group, .batch, .pair])
    if choices.isLucky(0.3) { grain = choices.pick(grains) }
    declare("let", "let\(number)", kind, term(kind, at: grain, depth: depth - 1))
  }

  private func writeScore(_ number: Int) {
    var grain = choices.pick([Grain.token, .turn, .rollout, .rollout, .rollout, .group, .batch])
    if choices.isLucky(0.15) { grain = choices.pick(grains.filter { $0 != .pair }) }
    switch Int.random(in: 0..<6, using: &choices) {
    case 0...1:
      var condition = term(.condition, at: grain, depth: depth)
      if condition.mayAbstain { condition = Term("(\(condition.text) ?? false)", of: [condition]).abstaining(false) }
      declare("rule", "rule\(number)", .condition, condition)
    case 2...3:
      let fine = choices.pick([Grain.token, .turn, .rollout, .rollout])
      declare("reward", "reward\(number)", .number, settled(varied(exactly(.number, fine, depth: depth))))
    default:
      declare("metric", "metric\(number)", .number, settled(term(.number, at: grain, depth: depth)))
    }
  }

  private func writeAdvantage() {
    let value = choices.isLucky(0.5) ? library(at: .rollout, depth: depth - 1) : nil
    let grain = choices.pick([Grain.token, .turn, .rollout, .rollout])
    let term = settled(varied(value ?? exactly(.number, grain, depth: depth)))
    spec.declarations.append("advantage = \(term.text)")
  }

  /// Whatever a step has, beside a term that has a gradient.
  private func writeObjective() {
    let terms = (0..<2).map { _ in exactly(.number, .batch, depth: depth).text }
    spec.declarations.append("objective = \(terms[0]) + detach(\(terms[1])) + mean(logp over batch)")
  }

  /// A score whose range is one number is refused: that may be the range of a short expression.
  private func varied(_ term: Term) -> Term {
    guard term.text.count < 30 || choices.isLucky(0.2) else { return term }
    let x = Term("x", .rollout)
    return term.grain.refines(.rollout) ? Term("(\(term.text) + x)", of: [term, x]) : term
  }

  /// A score that can go over a limit needs a low end to take there.
  func settled(_ term: Term) -> Term {
    guard term.mayLimit || choices.isLucky(0.2) else { return term }
    return Term("clamp(\(term.text), \(choices.pick(["0", "-2.5", "-1"])), \(choices.pick(["1", "1e9"])))", of: [term])
  }

  func declare(_ keyword: String, _ name: String, _ kind: Term.Kind, _ value: Term) {
    spec.declarations.append("\(keyword) \(name) = \(value.text)")
    let isScore = kind == .number || kind == .condition
    var term = Term(name, value.grain, mayAbstain: value.mayAbstain, mayLimit: value.mayLimit && keyword == "let")
    if keyword == "rule" { term.mayAbstain = false }
    named.append(Named(term: term, kind: kind, isScore: isScore))
  }

  // MARK: Records and selection

  /// Records beside the scores.
  private func writeEmission() {
    let grain = choices.pick([Grain.turn, .rollout, .rollout, .group, .batch, .pair, .pair])
    var head = "emit records\(grain == .rollout && choices.isLucky(0.5) ? "" : " per \(grain.name)")"
    if choices.isLucky(0.7) { head += " where \(term(.condition, at: grain, depth: 2).text)" }
    if choices.isLucky(0.4), grain != .batch {
      let limit = leaf(.number, at: .batch)
      head += " at most \(limit.grain == .run ? choices.pick(["1", "2"]) : "(\(limit.text))")"
      let keys = (0..<choices.pick([1, 1, 2])).map { _ in sortKey(at: grain, 1).text }
      if choices.isLucky(0.6) { head += ", order: \(keys.count == 1 ? keys[0] : "(\(keys.joined(separator: ", ")))")" }
    }
    let kinds = [Term.Kind.number, .number, .condition, .text, .texts, .numbers]
    let fields = (0..<Int.random(in: 1...3, using: &choices)).map { index in
      "field\(index): \(term(choices.pick(kinds), at: grain, depth: 2).text)"
    }
    spec.declarations.append("\(head) { \(fields.joined(separator: ", ")) }")
  }

  /// Which groups are trained on, and the name of that.
  private func writeSelection() {
    let condition = exactly(.condition, .group, depth: 2)
    let until = choices.isLucky(0.6) ? " until \(choices.pick(["1", "2"]))" : ""
    let within = !until.isEmpty && choices.isLucky(0.3) ? " within 2 rounds" : ""
    spec.declarations.append("optimize {\n  keep groups where \(condition.text)\(until)\(within)\n}")
    named.append(
      Named(term: Term("kept", .group, mayLimit: condition.mayLimit), kind: .condition, isDeclared: false))
  }

  /// A number for each element of some grain, drawn; or the column of this name where the rows have one.
  private func writeDraw() {
    let grain = choices.pick([Grain.token, .turn, .rollout, .rollout, .group, .batch])
    let name = freshName("draw")
    spec.declarations.append("let \(name) = random(per \(grain.name))")
    spec.inputs.append(.init(name: name, form: .real, grain: grain, isOptional: true, isRare: true))
    named.append(Named(term: Term(name, grain), kind: .number, isScore: true))
  }
}
