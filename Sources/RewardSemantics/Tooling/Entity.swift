import RewardSyntax

/// What a name in a source stands for.
public struct Entity: Hashable, Sendable {
  /// The kinds of things that have names.
  public enum Kind: Hashable, Sendable {
    /// What a file declares, by the word that declares it.
    case spec, input, parameter, `let`, rule, reward, metric, advantage, objective, gate, partition, state, machine,
      rubric, judge, request, hindsight, resample, emission, invariant
    /// A level of a gate.
    case level
    /// A function of the user's files or of the standard library.
    case function
    /// A parameter of a function; a `let` in its body.
    case functionParameter, local
    /// What stands for each item in `x => ...` and `for x in xs`.
    case variable
    /// A rollout of a test.
    case rollout
    /// The name after `as`.
    case alias
    /// An imported file, or a module of the standard library.
    case module
    /// A core function, or a rule of the library.
    case builtin
    /// A named argument of a builtin, whose name is the owner.
    case argument
    /// A grain that every spec has.
    case grain
    /// A member that the language gives to values of a kind, which is the owner: `turn.text`, `shopping.reached`.
    case member
    /// One of a closed set of names.
    case symbol
    /// A word with a meaning in one place: `kept`, `none`.
    case word
  }

  /// What kind of thing it is.
  public var kind: Kind
  /// As it is written; of a module of the standard library its whole name.
  public var name: String
  /// The name where it is declared, in the user's files or the standard library; nil for what the language has.
  public var declaration: SourceRange?
  /// What it belongs to, where the name alone does not say: `turn`, a builtin.
  public var owner: String?

  /// `declaration` is the range of the name where it is declared.
  public init(_ kind: Kind, _ name: String, at declaration: SourceRange? = nil, of owner: String? = nil) {
    self.kind = kind
    self.name = name
    self.declaration = declaration
    self.owner = owner
  }
}

/// A place in a file where a name stands, and what it stands for there.
public struct Occurrence: Sendable {
  /// Where the name stands.
  public var range: SourceRange
  /// What it stands for.
  public var entity: Entity
  /// The type of the value; nil for what is none, or has one for each call.
  public var type: ExpressionType?

  /// Whether it is declared here.
  public var isDeclaration: Bool { entity.declaration == range }
}
