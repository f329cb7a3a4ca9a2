import RewardSemantics
import Testing

@testable import RewardRules

struct NumberTests {
  @Test(arguments: [
    ("0", 0.0), ("42", 42), ("-42", -42), ("+42", 42), ("−3", -3), (" \n1,234,567.5\u{A0}", 1_234_567.5), (".5", 0.5),
    ("2e3", 2000), ("2E-3", 0.002), ("1e+2", 100), ("1e−2", 0.01), ("007", 7), ("0.1", 0.1), ("1e308", 1e308),
    ("1e-400", 0), ("-0", 0), ("0e5", 0), ("9007199254740993", 9_007_199_254_740_992), ("123,456e1", 1_234_560),
  ])
  func `what is a number`(text: String, expected: Double) throws {
    #expect(try Builtin.number.call(.text(text)) == .number(expected))
  }

  @Test(arguments: [
    "", " ", "-", ".", "5.", "1,23", "1,2345", "1234,567", "0,123", ",123", "1,", "1,,000", "0.1,000", "12%", "$5",
    "1/2",
    "0x1F", "²", "٣", "inf", "nan", "1e", "1e5.5", "e5", "--1", "- 1", "1 000", "1_000", "12 apples", "1e400", "-1e400",
    "1e9999999999", "1\0", "½", "１",
  ])
  func `what is none abstains`(text: String) throws {
    #expect(try Builtin.number.call(.text(text)) == .missing(.noMatch))
  }

  @Test func `a long row of digits is rounded like a short one`() throws {
    let half = "0.5" + String(repeating: "0", count: 1_000_000)
    #expect(try Builtin.number.call(.text(half)) == .number(0.5))
    // Half way between two doubles, and a last digit that decides.
    let tie = "9007199254740993." + String(repeating: "0", count: 2000)
    #expect(try Builtin.number.call(.text(tie)) == .number(9_007_199_254_740_992))
    #expect(try Builtin.number.call(.text(tie + "1")) == .number(9_007_199_254_740_994))
    #expect(try Builtin.number.call(.text(String(repeating: "9", count: 400))) == .missing(.noMatch))
  }

  @Test(arguments: [
    ("1,000", "1e3", true), ("0.50", ".5", true), ("-0", "0", true), ("+1", "1", true), ("−1", "-1", true),
    ("0.1", "0.10000000000000000001", false), ("0.333", "0.3333", false), ("1e400", "10e399", true),
    ("9007199254740993", "9007199254740992", false), ("1", "-1", false), ("0.001", "1e-3", true),
    (" x + 1", "x + 1 ", true), ("4", "four", false), ("", "  ", true), ("4.", "4", false), ("4.", " 4.", true),
  ])
  func `numbers are compared exactly, other texts as they stand`(a: String, b: String, expected: Bool) throws {
    #expect(try Builtin.numberEqual.call(.text(a), .text(b)) == (expected ? .yes : .no))
    #expect(try Builtin.numberEqual.call(.text(b), .text(a)) == (expected ? .yes : .no))
  }
}
