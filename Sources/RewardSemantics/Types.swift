/// What kind of value an expression has, grain aside.
public indirect enum BaseType: Hashable, Sendable {
  /// Plain kinds. `json` is text that was JSON when it was read.
  case bool, int, real, text, json
  /// One of a closed set of names, held as text.
  case symbol([String])
  /// A list whose elements are all of one kind. A `vector` is a list of numbers.
  case list(BaseType)
  /// JSON source of an object or array whose values are all of one kind, looked up by key.
  case table(BaseType)
  /// A message of a conversation or a call of a tool, held as JSON of one form; see ``RecordType``.
  case record(RecordType)
  /// A regular expression: only as an argument of a static parameter.
  case pattern
  /// The type of an expression with an error that was already reported: fits everything.
  case poison

  /// Whether values are held as a number: booleans count.
  public var isNumeric: Bool { self == .bool || self == .int || self == .real }
  var isNumericList: Bool { if case .list(let element) = self { element.isNumeric } else { false } }
  var isTable: Bool { if case .table = self { true } else { false } }
  var isRecord: Bool { if case .record = self { true } else { false } }
  var isSymbol: Bool { if case .symbol = self { true } else { false } }
}

/// The numbers a numeric expression can take: a closed interval, and the exact set where it is finite and small.
public struct Domain: Hashable, Sendable {
  /// Lower end, included; may be minus infinity.
  public var low: Double
  /// Upper end, included; may be infinity.
  public var high: Double
  /// Ascending, without repeats; nil when the set is not finite or not known.
  public var values: [Double]?

  /// The interval from `low` to `high`, both included; `values` must be ascending, without repeats, within it.
  public init(low: Double, high: Double, values: [Double]? = nil) {
    self.low = low
    self.high = high
    self.values = values
  }
  /// The exact set of `values`, in any order; its ends are the interval.
  public init(values: [Double]) {
    let sorted = Set(values).sorted()
    self.init(low: sorted.first ?? 0, high: sorted.last ?? 0, values: sorted)
  }

  /// Every number.
  public static let all = Domain(low: -.infinity, high: .infinity)
  /// 0 and 1.
  public static let boolean = Domain(values: [0, 1])
  /// 0 and everything above it.
  public static let count = Domain(low: 0, high: .infinity)

  /// Whether `value` is in the set, or in the interval where there is no set.
  public func contains(_ value: Double) -> Bool { values.map { $0.contains(value) } ?? (low <= value && value <= high) }
  /// Whether every number of `self` is known to be in `other`. A domain without a set is never within one that has it.
  public func isWithin(_ other: Domain) -> Bool {
    if let theirs = other.values { return values.map { $0.allSatisfy(theirs.contains) } ?? false }
    return other.low <= low && high <= other.high
  }
}

/// How a value may be missing.
public struct Absence: OptionSet, Hashable, Sendable {
  /// One bit for each class of ``Status`` that has no value, and one for a limit by itself.
  public let rawValue: UInt8
  /// The union of the bits that are set.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// May be abstained: does not apply.
  public static let abstain = Absence(rawValue: 1)
  /// May be limited: the response itself went over a limit.
  public static let limit = Absence(rawValue: 2)
  /// May be limited by the number of items of lists beside one another, see ``Grain/itemsPerRollout``: so far from what
  /// a spec expects that an advantage needs no low end for it. Without one it is missing there.
  public static let itemLimit = Absence(rawValue: 8)
  /// May be abstained because another response went over a limit: the other way round it is this one.
  public static let otherLimit = Absence(rawValue: 16)
  /// Either way to be limited.
  public static let limits: Absence = [.limit, .itemLimit]
  /// May be failed: could not be found out.
  public static let fail = Absence(rawValue: 4)
}

/// Kind, domain and unit of a value.
public struct ValueType: Hashable, Sendable {
  /// The kind.
  public var base: BaseType
  /// Of numbers (and of the numbers in a list of numbers).
  public var domain: Domain
  /// `tok`, `s`, `usd`, ...; nil for plain numbers and for everything else.
  public var unit: String?

  /// Without `domain` any number; without `unit` a plain one.
  public init(_ base: BaseType, domain: Domain = .all, unit: String? = nil) {
    self.base = base
    self.domain = domain
    self.unit = unit
  }

  /// A condition: 0 or 1.
  public static let bool = ValueType(.bool, domain: .boolean)
  /// Any text.
  public static let text = ValueType(.text)
  /// Any number without a unit.
  public static let real = ValueType(.real)
  /// The type of an expression whose error was already reported.
  public static let poison = ValueType(.poison)
}

/// All that is known of an expression before a row is read.
public struct ExpressionType: Hashable, Sendable {
  /// Kind, domain and unit.
  public var value: ValueType
  /// What there is one value for each of.
  public var grain: Grain
  /// How it may be missing; empty where it never is.
  public var absence: Absence

  /// `absence` is empty for an expression that is never missing.
  public init(_ value: ValueType, per grain: Grain, absence: Absence = []) {
    self.value = value
    self.grain = grain
    self.absence = absence
  }
}
