import CPCRE2
import Glibc

/// How the steps of a search grow with the length of an attack, as measured: with the program that counts them, and as it
/// counts them in a run (see ``MatchCursor``).
struct Growth {
  /// What the steps do when the text gets longer.
  enum Kind: Equatable {
    /// Every further repetition multiplies them.
    case exponential
    /// They grow with this power of the length.
    case polynomial(Double)
  }
  var kind: Kind
  /// Repetitions, and bytes of the text, from which on a search goes over its limit: about, from what shorter ones took.
  var repetitions: Int
  var bytes: Int

  /// Where a measurement ends, at the first text with as many steps. Up to there it takes a few milliseconds.
  private static let stepLimit = 300_000
  private static let byteLimit = 4096

  private struct Point {
    var count: Int
    var bytes: Int
    var steps: Int
  }

  /// Nil where the steps do not get many: the attack does no harm.
  init?(of attack: Attack, on pattern: Pattern) {
    var points: [Point] = []
    var count = 1
    while true {
      let text = attack.text(count)
      guard let steps = Self.steps(of: pattern, on: text, atMost: 32 * Self.stepLimit) else { break }
      points.append(Point(count: count, bytes: text.count, steps: steps))
      if steps >= Self.stepLimit { break }
      if text.count > Self.byteLimit { return nil }
      count += max(1, count / 4)
    }
    guard let last = points.last, last.steps >= Self.stepLimit, points.count >= 3 else { return nil }
    // Where so few repetitions are enough, each counts.
    let half = points.last { $0.count <= last.count / 2 && last.count > 3 } ?? points[points.count - 2]
    let quarter = points.last { $0.count <= half.count / 2 && last.count > 3 } ?? points[points.count - 3]

    func rate(_ a: Point, _ b: Point) -> Double {
      log(Double(b.steps) / Double(a.steps)) / Double(b.count - a.count)
    }
    let limit = log(Double(StepBudget().metered) / Double(last.steps))
    // A power halves its rate when the count doubles, an exponential keeps it.
    if rate(half, last) > 0.75 * rate(quarter, half) {
      kind = .exponential
      repetitions = last.count + Int((limit / rate(half, last)).rounded(.up))
    } else {
      let power = log(Double(last.steps) / Double(half.steps)) / log(Double(last.count) / Double(half.count))
      kind = .polynomial(power)
      repetitions = Int((Double(last.count) * exp(limit / power)).rounded(.up))
    }
    bytes = attack.text(repetitions).count
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
  func withBestSuffix(on pattern: Pattern) -> Attack {
    let ends = ["", "!", "!!!", "\n", "\n\n!", "a", "0", " ", "\u{1}", "<", "é"]
    var best = self
    var most = -1
    let limit = 20_000
    var attacks = ends.map { end in
      var attack = self
      attack.suffix = Array(end.utf8)
      return attack
    }
    // PCRE2 does not even begin where the last byte that every match must have is nowhere in the text.
    if let last = pattern.lastByte {
      attacks += attacks.flatMap { attack in
        var (before, after) = (attack, attack)
        before.pumps[0].link.insert(last, at: 0)
        after.suffix.append(last)
        return [after, before]
      }
    }
    for attack in attacks {
      let steps = Growth.steps(of: pattern, on: attack.text(8), atMost: limit) ?? limit
      if steps > most { (best, most) = (attack, steps) }
    }
    return best
  }
}
