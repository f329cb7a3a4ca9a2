/// What kind of value an expression has, grain aside.
public indirect enum BaseType: Hashable, Sendable {
  case bool, int, real, text, json
  /// One of a closed set of names.
  case symbol([String])
  case list(BaseType)
  /// A regular expression: only as an argument of a static parameter.
  case pattern
  /// The type of an expression with an error that was already reported: fits everything.
  case poison

  public var isNumeric: Bool { self == .bool || self == .int || self == .real }
  var isNumericList: Bool { if case .list(let element) = self { element.isNumeric } else { false } }
}

/// The numbers a numeric expression can take: a closed interval, and the exact set where it is finite and small.
public struct Domain: Hashable, Sendable {
  public var low: Double
  public var high: Double
  /// Ascending, without repeats; nil when the set is not finite or not known.
  public var values: [Double]?

  public init(low: Double, high: Double, values: [Double]? = nil) {
    self.low = low
    self.high = high
    self.values = values
  }
  public init(values: [Double]) {
    let sorted = Set(values).sorted()
    self.init(low: sorted.first ?? 0, high: sorted.last ?? 0, values: sorted)
  }

  public static let all = Domain(low: -.infinity, high: .infinity)
  public static let boolean = Domain(values: [0, 1])
  public static let count = Domain(low: 0, high: .infinity)

  public func contains(_ value: Double) -> Bool { values.map { $0.contains(value) } ?? (low <= value && value <= high) }
  public func isWithin(_ other: Domain) -> Bool {
    if let theirs = other.values { return values.map { $0.allSatisfy(theirs.contains) } ?? false }
    return other.low <= low && high <= other.high
  }
}

/// How a value may be missing.
public struct Absence: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  public static let abstain = Absence(rawValue: 1)
  public static let limit = Absence(rawValue: 2)
  public static let fail = Absence(rawValue: 4)
}

/// Kind, domain and unit of a value.
public struct ValueType: Hashable, Sendable {
  public var base: BaseType
  /// Of numbers (and of the numbers in a list of numbers).
  public var domain: Domain
  /// `tok`, `s`, `usd`, ...; nil for plain numbers and for everything else.
  public var unit: String?

  public init(_ base: BaseType, domain: Domain = .all, unit: String? = nil) {
    self.base = base
    self.domain = domain
    self.unit = unit
  }

  public static let bool = ValueType(.bool, domain: .boolean)
  public static let text = ValueType(.text)
  public static let real = ValueType(.real)
  public static let poison = ValueType(.poison)
}

/// All that is known of an expression before a row is read.
public struct ExpressionType: Hashable, Sendable {
  public var value: ValueType
  public var grain: Grain
  public var absence: Absence

  public init(_ value: ValueType, per grain: Grain, absence: Absence = []) {
    self.value = value
    self.grain = grain
    self.absence = absence
  }
}
