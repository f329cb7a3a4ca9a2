import RewardSemantics
import Testing

@testable import RewardSession

/// How many values are shown at once.
@Suite struct ValueTableTests {
  private func table(_ base: BaseType, _ values: [Value], columns: Int = 100) -> String {
    let numbered = values.enumerated().map { (["\($0)"], $1) }
    let type = ExpressionType(ValueType(base), per: .rollout)
    return ValueTable(ElementValues(type: type, columns: ["row"], values: numbered)).text(columns: columns)
  }

  @Test func `many conditions are counted`() {
    #expect(
      table(.bool, (0..<40).map { Value($0 % 4 == 0) }) == """
        40 per rollout
          false  30  ########################################
           true  10  #############

        """)
  }

  @Test func `a few different numbers get a bar each, with what is missing below`() {
    let values = (0..<30).map { $0 < 5 ? Value(missing: .noMatch) : Value($0 < 10 ? 0.5 : 2) }
    #expect(
      table(.real, values) == """
        30 per rollout: mean 1.7, std 0.6124, min 0.5, max 2
          0.5   5  ##########
            2  20  ########################################
        missing: 5 abstained: no match

        """)
  }

  @Test func `many different numbers are put into intervals`() {
    let text = table(.real, (0..<101).map { Value(Double($0)) })
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "101 per rollout: mean 50, std 29.3, min 0, max 100")
    #expect(lines.count == 11)
    #expect(lines[1].hasPrefix("    0 .. 10  10  "))
    #expect(lines[10].hasPrefix("  90 .. 100  11  "))
  }

  @Test func `the widest numbers make finite intervals`() {
    let big = Double.greatestFiniteMagnitude
    let text = table(.real, (0..<30).map { Value($0 == 0 ? -big : $0 == 1 ? big : Double($0)) })
    #expect(text.contains("nan") == false && text.contains("inf ..") == false)
    #expect(text.contains("  28  ####"))
  }

  @Test func `numbers that are all missing have no statistics`() {
    #expect(
      table(.real, (0..<30).map { _ in Value(missing: .failed) }) == "30 per rollout\nmissing: 30 failed\n")
  }

  @Test func `symbols are counted, the most frequent first`() {
    let values = (0..<30).map { Value(text: $0 < 10 ? "rare" : "common") }
    #expect(table(.symbol(["common", "rare"]), values).hasPrefix("30 per rollout\n  common  20  ####"))
  }

  @Test func `of many texts the first are shown, and lines are cut`() {
    let lines = table(.text, (0..<30).map { Value(text: "text \($0)") }).split(separator: "\n")
    #expect(lines.count == 22)
    #expect(lines[1] == "0    \"text 0\"")
    #expect(lines[21] == "… 30 in all")
    #expect(table(.text, [Value(text: "a long text")], columns: 10) == "row  text\n0    \"a l…\n")
  }

  @Test func `a value that stands in for a limit says so`() {
    #expect(table(.real, [Value(0, status: .caused)]) == "row  real\n0    0 (caused)\n")
  }
}
