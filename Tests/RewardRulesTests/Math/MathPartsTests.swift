import Testing

@testable import RewardRules

/// The parts that answers are read and compared with.
struct MathPartsTests {
  @Test(arguments: [
    ("12 cm", "12"), (#"12\text{ cm}"#, "12"), (#"12\,\mathrm{cm}^2"#, "12"), (#"12\text{ cubic }\text{feet}"#, "12"),
    ("12 miles", "12"),
    ("12 square miles", "12"), (#"\frac{1}{2} m"#, #"\frac{1}{2}"#), ("x = 12 m", "x = 12"),
    // What may be a variable or a word that is the answer stays.
    ("2m", "2"), ("2x + 3m", "2x + 3m"), ("am", "am"), (#"\text{miles}"#, #"\text{miles}"#),
    (#"x = \text{red}"#, #"x = \text{red}"#),
    (#"3 + \text{red}"#, #"3 + \text{red}"#), ("12 stones", "12 stones"),
  ])
  func `units at the end are left out`(text: String, expected: String) {
    #expect(String(decoding: Units.removed(from: Array(text.utf8)[...]), as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("x^2 + 2x", true), (#"\frac{abc}{2}"#, true), ("yes", true), ("sin x + cos x", true), ("3 and 4", true),
    ("12 km", true),
    (#"5 \text{ of them}"#, true), ("12 dollars", false), ("It is 3", false), ("no solution", false), ("$3$", false),
    (#"\(3\)"#, false),
    ("3\n4", false),
  ])
  func `a formula is told from running text`(text: String, isFormula: Bool) {
    var text = text
    #expect(text.withUTF8(Prose.isAbsent) == isFormula)
  }

  @Test func `rationals are exact and round halves to the even neighbour`() throws {
    func number(_ digits: String) throws -> Rational { try Rational(digits: Array(digits.utf8)[...]) }
    #expect(try number("0.1") + number("0.2") == number("0.3"))
    #expect(try number("1.5E3") == Rational(1500))
    #expect(try number("12E-1").text == "6/5")
    #expect(try number("0.125").rounded(places: 2) == Rational(12))
    #expect(try number("0.135").rounded(places: 2) == Rational(14))
    #expect(Rational(-7, over: 2).floor == Rational(-4))
    #expect(Rational(-7, over: 2).ceiling == Rational(-3))
    #expect(try Rational(0).raised(to: 0) == Rational(1))
    #expect(try Rational(-1).raised(to: 1_000_000_001) == Rational(-1))
    #expect(throws: MathFailure.unreadable) { try Rational(1) / Rational(0) }
    #expect(throws: MathFailure.overLimit) { try Rational(9).raised(to: 1 << 40) }
    #expect(try Rational.binomial(10, 3) == Rational(120))
    #expect(try Rational.factorial(10) == Rational(3_628_800))
  }

  @Test(arguments: [
    (#"[0, 1] \cup [1, 2]"#, "[0, 2]"), (#"(0, 1) \cup (1, 2)"#, #"(0, 2) \setminus \{1\}"#),
    (#"(0, 1) \cup \{1\}"#, "(0, 1]"),
    (#"[0, 3] \cap (1, 6)"#, "(1, 3]"), (#"\mathbb{R} \setminus [0, 1)"#, #"(-\infty, 0) \cup [1, \infty)"#),
    (#"[\sqrt{2}, 2] \cup [1, \sqrt{2}]"#, "[1, 2]"), (#"(0, 1) \cap (2, 3)"#, #"\emptyset"#),
  ])
  func `sets of real numbers are put together`(one: String, other: String) throws {
    let budget = MathBudget()
    func parsed(_ text: String) throws -> Expression { try MathParser.parse(Array(text.utf8)[...], budget: budget) }
    let set = try #require(try RealSet(parsed(one), budget: budget))
    #expect(try set.isEqual(to: parsed(other), by: MathComparison(budget: budget)))
  }
}
