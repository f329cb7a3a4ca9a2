import RewardSyntax

/// An expression of a ``TypedSpec`` by its place in `expressions`.
public typealias ExpressionID = Int
/// A declaration of a ``TypedSpec`` by its place in `declarations`.
public typealias DeclarationID = Int
/// An input of a ``TypedSpec`` by its place in `inputs`.
public typealias InputID = Int

/// A spec whose every expression has a type and a grain. Functions, bundles, grains and symbols are expanded; what is
/// left is a graph of typed operations in which operands stand before their users.
public struct TypedSpec: Sendable {
  /// The files of the compilation, which the ranges below refer to.
  public var sources: SourceMap
  /// As declared by `spec`; it may be dotted.
  public var name: String
  /// As declared by `spec`, such as `1.0.0`; empty where it gives none.
  public var version: String
  /// The documentation comment of the `spec` declaration; empty where there is none.
  public var documentation: String
  /// What one row of the input holds: a rollout, or a group with all its rollouts.
  public var rowGrain: Grain
  /// What is read of a row: declared inputs, and those that the engine derives.
  public var inputs: [TypedInput]
  /// Parameters with their final values; the expressions already contain them.
  public var parameters: [TypedParameter]
  /// In dependency order: an operand, and the value of a referenced declaration, stand before what uses them.
  public var expressions: [TypedExpression]
  /// In dependency order.
  public var declarations: [TypedDeclaration]
  /// The `test` blocks of the main file, in order.
  public var tests: [TypedTest]
  /// What holds for all rollouts, as the main file says, in order.
  public var invariants: [TypedInvariant] = []
  /// The gates of the user's files.
  public var gates: [TypedGate] = []
  /// What `Operation.ask` refers to.
  public var judges: [TypedJudge] = []
  /// What the author promises.
  public var audit = TypedAudit()
  /// What `Operation.answers` refers to.
  public var requests: [TypedRequest] = []
  /// What samples groups again; nil where nothing does.
  public var resample: TypedResample?
  /// What `Operation.call` refers to.
  public var builtins: [Builtin]
  /// For each ``DerivedGrain`` by id, the expression that it is made from: of parts the number of the part at their
  /// members (``Operation/parts(keys:hasWhere:)``), of items the list.
  public var derivedGrains: [ExpressionID] = []
  /// What `Operation.state` refers to.
  public var states: [TypedState] = []
  /// The records beside the scores.
  public var emissions: [TypedEmission] = []
  /// What `keep` says of the groups to train on; nil for all.
  public var selection: TypedSelection?
  /// The version in the source; where it gives none, the name.
  public var versionRange: SourceRange?
  /// Where values decide between parts of the main file, for the coverage of its tests.
  public var branches: [TypedBranch] = []
}

/// One operation of a ``TypedSpec``: what it does, on which operands, with which type and grain.
public struct TypedExpression: Sendable {
  /// What is done.
  public var operation: Operation
  /// Earlier expressions, in the order that the operation names.
  public var operands: [ExpressionID]
  /// Kind, domain, unit, grain and possible absence of the result.
  public var type: ExpressionType
  /// The source that the expression came from, for messages.
  public var range: SourceRange
}

