import RewardSemantics
import Testing

@testable import RewardRules

/// Verdicts of a public suite of JSON Schema 2020-12: cases of a schema, a value, whether it is valid, and
/// whether formats are asserted.
@Suite(.enabled(if: PublicSuite.isThere, Comment(rawValue: PublicSuite.whySkipped))) struct SchemaSuiteTests {
  @Test func `values are valid as the dialect has it`() throws {
    let cases = try PublicSuite.cases(of: "json_schema")
    if cases.isEmpty { return }
    var agreement = PublicSuite.Agreement()
    var refused: [String] = []
    for one in cases {
      // A value may be null.
      let data = one.json("data") ?? "null"
      let formats = one.text("formats") ?? "annotate"
      let verdict = try Builtin.jsonValidBy.call(
        .text(data), .text(try #require(one.json("schema"))), statics: ["formats": .symbol(formats)])
      // What lies outside the document is not looked up.
      if verdict == .missing(.badValue) {
        refused.append(one.id)
        continue
      }
      let wanted = one.bool("valid") == true
      agreement.add(verdict == (wanted ? .yes : .no), "\(one.id): \(verdict), the suite says \(wanted)")
    }
    print(
      "JSON Schema: \(agreement.agreeing) agree, \(agreement.disagreements.count) do not, \(refused.count) are refused")
    for line in agreement.disagreements + refused { print("  \(line)") }
    #expect(agreement.share >= 0.99)
  }
}
