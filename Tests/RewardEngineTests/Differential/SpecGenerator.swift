import RewardSemantics

/// Writes random specs that check clean: it follows kind, grain and absence of every expression as the checker does.
///
/// `term(.number, at: g)` is an expression that can be read at each element of `g`; its own grain is `g` or coarser.
/// Expressions are nested a few levels only; long chains come from `let`s that read one another.
final class SpecGenerator {
  /// Something declared that expressions can read, or the variable that stands for the items of a list.
  struct Named {
    var term: Term
    var kind: Term.Kind
    /// Whether functions can take it as a part of their bundle.
    var isScore = false
    /// Whether `other.` can stand before it.
    var isDeclared = true
  }

  var choices: Choices
  var spec = GeneratedSpec()
  var named: [Named] = []
  /// Columns and states of machines that hold symbols.
  var symbolic: [(term: Term, set: [String])] = []
  /// Tables and JSON values, which have readers of their own.
  var tables: [(term: Term, element: Term.Kind)] = []
  var records: [Term] = []
  /// Declared functions: those of a value and a grain, and those of a bundle.
  var folds: [String] = []
  var bundlers: [String] = []
  /// What the spec's symbol parameter can be.
  let symbols = ["alpha", "beta", "gamma"]
  /// Grains that a spec can name, finest first; pairs, parts and criteria stand beside the chain.
  var grains: [Grain] = [.token, .turn, .pair, .rollout, .group, .batch, .run]
  /// Partitions, with what else has the elements of their parts.
  var partitions: [DerivedGrain] = []
  /// The criteria of the rubric, if the spec has one.
  var criteria: DerivedGrain?
  /// Inside `over other g`: the items that the others are, and g.
  var siblings: (items: DerivedGrain, grain: Grain)?
  /// How deep temporal operators stand in one another here.
  var temporalDepth = 0
  /// How deeply the expressions of scores nest.
  let depth: Int
  private var madeGrains = 0

  init(seed: Int) {
    choices = Choices(state: UInt64(seed) &* 0x2545_F491_4F6C_DD1D)
    depth = choices.pick([2, 3, 3, 3, 3, 4])
  }

  static func spec(seed: Int) -> GeneratedSpec {
    let generator = SpecGenerator(seed: seed)
    generator.writeInputs()
    generator.writeFunctions()
    generator.writeBody()
    return generator.spec
  }

  // MARK: Grains

  /// A grain of the spec's own, or of the items of a list.
  func derive(_ name: String, _ kind: DerivedGrain.Kind, of members: Grain? = nil, in containers: [Grain])
    -> DerivedGrain
  {
    madeGrains += 1
    return DerivedGrain(id: madeGrains, name: name, kind: kind, members: members, containers: containers)
  }

  /// A name that nothing else has.
  func freshName(_ prefix: String) -> String {
    madeGrains += 1
    return "\(prefix)\(madeGrains)"
  }

  /// What can be read at each element of `grain`: grains with a name, and itself.
  func readable(at grain: Grain) -> [Grain] {
    let known = named(grains).filter { grain.refines($0) }
    return known.contains(grain) ? known : [grain] + known
  }

  /// Without pairs where `other` means something else.
  private func named(_ grains: [Grain]) -> [Grain] { siblings == nil ? grains : grains.filter { $0 != .pair } }

  /// Grains with a name that are coarser than `grain`, and that it can be aggregated over.
  func containers(of grain: Grain) -> [Grain] {
    grains.filter { $0 != grain && grain.refines($0) && $0 != .token && $0 != .pair }
  }

  /// What an aggregate over `container` can count: grains with a name, and their products with the items in sight.
  func populations(of container: Grain) -> [Grain] {
    let items = named.compactMap { if case .derived = $0.term.grain { $0.term.grain } else { nil } }
    var found = named(grains)
    for item in items + [criteria.map { .derived($0) }].compactMap({ $0 }) {
      for grain in [Grain.token, .turn, .rollout, .group] {
        if let both = grain.meet(item), !found.contains(both) { found.append(both) }
      }
    }
    return found.filter { $0 != container && $0.refines(container) }
  }

  // MARK: Terms

  /// An expression of a kind that can be read at `grain`.
  func term(_ kind: Term.Kind, at grain: Grain, depth: Int) -> Term {
    if depth <= 0 || choices.isLucky(0.12) { return leaf(kind, at: grain) }
    switch kind {
    case .number: return number(at: grain, depth: depth - 1)
    case .condition: return condition(at: grain, depth: depth - 1)
    case .text: return text(at: grain, depth: depth - 1)
    case .texts: return texts(at: grain, depth: depth - 1)
    case .numbers: return numbers(at: grain, depth: depth - 1)
    case .vectors: return vectors(at: grain, depth: depth - 1)
    }
  }