/// What an expression does with its operands. Grains broadcast by themselves: an operand coarser than its user is read
/// at the element it belongs to.
public enum Operation: Hashable, Sendable {
  /// The same value everywhere; it may be missing.
  case constant(Value)
  /// The value of the row, turn or token, as read.
  case input(InputID)
  /// The value of a declaration.
  case reference(DeclarationID)
  /// An elementwise builtin. Operands: its dynamic arguments in parameter order (left-out ones are not operands and
  /// are marked by `present`); `statics` by parameter.
  case call(builtin: Int, statics: [StaticValue?], present: [Bool])
  /// Arithmetic and comparison.
  case arithmetic(Arithmetic)
  /// Kleene. The second operand of `and`, `or` is demanded only where the first does not decide.
  case not, and, or
  /// `a ?? b`: b where a is abstained or failed. A limited `a` stays limited: the response must not choose the default.
  case coalesce
  /// `present(x)`, `failed(x)`: never unknown.
  case isPresent, isFailed
  /// Operands c1, v1, ..., cn, vn, else. First true condition; an unknown condition gives its missing status.
  case when
  /// Operands value, condition, and `otherwise` if `hasElse`; without it a false condition abstains (``Status/closed``).
  case given(hasElse: Bool)
  /// The boundary of a declared score: a limited operand becomes `onLimit`, marked caused.
  case settle(onLimit: Double)
  /// The operand's value, through which no derivative passes.
  case detach
  /// `x at g`: the operand's value at the finer grain of this expression.
  case lift
  /// `other.x`: the operand (rollout grain or coarser) at the other rollout of the pair.
  case other
  /// `swap(x)`: the operand (pair grain) with the roles of the two rollouts exchanged.
  case swap
  /// `position(G)`: place of an element among its siblings in the next coarser grain of the chain, from 0.
  case position
  /// What a judge answers; missing where it was not asked (``Status/notAsked``). Operands: the values that its prompt
  /// holds, in order.
  case ask(JudgeID)
  /// What came back for a request, at its grain: a list with one item for each answer; empty where nobody answered.
  /// Operands: a condition that says where it is asked, and the prompt, which is missing where it is not.
  case answers(RequestID, AnswerColumn)
  /// Per group, which attempt its rollouts are, from 0; see ``TypedResample``.
  case attempt
  /// The value of a `state` at the start of the step, at batch grain; one with a key has a value at the grain of its
  /// operand, the key. Without one yet it is ``Status/noState``.
  case state(StateID)
  /// Uniform in [0, 1) for each element of this expression's grain: see ``RandomSource``. The name tells several apart.
  case random(String)
  /// At the members of a partition, the number of the part that an element lies in: from 0 in order of first
  /// appearance. Operands: the keys, then a condition if `hasWhere`. Elements with a missing key, or whose condition
  /// does not hold, are abstained (``Status/noElement``): they lie in no part.
  case parts(keys: Int, hasWhere: Bool)
  /// At items, the item itself; the operand is the list that the grain is made of, or another of the same length.
  /// A list that is shorter than that is ``Status/lengthsDiffer``.
  case item
  /// The first operand; missing where the second is, with its status.
  case joined
  /// The first operand at another element of its grain: the one whose number in the batch, in element order from 0, is
  /// the second operand. A number that no element has: ``Status/noElement``.
  case gather
  /// `count(G over h)`: number of elements of `of` in each element of this expression's grain.
  /// Operand if `hasWhere`: a condition at `of` or coarser.
  case elements(of: Grain, hasWhere: Bool)
  /// A reduction over the elements of `population` inside each container. Operands: value, then [by], [where],
  /// [weight], [extra], and the keys of the order, as flagged. See `over` for the container of an element.
  case aggregate(Aggregate)
  /// Keeps the grain of its operands, the finest of them. Operands: value (`Window.values` of them), then [by],
  /// [where], [extra] as flagged.
  case window(Window)
  /// The same reduction over the operands of one element: `all(a, b)`, `sum(f(p) for p in parts)`.
  case reduce(Reduction)
  /// A list of the operands.
  case list
  /// In a test: the value of a declaration at one rollout of the test's rows.
  case probe(row: Int, DeclarationID)
}

/// Operations on numbers. A result that is not finite is ``Status/notFinite``. A missing operand makes it missing.
public enum Arithmetic: Hashable, Sendable {
  case add, subtract, multiply, divide, power, negate
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  /// Of two: the first argument where they are equal.
  case minimum, maximum
  /// `clamp(x, low, high)`
  case clamp
  case absolute, sign, floor, round, squareRoot, exponential, logarithm
  case sigmoid, softplus, logSigmoid
  /// `divide(a, b, or: v)`: v where b is exactly 0.
  case divideOr
  /// Equality of texts and of symbols.
  case sameText, differentText
}

