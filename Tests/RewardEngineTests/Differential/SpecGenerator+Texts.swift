import RewardSemantics

extension SpecGenerator {
  func text(at grain: Grain, depth: Int) -> Term {
    switch Int.random(in: 0..<12, using: &choices) {
    case 0...2: return choice(.text, at: grain, depth)
    case 3...4: return aggregate(.text, at: grain, depth) ?? leaf(.text, at: grain)
    case 5: return window(.text, at: grain, depth) ?? leaf(.text, at: grain)
    case 6:
      let list = present(.texts, at: grain, depth)
      return Term("\(list.text)[\(choices.pick(["0", "1"]))]", of: [list]).abstaining().indexable(list)
    case 7:
      let list = present(.texts, at: grain, depth)
      return Term("join(\(list.text), \(choices.pick([#"", ""#, #""""#])))", of: [list]).limited()
    default: return rewritten(at: grain, depth)
    }
  }

  func rewritten(at grain: Grain, _ depth: Int) -> Term {
    let text = present(.text, at: grain, depth)
    switch Int.random(in: 0..<5, using: &choices) {
    case 0...1:
      let which = choices.pick(["", ", which: last", ", which: only", ", group: 0"])
      return Term("extract(\(text.text), \(pattern())\(which))", of: [text]).abstaining().limited()
    case 2: return Term("replace(\(text.text), \(pattern()), \"<b>\")", of: [text]).limited()
    case 3: return Term("tag(\(text.text), \"answer\")", of: [text]).abstaining()
    default:
      return Term("\(choices.pick(["lower", "upper", "trim", "normalize_space"]))(\(text.text))", of: [text])
    }
  }

  func texts(at grain: Grain, depth: Int) -> Term {
    switch Int.random(in: 0..<9, using: &choices) {
    case 0...1: return choice(.texts, at: grain, depth)
    case 2: return aggregate(.texts, at: grain, depth) ?? leaf(.texts, at: grain)
    case 3: return window(.texts, at: grain, depth) ?? leaf(.texts, at: grain)
    case 4...5:
      let elements = (0..<Int.random(in: 1...3, using: &choices)).map { _ in term(.text, at: grain, depth: depth) }
      return Term("[\(elements.map(\.text).joined(separator: ", "))]", of: elements)
    case 6:
      let text = present(.text, at: grain, depth)
      return Term("extract_all(\(text.text), \(pattern()))", of: [text]).limited()
    case 7:
      let text = present(.text, at: grain, depth)
      return Term("split(\(text.text), \(choices.pick([#"",""#, #"" ""#, #""a""#])))", of: [text])
    default:
      let list = present(.texts, at: grain, depth)
      return Term("distinct(\(list.text))", of: [list])
    }
  }

  func numbers(at grain: Grain, depth: Int) -> Term {
    switch Int.random(in: 0..<7, using: &choices) {
    case 0...1: return choice(.numbers, at: grain, depth)
    case 2: return aggregate(.numbers, at: grain, depth) ?? leaf(.numbers, at: grain)
    case 3: return window(.numbers, at: grain, depth) ?? leaf(.numbers, at: grain)
    case 4...5:
      // Quotients are real: a list of them goes together with other lists of reals.
      let elements = (0..<Int.random(in: 1...3, using: &choices)).map { _ in term(.number, at: grain, depth: depth) }
      return Term("[\(elements.map { "(\($0.text)) / 2" }.joined(separator: ", "))]", of: elements)
    default:
      let list = present(.numbers, at: grain, depth)
      return Term("distinct(\(list.text))", of: [list])
    }
  }
}

extension Term {
  /// A literal list takes no index behind it; a parenthesis around it does.
  fileprivate func indexable(_ list: Term) -> Term {
    var term = self
    term.text = "(\(list.text))" + text.dropFirst(list.text.count)
    return term
  }
}
