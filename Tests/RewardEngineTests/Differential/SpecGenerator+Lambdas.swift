@testable import RewardSemantics

/// Functions of the items of a list: methods with `x => ...`, and comprehensions.
///
/// The items are a grain of their own. What is said of each may read values of finer grains than the list's: then it has
/// one value for each element of those with each item.
extension SpecGenerator {
  /// Something of `kind` made of the items of a list; nil where no list can be read at `grain`.
  func overItems(_ kind: Term.Kind, at grain: Grain, _ depth: Int) -> Term? {
    guard grain != .pair || siblings == nil else { return nil }
    let list = itemList(at: grain, depth)
    guard let element = list.kind.element else { return nil }
    let variable = freshName("v")
    let items = derive(variable, .items, in: [list.term.grain])
    guard let inner = (choices.isLucky(0.6) ? grain : list.term.grain).meet(.derived(items)) else { return nil }
    named.append(Named(term: Term(variable, .derived(items)), kind: element, isDeclared: false))
    defer { named.removeAll { $0.term.text == variable } }

    guard let method = method(for: kind, of: element) else { return nil }
    let body = method.body.map { self.body($0, at: inner, variable, method, depth) }
    let condition = choices.isLucky(0.3) ? term(.condition, at: inner, depth: depth - 1) : nil
    let source = list.term.enclosed.text
    var text: String
    var clauses = [body].compactMap { $0 }
    if let body, choices.isLucky(0.25), method.name != "filter", method.name != "flat_map", method.name != "sort_by" {
      let filter = condition.map { " where \($0.text)" } ?? ""
      clauses += [condition].compactMap { $0 }
      text =
        method.name == "map"
        ? "[\(body.text) for \(variable) in \(list.term.text)\(filter)]"
        : "\(method.name)(\(body.text) for \(variable) in \(list.term.text)\(filter)\(method.options))"
    } else if let body {
      text = "\(source).\(method.name)(\(variable) => \(body.text)\(method.options))"
    } else {
      text = "\(source).\(method.name)" + (method.options.isEmpty ? "" : "(\(method.options.dropFirst(2)))")
    }
    if choices.isLucky(0.2), text.hasSuffix("]") { text = "(\(text))" }
    let population = clauses.reduce(Grain.derived(items)) { $0.meet($1.grain) ?? $0 }
    let result = population.without(items) ?? list.term.grain
    return Term(text, of: clauses + [list.term]).at(result).abstaining()
  }

  private func itemList(at grain: Grain, _ depth: Int) -> (term: Term, kind: Term.Kind) {
    let lists = named.filter { $0.kind.element != nil && grain.refines($0.term.grain) }
    if let inner = lists.last, inner.term.text.hasPrefix("v"), choices.isLucky(0.5) { return (inner.term, inner.kind) }
    let kinds: [Term.Kind] = [.numbers, .numbers, .texts, .vectors]
    let kind = choices.pick(kinds)
    let own = lists.filter { $0.kind == kind }.map(\.term)
    if !own.isEmpty, choices.isLucky(0.7) { return (choices.pick(own), kind) }
    return (term(kind, at: grain, depth: depth - 1), kind)
  }

  private struct Method {
    var name: String
    /// The kind of what is made of each item; nil for a method without it.
    var body: Term.Kind?
    var options = ""
  }

  private func method(for kind: Term.Kind, of element: Term.Kind) -> Method? {
    let isNumeric = element == .number
    // The first or last item for which a condition holds.
    if kind == element, kind == .text || choices.isLucky(0.15) {
      return Method(name: choices.pick(["first", "last"]), body: .condition)
    }
    switch kind {
    case .number:
      if isNumeric, choices.isLucky(0.25) {
        return Method(name: choices.pick(["sum", "mean", "min", "max", "median", "var", "std", "product"]))
      }
      if choices.isLucky(0.15) { return Method(name: "count", body: .condition) }
      if choices.isLucky(0.15) {
        return Method(name: choices.pick(["std", "var"]), body: .number, options: ", ddof: 0")
      }
      let names = ["sum", "sum", "mean", "mean", "min", "max", "median", "product", "std"]
      return Method(name: choices.pick(names), body: .number)
    case .condition: return Method(name: choices.pick(["any", "all"]), body: .condition)
    case .text: return nil
    case .numbers:
      if isNumeric, choices.isLucky(0.4) {
        return Method(name: choices.pick(["filter", "sort_by"]), body: choices.pick([.number]))
      }
      if choices.isLucky(0.15) { return Method(name: "flat_map", body: .numbers) }
      if choices.isLucky(0.2) { return Method(name: choices.pick(["sum", "mean"]), body: .numbers) }
      if element == .numbers, choices.isLucky(0.3) { return Method(name: choices.pick(["sum", "mean"])) }
      return Method(name: "map", body: choices.pick([.number, .number, .condition]))
    case .texts:
      if element == .text, choices.isLucky(0.4) {
        return Method(name: choices.pick(["filter", "sort_by"]), body: choices.pick([.number, .text]))
      }
      return choices.isLucky(0.25) ? Method(name: "flat_map", body: .texts) : Method(name: "map", body: .text)
    case .vectors:
      if element == .numbers, choices.isLucky(0.4) {
        return Method(name: choices.pick(["filter", "sort_by"]), body: .number)
      }
      return choices.isLucky(0.2) ? Method(name: "flat_map", body: .vectors) : Method(name: "map", body: .numbers)
    }
  }

  private func body(_ kind: Term.Kind, at grain: Grain, _ variable: String, _ method: Method, _ depth: Int) -> Term {
    let kind = method.name == "filter" ? Term.Kind.condition : kind
    // The item of a list of lists has items of its own.
    let item = named.last { $0.term.text == variable }
    if depth > 0, item?.kind.element != nil, choices.isLucky(0.4), let inner = overItems(kind, at: grain, depth - 1) {
      return inner
    }
    let body = term(kind, at: grain, depth: depth - 1)
    if body.text.contains(variable) || choices.isLucky(0.2) { return body }
    // What reads no item says little.
    let place = leafOfItem(variable)
    switch kind {
    case .number: return Term("(\(body.text) \(choices.pick(["+", "*", "-"])) \(place.text))", of: [body, place])
    case .condition:
      let comparison = "(\(place.text) \(choices.pick(["<", ">=", "!="])) \(choices.pick(["1", "0", "0.5"])))"
      return Term("(\(comparison) \(choices.pick(["and", "or"])) \(body.text))", of: [place, body])
    default:
      let otherwise = leaf(kind, at: grain)
      return Term(
        "when { \(place.text) > 1 -> \(body.text), else -> \(otherwise.text) }", of: [place, body, otherwise])
    }
  }

  /// A number of the item that a variable stands for.
  private func leafOfItem(_ variable: String) -> Term {
    guard let item = named.last(where: { $0.term.text == variable }) else { return Term("1") }
    switch item.kind {
    case .number, .condition: return item.term
    case .text: return Term("(length(\(variable), in: char) / 1 char)", of: [item.term])
    default: return Term("list_count(\(variable))", of: [item.term])
    }
  }
}