/// One value that a spec reads of its rows.
public struct TypedInput: Sendable {
  /// Where the value comes from.
  public enum Source: Sendable, Hashable {
    /// A path into the row; `aliases` are tried in order after it.
    case field(path: [String], aliases: [[String]])
    /// What the engine derives from `messages`. Calls are the names of the tools that a turn calls, a list of texts;
    /// arguments are what it calls them with, a list of JSON values of the same length.
    case turnText, turnObservation, turnCalls, turnArguments
    /// The same calls as records.
    case turnToolCalls
    /// One column of a list of rubric criteria, per group: a list with one value for each criterion.
    case criteria(path: [String], aliases: [[String]], part: CriterionPart)
    /// A list with one value for each criterion, or for each rollout of the group, in which a null stands as 0 or the empty
    /// text;
    /// and beside it the list of conditions that tells which values are there.
    case items(path: [String], aliases: [[String]])
    case presence(path: [String], aliases: [[String]])
    /// Per rollout, where a row is a pair: whether the rollout is the chosen one.
    case chosen
    /// Per token, where a row is a turn: the place of its row in the rollout.
    case turnNumber
  }

  /// What a row may say of a criterion. A criterion that says nothing of it has the value given here.
  public enum CriterionPart: String, Sendable, Hashable, CaseIterable {
    /// Texts; an absent one is empty. The id is its number from 0.
    case text, id
    /// Numbers; 1.
    case weight
    /// Lists of texts; the empty list.
    case tags
    /// Texts: the id of a checkable instruction, empty; its arguments as JSON, `{}`.
    case instruction, arguments
  }
  /// As the spec names it.
  public var name: String
  /// Its type; the grain tells whether a row holds one value or a list with one for each turn or token.
  public var type: ExpressionType
  /// Where the value comes from.
  public var source: Source
  /// `selects token`: the mask whose false positions are no tokens. `selects turn`: the turn that each token lies in,
  /// from 0; a token with another number lies in none.
  public var selects: Grain?
  /// Declared with `?` or with a default in the reader: a row without it abstains.
  public var isOptional: Bool
  /// Whether an objective is differentiated by it: `logp` per token, and what is marked `trained`.
  public var isTrained = false
  /// The name in the declaration, or the use of a derived input.
  public var range: SourceRange
}

/// A `param` with its value: the default, or what the command line set.
public struct TypedParameter: Sendable {
  /// As the spec names it.
  public var name: String
  /// The declared type, or that of the value.
  public var type: ValueType
  /// Known before any row is read.
  public var value: StaticValue
  /// The name in the declaration.
  public var range: SourceRange
}

/// A named value of a spec: a score, or a `let`.
public struct TypedDeclaration: Sendable {
  /// The keyword of the declaration.
  ///
  /// `kept` is what `keep` says of each group; the parts of `state` and `emit` are declarations of their own, read by
  /// ``TypedSpec/states`` and ``TypedSpec/emissions``, and no scores.
  public enum Kind: String, Sendable {
    case `let`, rule, judge, gate, reward, metric, advantage, objective, kept, state, emit

    /// Whether rows hold it.
    public var isScore: Bool {
      switch self {
      case .rule, .judge, .gate, .reward, .metric, .advantage: true
      case .let, .objective, .kept, .state, .emit: false
      }
    }

    /// Whether training depends on it, so that it asks the judges that it reads; the others only report.
    public var isTrained: Bool {
      switch self {
      case .reward, .advantage, .objective, .kept, .state, .emit: true
      case .let, .rule, .judge, .gate, .metric: false
      }
    }
  }
  /// As declared; one of an imported module is qualified by it.
  public var name: String
  /// The keyword it was declared with.
  public var kind: Kind
  /// The expression that computes it.
  public var value: ExpressionID
  /// Type and grain of the value.
  public var type: ExpressionType
  /// The name in the declaration.
  public var range: SourceRange
  /// Its documentation comment; empty where there is none.
  public var documentation: String
}

