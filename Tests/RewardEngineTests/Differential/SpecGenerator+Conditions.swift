import RewardSemantics

extension SpecGenerator {
  func condition(at grain: Grain, depth: Int) -> Term {
    switch Int.random(in: 0..<27, using: &choices) {
    case 20...21: return overItems(.condition, at: grain, depth) ?? comparison(at: grain, depth: depth)
    case 22...23: return symbol(at: grain) ?? logic(at: grain, depth)
    case 24: return temporal(at: grain, depth) ?? logic(at: grain, depth)
    case 25: return read(.condition, at: grain, depth) ?? logic(at: grain, depth)
    case 26: return held(at: grain, depth)
    case 0...2: return comparison(at: grain, depth: depth)
    case 3: return sameText(at: grain, depth)
    case 4...7: return logic(at: grain, depth)
    case 8...9: return tested(at: grain, depth)
    case 10...11: return choice(.condition, at: grain, depth)
    case 12...14: return aggregate(.condition, at: grain, depth) ?? comparison(at: grain, depth: depth)
    case 15...16: return window(.condition, at: grain, depth) ?? logic(at: grain, depth)
    default: return checked(at: grain, depth)
    }
  }

  func comparison(at grain: Grain, depth: Int) -> Term {
    let a = term(.number, at: grain, depth: depth)
    let b = term(.number, at: grain, depth: depth)
    return Term("(\(a.text) \(choices.pick(["<", "<=", ">", ">=", "==", "!="])) \(b.text))", of: [a, b])
  }

  private func sameText(at grain: Grain, _ depth: Int) -> Term {
    let a = term(.text, at: grain, depth: depth)
    let b = term(.text, at: grain, depth: depth)
    return Term("(\(a.text) \(choices.pick(["==", "!="])) \(b.text))", of: [a, b])
  }

  /// A symbol of the rows or of a machine, and a name of its set.
  private func symbol(at grain: Grain) -> Term? {
    let known = symbolic.filter { grain.refines($0.term.grain) }
    guard let (value, set) = known.isEmpty ? nil : choices.pick(known) else { return nil }
    if choices.isLucky(0.2) {
      return Term("(\(value.text) in [\(textLiteral()), \"\(choices.pick(set))\"])", of: [value])
    }
    return Term("(\(value.text) \(choices.pick(["==", "!="])) \(choices.pick(set)))", of: [value])
  }

  /// Whether a list holds an item, or is the same as another.
  private func held(at grain: Grain, _ depth: Int) -> Term {
    let (kind, element) = choices.pick([(Term.Kind.texts, Term.Kind.text), (.texts, .text), (.vectors, .numbers)])
    if choices.isLucky(0.4) {
      let (a, b) = (present(kind, at: grain, depth), present(kind, at: grain, depth))
      return Term("(\(a.text) \(choices.pick(["==", "!="])) \(b.text))", of: [a, b])
    }
    let list = present(kind, at: grain, depth)
    let item = present(element, at: grain, depth)
    return choices.isLucky(0.5)
      ? Term("\(list.enclosed.text).contains(\(item.text))", of: [list, item])
      : Term("(\(list.text) contains \(item.text))", of: [list, item])
  }

  private func logic(at grain: Grain, _ depth: Int) -> Term {
    let a = term(.condition, at: grain, depth: depth)
    let b = term(.condition, at: grain, depth: depth)
    switch Int.random(in: 0..<4, using: &choices) {
    case 0: return Term("(not \(a.text))", of: [a])
    case 1:
      let c = leaf(.condition, at: grain)
      return Term("\(choices.pick(["any", "all"]))(\(a.text), \(b.text), \(c.text))", of: [a, b, c])
    default: return Term("(\(a.text) \(choices.pick(["and", "or"])) \(b.text))", of: [a, b])
    }
  }

  private func tested(at grain: Grain, _ depth: Int) -> Term {
    let kind = choices.pick([Term.Kind.number, .number, .condition, .text, .texts])
    let value = term(kind, at: grain, depth: depth)
    return Term("\(choices.pick(["present", "present", "failed"]))(\(value.text))", value.grain)
  }

  /// Conditions of the rule library.
  func checked(at grain: Grain, _ depth: Int) -> Term {
    let text = present(.text, at: grain, depth)
    switch Int.random(in: 0..<8, using: &choices) {
    case 0...1: return Term("(\(text.text) matches \(pattern()))", of: [text]).limited()
    case 2:
      let part = present(.text, at: grain, depth - 1)
      return Term("(\(text.text) contains \(part.text))", of: [text, part])
    case 3:
      let part = present(.text, at: grain, depth - 1)
      let name = choices.pick(["starts_with", "ends_with", "same_text", "number_equal"])
      return Term("\(name)(\(text.text), \(part.text))", of: [text, part])
    case 4:
      let list = present(.texts, at: grain, depth - 1)
      return Term("(\(text.text) in \(list.text))", of: [text, list])
    case 5:
      let (a, b) = (present(.texts, at: grain, depth - 1), present(.texts, at: grain, depth - 1))
      let name = choices.pick(["list_equal", "set_equal", "includes_all", "includes_any"])
      return Term("\(name)(\(a.text), \(b.text))", of: [a, b])
    case 6:
      let call = choices.pick([("is_json", ""), ("is_json_object", ""), ("tags_once", #", "answer""#)])
      return Term("\(call.0)(\(text.text)\(call.1))", of: [text])
    default:
      if grain == .token || grain == .turn { return Term("is_last(\(grain))", grain) }
      return grain.refines(.rollout)
        ? Term("(length(response, in: tok) <= 2 tok)", .rollout) : comparison(at: grain, depth: depth)
    }
  }
}
