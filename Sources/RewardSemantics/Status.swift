/// Whether a value is there, and if not, why.
///
/// One byte a value, shared by the interpreter and every column. Zero is a plain value. The classes, in the order in
/// which one beats another when two missing operands meet: *failed* (could not be found out), *limited* (the response
/// itself went over a limit), *abstained* (does not apply, on purpose). Inside a class the first reason is kept.
public struct Status: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A plain value.
  public static let present = Status(rawValue: 0)
  /// A value, but one that stands in for what the response itself went over: counted as *caused*.
  public static let caused = Status(rawValue: 1)

  // Abstained.
  public static let abstained = Status(rawValue: 16)
  public static let noMatch = Status(rawValue: 17)
  public static let noValue = Status(rawValue: 18)
  public static let noElement = Status(rawValue: 19)
  public static let closed = Status(rawValue: 20)
  public static let notAsked = Status(rawValue: 21)
  public static let tooFew = Status(rawValue: 22)

  // Limited: what the response itself caused, until a score settles it.
  public static let stepLimit = Status(rawValue: 128)
  public static let overLength = Status(rawValue: 129)

  // Failed.
  public static let failed = Status(rawValue: 160)
  public static let notFinite = Status(rawValue: 161)
  public static let badValue = Status(rawValue: 162)
  public static let lengthsDiffer = Status(rawValue: 163)

  @inlinable public var hasValue: Bool { rawValue < 16 }
  @inlinable public var isMissing: Bool { rawValue >= 16 }
  @inlinable public var isAbstained: Bool { rawValue >= 16 && rawValue < 128 }
  @inlinable public var isLimited: Bool { rawValue >= 128 && rawValue < 160 }
  @inlinable public var isFailed: Bool { rawValue >= 160 }

  /// 0 a value, 1 abstained, 2 limited, 3 failed.
  @inlinable public var rank: UInt8 { rawValue < 16 ? 0 : rawValue < 128 ? 1 : rawValue < 160 ? 2 : 3 }

  /// The status of a result that depends on both: the stronger class wins, the first reason is kept, and a caused
  /// operand makes a caused result.
  @inlinable public func joined(_ other: Status) -> Status {
    if rawValue < 16 && other.rawValue < 16 { return Status(rawValue: rawValue | other.rawValue) }
    return other.rank > rank ? other : self
  }

  /// The cause as rows and summaries print it: `abstained: no match`.
  public var cause: String {
    switch self {
    case .present: "present"
    case .caused: "caused"
    case .abstained: "abstained"
    case .noMatch: "abstained: no match"
    case .noValue: "abstained: no value in the row"
    case .noElement: "abstained: no element"
    case .closed: "abstained: condition is false"
    case .notAsked: "abstained: not asked"
    case .tooFew: "abstained: too few elements"
    case .stepLimit: "caused: step limit of a pattern"
    case .overLength: "caused: text is longer than its bound"
    case .failed: "failed"
    case .notFinite: "failed: not finite"
    case .badValue: "failed: value of the wrong form"
    case .lengthsDiffer: "failed: lengths differ"
    default: isFailed ? "failed (\(rawValue))" : "abstained (\(rawValue))"
    }
  }
}
