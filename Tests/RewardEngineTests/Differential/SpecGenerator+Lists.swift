import RewardSemantics

/// Lists of texts, of numbers (vectors), and of vectors.
extension SpecGenerator {
  func texts(at grain: Grain, depth: Int) -> Term {
    switch Int.random(in: 0..<16, using: &choices) {
    case 0...1: return choice(.texts, at: grain, depth)
    case 2...3: return aggregate(.texts, at: grain, depth) ?? leaf(.texts, at: grain)
    case 4: return window(.texts, at: grain, depth) ?? leaf(.texts, at: grain)
    case 5...6:
      let elements = (0..<Int.random(in: 1...3, using: &choices)).map { _ in term(.text, at: grain, depth: depth) }
      return Term("[\(elements.map(\.text).joined(separator: ", "))]", of: elements)
    case 7:
      let text = present(.text, at: grain, depth)
      return Term("extract_all(\(text.text), \(pattern()))", of: [text]).limited()
    case 8:
      let text = present(.text, at: grain, depth)
      return Term("split(\(text.text), \(choices.pick([#"",""#, #"" ""#, #""a""#])))", of: [text])
    case 9...11: return overItems(.texts, at: grain, depth) ?? leaf(.texts, at: grain)
    case 12: return read(.texts, at: grain, depth) ?? leaf(.texts, at: grain)
    default: return cut(.texts, at: grain, depth)
    }
  }

  func numbers(at grain: Grain, depth: Int) -> Term {
    switch Int.random(in: 0..<20, using: &choices) {
    case 0...1: return choice(.numbers, at: grain, depth)
    case 2...4: return aggregate(.numbers, at: grain, depth) ?? leaf(.numbers, at: grain)
    case 5: return window(.numbers, at: grain, depth) ?? leaf(.numbers, at: grain)
    case 6...7:
      // Quotients are real: a list of them goes together with other lists of reals.
      let elements = (0..<Int.random(in: 1...3, using: &choices)).map { _ in term(.number, at: grain, depth: depth) }
      return Term("[\(elements.map { "(\($0.text)) / 2" }.joined(separator: ", "))]", of: elements)
    case 8...11: return overItems(.numbers, at: grain, depth) ?? leaf(.numbers, at: grain)
    case 12...14: return vectorArithmetic(at: grain, depth)
    case 15: return read(.numbers, at: grain, depth) ?? leaf(.numbers, at: grain)
    case 16:
      let list = present(.vectors, at: grain, depth).enclosed
      return Term("\(list.text)\(choices.pick(["[0]", "[1]", ".first", ".last"]))", of: [list]).abstaining()
    default: return cut(.numbers, at: grain, depth)
    }
  }

  func vectors(at grain: Grain, depth: Int) -> Term {
    switch Int.random(in: 0..<12, using: &choices) {
    case 0: return choice(.vectors, at: grain, depth)
    case 1...2: return aggregate(.vectors, at: grain, depth) ?? leaf(.vectors, at: grain)
    case 3: return window(.vectors, at: grain, depth) ?? leaf(.vectors, at: grain)
    case 4:
      let elements = (0..<Int.random(in: 1...2, using: &choices)).map { _ in term(.numbers, at: grain, depth: depth) }
      let halves = elements.map { "(\($0.text)) / 2" }
      return Term("[\(halves.joined(separator: ", "))]", of: elements)
    case 5...6: return overItems(.vectors, at: grain, depth) ?? leaf(.vectors, at: grain)
    case 7...9: return cut(.vectors, at: grain, depth)
    default: return leaf(.vectors, at: grain)
    }
  }

