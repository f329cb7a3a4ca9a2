import CFLINT

/// Equations and inequalities.
extension MathComparison {
  func agreeAsRelations(_ truth: Expression, _ candidate: Expression) throws(MathFailure) -> Bool {
    guard case .relation(let left, let leftRelations) = truth,
      case .relation(var right, var rightRelations) = candidate, leftRelations.count == rightRelations.count
    else { return false }
    if left.count == 2 {
      if truth.isAssignment, candidate.isAssignment, try agree(left[0], right[0]), try agree(left[1], right[1]) {
        return true
      }
      return try isEquivalent((left[0], leftRelations[0], left[1]), (right[0], rightRelations[0], right[1]))
    }
    // `1 < x < 3` also reads `3 > x > 1`.
    for isReversed in [false, true] {
      if isReversed {
        right.reverse()
        rightRelations = rightRelations.reversed().map(\.flipped)
      }
      var areEqual = true
      for place in leftRelations.indices where areEqual {
        areEqual = try isEquivalent(
          (left[place], leftRelations[place], left[place + 1]), (right[place], rightRelations[place], right[place + 1]))
      }
      if areEqual { return true }
    }
    return false
  }

  /// Whether two relations are the same but for a factor on both sides.
  private func isEquivalent(
    _ one: (Expression, Relation, Expression), _ other: (Expression, Relation, Expression)
  ) throws(MathFailure) -> Bool {
    guard !one.0.isCollection, !one.2.isCollection, !other.0.isCollection, !other.2.isCollection else {
      guard one.1 == other.1 else { return false }
      return try agreeAsLists([one.0, one.2], [other.0, other.2])
    }
    let left = Self.atMost(one)
    let right = Self.atMost(other)
    guard left.relation == right.relation else { return false }
    let isDirected = left.relation == .less || left.relation == .atMost
    return try isMultiple(left.difference, right.difference, ofPositive: isDirected)
  }

  /// A relation of a difference to 0, with `<` and `<=` for `>` and `>=`.
  private static func atMost(_ relation: (Expression, Relation, Expression)) -> (
    difference: Expression, relation: Relation
  ) {
    switch relation.1 {
    case .greater, .atLeast: (.sum([relation.2, -relation.0]), relation.1.flipped)
    default: (.sum([relation.0, -relation.2]), relation.1)
    }
  }

  /// Whether `left` is `right` times a constant other than 0, or a positive one.
  private func isMultiple(_ left: Expression, _ right: Expression, ofPositive: Bool) throws(MathFailure) -> Bool {
    // What is true or false of numbers alone says nothing of others.
    if left.isConstant, right.isConstant {
      if try Numerics.areSame(left, right, budget: budget) { return true }
      return ofPositive ? false : try Numerics.areSame(left, -right, budget: budget)
    }
    do throws(MathFailure) {
      let generators = try Generators(of: [left, right], budget: budget)
      let ring = generators.ring()
      let functions = (try generators.function(left, in: ring), try generators.function(right, in: ring))
      let one = try functions.0.top * functions.1.bottom
      let other = try functions.1.top * functions.0.bottom
      if one.isZero || other.isZero { return one.isZero && other.isZero }
      let ratio = try one.coefficient(0) / other.coefficient(0)
      if try (one - other.scaled(by: ratio)).isZero { return ratio.sign > 0 || !ofPositive }
      if generators.areFree { return false }
    } catch .unreadable {
      return false
    }
    let first = Sample(point: 0, bits: 352, budget: budget)
    guard let one = try first.value(left), let other = try first.value(right), !other.containsZero else { return false }
    let ratio = one.combined(other, bits: 352, flint.acb_div)
    guard !ofPositive || ratio.sign == 1 else { return false }
    return try Numerics.vanishes(isConstant: false, budget: budget) { sample throws(MathFailure) in
      guard let first = try sample.value(left), let second = try sample.value(right) else { return nil }
      let scaled = second.combined(ratio, bits: sample.bits, flint.acb_mul)
      return first.combined(scaled, bits: sample.bits, flint.acb_sub)
    }
  }
}
