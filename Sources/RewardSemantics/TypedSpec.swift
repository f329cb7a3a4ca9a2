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
  /// What `Operation.call` refers to.
  public var builtins: [Builtin]
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
  /// Of the elements that are not missing.
  case minimum, maximum
  /// Kleene.
  case any, all
  /// Number of elements whose condition is true.
  case countTrue
  /// The first or last element that is not missing, in element order.
  case first, last
  /// Linear interpolation (type 7) or the inverse distribution; the level is the extra operand.
  case quantile(lower: Bool)
  /// Max-shifted; the extra operand, if there is one, adds a constant term.
  case logSumExp
  /// Over label shares; base of the logarithm.
  case entropy(base: Double)
  /// The most frequent label; of equally frequent ones the first to appear.
  case mode
}

/// A reduction over the elements of each container: `mean(x over group by k where c, weight: w)`.
public struct Aggregate: Hashable, Sendable {
  /// How the values of one container become one.
  public var reduction: Reduction
  /// The grain after `over`. Without `by` it is the grain of the expression; with `by` a container is (element of
  /// `over`, value of `by`) and the expression has the meet of `over` and the grain of `by`.
  public var over: Grain
  /// The grain whose elements are counted: the value operand's own grain.
  public var population: Grain
  /// Which optional operands there are. They follow the value in this order: `by`, `where`, weight, extra.
  public var hasBy: Bool
  public var hasWhere: Bool
  public var hasWeight: Bool
  public var hasExtra: Bool

  /// - Parameters:
  ///   - over: The grain after `over`.
  ///   - population: The grain of the value operand.
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

/// One result for each element, found from the elements of its container in their order.
public struct Window: Hashable, Sendable {
  /// Which function it is.
  public enum Kind: Hashable, Sendable {
    /// To go, own element included: `y_t = x_t + gamma * y_(t+1)`; the extra operand is gamma.
    case discounted
    /// Neighbour in the container; the extra operand, if there is one, is the value at the edge.
    case previous, next
    /// Prefix sum; `exclusive` leaves the own element out.
    case cumulative(exclusive: Bool)
    /// 0-based ordinal, ascending; ties by element order. A missing key is missing.
    case rank
    /// The share of `exp(x)` among the elements of the container; a missing element keeps its status.
    case softmax
  }
  /// What is computed.
  public var kind: Kind
  /// The grain of the container.
  public var over: Grain
  /// Whether a second operand follows the value; see ``Kind``.
  public var hasExtra: Bool
  /// `over` is the grain of the container; `hasExtra` tells whether a second operand follows the value.
  public init(_ kind: Kind, over: Grain, hasExtra: Bool) {
    self.kind = kind
    self.over = over
    self.hasExtra = hasExtra
  }
}

/// One value that a spec reads of its rows.
public struct TypedInput: Sendable {
  /// Where the value comes from.
  public enum Source: Sendable, Hashable {
    /// A path into the row; `aliases` are tried in order after it.
    case field(path: [String], aliases: [[String]])
    /// What the engine derives from `messages`.
    case turnText, turnObservation
  }
  /// As the spec names it.
  public var name: String
  /// Its type; the grain tells whether a row holds one value or a list with one for each turn or token.
  public var type: ExpressionType
  /// Where the value comes from.
  public var source: Source
  /// `selects token`: the mask whose false positions are no tokens.
  public var selects: Grain?
  /// Declared with `?` or with a default in the reader: a row without it abstains.
  public var isOptional: Bool
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
  public enum Kind: String, Sendable { case `let`, rule, reward, metric, advantage }
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
