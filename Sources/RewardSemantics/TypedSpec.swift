import RewardSyntax

/// An expression of a ``TypedSpec`` by its place in `expressions`.
public typealias ExpressionID = Int
public typealias DeclarationID = Int
public typealias InputID = Int

/// A spec whose every expression has a type and a grain. Functions, bundles, grains and symbols are expanded; what is
/// left is a graph of typed operations in which operands stand before their users.
public struct TypedSpec: Sendable {
  public var sources: SourceMap
  public var name: String
  public var version: String
  public var documentation: String
  /// What one row of the input holds: a rollout, or a group with all its rollouts.
  public var rowGrain: Grain
  public var inputs: [TypedInput]
  public var parameters: [TypedParameter]
  /// In dependency order: an operand, and the value of a referenced declaration, stand before what uses them.
  public var expressions: [TypedExpression]
  /// In dependency order.
  public var declarations: [TypedDeclaration]
  public var tests: [TypedTest]
  /// What `Operation.call` refers to.
  public var builtins: [Builtin]
}

public struct TypedExpression: Sendable {
  public var operation: Operation
  public var operands: [ExpressionID]
  public var type: ExpressionType
  public var range: SourceRange
}

/// What an expression does with its operands. Grains broadcast by themselves: an operand coarser than its user is read
/// at the element it belongs to.
public enum Operation: Hashable, Sendable {
  case constant(Value)
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
  /// `x at g`: the operand's value at the finer grain of this expression.
  case lift
  /// `other.x`: the operand (rollout grain or coarser) at the other rollout of the pair.
  case other
  /// `position(G)`: place of an element among its siblings in the next coarser grain of the chain, from 0.
  case position
  /// `count(G over h)`: number of elements of `of` in each element of this expression's grain.
  /// Operand if `hasWhere`: a condition at `of` or coarser.
  case elements(of: Grain, hasWhere: Bool)
  /// A reduction over the elements of `population` inside each container. Operands: value, then [by], [where],
  /// [weight], [extra] as flagged. The container is this expression's grain, unless `by` is given: see `over`.
  case aggregate(Aggregate)
  /// Keeps the grain of its operand. Operands: value, then [extra].
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

/// What folds many values into one. Statistics leave missing elements out; `sum` and `product` are missing if one is.
public enum Reduction: Hashable, Sendable {
  case sum, product
  /// Clamped into [min, max] of its inputs.
  case mean
  case variance(ddof: Int)
  case deviation(ddof: Int)
  case minimum, maximum
  /// Kleene.
  case any, all
  /// Number of elements whose condition is true.
  case countTrue
  case first, last
  /// Linear interpolation (type 7) or the inverse distribution; the level is the extra operand.
  case quantile(lower: Bool)
  /// Max-shifted; the extra operand, if there is one, adds a constant term.
  case logSumExp
  /// Over label shares; base of the logarithm.
  case entropy(base: Double)
  case mode
}

public struct Aggregate: Hashable, Sendable {
  public var reduction: Reduction
  /// The grain after `over`. Without `by` it is the grain of the expression; with `by` a container is (element of
  /// `over`, value of `by`) and the expression has the meet of `over` and the grain of `by`.
  public var over: Grain
  /// The grain whose elements are counted: the value operand's own grain.
  public var population: Grain
  public var hasBy: Bool
  public var hasWhere: Bool
  public var hasWeight: Bool
  public var hasExtra: Bool

  public init(
    _ reduction: Reduction, over: Grain, population: Grain, hasBy: Bool = false, hasWhere: Bool = false,
    hasWeight: Bool = false, hasExtra: Bool = false
  ) {
    self.reduction = reduction
    self.over = over
    self.population = population
    self.hasBy = hasBy
    self.hasWhere = hasWhere
    self.hasWeight = hasWeight
    self.hasExtra = hasExtra
  }
}

public struct Window: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// To go, own element included: `y_t = x_t + gamma * y_(t+1)`; the extra operand is gamma.
    case discounted
    /// Neighbour in the container; the extra operand, if there is one, is the value at the edge.
    case previous, next
    /// Prefix sum; `exclusive` leaves the own element out.
    case cumulative(exclusive: Bool)
    /// 0-based ordinal, ascending; ties by element order. A missing key abstains.
    case rank
    case softmax
  }
  public var kind: Kind
  public var over: Grain
  public var hasExtra: Bool
  public init(_ kind: Kind, over: Grain, hasExtra: Bool) {
    self.kind = kind
    self.over = over
    self.hasExtra = hasExtra
  }
}

public struct TypedInput: Sendable {
  public enum Source: Sendable, Hashable {
    /// A path into the row; `aliases` are tried in order after it.
    case field(path: [String], aliases: [[String]])
    /// What the engine derives from `messages`.
    case turnText, turnObservation
    /// Bound by the row's own structure: `group_id`, `step`, line.
    case step
  }
  public var name: String
  public var type: ExpressionType
  public var source: Source
  /// `input response: text <= 8192 tok`: a longer one is limited.
  public var bound: (limit: Double, unit: String)?
  /// `selects token`: the mask whose false positions are no tokens.
  public var selects: Grain?
  /// Declared with `?` or with a default in the reader: a row without it abstains.
  public var isOptional: Bool
  public var range: SourceRange
}

public struct TypedParameter: Sendable {
  public var name: String
  public var type: ValueType
  public var value: StaticValue
  public var range: SourceRange
}

public struct TypedDeclaration: Sendable {
  public enum Kind: String, Sendable { case `let`, rule, reward, metric, advantage }
  public var name: String
  public var kind: Kind
  public var value: ExpressionID
  public var type: ExpressionType
  public var range: SourceRange
  public var documentation: String
}

/// A `test` block: rows made of literals, stubs, and conditions at run grain.
public struct TypedTest: Sendable {
  public struct Row: Sendable {
    public var label: String?
    public var group: Int
    /// Input by id; an absent one has no value in the row.
    public var inputs: [InputID: Value]
  }
  public var title: String
  public var range: SourceRange
  public var rows: [Row]
  public var stubs: [DeclarationID: Value]
  public var expectations: [ExpressionID]
}
