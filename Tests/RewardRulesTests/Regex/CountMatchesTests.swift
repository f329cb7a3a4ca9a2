import RewardSemantics
import Testing

@testable import RewardRules

struct CountMatchesTests {
  private func count(_ text: String, _ pattern: String) throws -> Result {
    try Builtin.countMatches.call(.text(text), statics: ["pattern": .pattern(pattern)])
  }

  @Test func `counts matches that do not overlap`() throws {
    #expect(try count("aaaa", "aa") == .number(2))
    #expect(try count("one two three", #"\w+"#) == .number(3))
    #expect(try count("", "a") == .number(0))
  }

  @Test func `empty matches count once at each place`() throws {
    #expect(try count("", "a*") == .number(1))
    #expect(try count("aab", "a*") == .number(3))
    #expect(try count("é😀", "") == .number(3))
  }

  @Test func `the result is a count`() {
    let type = Builtin.countMatches.result([.text, nil], [nil, .pattern("a")])
    #expect(type == ValueType(.int, domain: .count))
  }
}
