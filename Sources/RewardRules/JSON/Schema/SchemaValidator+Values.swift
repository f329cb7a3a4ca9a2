/// What a schema says of a value by itself.
extension SchemaValidator {
  mutating func isValidAlone(_ node: Int, by place: Int) throws(Failure) -> Bool {
    let rules = schema.subschemas[place]
    if let types = rules.types, types.isDisjoint(with: self.types(of: node)) { return false }
    if let choices = rules.choices, !choices.contains(classes[node]) { return false }
    if let constant = rules.constant, constant != classes[node] { return false }
    switch json.kind(node) {
    case .number: return isInRange(Decimal(json: json.source(node)), rules)
    case .string: return try isGoodText(node, rules)
    default: return true
    }
  }

  private func types(of node: Int) -> JSONSchema.Types {
    switch json.kind(node) {
    case .null: .null
    case .bool: .boolean
    case .object: .object
    case .array: .array
    case .string: .string
    case .number: Decimal(json: json.source(node)).isWhole ? [.number, .integer] : .number
    }
  }

  private func isInRange(_ number: Decimal, _ rules: JSONSchema.Subschema) -> Bool {
    if let least = rules.minimum, number < least { return false }
    if let most = rules.maximum, most < number { return false }
    if let below = rules.exclusiveMinimum, !(below < number) { return false }
    if let above = rules.exclusiveMaximum, !(number < above) { return false }
    if let divisor = rules.multipleOf, !number.isMultiple(of: divisor) { return false }
    return true
  }

  private mutating func isGoodText(_ node: Int, _ rules: JSONSchema.Subschema) throws(Failure) -> Bool {
    let hasBounds = rules.lengths.least > 0 || rules.lengths.most < Int.max
    guard hasBounds || rules.pattern != nil || rules.format != nil else { return true }
    let text = json.string(node) ?? []
    try spend(text.count / 64)
    // Characters: bytes that continue none.
    if hasBounds, !rules.lengths.contain(text.count { $0 & 0xC0 != 0x80 }) { return false }
    if let format = rules.format, !format.accepts(text) { return false }
    if let pattern = rules.pattern { return try finds(pattern, in: text) }
    return true
  }

  /// Whether a pattern is found anywhere in a text. All patterns share one budget.
  mutating func finds(_ pattern: Pattern, in text: [UInt8]) throws(Failure) -> Bool {
    try spend(8)
    let budget = StepBudget(fast: 0, metered: patternSteps)
    let (step, left) = text.withUnsafeBufferPointer { text -> (MatchCursor.Step, Int) in
      guard var cursor = MatchCursor(pattern, text, budget: budget) else { return (.stepLimit, 0) }
      return (cursor.next(), cursor.remaining)
    }
    patternSteps = left
    switch step {
    case .match: return true
    case .end: return false
    case .stepLimit: throw .tooMuchWork
    }
  }
}

extension Decimal: Comparable {
  /// A number of JSON; an exponent of more than nine digits is taken for the largest of nine.
  init(json source: UnsafeBufferPointer<UInt8>) {
    if let number = Decimal(source) {
      self = number
      return
    }
    let mark = source.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? source.count
    self = Decimal(source.slice(0..<mark)) ?? Decimal()
    guard !digits.isEmpty else { return }
    exponent = source.slice(mark..<source.count).contains(UInt8(ascii: "-")) ? -999_999_999 : 999_999_999
  }

  static func < (left: Decimal, right: Decimal) -> Bool {
    if left.sign != right.sign { return left.sign < right.sign }
    return left.isNegative ? right.hasLessMagnitude(than: left) : left.hasLessMagnitude(than: right)
  }

  private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

  private func hasLessMagnitude(than other: Decimal) -> Bool {
    if exponent != other.exponent, !digits.isEmpty, !other.digits.isEmpty { return exponent < other.exponent }
    return digits.lexicographicallyPrecedes(other.digits)
  }

  /// Whether it has no fraction.
  var isWhole: Bool { digits.count <= max(exponent, 0) }

  /// Whether it is a whole number of times another, which is above 0 and has at most 18 digits: exactly.
  func isMultiple(of divisor: Decimal) -> Bool {
    if digits.isEmpty { return true }
    // Both as whole numbers without zeros at the end, and the power of ten that is over.
    let power = (exponent - digits.count) - (divisor.exponent - divisor.digits.count)
    if power < 0 { return false }
    let modulus = divisor.digits.reduce(UInt64(0)) { 10 * $0 + UInt64($1) }
    var rest = digits.reduce(UInt64(0)) { Self.product($0, 10, modulus, adding: UInt64($1)) }
    var (base, left) = (10 % modulus, power)
    while left > 0, rest != 0 {
      if left & 1 == 1 { rest = Self.product(rest, base, modulus) }
      base = Self.product(base, base, modulus)
      left >>= 1
    }
    return rest == 0
  }

  /// a·b + c modulo m, for a below m.
  private static func product(_ a: UInt64, _ b: UInt64, _ modulus: UInt64, adding c: UInt64 = 0) -> UInt64 {
    var (high, low) = a.multipliedFullWidth(by: b)
    let (sum, carries) = low.addingReportingOverflow(c)
    low = sum
    if carries { high += 1 }
    return modulus.dividingFullWidth((high % modulus, low)).remainder
  }
}
