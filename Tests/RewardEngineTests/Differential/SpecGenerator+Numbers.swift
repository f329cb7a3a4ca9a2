import RewardSemantics

extension SpecGenerator {
  func number(at grain: Grain, depth: Int) -> Term {
    switch Int.random(in: 0..<32, using: &choices) {
    case 0...3: return arithmetic(at: grain, depth)
    case 4...5: return scalar(at: grain, depth)
    case 6...9: return choice(.number, at: grain, depth)
    case 10...15: return aggregate(.number, at: grain, depth) ?? arithmetic(at: grain, depth)
    case 16...18: return window(.number, at: grain, depth) ?? scalar(at: grain, depth)
    case 19: return place(at: grain, depth)
    case 20...21: return measured(at: grain, depth)
    case 22: return function(at: grain, depth: depth) ?? scalar(at: grain, depth)
    case 23: return library(at: grain, depth: depth) ?? arithmetic(at: grain, depth)
    case 24...26: return overItems(.number, at: grain, depth) ?? scalar(at: grain, depth)
    case 27: return measuredVector(at: grain, depth)
    case 28: return read(.number, at: grain, depth) ?? scalar(at: grain, depth)
    case 29: return siblings(at: grain, depth) ?? arithmetic(at: grain, depth)
    case 30: return drawn(at: grain)
    default: return arithmetic(at: grain, depth)
    }
  }

  private func arithmetic(at grain: Grain, _ depth: Int) -> Term {
    let a = term(.number, at: grain, depth: depth)
    let b = term(choices.isLucky(0.15) ? .condition : .number, at: grain, depth: depth)
    switch Int.random(in: 0..<8, using: &choices) {
    case 0...3: return Term("(\(a.text) \(choices.pick(["+", "-", "*"])) \(b.text))", of: [a, b])
    case 4: return Term("(\(a.text) / (abs(\(b.text)) + \(choices.pick(["1", "1e-9", "0.5"]))))", of: [a, b])
    case 5:
      let or = leaf(.number, at: grain)
      return Term("divide(\(a.text), \(b.text), or: \(or.text))", of: [a, b, or])
    case 6:
      return choices.isLucky(0.5)
        ? Term("((\(a.text)) ^ \(choices.pick(["2", "3", "0.5", "-1"])))", of: [a])
        : Term("(abs(\(a.text)) ^ (\(b.text)))", of: [a, b])
    default:
      let c = leaf(.number, at: grain)
      return Term("\(choices.pick(["min", "max"]))(\(a.text), \(b.text), \(c.text))", of: [a, b, c])
    }
  }

  private func scalar(at grain: Grain, _ depth: Int) -> Term {
    let x = term(.number, at: grain, depth: depth)
    switch Int.random(in: 0..<8, using: &choices) {
    case 0: return Term("(-\(x.text))", of: [x])
    case 1: return Term("sqrt(max(\(x.text), 0))", of: [x])
    case 2: return Term("log(max(\(x.text), \(choices.pick(["0", "0.5"]))))", of: [x])
    case 3: return Term("log(abs(\(x.text)))", of: [x])
    case 4: return Term("clamp(\(x.text), \(choices.pick(["-1, 2", "low: 0, high: 1e16", "0, 0"])))", of: [x])
    default:
      let names = ["abs", "sign", "floor", "round", "exp", "sigmoid", "softplus", "log_sigmoid"]
      return Term("\(choices.pick(names))(\(x.text))", of: [x])
    }
  }

  /// `when`, `given` in its three forms, `??`, of any kind.
  func choice(_ kind: Term.Kind, at grain: Grain, _ depth: Int) -> Term {
    let a = choices.isLucky(0.3) ? costly(kind, at: grain, depth) : term(kind, at: grain, depth: depth)
    let b = term(kind, at: grain, depth: depth)
    let c = choices.isLucky(0.4) ? leaf(.condition, at: grain) : term(.condition, at: grain, depth: depth)
    switch Int.random(in: 0..<8, using: &choices) {
    case 0: return Term("when { \(c.text) -> \(a.text), else -> \(b.text) }", of: [c, a, b])
    case 1:
      let d = term(.condition, at: grain, depth: depth - 1)
      let e = leaf(kind, at: grain)
      return Term("when { \(c.text) -> \(a.text), \(d.text) -> \(b.text), else -> \(e.text) }", of: [c, a, d, b, e])
    case 2:
      return Term(
        "when { mode == \(choices.pick(symbols)) -> \(a.text), \(c.text) -> \(b.text), else -> \(a.text) }",
        of: [c, a, b])
    case 3: return Term("(\(a.text) given \(c.text) else \(b.text))", of: [c, a, b])
    case 4: return Term("(\(a.text) given \(c.text) else abstain)", of: [c, a]).abstaining()
    case 5 where kind == .number || kind == .condition: return Term("(\(a.text) given \(c.text))", of: [c, a])
    default: return Term("(\(a.text) ?? \(b.text))", of: [a, b]).abstaining(b.mayAbstain)
    }
  }

