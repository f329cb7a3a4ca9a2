import RewardSemantics

/// What a run has seen of one score.
public struct ScoreSummary: Sendable {
  /// Distinct values and distinct groups are counted exactly up to this number.
  public static let distinctLimit = 10_000

  /// As declared; `advantage` for the advantage.
  public let name: String
  /// What was declared.
  public let kind: TypedDeclaration.Kind
  /// `rollout`, `turn` or `token`: what there is one value for.
  public let grain: Grain
  /// False for a score that is a text or a list: it has no statistics, and its values are not compared.
  public private(set) var isNumeric = true
  /// Values that are there, caused ones included.
  public private(set) var count = 0
  /// Values that stand in for a limit the response went over.
  public private(set) var causedCount = 0
  /// Missing values by ``Status``.
  public private(set) var missing: [Status: Int] = [:]
  /// Of the values that are there; nil without one, or where the score is no number.
  public var mean: Double? { numberCount > 0 ? runningMean : nil }
  /// With divisor n - 1; nil for fewer than two values.
  public var standardDeviation: Double? {
    numberCount > 1 ? (squares / Double(numberCount - 1)).squareRoot() : nil
  }
  /// Least of the values that are there.
  public private(set) var minimum: Double?
  /// Greatest of the values that are there.
  public private(set) var maximum: Double?
  /// Number of different values; nil where there are more than ``distinctLimit``.
  public var distinctCount: Int? { distinct.count }

  /// Groups whose values are all the same. Like the next two, only of a score per rollout.
  public private(set) var deadGroups = 0
  /// Groups with two values or more that are not all the same.
  public private(set) var liveGroups = 0
  /// Groups with fewer than two values.
  public private(set) var smallGroups = 0
  /// For each number of values in a group: how many different unordered groups of values there were; nil where there
  /// are more than ``distinctLimit``. Values are compared to about nine digits of the largest in their group.
  public var distinctGroups: [Int: Int?] { groupShapes.mapValues(\.count) }

  private var numberCount = 0
  private var runningMean = 0.0
  /// Sum of squared distances from the mean (Welford): exactly 0 as long as all values are the same.
  private var squares = 0.0
  private var distinct = CappedSet<UInt64>()
  private var groupShapes: [Int: CappedSet<Fingerprint>] = [:]
  /// Group sizes that are told apart; more would let odd data fill the memory.
  private static let sizeLimit = 64

  init(name: String, kind: TypedDeclaration.Kind, grain: Grain) {
    self.name = name
    self.kind = kind
    self.grain = grain
  }

  /// Adds the column of one batch; `members`: the rows of each of its groups.
  mutating func add(_ column: Column, members: [[Int]]) {
    let numbers: [Double]? = if case .numbers(let values) = column.storage { values } else { nil }
    isNumeric = numbers != nil
    for (element, raw) in column.status.enumerated() {
      let status = Status(rawValue: raw)
      if status.isMissing {
        missing[status, default: 0] += 1
        continue
      }
      count += 1
      if status == .caused { causedCount += 1 }
      if let numbers { add(numbers[element]) }
    }
    guard grain == .rollout, let numbers else { return }
    for rows in members {
      add(group: rows.filter { Status(rawValue: column.status[$0]).hasValue }.map { numbers[$0] })
    }
  }

  private mutating func add(_ value: Double) {
    numberCount += 1
    let distance = value - runningMean
    runningMean += distance / Double(numberCount)
    squares += distance * (value - runningMean)
    minimum = min(minimum ?? value, value)
    maximum = max(maximum ?? value, value)
    // Zero has two signs and is one value.
    distinct.insert(value == 0 ? 0 : value.bitPattern)
  }

  private mutating func add(group values: [Double]) {
    guard let low = values.min(), let high = values.max(), values.count > 1 else {
      smallGroups += 1
      return
    }
    if low == high { deadGroups += 1 } else { liveGroups += 1 }
    if groupShapes[values.count] == nil, groupShapes.count == Self.sizeLimit { return }
    groupShapes[values.count, default: CappedSet()].insert(Fingerprint(values, scale: max(abs(low), abs(high))))
  }
}

/// A set that gives up counting, and its memory, beyond ``ScoreSummary/distinctLimit`` members.
private struct CappedSet<Member: Hashable & Sendable>: Sendable {
  private var members: Set<Member>? = []

  /// Nil beyond the limit.
  var count: Int? { members?.count }

  mutating func insert(_ member: Member) {
    members?.insert(member)
    if let count, count > ScoreSummary.distinctLimit { members = nil }
  }
}

/// 128 bits that stand for an unordered group of values.
private struct Fingerprint: Hashable, Sendable {
  private var low: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var high: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  /// Values are rounded to a 1e-9 of `scale`, the largest magnitude among them, and `scale` itself to 30 bits, so that
  /// residues of rounding do not make two groups of one. A group that is nothing but such residues is a group of zeros.
  init(_ values: [Double], scale: Double) {
    let scale = scale < 1e-12 ? 0 : scale
    let spare: UInt64 = 22
    mix((scale.bitPattern + 1 << (spare - 1)) >> spare)
    if scale == 0 { return }
    for value in values.sorted() { mix(UInt64(bitPattern: Int64((value / scale * 1e9).rounded()))) }
  }

  private mutating func mix(_ word: UInt64) {
    low = (low ^ word) &* 0xFF51_AFD7_ED55_8CCD
    low ^= low >> 32
    high = (high &+ word) &* 0xC4CE_B9FE_1A85_EC53
    high ^= high >> 29
  }
}
