import RewardSemantics

extension SpecGenerator {
  func text(at grain: Grain, depth: Int) -> Term {
    switch Int.random(in: 0..<16, using: &choices) {
    case 0...2: return choice(.text, at: grain, depth)
    case 3...4: return aggregate(.text, at: grain, depth) ?? leaf(.text, at: grain)
    case 5: return window(.text, at: grain, depth) ?? leaf(.text, at: grain)
    case 6:
      let list = present(.texts, at: grain, depth)
      return Term("(\(list.text))[\(choices.pick(["0", "1"]))]", of: [list]).abstaining()
    case 7:
      let list = present(.texts, at: grain, depth)
      return Term("join(\(list.text), \(choices.pick([#"", ""#, #""""#])))", of: [list]).limited()
    case 8: return overItems(.text, at: grain, depth) ?? leaf(.text, at: grain)
    case 9...10: return read(.text, at: grain, depth) ?? leaf(.text, at: grain)
    case 11: return named(symbolAt: grain) ?? leaf(.text, at: grain)
    default: return rewritten(at: grain, depth)
    }
  }

  /// A symbol of the rows, as the text that it is.
  private func named(symbolAt grain: Grain) -> Term? {
    let symbols = symbolic.filter { grain.refines($0.term.grain) }.map(\.term)
    guard let symbol = symbols.isEmpty ? nil : choices.pick(symbols) else { return nil }
    let other = leaf(.text, at: grain)
    return Term(
      "when { \(symbol.text) == \(other.text) -> \(other.text), else -> \(symbol.text) }", of: [symbol, other])
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

  func pattern() -> String {
    choices.pick([
      "/a/", "/[0-9]+/", #"/<answer>\s*(.*?)\s*<\/answer>/s"#, "/(a|b)+/", #"/\w+/"#, #"/^\s*$/"#, "/é|ü/",
      "/A(?<x>B)?/i",
      "/b*/", #"/\A.{0,3}\z/s"#,
    ])
  }
}