/// A `state` of a spec by its place in `states`.
public typealias StateID = Int

/// A value that lasts from step to step: read as it was at the start of the step, changed once at its end.
///
/// An update that abstains keeps the old value; one that failed too, and is reported.
public struct TypedState: Sendable {
  /// As declared.
  public var name: String
  /// The declared type, and the batch; with a key, the grain it is declared per. May be abstained.
  public var type: ExpressionType
  /// What it is before the first update; missing (``Status/noState``) for `none`.
  public var initial: Value
  /// With a key: a text or number per element of its grain, under which a value is kept.
  public var key: DeclarationID?
  /// What the step leaves, per batch, or per element that has a key.
  public var update: DeclarationID
  /// The name in the declaration.
  public var range: SourceRange
}

/// Records written beside the scores: one for each element where the condition holds.
public struct TypedEmission: Sendable {
  /// As declared.
  public var name: String
  /// What there may be one record for each of.
  public var grain: Grain
  /// Whether a record says which rollout it is about: its id and group stand before the fields.
  public var namesRollout = false
  /// Where it is true there is a record.
  public var condition: DeclarationID
  /// Names and values of a record; a value is demanded only where the condition holds.
  public var fields: [(name: String, value: DeclarationID)]
  /// The name in the declaration.
  public var range: SourceRange
}

/// What `keep` says: which groups are trained on, and when there are enough.
public struct TypedSelection: Sendable {
  /// A condition per group: whether it is trained on.
  public var kept: DeclarationID
  /// Whether it would be if every group were wanted that fulfils the condition; nil where that is the same.
  public var wanted: DeclarationID?
  /// The number of groups that are enough; nil where every kept group is wanted.
  public var target: Int?
  /// After how many rounds it is given up; nil for never.
  public var rounds: Int?
  /// The declaration.
  public var range: SourceRange
}

/// A property that must hold for all rollouts of a group.
public struct TypedInvariant: Sendable {
  /// As declared.
  public var name: String
  /// The name in the declaration.
  public var nameRange: SourceRange
  /// How it names the rollouts, by row; nil for any one rollout.
  public var rollouts: [String?]
  /// A condition at run grain; where it is not true nothing is said.
  public var hypothesis: ExpressionID?
  /// A condition at run grain that must not be false.
  public var conclusion: ExpressionID
  /// The property in the source.
  public var range: SourceRange
}

/// A `gate`, for what is to be proved of it.
public struct TypedGate: Sendable {
  /// As declared.
  public var name: String
  /// What it pays.
  public var score: DeclarationID
  /// By level, in order, whether it is open: all before it passed.
  public var open: [DeclarationID]
  /// The name in the declaration.
  public var range: SourceRange
}

/// A `test` block: rows made of literals, stubs, and conditions at run grain.
public struct TypedTest: Sendable {
  /// One rollout of the test.
  public struct Row: Sendable {
    /// The name by which expectations read it; nil for the only rollout of a test without groups.
    public var label: String?
    /// The group it belongs to, from 0.
    public var group: Int
    /// Input by id; an absent one has no value in the row.
    public var inputs: [InputID: Value]
    /// Declarations per rollout that have a given value for this one instead of their own.
    public var stubs: [DeclarationID: Value] = [:]
    /// What comes back for each request about it, or about its group.
    public var answers: [RequestID: [Rows.Answer]] = [:]
    /// What it is in each attempt of its group after the first.
    public var attempts: [Rows.Answer] = []
  }
  /// The text after `test`.
  public var title: String
  /// The title in the source.
  public var range: SourceRange
  /// At least one rollout, in file order.
  public var rows: [Row]
  /// Declarations that have a given value at every element instead of their own.
  public var stubs: [DeclarationID: Value]
  /// Conditions at run grain that must be true.
  public var expectations: [ExpressionID]
}
