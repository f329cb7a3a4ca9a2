/// That a condition is true, or false.
struct Assumption: Hashable {
  var term: TermID
  var isTrue: Bool
  /// Part of the claim, which is about real numbers; else a condition that the spec computes, up to rounding.
  var isClaimed: Bool
}

/// One case of a proof: what every variable may be in it, and what is taken for granted.
struct Case {
  /// By variable.
  var variables: [Bounds]
  /// What is taken for granted.
  var assumptions: [Assumption] = []
  /// How often it was cut in half.
  var depth = 0

  /// Whether nothing is in it.
  var isEmpty: Bool { variables.contains(where: \.isImpossible) }

  private mutating func assume(_ assumption: Assumption) {
    guard !assumptions.contains(assumption) else { return }
    assumptions.append(assumption)
  }
}

extension Case {
  /// Takes a condition apart into what must hold for it to be true (or false), as far as that is certain. False means
  /// false, not unknown: what a comparison compares is there.
  mutating func suppose(_ id: TermID, _ isTrue: Bool, isClaimed: Bool = false, in terms: [Term]) {
    switch terms[id] {
    case .not(let operand): suppose(operand, !isTrue, isClaimed: isClaimed, in: terms)
    case .and(let a, let b) where isTrue:
      suppose(a, true, isClaimed: isClaimed, in: terms)
      suppose(b, true, isClaimed: isClaimed, in: terms)
    case .or(let a, let b) where !isTrue:
      suppose(a, false, isClaimed: isClaimed, in: terms)
      suppose(b, false, isClaimed: isClaimed, in: terms)
    case .variable(let variable):
      restrict(variable) { domain in
        isTrue ? domain.without(0) : domain.contains(0) ? .constant(0) : nil
      }
    case .arithmetic(_, let operands):
      for operand in operands { requireValue(operand, in: terms) }
      assume(Assumption(term: id, isTrue: isTrue, isClaimed: isClaimed))
    default: assume(Assumption(term: id, isTrue: isTrue, isClaimed: isClaimed))
    }
  }

  /// Rules out that a term is missing.
  private mutating func requireValue(_ id: TermID, in terms: [Term]) {
    switch terms[id] {
    case .variable(let variable):
      variables[variable].mayBeMissing = false
      variables[variable].mayBeLimited = false
    case .arithmetic(_, let operands): for operand in operands { requireValue(operand, in: terms) }
    case .not(let operand): requireValue(operand, in: terms)
    case .reduce(.sum, let operands), .reduce(.product, let operands):
      for operand in operands { requireValue(operand, in: terms) }
    case .when(let parts): requireValue(parts[0], in: terms)
    case .given(_, let condition, _): requireValue(condition, in: terms)
    case .joined(let a, let b):
      requireValue(a, in: terms)
      requireValue(b, in: terms)
    default: break
    }
  }

  mutating func restrict(_ variable: VariableID, _ change: (Domain) -> Domain?) {
    variables[variable].mayBeMissing = false
    variables[variable].mayBeLimited = false
    variables[variable].numbers = variables[variable].numbers.flatMap(change)
  }
}

extension Domain {
  /// The numbers of it in [low, high]; nil for none.
  func clipped(_ low: Double, _ high: Double) -> Domain? {
    if let values {
      let kept = values.filter { low <= $0 && $0 <= high }
      return kept.isEmpty ? nil : Domain(values: kept)
    }
    let (from, to) = (Swift.max(self.low, low), Swift.min(self.high, high))
    return from <= to ? Domain(low: from, high: to) : nil
  }

  /// The whole numbers of it; nil for none.
  var whole: Domain? {
    if let values {
      let kept = values.filter { $0 == $0.rounded() }
      return kept.isEmpty ? nil : Domain(values: kept)
    }
    return clipped(low.rounded(.up), high.rounded(.down))
  }

  /// Without one number, where that can be said: of a set, or at an end of an interval.
  func without(_ number: Double) -> Domain? {
    if let values {
      let kept = values.filter { $0 != number }
      return kept.isEmpty ? nil : Domain(values: kept)
    }
    if low == number { return clipped(number.nextUp, high) }
    if high == number { return clipped(low, number.nextDown) }
    return self
  }
}
