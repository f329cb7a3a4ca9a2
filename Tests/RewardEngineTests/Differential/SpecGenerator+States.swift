import RewardSemantics

/// What lasts from step to step.
extension SpecGenerator {
  func writeState() {
    switch Int.random(in: 0..<6, using: &choices) {
    case 0...1: writeCell()
    case 2...3: writeTable()
    default: writeShortForm()
    }
  }

  /// One value a step.
  private func writeCell() {
    let name = freshName("state")
    if choices.isLucky(0.2) {
      let condition = term(.condition, at: .batch, depth: 2)
      spec.declarations.append(
        "state \(name): {calm, busy} = calm then when { \(condition.text) -> busy, else -> \(name) }")
      return symbolic.append((Term(name, .batch), ["calm", "busy"]))
    }
    let kind = choices.pick([Term.Kind.number, .number, .condition, .text, .numbers])
    let (type, initial): (String, String) =
      switch kind {
      case .condition: ("bool", choices.pick(["false", "true", "none"]))
      case .text: ("text", choices.pick([#""a""#, "none"]))
      case .numbers: ("list<real>", choices.pick(["[]", "[0.5]", "none"]))
      default: ("real", choices.pick(["none", "0.5", "0", "none"]))
      }
    let own = Term(name, .batch, mayAbstain: initial == "none")
    // Its update may read it.
    named.append(Named(term: own, kind: kind, isScore: kind == .number))
    var update = term(kind, at: .batch, depth: 3)
    if kind == .numbers, choices.isLucky(0.7) {
      let before = initial == "none" ? "(\(name) ?? [])" : name
      let next = term(.number, at: .batch, depth: 2)
      update = Term("(\(before) ++ [(\(next.text)) / 2]).last(\(choices.pick(["1", "2", "3"])))", of: [own, next])
    } else if kind == .number, choices.isLucky(0.5) {
      update = Term("((\(name) ?? 1) * 0.5 + \(update.text))", of: [own, update])
    }
    spec.declarations.append("state \(name): \(type) = \(initial) then \(update.text)")
    named.append(
      Named(
        term: Term("\(name).after", .batch, mayAbstain: true, mayLimit: true), kind: kind, isDeclared: false))
  }

  /// One value for each key. Elements with one key must leave the same value.
  private func writeTable() {
    let name = freshName("table")
    let grain = choices.pick([Grain.rollout, .rollout, .group, .turn])
    let kind = choices.pick([Term.Kind.number, .number, .text, .numbers])
    let (type, initials): (String, [String]) =
      switch kind {
      case .text: ("text", [#""a""#, "none"])
      case .numbers: ("list<real>", ["[0.5]", "none"])
      default: ("real", ["0", "none", "2.5"])
      }
    let initial = choices.pick(initials)
    let isUnique = grain != .turn && choices.isLucky(0.6)
    var key: Term
    if isUnique {
      key = Term(freshName("name_of"), grain)
      input(key.text, .key, grain)
    } else {
      key = self.key(exactly: grain, 1)
    }
    let own = Term(name, grain, mayAbstain: initial == "none" || key.mayAbstain, mayLimit: key.mayLimit)
    named.append(Named(term: own, kind: kind, isScore: kind == .number))
    let otherwise = ["text": #""b""#, "list<real>": "[1.5]"][type] ?? "1"
    var update = Term("(\(name) ?? \(otherwise))", of: [own])
    let at = isUnique || choices.isLucky(0.25) ? grain : .batch
    let beside = kind == .numbers ? present(kind, at: at, 2) : term(kind, at: at, depth: 2)
    switch kind {
    case .number: update = Term("(\(update.text) \(choices.pick(["+", "*"])) \(beside.text))", of: [update, beside])
    case .numbers: update = Term("(\(update.text) ++ \(beside.enclosed.text)).last(3)", of: [update, beside])
    default: if choices.isLucky(0.7) { update = beside }
    }
    spec.declarations.append(
      "state \(name): \(type) per \(grain.name) key (\(key.text)) = \(initial) then \(update.text)")
    named.append(
      Named(
        term: Term("\(name).after", grain, mayAbstain: true, mayLimit: true), kind: kind, isDeclared: false))
  }

  /// `ema` and its kin.
  private func writeShortForm() {
    let name = freshName("kept")
    var kind = Term.Kind.number
    switch Int.random(in: 0..<4, using: &choices) {
    case 0:
      let x = term(.number, at: .batch, depth: 2)
      spec.declarations.append("let \(name) = ema(\(x.text), decay: \(choices.pick(["0.9", "0.5", "0"])))")
    case 1:
      kind = .numbers
      let x = term(.number, at: .batch, depth: 2)
      spec.declarations.append("let \(name) = window((\(x.text)) / 2, last: \(choices.pick(["1", "2", "3"])))")
    case 2:
      let x = exactly(.number, choices.pick([.token, .turn, .rollout, .rollout, .group]), depth: 2)
      spec.declarations.append(
        "let \(name) = tracked_quantile(\(x.text), \(choices.pick(["0.2", "0.5"])), rate: \(choices.pick(["0.1", "1"])))"
      )
    default:
      spec.declarations.append(
        "let \(name) = schedule(from: \(choices.pick(["1", "0"])), to: \(choices.pick(["0", "5"])), steps: 2)")
      return named.append(Named(term: Term(name, .batch), kind: kind, isScore: true))
    }
    named.append(Named(term: Term(name, .batch, mayAbstain: true, mayLimit: true), kind: kind, isDeclared: false))
    named.append(
      Named(term: Term("\(name).after", .batch, mayAbstain: true, mayLimit: true), kind: kind, isDeclared: false))
  }
}
