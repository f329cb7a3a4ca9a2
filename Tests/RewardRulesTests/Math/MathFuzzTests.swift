import RewardSemantics
import Testing

@testable import RewardRules

/// What holds of formulas made at random.
struct MathFuzzTests {
  private func verdict(_ candidate: String, _ truth: String, extract: String = "whole") throws -> Result {
    try Builtin.mathEqual.call(.text(candidate), .text(truth), statics: ["extract": .symbol(extract)])
  }

  @Test func `a formula is the same as itself with its operands in another order`() throws {
    var random = RandomFormula(seed: 1)
    for _ in 0..<300 {
      let (one, other) = random.pair(depth: 1 + random.below(4))
      #expect(try verdict(one, other) == .yes, "\(one) against \(other)")
      #expect(try verdict(other, one) == .yes, "\(other) against \(one)")
    }
  }

  @Test func `a formula is another one when 1 is added`() throws {
    var random = RandomFormula(seed: 2)
    for _ in 0..<300 {
      let (one, other) = random.pair(depth: 1 + random.below(4))
      #expect(try verdict("\(one)+1", other) == .no, "\(one)+1 against \(other)")
      #expect(try verdict("-(\(one))-1", "-(\(other))") == .no, "\(one)")
    }
  }

  @Test func `a formula is found in a text as it was written`() throws {
    var random = RandomFormula(seed: 3)
    for _ in 0..<100 {
      let (one, other) = random.pair(depth: 1 + random.below(3))
      #expect(
        try verdict("Some words, then $5 = 5$ and \\boxed{\(one)} at last.", "$\(other)$", extract: "text") == .yes,
        "\(one)")
    }
  }

  /// Anything may come of it but a crash, and the same comes twice.
  @Test func `pieces in no order do no harm`() throws {
    var random = RandomFormula(seed: 4)
    for _ in 0..<1_000 {
      let (one, other) = (random.soup(), random.soup())
      let notation = random.pick(["auto", "text", "latex", "plain", "whole"])
      let first = try verdict(one, other, extract: notation)
      #expect(try verdict(one, other, extract: notation) == first)
      _ = try Builtin.mathAnswer.call(.text(one), statics: ["extract": .symbol(notation)])
      #expect(
        [.yes, .missing(.badValue), .missing(.stepLimit)].contains(try verdict(one, one, extract: notation)), "\(one)")
    }
  }
}
