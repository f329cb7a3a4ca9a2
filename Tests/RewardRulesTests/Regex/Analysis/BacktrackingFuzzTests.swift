import RewardSemantics
import Testing

@testable import RewardRules

/// Random small patterns: what is reported is slow, and what a search over all short words finds slow is reported.
struct BacktrackingFuzzTests {
  @Test(arguments: 0..<4)
  func `no false alarm and few misses`(part: Int) throws {
    var random = Random(state: UInt64(part) &* 1_000_003 &+ 17)
    var reported = 0
    var slow = 0
    var missed: [String] = []
    for _ in 0..<30 {
      let source = random.pattern(depth: 2)
      let pattern = StaticValue.Pattern(bytes: Array(source.utf8), flags: [])
      let found = Backtracking(of: pattern)
      if let found {
        reported += 1
        switch found.kind {
        case .exponential: try expectExponential(found, pattern)
        case .polynomial: try expectPolynomial(found, pattern, power: 2)
        }
      }
      guard let interpreter = InterpreterSteps(pattern), isExponential(interpreter) else { continue }
      slow += 1
      if found?.kind != .exponential { missed.append(source) }
    }
    #expect(reported > 5)
    #expect(slow > 1)
    #expect(missed.count <= 1, "missed \(missed.count) of \(slow): \(missed)")
  }

  /// Whether repeating one of the words of up to three letters multiplies the steps, with a few beginnings and ends.
  private func isExponential(_ interpreter: InterpreterSteps) -> Bool {
    for word in Self.words {
      for prefix in ["", "a", "ab"] {
        for suffix in ["!", "!b", "!c"] {
          func steps(_ count: Int, _ limit: Int) -> Double {
            let text = prefix + String(repeating: word, count: count) + suffix
            return Double(interpreter.count(Array(text.utf8), limit: limit))
          }
          guard steps(12, 3_000) == 3_000 else { continue }
          let long = steps(16, 200_000)
          let (short, middle) = (steps(4, 200_000), steps(8, 200_000))
          // From 8 to 16 the exponential squares what it does from 4 to 8; a power repeats it.
          let doubled = middle / short
          if long / middle > 0.6 * doubled * doubled || long == 200_000 && long / middle > 2 * doubled { return true }
        }
      }
    }
    return false
  }

  private static let words: [String] = {
    var words = ["a", "b"]
    var last = words
    for _ in 0..<2 {
      last = last.flatMap { [$0 + "a", $0 + "b"] }
      words += last
    }
    return words
  }()
}

/// A seeded source of patterns over the letters a, b and c.
private struct Random {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func pattern(depth: Int) -> String {
    let start = below(4) == 0 ? #"\A"# : ""
    return start + sequence(depth: depth) + ["c", #"\z"#, "$", "c?!", ""][below(5)]
  }

  private mutating func sequence(depth: Int) -> String {
    (0...below(2)).map { _ in item(depth: depth) }.joined()
  }

  private mutating func item(depth: Int) -> String {
    let body: String
    if depth == 0 || below(3) == 0 {
      body = ["a", "b", "[ab]", "[^a]", ".", #"\w"#, "a", "b"][below(8)]
    } else {
      let alternatives = (0...below(2)).map { _ in sequence(depth: depth - 1) }.joined(separator: "|")
      body = ["(", "(?:", "(?:", "(?>"][below(4)] + alternatives + ")"
    }
    return body + ["", "", "*", "+", "?", "*?", "+?", "{1,2}", "*+", "*"][below(10)]
  }
}
