/// Which operands a derivative passes through: the one place that says so, for the checker's question whether an objective
/// depends on a trained input, and for whoever differentiates.
extension Operation {
  /// The places, among `count` operands, of those whose derivative reaches this operation's.
  ///
  /// Conditions, keys, places, weights and levels only choose. A ``reference(_:)`` has no operands: what it reads is
  /// detached or not by the declaration, see ``TypedDeclaration/Kind/isDetached``.
  public func differentiable(of count: Int, builtins: [Builtin]) -> [Int] {
    switch self {
    case .constant, .input, .reference, .probe, .detach, .ask, .answers, .attempt: []
    case .not, .and, .or, .isPresent, .isFailed, .position, .state, .random, .parts, .elements: []
    case .call(let builtin, let statics, let present):
      builtins[builtin].differentiable(statics: statics, present: present)
    case .arithmetic(let arithmetic): arithmetic.isDifferentiable ? Array(0..<count) : []
    case .coalesce, .list: Array(0..<count)
    // c1, v1, ..., cn, vn, else.
    case .when: Array(stride(from: 1, to: count - 1, by: 2)) + [count - 1]
    // Value, condition, otherwise.
    case .given(let hasElse): hasElse ? [0, 2] : [0]
    case .settle, .lift, .other, .swap, .item, .joined, .gather: [0]
    case .aggregate(let aggregate): aggregate.differentiable
    case .window(let window): window.differentiable
    case .reduce(let reduction):
      switch reduction {
      // The last operand is the place.
      case .pick: Array(0..<(count - 1))
      default: reduction.isDifferentiable ? Array(0..<count) : []
      }
    }
  }
}

extension Arithmetic {
  /// Whether a derivative passes through it, to all of its operands: of `minimum`, `maximum` and `clamp` to the one that is
  /// chosen, of `divideOr` to the quotient or to what stands for it.
  public var isDifferentiable: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .negate, .minimum, .maximum, .clamp, .absolute, .squareRoot,
      .exponential, .logarithm, .sigmoid, .softplus, .logSigmoid, .divideOr:
      true
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .sign, .floor, .round, .sameText,
      .differentText:
      false
    }
  }
}

extension Reduction {
  /// Whether a derivative passes to the values that it folds: to all of them, or to the chosen one.
  public var isDifferentiable: Bool {
    switch self {
    case .sum, .product, .mean, .variance, .deviation, .minimum, .maximum, .first, .last, .logSumExp, .pick, .collect,
      .concatenate:
      true
    case .any, .all, .countTrue, .quantile, .entropy, .mode: false
    }
  }
}

extension Aggregate {
  /// Of its operands the value and, of `logsumexp`, the constant term; keys, conditions, weights and orders carry nothing.
  var differentiable: [Int] {
    guard reduction.isDifferentiable else { return [] }
    return reduction == .logSumExp && hasExtra ? [0, 1 + [hasBy, hasWhere, hasWeight].count { $0 }] : [0]
  }
}

extension Window {
  /// Of its operands the value and, of `previous` and `next`, what stands at the edge.
  var differentiable: [Int] {
    switch kind {
    case .discounted, .softmax, .cumulative(.sum, _): [0]
    case .previous, .next: hasExtra ? [0, values + [hasBy, hasWhere].count { $0 }] : [0]
    case .cumulative, .rank, .sample, .automaton, .until: []
    }
  }
}

extension Builtin {
  /// The places of a call's operands, its dynamic arguments that are there, whose derivative reaches the result.
  fileprivate func differentiable(statics: [StaticValue?], present: [Bool]) -> [Int] {
    if name == Builtin.vectorArithmetic.name {
      let operation = Arithmetic.vectorOperations.first { $0.name == statics.first?.flatMap(\.symbol) }
      guard operation?.isDifferentiable ?? false else { return [] }
    }
    let operands = zip(parameters, present).filter { !$0.isStatic && $1 }.map(\.0.name)
    return operands.indices.filter { differentiableParameters.contains(operands[$0]) }
  }
}

extension TypedDeclaration.Kind {
  /// Whether a value of this kind is a plain number to whoever reads it: no derivative passes through a score, only through a
  /// `let` and what functions expand to.
  public var isDetached: Bool { self != .let && self != .objective }
}
