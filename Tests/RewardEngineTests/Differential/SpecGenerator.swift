import RewardSemantics

/// Writes random specs that check clean: it follows kind, grain and absence of every expression as the checker does.
///
/// `term(.number, at: g)` is an expression that can be read at each element of `g`; its own grain is `g` or coarser.
/// Expressions are nested a few levels only; long chains come from `let`s that read one another.
final class SpecGenerator {
  /// Something declared that expressions can read.
  struct Named {
    var term: Term
    var kind: Term.Kind
    /// Whether functions can take it as a part of their bundle.
    var isScore: Bool
  }

  var choices: Choices
  var spec = GeneratedSpec()
  var named: [Named] = []
  /// Declared functions: those of a value and a grain, and those of a bundle.
  var folds: [String] = []
  var bundlers: [String] = []
  /// What the spec's symbol parameter can be.
  let symbols = ["alpha", "beta", "gamma"]

  /// Grains an expression can be read at, finest first; a pair stands beside the chain.
  static let grains: [Grain] = [.token, .turn, .pair, .rollout, .group, .batch, .run]

  init(seed: Int) { choices = Choices(state: UInt64(seed) &* 0x2545_F491_4F6C_DD1D) }

  static func spec(seed: Int) -> GeneratedSpec {
    let generator = SpecGenerator(seed: seed)
    generator.writeInputs()
    generator.writeFunctions()
    for number in 0..<Int.random(in: 3...9, using: &generator.choices) { generator.writeLet(number) }
    for number in 0..<Int.random(in: 2...6, using: &generator.choices) { generator.writeScore(number) }
    if generator.choices.isLucky(0.7) { generator.writeAdvantage() }
    return generator.spec
  }

  // MARK: Declarations

  private func writeLet(_ number: Int) {
    let kind = choices.pick([Term.Kind.number, .number, .number, .condition, .condition, .text, .texts, .numbers])
    let grain = choices.pick([Grain.token, .turn, .rollout, .rollout, .rollout, .group, .group, .batch, .pair])
    declare("let", "let\(number)", kind, term(kind, at: grain, depth: 2))
  }

  private func writeScore(_ number: Int) {
    let grain = choices.pick([Grain.token, .turn, .rollout, .rollout, .rollout, .group, .batch])
    switch Int.random(in: 0..<6, using: &choices) {
    case 0...1:
      var condition = term(.condition, at: grain, depth: 3)
      if condition.mayAbstain { condition = Term("(\(condition.text) ?? false)", of: [condition]).abstaining(false) }
      declare("rule", "rule\(number)", .condition, condition)
    case 2...3:
      let fine = choices.pick([Grain.token, .turn, .rollout, .rollout])
      declare("reward", "reward\(number)", .number, settled(exactly(.number, fine, depth: 3)))
    default:
      declare("metric", "metric\(number)", .number, settled(term(.number, at: grain, depth: 3)))
    }
  }

  private func writeAdvantage() {
    let value = choices.isLucky(0.5) ? library(at: .rollout, depth: 2) : nil
    let grain = choices.pick([Grain.token, .turn, .rollout, .rollout])
    let term = settled(value ?? exactly(.number, grain, depth: 3))
    spec.declarations.append("advantage = \(term.text)")
  }

  /// A score that can go over a limit needs a low end to take there.
  private func settled(_ term: Term) -> Term {
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
    }
  }

  /// An expression whose own grain is `grain`.
  func exactly(_ kind: Term.Kind, _ grain: Grain, depth: Int) -> Term {
    let term = term(kind, at: grain, depth: depth)
    if term.grain == grain { return term }
    let own = named.filter { $0.kind == kind && $0.term.grain == grain }
    if grain == .pair, kind == .number, let x = other() { return Term("(\(term.text) + \(x.text))", of: [term, x]) }
    if kind == .number, !own.isEmpty, choices.isLucky(0.6) {
      let beside = choices.pick(own).term
      return Term("(\(term.text) \(choices.pick(["+", "-", "*"])) \(beside.text))", of: [term, beside])
    }
    if !own.isEmpty, choices.isLucky(0.6) { return choices.pick(own).term }
    return Term("((\(term.text)) at \(grain))", of: [term]).at(grain)
  }

  /// A name or a literal.
  func leaf(_ kind: Term.Kind, at grain: Grain) -> Term {
    var names = named.filter { $0.kind == kind && grain.refines($0.term.grain) }.map(\.term)
    // Finer names are the more telling ones.
    let own = names.filter { $0.grain == grain }
    if !own.isEmpty, choices.isLucky(0.6) { names = own }
    if grain == .pair, kind == .number, choices.isLucky(0.5), let other = other() { return other }
    if kind == .text, grain.refines(.turn), grain != .pair, spec.readsTurns, choices.isLucky(0.4) {
      return Term(choices.pick(["turn.text", "turn.observation"]), .turn)
    }
    if !names.isEmpty, choices.isLucky(0.85) { return choices.pick(names) }
    switch kind {
    case .number: return Term(numberLiteral())
    case .condition:
      return choices.isLucky(0.3) ? Term(choices.pick(["true", "false"])) : comparison(at: grain, depth: 0)
    case .text: return Term(textLiteral())
    case .texts: return Term("[\(textLiteral()), \(textLiteral())]")
    case .numbers: return Term("[\(choices.pick(["0.5", "1.5", "-0.0"])), 2.5]")
    }
  }

  /// A declared number of the other rollout of a pair.
  func other() -> Term? {
    let names = named.filter { $0.kind == .number && $0.term.grain == .rollout }.map(\.term)
    if names.isEmpty { return nil }
    let term = choices.pick(names)
    return Term("other.\(term.text)", of: [term]).at(.pair)
  }

  func numberLiteral() -> String {
    choices.pick(["0", "1", "-1", "0.5", "2", "3.25", "0.1", "1e300", "1e-300", "(-0.0)", "12345678.9", "1e16"])
  }

  func textLiteral() -> String {
    choices.pick([
      #""""#, #""a""#, #""ab""#, #""4""#, #""42""#, #""é""#, #""answer""#, #""x\ty\n""#, #""\u{1F389}""#, #"" a ""#,
    ])
  }

  /// Grains of the chain that are coarser than `grain`.
  func containers(of grain: Grain) -> [Grain] {
    [Grain.turn, .rollout, .group, .batch, .run].filter { $0 != grain && grain.refines($0) }
  }
}
