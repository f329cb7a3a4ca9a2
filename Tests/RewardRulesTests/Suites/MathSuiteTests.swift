import RewardSemantics
import Testing

@testable import RewardRules

/// Agreement with public cases of answers that are, or are not, the same.
struct MathSuiteTests {
  @Test(.enabled(if: PublicSuite.isThere, Comment(rawValue: PublicSuite.whySkipped)))
  func `a public suite of answers agrees`() throws {
    let cases = try PublicSuite.cases(of: "math_cases")
    if cases.isEmpty { return }
    var agreement = PublicSuite.Agreement()
    for one in cases {
      let truth = try #require(one.text("gold"))
      let candidate = try #require(one.text("prediction"))
      let expected: Bool = try #require(one.bool("expected") as Bool?)
      let types = try #require(one.elements("match_types"))
      // Those labelled by an oracle are bare answers; the others are texts.
      let isBare = one.text("suite") == "oracle_generated"
      let notation = isBare ? "whole" : types.count > 1 ? "text" : types == ["\"latex\""] ? "latex" : "plain"
      let verdict = try Builtin.mathEqual.call(
        .text(candidate), .text(truth),
        statics: [
          "extract": .symbol(notation), "decimals": .number(one.number("precision") ?? 6),
          "same_names": .number(one.number("strict") ?? 1),
          "solve": .number(one.number("allow_set_relation_comp") ?? 0),
        ])
      agreement.add(
        (verdict == .yes) == expected, "\(one.id): \(verdict), expected \(expected): \(candidate) against \(truth)")
    }
    for disagreement in agreement.disagreements { print("math: \(disagreement)") }
    print("math: \(agreement.agreeing) of \(cases.count) agree")
    #expect(agreement.share >= 0.97)
  }
}
