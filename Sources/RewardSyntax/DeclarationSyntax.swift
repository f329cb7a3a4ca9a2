/// A name and where it stands.
public struct Name: Sendable, Hashable {
  /// The name, or the resolved text where a quoted text stands for one.
  public let text: String
  /// Where it stands, quotes included.
  public let range: SourceRange
  /// `range` is where `text` stands in the source.
  public init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// What a declaration node says, one level deep: the parts are nodes again.
///
/// A part that the parser had to leave out (and reported) is nil; a reader skips what it needs and does not find.
public enum DeclarationSyntax: Sendable {
  /// `edition 2026`
  case edition(Int?)
  /// `spec gsm8k 1.0.0`; the name may be dotted.
  case spec(name: Name, version: Name?)
  /// `import std.advantage`, `import "./common.reward" as common with weight: 0.5`
  case `import`(ImportSyntax)
  /// `input logp: real per token trained`, `input answer: text per group from "a.b"`, `input mask: bool per token selects token`
  case input(InputSyntax)
  /// `rows per rollout`
  case rows(per: Name)
  /// `param quality_weight: 0..1 = 0.4`
  case parameter(name: Name, type: SyntaxNode?, value: SyntaxNode?)
  /// `let`, `rule`, `reward`, `metric`, `advantage`, `objective`: `reward total: 0..1 per rollout = expression`
  case value(ValueDeclarationSyntax)
  /// `func f(x: real, within: grain = group) -> 0..1 = expression`, or with `{ let a = .. expression }`
  case function(FunctionSyntax)
  /// `test "a title" { ... }`
  case test(TestSyntax)
  /// `gate shopping normalized { level valid = a worth 1 if passed else -1 }`
  case gate(GateSyntax)
  /// `partition bundle = chunks of 5 groups`, `partition paper by bundle, position(rollout) where c`
  case partition(PartitionSyntax)
  /// `state low: real? per group key caption = none then update`
  case state(StateSyntax)
  /// `emit preferences per pair where c at most 32, order: u { chosen: response }`
  case emit(EmitSyntax)
  /// `optimize { keep groups where c until n within k rounds }`
  case optimize(OptimizeSyntax)
  /// `machine fetch over turn { start -[c]-> found pays 0.1 }`
  case machine(MachineSyntax)
  /// `rubric safety { criterion "It warns." weight 2 tags ["safety"] id "warns" }`
  case rubric(RubricSyntax)
  /// `invariant truth_first: for a, b: a.correct > b.correct implies a.total > b.total`
  case invariant(InvariantSyntax)
  /// `judge clear: 0..1 { prompt "..." answers 1..5 fault abstain }`
  case judge(JudgeSyntax)
  /// `request revise per rollout where c { prompt "..." answers 2 }`
  case request(RequestSyntax)
  /// `hindsight revise { score followed prompt "..." bonus 0.05 }`
  case hindsight(HindsightSyntax)
  /// `resample ladder { when all(wrong over group) rungs [0.25, 0.5] of solution prompt "..." }`
  case resample(ResampleSyntax)
  /// `audit { reject empty on correct }`
  case audit(AuditSyntax)
  /// What could not be read; already reported.
  case error
}

/// What an `import` says.
public struct ImportSyntax: Sendable {
  /// A module of the standard library, or a file by its path.
  public enum Source: Sendable { case library(Name), file(Name) }
  /// What is imported.
  public var source: Source
  /// The name after `as`.
  public var alias: Name?
  /// The values after `with` for parameters of what is imported, in order.
  public var settings: [(name: Name, value: SyntaxNode)]
}

/// What an `input` says.
public struct InputSyntax: Sendable {
  /// The name after `input`.
  public var name: Name
  /// The type after the colon.
  public var type: SyntaxNode?
  /// The grain after `per`.
  public var per: Name?
  /// The path after `from`, as written between the quotes.
  public var from: Name?
  /// The grain after `selects`.
  public var selects: Name?
  /// Whether `trained` is written.
  public var isTrained: Bool
}

/// What a declaration with a value says.
public struct ValueDeclarationSyntax: Sendable {
  /// The word it begins with.
  public enum Keyword: String, Sendable {
    case `let`, rule, reward, metric, advantage, objective
    /// Whether it is the name, too: a spec has one of them.
    var isName: Bool { self == .advantage || self == .objective }
  }
  /// The word it begins with; `let` for one borrowed from another language, which was reported.
  public var keyword: Keyword
  /// For `advantage` and `objective`, which have no name of their own, the keyword.
  public var name: Name
  /// The type after the colon.
  public var type: SyntaxNode?
  /// The grain after `per`.
  public var per: Name?
  /// The expression after `=`.
  public var value: SyntaxNode?
}

/// What a `func` says.
public struct FunctionSyntax: Sendable {
  /// One parameter: its name, type and default.
  public struct Parameter: Sendable {
    /// The name before the colon.
    public var name: Name
    /// The type after the colon.
    public var type: SyntaxNode?
    /// The expression after `=`.
    public var defaultValue: SyntaxNode?
  }
  /// The name after `func`.
  public var name: Name
  /// In order.
  public var parameters: [Parameter]
  /// The type after `->`.
  public var result: SyntaxNode?
  /// The `let`s of a body in braces, in order.
  public var locals: [(name: Name, value: SyntaxNode)]
  /// The expression that gives the result.
  public var body: SyntaxNode?
}

/// What a `test` says.
public struct TestSyntax: Sendable {
  /// The text after `test`.
  public var title: Name
  /// In file order.
  public var items: [Item]

  /// One item of a test.
  public enum Item: Sendable {
    /// `with completion = "..."`; the name may be dotted.
    case with(name: Name, value: SyntaxNode)
    /// `stub persuasive = 0.5`
    case stub(name: Name, value: SyntaxNode)
    /// `group answer "4" { a: "..." }`
    case group(bindings: [(name: Name, value: SyntaxNode)], members: [Member], range: SourceRange)
    /// `expect a.correct == 1`
    case expect(SyntaxNode)
  }

  /// `a: "a response"` or `a: { response: "..", n: 3 }`
  public struct Member: Sendable {
    /// By which expectations read the rollout; of an answer the rollout that it answers for.
    public var name: Name
    /// `revise a: "..."`: the request that this is an answer to; nil for a rollout of its own.
    public var request: Name?
    /// The text of `a: "..."`.
    public var response: SyntaxNode?
    /// The fields of `a: { ... }`, in order.
    public var fields: [(name: Name, value: SyntaxNode)]
  }
}

/// What a type node says.
public enum TypeSyntax: Sendable {
  /// `real`, `text`, `bundle`, `grain`, `message`, ...
  case name(Name)
  /// `0..1`, `-1..1 tok`
  case range(low: Double, high: Double, unit: Name?)
  /// `{0, 0.5, 1}`
  case numbers([Double])
  /// `{sigmoid, ipo}`
  case symbols([Name])
  /// `list<text>`
  case list(SyntaxNode)
  /// `table<real>`
  case table(SyntaxNode)
  /// `int tok`
  case unit(SyntaxNode, Name)
  /// `text <= 8192 tok`, `list<text> <= 10`
  case bounded(SyntaxNode, limit: Double, unit: Name?)
  /// `real?`
  case optional(SyntaxNode)
  /// What could not be read; already reported.
  case error
}