  /// A list made of others: joined, cut, without repeats.
  private func cut(_ kind: Term.Kind, at grain: Grain, _ depth: Int) -> Term {
    let list = present(kind, at: grain, depth)
    switch Int.random(in: 0..<6, using: &choices) {
    case 0: return Term("distinct(\(list.text))", of: [list])
    case 1: return Term("\(list.enclosed.text).\(choices.pick(["distinct", "reverse"]))", of: [list])
    case 2:
      let other = present(kind, at: grain, depth)
      return Term("\(list.enclosed.text).\(choices.pick(["union", "intersect"]))(\(other.text))", of: [list, other])
        .limited()
    case 3:
      let count = choices.isLucky(0.7) ? Term(choices.pick(["0", "1", "2"])) : leaf(.number, at: grain)
      return Term("\(list.enclosed.text).\(choices.pick(["take", "drop", "last"]))(\(count.text))", of: [list, count])
        .abstaining()
    default:
      let other = present(kind, at: grain, depth)
      return Term("(\(list.text) ++ \(other.text))", of: [list, other]).limited()
    }
  }

  /// Element by element, a plain number with each of them.
  private func vectorArithmetic(at grain: Grain, _ depth: Int) -> Term {
    let v = term(.numbers, at: grain, depth: depth)
    let other = choices.isLucky(0.5) ? term(.numbers, at: grain, depth: depth) : term(.number, at: grain, depth: depth)
    switch Int.random(in: 0..<6, using: &choices) {
    case 0...2:
      let (a, b) = choices.isLucky(0.7) ? (v, other) : (other, v)
      return Term("(\(a.text) \(choices.pick(["+", "-", "*"])) \(b.text))", of: [a, b])
    case 3:
      return Term("((\(v.text)) / \(choices.pick(["2", "3"])))", of: [v])
    case 4:
      let name = choices.pick(["abs", "exp", "sigmoid", "floor", "sign", "softplus"])
      return Term("\(name)(\(v.text))", of: [v])
    default:
      return choices.isLucky(0.5)
        ? Term("clamp(\(v.text), -1, 2)", of: [v]) : Term("(-\(v.enclosed.text))", of: [v])
    }
  }

  /// A number made of two vectors, or of one.
  func measuredVector(at grain: Grain, _ depth: Int) -> Term {
    let a = present(.numbers, at: grain, depth)
    let b = present(.numbers, at: grain, depth)
    switch Int.random(in: 0..<4, using: &choices) {
    case 0...1: return Term("dot(\(a.text), \(b.text))", of: [a, b])
    case 2: return Term("cosine(\(a.text), \(b.text))", of: [a, b])
    default: return Term("norm(\(a.text))", of: [a])
    }
  }

  /// A value of a table or of JSON; nil where the spec has none that can be read at `grain`.
  func read(_ kind: Term.Kind, at grain: Grain, _ depth: Int) -> Term? {
    let tables = tables.filter { $0.element == kind && grain.refines($0.term.grain) && !$0.term.mayAbstain }
    let records = records.filter { grain.refines($0.grain) && !$0.mayAbstain }
    if !tables.isEmpty, choices.isLucky(0.6) || records.isEmpty {
      let table = choices.pick(tables).term
      let key =
        choices.isLucky(0.4) ? Term(choices.pick([#""a""#, #""b""#, "0", "1"])) : present(.text, at: grain, depth)
      return Term("\(table.text)[\(key.text)]", of: [table, key]).abstaining()
    }
    guard let record = records.isEmpty ? nil : choices.pick(records) else { return nil }
    let (reader, paths) =
      switch kind {
      case .number: ("number", ["a.b", "a.c[1]", "items[0]", "items"])
      case .condition: ("bool", ["open", "a.open", "items[1]"])
      case .text: ("text", ["a.name", "name", "items[0]", #"a["name"]"#])
      case .texts: ("texts", ["a.names", "items"])
      case .numbers: ("numbers", ["a.c", "items", "a"])
      case .vectors: ("", [])
      }
    if paths.isEmpty { return nil }
    let path = "\(record.text).\(choices.pick(paths))"
    if kind == .texts, choices.isLucky(0.5) {
      return Term("list(\(path)).map(e => text(e))", of: [record]).abstaining()
    }
    return Term("\(reader)(\(path))", of: [record]).abstaining()
  }
}