  /// An expression whose own grain is `grain`.
  func exactly(_ kind: Term.Kind, _ grain: Grain, depth: Int) -> Term {
    let term = term(kind, at: grain, depth: depth)
    // Conditions that are known before the run may leave out what made the expression this fine.
    let isSure = !["when {", " given ", " and ", " or ", "??", "any(", "all("].contains { term.text.contains($0) }
    if term.grain == grain, isSure || !grains.contains(grain) { return term }
    if term.grain == grain { return Term("((\(term.text)) at \(grain.name))", of: [term]) }
    let own = named.filter { $0.kind == kind && $0.term.grain == grain }
    if grain == .pair, kind == .number, let x = other() { return Term("(\(term.text) + \(x.text))", of: [term, x]) }
    if kind == .number, !own.isEmpty, choices.isLucky(0.6) {
      let beside = choices.pick(own).term
      return Term("(\(term.text) \(choices.pick(["+", "-", "*"])) \(beside.text))", of: [term, beside])
    }
    if !own.isEmpty, choices.isLucky(0.6) { return choices.pick(own).term }
    if grains.contains(grain) { return Term("((\(term.text)) at \(grain.name))", of: [term]).at(grain) }
    let place = witness(of: grain)
    if kind == .number { return Term("(\(term.text) + \(place.text))", of: [term, place]) }
    return Term("when { \(place.text) > 1 -> \(term.text), else -> \(term.text) }", of: [place, term])
  }

  /// A number that differs from element to element of `grain`, for grains that have no name.
  private func witness(of grain: Grain) -> Term {
    if grains.contains(grain) { return Term("position(\(grain.name))", grain) }
    if case .product(let outer, let items) = grain {
      let (a, b) = (witness(of: outer), witness(of: .derived(items)))
      return Term("(\(a.text) + \(b.text))", of: [a, b]).at(grain)
    }
    if let siblings, grain == .derived(siblings.items), let x = other() { return x }
    guard let variable = named.last(where: { $0.term.grain == grain }) else { return Term("0", grain) }
    let name = variable.term.text
    switch variable.kind {
    case .number, .condition: return variable.term
    case .text: return Term("number_equal(\(name), \"4\")", of: [variable.term])
    default: return Term("list_count(\(name))", of: [variable.term])
    }
  }

  /// A name or a literal.
  func leaf(_ kind: Term.Kind, at grain: Grain) -> Term {
    var names = named.filter { $0.kind == kind && grain.refines($0.term.grain) }.map(\.term)
    // Finer names are the more telling ones.
    let own = names.filter { $0.grain == grain }
    if !own.isEmpty, choices.isLucky(0.6) { names = own }
    if kind == .number, choices.isLucky(0.5), let other = other(), grain.refines(other.grain) { return other }
    if kind == .text, grain.refines(.turn), grain != .pair, spec.readsTurns, choices.isLucky(0.4) {
      return Term(choices.pick(["turn.text", "turn.observation"]), .turn)
    }
    if kind == .texts, grain.refines(.turn), spec.readsTurns, choices.isLucky(0.3) {
      let calls = choices.pick([
        "turn.calls", "turn.calls", "turn.arguments.map(a => text(a.a))", "turn.tool_calls.map(c => c.name)",
        "turn.tool_calls.filter(c => c.name < \"m\").map(c => text(c.arguments.a))",
      ])
      return Term(calls, .turn, mayAbstain: calls != "turn.calls")
    }
    if !names.isEmpty, choices.isLucky(0.85) { return choices.pick(names) }
    switch kind {
    case .number: return Term(numberLiteral())
    case .condition:
      return choices.isLucky(0.3) ? Term(choices.pick(["true", "false"])) : comparison(at: grain, depth: 0)
    case .text: return Term(textLiteral())
    case .texts: return Term("[\(textLiteral()), \(textLiteral())]")
    case .numbers: return Term("[\(choices.pick(["0.5", "1.5", "-0.0"])), 2.5]")
    case .vectors: return Term(choices.pick(["[[0.5, 1.5], [2.5]]", "[[1, 2], [0.5, -1]]", "[[0.25]]"]))
    }
  }

  /// A declared number of the other rollout of a pair, or of the other element that `over other` goes through.
  func other() -> Term? {
    let grain = siblings?.grain ?? .rollout
    let names = named.filter { $0.kind == .number && $0.term.grain == grain && $0.isDeclared }.map(\.term)
    if names.isEmpty { return nil }
    let term = choices.pick(names)
    return Term("other.\(term.text)", of: [term]).at(siblings.map { .derived($0.items) } ?? .pair)
  }

  func numberLiteral() -> String {
    choices.pick(["0", "1", "-1", "0.5", "2", "3.25", "0.1", "1e300", "1e-300", "(-0.0)", "12345678.9", "1e16"])
  }

  func textLiteral() -> String {
    choices.pick([
      #""""#, #""a""#, #""ab""#, #""4""#, #""42""#, #""é""#, #""answer""#, #""x\ty\n""#, #""\u{1F389}""#, #"" a ""#,
    ])
  }

  /// A text or list for the rule library, which takes none that may be absent.
  func present(_ kind: Term.Kind, at grain: Grain, _ depth: Int) -> Term {
    let value = term(kind, at: grain, depth: depth)
    guard value.mayAbstain else { return value }
    let otherwise =
      switch kind {
      case .text: textLiteral()
      case .texts: #"["a"]"#
      case .vectors: "[[0.5], [1.5, -1]]"
      default: "[0.5]"
      }
    return Term("(\(value.text) ?? \(otherwise))", of: [value]).abstaining(false)
  }
}
