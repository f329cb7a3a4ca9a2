/// Whether a value is there, and if not, why.
///
/// One byte a value, shared by the interpreter and every column. Zero is a plain value. The classes, in the order in
/// which one beats another when two missing operands meet: *failed* (could not be found out), *limited* (the response
/// itself went over a limit), *abstained* (does not apply, on purpose). Inside a class the first reason is kept.
public struct Status: RawRepresentable, Hashable, Sendable {
  /// As columns hold it. 0 and 1 have a value; 16 and up abstained, 128 and up limited, 160 and up failed.
  public let rawValue: UInt8
  /// The status of a byte of a column.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A plain value.
  public static let present = Status(rawValue: 0)
  /// A value, but one that stands in for what the response itself went over: counted as *caused*.
  public static let caused = Status(rawValue: 1)

  // Abstained.
  /// Does not apply, for no nearer reason.
  public static let abstained = Status(rawValue: 16)
  /// The text does not hold what was looked for: no match, no number, not exactly one tag.
  public static let noMatch = Status(rawValue: 17)
  /// The row has no value for an optional input, or an argument was left out.
  public static let noValue = Status(rawValue: 18)
  /// Nothing to choose from: a statistic of no elements, a neighbour beyond the edge.
  public static let noElement = Status(rawValue: 19)
  /// The condition of `given` is false and its `else` abstains.
  public static let closed = Status(rawValue: 20)
  /// Not computed, because nothing demanded it.
  public static let notAsked = Status(rawValue: 21)
  /// The state has no value yet.
  public static let noState = Status(rawValue: 22)
  /// The other response of a pair went over a limit: no fault of this one.
  public static let otherLimit = Status(rawValue: 23)
  /// The judge gave no answer, and its `fault` says that the score is left out then.
  public static let unansweredOnPurpose = Status(rawValue: 24)

  // Limited: what the response itself caused, until a score settles it.
  /// Matching a pattern against the text, or comparing it with another one, takes more steps than allowed.
  public static let stepLimit = Status(rawValue: 128)
  /// The text is longer than its input declares.
  public static let overLength = Status(rawValue: 129)
  /// Lists beside lists have more items together than allowed; see ``Grain/itemsPerRollout``.
  public static let itemLimit = Status(rawValue: 130)
  /// A value of a pair, the other way round, whose other response is this one: see ``otherLimit``.
  public static let ownLimit = Status(rawValue: 131)
  /// A judge answered, and what it said stayed unreadable however often it was asked.
  public static let unreadable = Status(rawValue: 132)
  /// The prompt about it is longer than what the judge's model takes.
  public static let promptTooLong = Status(rawValue: 133)

  // Failed.
  /// Could not be found out, for no nearer reason.
  public static let failed = Status(rawValue: 160)
  /// The result of arithmetic is infinite or not a number.
  public static let notFinite = Status(rawValue: 161)
  /// The value of the row is not what its input declares, or not of the form an operation needs.
  public static let badValue = Status(rawValue: 162)
  /// A list per token or turn is shorter than the others of its row.
  public static let lengthsDiffer = Status(rawValue: 163)
  /// A weight is below 0, and weights are frequencies.
  public static let negativeWeight = Status(rawValue: 164)
  /// The sandbox of a program gave no answer, through no fault of the program's.
  public static let sandboxFault = Status(rawValue: 165)
  /// The judge gave no answer, through no fault of the response's.
  public static let noAnswer = Status(rawValue: 166)
  /// The judge was not asked, because the run had ended: its budget was spent, or a judge with `stop` gave no answer.
  public static let notAskedAnyMore = Status(rawValue: 167)
  /// The rollout is left out, because a judge with `fault ... then drop` gave no answer.
  public static let dropped = Status(rawValue: 168)

  /// What an element without a key reads, which is in no class: abstained, but for a key that the response itself made
  /// too long to be found.
  public static func ofElement(withKey key: Status) -> Status { key.isLimited ? key : .noElement }

  /// As the other response of a pair reads it: what one goes over is not the other's doing.
  public var ofOther: Status { isLimited ? .otherLimit : self }
  /// With the roles of a pair exchanged. Of which of the two a limit is may not be known any more: it stays one.
  public var swapped: Status { self == .otherLimit ? .ownLimit : self }

  /// Whether there is a value: present or caused.
  @inlinable public var hasValue: Bool { rawValue < 16 }
  /// Whether there is none: abstained, limited or failed.
  @inlinable public var isMissing: Bool { rawValue >= 16 }
  /// Whether it does not apply, on purpose.
  @inlinable public var isAbstained: Bool { rawValue >= 16 && rawValue < 128 }
  /// Whether the response itself went over a limit.
  @inlinable public var isLimited: Bool { rawValue >= 128 && rawValue < 160 }
  /// Whether it could not be found out.
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
    case .noState: "abstained: no state yet"
    case .stepLimit: "caused: step limit"
    case .overLength: "caused: text is longer than its bound"
    case .otherLimit: "abstained: the other response went over a limit"
    case .unansweredOnPurpose: "abstained: the judge gave no answer"
    case .itemLimit: "caused: too many items of lists"
    case .ownLimit: "caused: over a limit"
    case .unreadable: "caused: verdict unreadable"
    case .promptTooLong: "caused: prompt too long for the judge"
    case .failed: "failed"
    case .notFinite: "failed: not finite"
    case .badValue: "failed: value of the wrong form"
    case .lengthsDiffer: "failed: lengths differ"
    case .negativeWeight: "failed: a weight is below 0"
    case .sandboxFault: "failed: the sandbox did not work"
    case .noAnswer: "failed: the judge gave no answer"
    case .notAskedAnyMore: "failed: not asked any more"
    case .dropped: "failed: rollout dropped, a judge gave no answer"
    default: isFailed ? "failed (\(rawValue))" : "abstained (\(rawValue))"
    }
  }
}
