import CPCRE2
import Glibc

/// How the steps of a search grow with the length of an attack, as measured: with the program that counts them, and as it
/// counts them in a run (see ``MatchCursor``).
struct Growth {
  /// Whether every further repetition multiplies them.
  var isExponential: Bool
  /// The power of the length with which they grow in the last texts that were measured.
  var power: Double
  /// Repetitions, and bytes of the text, from which on a search goes over its limit: about, from what shorter ones took.
  var repetitions: Int
  var bytes: Int

  /// The power as a whole number. Short texts show a little less than long ones.
  var degree: Int { Int(power.rounded()) }

  /// Where a measurement ends, at the first text with as many steps. Up to there it takes a few milliseconds.
  private static let stepLimit = 300_000
  /// A text that takes more steps than this is not tried to its end.
  private static let trialLimit = 8 * stepLimit
  private static let byteLimit = 4096
  /// Less is harmless, and would need texts that are too long to be told.
  private static let leastPower = 1.5
  /// So many texts are needed to tell a power from an exponential.
  private static let leastPoints = 3

  private struct Point {
    var count: Int
    var steps: Int
  }

  /// Nil where the steps do not get many: the attack does no harm. Also where the budget does not last.
  init?(of attack: Attack, on pattern: Pattern, budget: AnalysisBudget) {
    guard attack.text(Self.leastPoints).count <= Self.byteLimit else { return nil }
    var points: [Point] = []
    var count = 0
    while true {
      let text = attack.text(count)
      // The first texts are of use only where they take less.
      let limit = points.count + 1 < Self.leastPoints ? Self.stepLimit : Self.trialLimit
      let steps = budget.steps(of: pattern, on: text, atMost: limit)
      points.append(Point(count: count, steps: max(steps, 1)))
      if steps >= Self.stepLimit { break }
      if text.count > Self.byteLimit || budget.isStepSpent { return nil }
      count += Self.stride(after: points)
    }
    guard let last = points.last, points.count >= Self.leastPoints else { return nil }
    // Where so few repetitions are enough, each counts.
    let half = points.last { $0.count <= last.count / 2 && last.count > 3 } ?? points[points.count - 2]
    let quarter = points.last { $0.count <= half.count / 2 && last.count > 3 } ?? points[points.count - 3]

    let limit = log(Double(StepBudget().metered) / Double(last.steps))
    let rate = Self.rate(half, last)
    // A power halves its rate when the count doubles, an exponential keeps it.
    isExponential = rate > 0.75 * Self.rate(quarter, half)
    power = rate * Double(last.count - half.count) / log(Double(last.count) / Double(half.count))
    guard power > Self.leastPower else { return nil }
    // One more than an exponential needs: a very high power looks like one, and gets a little slower.
    repetitions =
      isExponential
      ? last.count + Int((limit / rate).rounded(.up)) + 1 : Int((Double(last.count) * exp(limit / power)).rounded(.up))
    let text = attack.text(repetitions)
    bytes = text.count
    // What fails with a few repetitions may match with more.
    guard budget.steps(of: pattern, on: text, atMost: Self.stepLimit) == Self.stepLimit else { return nil }
  }

  /// By which power of e each repetition multiplies the steps.
  private static func rate(_ a: Point, _ b: Point) -> Double {
    log(Double(b.steps) / Double(a.steps)) / Double(b.count - a.count)
  }

  /// How many repetitions the next text has more: a quarter, or fewer where so many would go far over ``stepLimit``.
  private static func stride(after points: [Point]) -> Int {
    guard let last = points.last else { return 1 }
    var stride = max(1, last.count / 4)
    guard points.count > 1 else { return stride }
    let rate = rate(points[points.count - 2], last)
    while stride > 1, Double(last.steps) * exp(rate * Double(stride)) > Double(4 * stepLimit) { stride /= 2 }
    return stride
  }

  /// Steps of a search for the first match; nil where there are more than `limit`.
  static func steps(of pattern: Pattern, on text: [UInt8], atMost limit: Int) -> Int? {
    text.withUnsafeBufferPointer { text in
      // Without anything left for the fast program, the one that counts is used at once.
      let budget = StepBudget(fast: 0, metered: limit)
      guard pattern.metered != nil, var cursor = MatchCursor(pattern, text, budget: budget) else { return nil }
      if case .stepLimit = cursor.next() { return nil }
      return limit - cursor.remaining
    }
  }
}

extension Attack {
  /// The attack with the suffix that makes the most steps of a short text; several are tried, as none can be known to make
  /// every pattern fail.
  func withBestSuffix(on pattern: Pattern, budget: AnalysisBudget) -> Attack {
    let ends = ["", "!", "!!!", "\n", "\n\n!", "a", "0", " ", "\u{1}", "<", "é"]
    var best = self
    var most = -1
    let limit = 10_000
    var attacks = ends.map { end in
      var attack = self
      attack.suffix = Array(end.utf8)
      return attack
    }
    // PCRE2 does not even begin where the last byte that every match must have is nowhere in the text.
    if let last = pattern.lastByte {
      attacks += attacks.flatMap { attack in
        var after = attack
        after.suffix.append(last)
        return [after, attack.prefixed(with: last)]
      }
    }
    for attack in attacks {
      let steps = budget.steps(of: pattern, on: attack.text(8), atMost: limit)
      if steps > most { (best, most) = (attack, steps) }
      if most == limit { break }
    }
    return best
  }
}