  /// What is worth not computing where its condition is closed.
  private func costly(_ kind: Term.Kind, at grain: Grain, _ depth: Int) -> Term {
    switch kind {
    case .number:
      let x = measured(at: grain, depth)
      let y = term(.number, at: grain, depth: depth)
      return choices.isLucky(0.5) ? x : Term("(\(x.text) \(choices.pick(["+", "-", "*"])) \(y.text))", of: [x, y])
    case .condition: return checked(at: grain, depth)
    case .text: return rewritten(at: grain, depth)
    case .texts, .numbers, .vectors: return term(kind, at: grain, depth: depth)
    }
  }

  /// Where an element stands, and how many there are.
  private func place(at grain: Grain, _ depth: Int) -> Term {
    let own = readable(at: grain).filter { grains.contains($0) }
    if choices.isLucky(0.4) {
      let own = grains.contains(grain) && choices.isLucky(0.4) ? grain : choices.pick(own)
      return Term("position(\(own.name))", own)
    }
    let containers = own.filter { ![.pair, .token].contains($0) }
    let container = choices.pick(containers)
    let counted = populations(of: container).filter { grains.contains($0) }
    if counted.isEmpty { return leaf(.number, at: grain) }
    let of = choices.pick(counted)
    let count = "count(\(of.name) over \(container.name)"
    if choices.isLucky(0.5) { return Term("\(count))", container) }
    if choices.isLucky(0.3), let key = by(container, of, at: grain) {
      return Term("\(count) by \(key.text))", of: [key]).at(container.meet(key.grain) ?? container).abstaining()
    }
    let condition = term(.condition, at: of, depth: depth)
    return Term("\(count) where \(condition.text))", of: [condition]).at(container).abstaining(false)
  }

  /// A number drawn for each element.
  private func drawn(at grain: Grain) -> Term {
    let known = readable(at: grain).filter { grains.contains($0) }
    let own = grains.contains(grain) && choices.isLucky(0.4) ? grain : choices.pick(known)
    return Term("random(per \(own.name))", own)
  }

  /// Numbers that the rule library finds in texts and lists.
  private func measured(at grain: Grain, _ depth: Int) -> Term {
    switch Int.random(in: 0..<7, using: &choices) {
    case 0:
      let text = present(.text, at: grain, depth)
      return Term("count(\(text.text), \(pattern()))", of: [text]).limited()
    case 1:
      let text = present(.text, at: grain, depth)
      let unit = choices.pick(["char", "word", "line", "byte"])
      return Term("(length(\(text.text), in: \(unit)) / 2 \(unit))", of: [text])
    case 2:
      let text = present(.text, at: grain, depth)
      return Term("number(\(text.text))", of: [text]).abstaining()
    case 3:
      let list = present(choices.isLucky(0.5) ? .texts : .numbers, at: grain, depth)
      return Term("list_count(\(list.text))", of: [list])
    case 4:
      let list = present(.numbers, at: grain, depth)
      let index = choices.isLucky(0.7) ? Term(choices.pick(["0", "1", "5"])) : leaf(.number, at: grain)
      return Term("element(\(list.text), \(index.text))", of: [list, index]).abstaining()
    case 5:
      let (a, b) = (present(.texts, at: grain, depth), present(.texts, at: grain, depth))
      return Term("\(choices.pick(["overlap", "jaccard"]))(\(a.text), \(b.text))", of: [a, b])
    default:
      let text = present(.text, at: grain, depth)
      return Term("tag_count(\(text.text), \"answer\")", of: [text])
    }
  }
}
