extension Value {
  /// A number, or ``Status/notFinite`` where it is none.
  init(finite number: Double) {
    if number.isFinite { self.init(number) } else { self.init(missing: .notFinite) }
  }

  /// The truth of a condition that is known not to be missing.
  var isTrue: Bool { number != 0 }

  /// The same payload under another status.
  func with(_ status: Status) -> Value {
    var copy = self
    copy.status = status
    return copy
  }

  /// Applies a function to a number and keeps the status; a missing value stays as it is.
  func mapNumber(_ function: (Double) -> Double) -> Value {
    isMissing ? self : Value(function(number), status: status)
  }

  /// A list is missing where one of its values is, or one of theirs.
  var whole: Value {
    let status = list.reduce(Status.present) { $0.joined($1.whole.status) }
    return status.isMissing ? Value(missing: status) : self
  }

  /// The rule of elementwise operations: missing where an operand is, with the joined status; otherwise `result`,
  /// caused where an operand is.
  static func joining(_ operands: [Value], result: () -> Value) -> Value {
    let status = operands.reduce(Status.present) { $0.joined($1.status) }
    if status.isMissing { return Value(missing: status) }
    let value = result()
    return value.isMissing ? value : value.with(value.status.joined(status))
  }

  /// `and`, decided by false, or `or`, decided by true: one decisive operand decides; otherwise a missing one leaves
  /// the result unknown.
  static func kleene(_ first: Value, _ second: Value, decidedBy decisive: Bool) -> Value {
    if !first.isMissing, first.isTrue == decisive { return first }
    if first.isMissing, !second.isMissing, second.isTrue == decisive { return second }
    return joining([first, second]) { Value(second.isTrue) }
  }
}
