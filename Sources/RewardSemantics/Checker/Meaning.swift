import RewardSyntax

/// What a piece of syntax stands for while functions are being expanded: most pieces are expressions, the rest exists
/// only at compile time.
indirect enum Meaning {
  case expression(ExpressionID)
  /// A symbol, already looked up in the set its context expects.
  case symbol(String)
  case grain(Grain)
  /// `others`: the pairs of a rollout.
  case others
  /// The named arguments of a call that are no parameters: declared scores and their weights.
  case bundle([Part])
  case part(Part)
  case pattern(StaticValue.Pattern)
  /// `turn`, `criterion`, before a member is taken of it.
  case turn, criterion
  /// A gate, machine or state: its value, and the values that are its members.
  case compound(value: ExpressionID, members: [String: Meaning])
  /// A request, and the values that are its members beside those of what came back.
  case request(RequestID, members: [String: Meaning])
  /// What samples groups again: its members.
  case resample([String: Meaning])
  /// Wrong, and reported.
  case poison

  struct Part {
    var name: String
    var weight: ExpressionID
    var value: ExpressionID
  }
}

/// What the context of an expression wants, so that symbols and grains can be told from declarations.
enum Expectation {
  case value
  case symbol([String])
  case grain
  case bundle
}

/// The names of one function call: parameters and locals. Each is elaborated at most once, when first used.
final class Scope {
  enum Binding {
    case meaning(Meaning)
    /// An argument, default or local that nobody has read yet, and the scope its own names are looked up in.
    case deferred(SyntaxNode, DeclaredType?, Scope)
    /// A deferred one that is being elaborated: read again, it reads itself.
    case resolving
  }

  var bindings: [String: Binding] = [:]
  /// The sets of the symbol parameters.
  var symbolSets: [String: [String]] = [:]
  /// What the names stand for, where a tool asks.
  var entities: [String: Entity] = [:]
  /// Names in order, for "did you mean".
  var names: [String] { bindings.keys.sorted() }
  /// Where names go that are not bound here.
  let module: Module
  let outer: Scope?
  /// In a test or an invariant: the rollouts it can name.
  var probed: ProbedRollouts?

  init(module: Module, outer: Scope? = nil) {
    self.module = module
    self.outer = outer
  }
}

/// A type as written.
struct DeclaredType {
  enum Special: Equatable { case none, grain, bundle, criteria }
  var value: ValueType
  var special: Special = .none
  var isOptional = false
  var bound: (limit: Double, unit: String)?
  /// Written as `0..1` or `{0, 1}`: the domain is a promise to be checked.
  var hasDomain = false
  var range: SourceRange
}
