import RewardSemantics
import Testing

@testable import RewardRules

/// Texts that were made to take long, or to break something. None of them may take more than moments.
struct MathLimitTests {
  /// A text whose name is shown in its place.
  struct Attack: CustomTestStringConvertible {
    var testDescription: String
    var text: String

    init(_ name: String, _ text: String) {
      testDescription = name
      self.text = text
    }

    init(_ name: String, _ part: String, times: Int, then rest: String = "") {
      self.init(name, String(repeating: part, count: times) + rest)
    }

    /// Brackets around a 1.
    init(nested open: String, _ close: String, depth: Int) {
      self.init("\(depth) of \(open)", open, times: depth, then: "1" + String(repeating: close, count: depth))
    }
  }

  private func verdict(_ candidate: String, _ truth: String, extract: String = "auto") throws -> Result {
    try Builtin.mathEqual.call(.text(candidate), .text(truth), statics: ["extract": .symbol(extract)])
  }

  @Test(arguments: [
    Attack(nested: "{", "}", depth: 100_000), Attack(nested: "(", ")", depth: 100_000),
    Attack(nested: "|", "|", depth: 9_000),
    Attack(nested: "\\sqrt{", "}", depth: 5_000), Attack(nested: "\\{", "\\}", depth: 70),
    Attack("digits", "9", times: 1_000_000), Attack("open fractions", "\\frac{", times: 166_000),
    Attack("functions", "\\sin ", times: 10_000, then: "1"),
    Attack("factorials", "3", times: 1, then: String(repeating: "!", count: 5_000)),
    Attack("powers", "2^", times: 5_000, then: "2"), Attack("tower", "9**9**9**9"),
    Attack("tower in braces", "9^{9^{9^{9}}}"),
    Attack("factorial", "(10^9)!"), Attack("binomial", #"\binom{10^{15}}{10^{12}}"#),
    Attack("sine", #"\sin(10^{100000})"#),
    Attack("sums of sums", #"\sum_{a=1}^{1000}\sum_{b=1}^{1000}\sum_{c=1}^{1000} abc"#),
    Attack("unions", (0..<3_000).map { "(\(2 * $0), \(2 * $0 + 1))" }.joined(separator: #"\cup"#)),
  ])
  func `a candidate over the limit is its own fault`(attack: Attack) throws {
    #expect(try verdict(attack.text, "5", extract: "whole") == .missing(.stepLimit))
  }

  @Test(arguments: [
    Attack("tower", "$9**9**9$"), Attack("minus tower", "$-9^{9^9}$"), Attack("small tower", "$9^{-9^9}$"),
    Attack("high power", "$(x+1)^{100000}$"), Attack("many terms", "$(a+b+c+d+f+g)^{60}$"),
    Attack("ones", "1+", times: 5_000, then: "1"),
    Attack("signs", "-", times: 50_000, then: "1"), Attack("quotients", "1/", times: 5_000, then: "2"),
    Attack("list", "$" + (0..<3_000).map(String.init).joined(separator: ", ") + "$"),
    Attack("boxes", "\\boxed{1} ", times: 50_000), Attack("open boxes", "\\boxed{", times: 50_000),
    Attack("dollars", "$", times: 300_000),
    Attack("open formulas", "\\(", times: 200_000), Attack("spaces", " ", times: 300_000),
    Attack("numbers", "1 ", times: 200_000),
    Attack("answers", "answer ", times: 50_000), Attack("final answers", "final answer is ", times: 20_000),
    Attack("open texts", "\\text{", times: 50_000), Attack("zero bytes", "\u{0}", times: 10_000),
    Attack("no ASCII", "é", times: 100_000),
  ])
  func `what is long but can be decided is only wrong`(attack: Attack) throws {
    #expect(try verdict(attack.text, "5", extract: "text") == .no)
  }

  @Test func `powers that are never written out can be compared`() throws {
    #expect(try verdict("9**9**9", "9^{9^9}") == .yes)
    #expect(try verdict("9**9**9", "9^{9^8}") == .no)
    #expect(try verdict("(x+1)^{100000}", "(1+x)^{100000}") == .yes)
    #expect(try verdict("(x+1)^{100000}", "(x+1)^{100001}") == .no)
    #expect(try verdict("(x+1)^{100000} + 1", "(x+1)^{100000}") == .no)
    #expect(try verdict("(y+z)^{40}(y-z)^{40}", "(y^2-z^2)^{40}") == .yes)
    #expect(try verdict("2^{1000}", "16^{250}") == .yes)
    #expect(try verdict("200!", "200 * 199!") == .yes)
    // A difference that no precision shows is not called equal.
    #expect(try verdict("9**9**9 + 1", "9**9**9 + 2") == .no)
    #expect(try verdict("9**9**9 + \\sqrt{2}", "9**9**9 + 1.5") != .yes)
  }

  @Test func `a truth over the limit is no fault of the candidate`() throws {
    #expect(try verdict("5", Attack(nested: "{", "}", depth: 100_000).text, extract: "whole") == .missing(.badValue))
    #expect(try verdict("5", Attack("digits", "9", times: 1_000_000).text) == .missing(.badValue))
  }

  @Test func `long lists are compared in any order`() throws {
    let numbers = (0..<2_000).map { "\($0)" }
    let other = numbers.reversed().joined(separator: ", ")
    #expect(try verdict(other, numbers.joined(separator: ", "), extract: "whole") == .yes)
  }

  @Test func `equal texts get equal answers from many threads`() async throws {
    let prepared = try Builtin.mathEqual.prepared()
    let verdicts = await withTaskGroup(of: [Result].self) { group in
      for _ in 0..<4 {
        group.addTask {
          (1..<40).map { prepared.call([.text("\\sqrt{\($0)} + x^\($0)"), .text("x^\($0) + \($0)^{1/2}")]) }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(verdicts.allSatisfy { $0 == .yes })
  }
}
