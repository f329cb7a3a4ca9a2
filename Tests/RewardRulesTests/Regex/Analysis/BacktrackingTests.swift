import Glibc
import RewardSemantics
import Testing

@testable import RewardRules

/// Which patterns are slow, how slow, and that their attacks really are: PCRE2's interpreter counts the steps.
struct BacktrackingTests {
  private func pattern(_ source: String, _ flags: String = "") -> StaticValue.Pattern {
    .init(bytes: Array(source.utf8), flags: Array(flags.utf8))
  }

  @Test(arguments: [
    // Calls of tools, repeated; and thoughts, repeated: a cut-off response is enough.
    (#"\A(?:<tool_call>.*?</tool_call>\s*)+\z"#, "s"),
    (#"\A(?:<think>.*?</think>\s*)*<answer>.*?</answer>\z"#, "s"),
    (#"^(?:(?:<think>.*</think>)*(?:<answer>.*</answer>)*)*$"#, "s"),
    (#"(a+)+\z"#, ""), ("(a*)*b", ""), ("(?:a|a)*b", ""), ("(a|b|ab)*c", ""), ("(x+x+)+y", ""), ("(a?b?)*c", ""),
    (#"\A(\w+\s?)*\z"#, ""), (#"^(([a-z])+.)+[A-Z]([a-z])+$"#, ""),
    (#"\A(?:\d+,?)*;"#, ""), ("(?i:(A|a)+)!", ""), ("(é|[à-ü])+!", ""), ("(?x) ( a | [ab] )+  # twice \n !", ""),
    (#"\A(?:\p{L}+\s*)+[.]"#, ""), ("(a{2,}b?)*c", ""), (#"(?:\Qa.\E+|[.])*x"#, ""),
  ])
  func `takes exponential time, and the attack shows it`(source: String, flags: String) throws {
    let pattern = pattern(source, flags)
    let found = try #require(Backtracking(of: pattern))
    #expect(found.kind == .exponential)
    #expect(found.attack.pumps.count == 1)
    try expectExponential(found, pattern)
    #expect(found.growth.bytes < 1000)
  }

  @Test(arguments: ["(a+)+!", #"\A(?:<t>.*?</t>)+\z"#, #"<answer>\s*(.*?)\s*</answer>"#])
  func `goes over the limit of a run where it is said to`(source: String) throws {
    let found = try #require(Backtracking(of: pattern(source)))
    let compiled = try Pattern(pattern(source))
    let limit = StepBudget().metered
    let count = found.growth.repetitions
    #expect(Growth.steps(of: compiled, on: found.attack.text(count * 11 / 10 + 1), atMost: limit) == nil)
    #expect(Growth.steps(of: compiled, on: found.attack.text(count * 3 / 4), atMost: limit) != nil)
  }

  @Test(arguments: [
    // Of the answer between tags, blanks taken off in the pattern: the most usual of all.
    (#"<answer>\s*(.*?)\s*</answer>"#, "s", 3),
    (#"\A<answer>\s*(.*?)\s*</answer>"#, "s", 3),
    (#"\A.*<think>.*</think>.*<answer>.*</answer>.*\z"#, "s", 4),
    (".*a.*b.*c", "s", 3), (#"\d+\d+\d+x"#, "", 4), (#"a*a*a*b"#, "", 4), (#"\A\s*\w*\s*\w*\s*;"#, "", 3),
  ])
  func `takes a high power of the length, and the attack shows it`(source: String, flags: String, degree: Int) throws {
    let pattern = pattern(source, flags)
    let found = try #require(Backtracking(of: pattern))
    #expect(found.kind == .polynomial(degree: degree))
    try expectPolynomial(found, pattern, power: Double(degree) - 0.6)
  }

  @Test(arguments: [
    // The start of the search, and what never holds anything, give no ways.
    (#"(?>[ab]*?)a*a*a*x"#, "", 4), (#"^.*:.*:.*x$"#, "m", 3), (#"\b\w+\w+\w+!"#, "", 3), ("(?<!a)a*a*a*x", "", 3),
  ])
  func `takes a lower power than the automaton has, and a short attack shows it`(
    source: String, flags: String, degree: Int
  ) throws {
    let pattern = pattern(source, flags)
    let found = try #require(Backtracking(of: pattern))
    #expect(found.kind == .polynomial(degree: degree))
    #expect(found.attack.pumps.count == 1, "\(found.attack)")
    try expectPolynomial(found, pattern, power: Double(degree) - 0.6)
    // Not more, either.
    let interpreter = try #require(InterpreterSteps(pattern))
    let count = max(2, found.growth.repetitions / 4)
    let steps = [count, 2 * count].map { Double(interpreter.count(found.attack.text($0), limit: 100_000_000)) }
    #expect(steps[1] < steps[0] * pow(2, Double(degree) + 0.4), "\(found.attack) \(steps)")
  }

  @Test(arguments: [
    (String(repeating: "(a*)", count: 20) + "b", 5), (String(repeating: "(a*)", count: 40) + "b", 5),
    (String(repeating: "(a*)", count: 300) + "b", 4), (String(repeating: #"\s*"#, count: 150) + "b", 5),
    (String(repeating: "(.*?[a-z])", count: 60) + "Z", 5),
  ])
  func `takes so high a power that few repetitions are enough`(source: String, least: Int) throws {
    let pattern = pattern(source)
    let found = try #require(Backtracking(of: pattern))
    #expect((least...9).map { .polynomial(degree: $0) }.contains(found.kind))
    #expect(found.growth.repetitions < 12)
    // Without the groups, whose number makes each step take long.
    let light = try Pattern(self.pattern("(?n)" + source))
    let text = found.attack.text(found.growth.repetitions)
    #expect(Growth.steps(of: light, on: text, atMost: StepBudget().metered) == nil)
  }

  @Test(arguments: [
    // The layout that most rewards ask for: the second power at worst.
    (#"\A<think>.*?</think>\s*<answer>.*?</answer>\s*\z"#, "s"),
    (#"<answer>(.*?)</answer>"#, "s"), (#"\s+$"#, ""), (#"\s+\z"#, ""), ("(?:.|\n)*x", ""),
    // Atomic and possessive parts give nothing back.
    ("(?>a+)+b", ""), ("(a++)+b", ""), (#"<answer>(?>\s*)([^<]*?)(?>\s*)</answer>"#, "s"),
    // A round begins with what the one before cannot hold.
    (#"\A(?:<tool_call>[^<]*</tool_call>\s*)+\z"#, ""),
    (#"\A(?:<think>[^<]*</think>\s*)*<answer>[^<]*</answer>\z"#, ""),
    (#"\A(?:(?!</think>).)*</think>"#, "s"), (#"\A(?:[^"\\]|\\.)*""#, ""), (#"\A\d+(?:,\d{3})*(?:\.\d+)?\z"#, ""),
    // Only a text with a quote is searched at all, and that matches.
    (#"(?:[^"]|\\.|[\\n])*""#, ""),
    // Always matches: there is nothing to go back for.
    ("(a+)+", ""), ("(a*)*.*", "s"),
    // Not analysed.
    (#"(a+)\1+b"#, ""), (#"(a|(?R))*b"#, ""), ("(?(?=a)a|b)*c", ""),
  ])
  func `is harmless, or not known to be harmful`(source: String, flags: String) {
    #expect(Backtracking(of: pattern(source, flags)) == nil)
  }

  @Test(arguments: [
    ("x(a+)+b", "(a+)+"), (#"<answer>\s*(.*?)\s*</answer>"#, #"\s*(.*?)\s*"#), ("é(?:a|a)*b", "(?:a|a)*"),
    (#"\A\w+ (?:<t>.*?</t>)+\z"#, "(?:<t>.*?</t>)+"), ("q*(?:(?:a|b|ab)*c)?!", "(?:a|b|ab)*"),
  ])
  func `says which part is to blame`(source: String, part: String) throws {
    let found = try #require(Backtracking(of: pattern(source, "s")))
    #expect(String(decoding: Array(source.utf8)[found.source], as: UTF8.self) == part)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      String(repeating: "(a|b)*", count: 5000),
      String(repeating: "(", count: 200) + "a" + String(repeating: ")*", count: 200),
      String(repeating: "a?", count: 300) + "b", String(repeating: #"\s*"#, count: 150) + "b",
      "(?:" + (0..<300).map { "x\($0)y*" }.joined(separator: "|") + ")*z",
      "(?:" + String(repeating: "(?:a?b?)?", count: 40) + ")*z", "((a{1,12}){1,12}){1,12}b",
    ])
  func `an analysis ends soon`(source: String) {
    let clock = ContinuousClock()
    let time = clock.measure { _ = Backtracking(of: pattern(source)) }
    #expect(time < .seconds(10))
  }

  @Test(arguments: [
    String(repeating: "(a*)", count: 20) + "b", String(repeating: "(a*)", count: 300) + "b",
    String(repeating: "(.*?[a-z])", count: 60) + "Z", "(?:(?:a?){12}){30}b",
    "(?:" + String(repeating: "a?b?", count: 90) + ")*(?:" + String(repeating: "b?a?", count: 90) + ")*z",
    String(repeating: "(?:", count: 90) + String(repeating: "){12}", count: 90),
    // Groups that capture make steps cost more.
    (0..<300).map { "(?<g\($0)>a*)" }.joined() + "b",
    // Takes very many steps of the empty text, and only a few more of a longer one.
    #"\A(?:a*a*a*z|"# + String(repeating: "(?:c?)?", count: 16) + "q)",
  ])
  func `the work of an analysis is bounded`(source: String) {
    let budget = AnalysisBudget()
    _ = Backtracking(of: pattern(source), budget: budget)
    // The last place that is noted may go a little over.
    #expect(budget.searched <= AnalysisBudget.searchLimit + 100)
    #expect(budget.stepped <= AnalysisBudget.stepLimit)
  }

  @Test func `nothing is found, and nothing done, without budget`() {
    let pattern = pattern("(a+)+b")
    let spent = AnalysisBudget()
    while spent.look() {}
    #expect(Backtracking(of: pattern, budget: spent) == nil)
    #expect(spent.searched == AnalysisBudget.searchLimit)
    #expect(Backtracking(of: pattern) != nil)
  }

  @Test func `an attack repeats each word once`() {
    func pump(_ link: String, _ word: String) -> Attack.Pump { .init(link: Array(link.utf8), word: Array(word.utf8)) }
    // One more is as good as one in the link; and two in a row share the text as one does.
    let merged = Attack(
      [pump("xab", "ab"), pump("ab", "ab"), pump("", "ab"), pump("b", "ab")], suffix: Array("!".utf8))
    #expect(merged.pumps == [pump("x", "ab"), pump("b", "ab")])
    #expect(merged.text(2) == Array("xababbabab!".utf8))
    #expect(merged.withoutFirstPump?.text(2) == Array("xabbabab!".utf8))
    #expect(merged.withoutFirstPump?.withoutFirstPump == nil)
  }

  @Test func `an attack is shown without control characters`() {
    let attack = Attack([.init(link: Array("<\"".utf8), word: Array("\n\u{1B}".utf8))], suffix: Array("é".utf8))
    #expect(attack.description(3) == #""<\"" "\n\u{1B}"*3 "\u{00E9}""#)
    #expect(attack.text(2) == Array("<\"\n\u{1B}\n\u{1B}é".utf8))
  }
}

/// Every repetition multiplies the steps: by as much for many repetitions as for few.
func expectExponential(_ found: Backtracking, _ pattern: StaticValue.Pattern) throws {
  let interpreter = try #require(InterpreterSteps(pattern))
  let limit = 1_000_000
  var steps = [0]
  while let last = steps.last, last < limit, steps.count < 200 {
    steps.append(interpreter.count(found.attack.text(steps.count), limit: 100 * limit))
  }
  let count = steps.count - 1
  func rate(_ from: Int, _ to: Int) -> Double { log(Double(steps[to]) / Double(steps[from])) / Double(to - from) }
  try #require(count >= 3 && steps[count] >= limit, "\(found.attack) \(steps)")
  let (half, quarter) = count > 3 ? (count / 2, count / 4) : (2, 1)
  #expect(rate(half, count) > 0.65 * rate(quarter, half), "\(found.attack) \(steps)")
}

/// Twice the repetitions take 2^power times the steps at least.
func expectPolynomial(_ found: Backtracking, _ pattern: StaticValue.Pattern, power: Double) throws {
  let interpreter = try #require(InterpreterSteps(pattern))
  let count = max(2, found.growth.repetitions / 4)
  let steps = [count, 2 * count].map { interpreter.count(found.attack.text($0), limit: 100_000_000) }
  #expect(Double(steps[1]) >= Double(steps[0]) * pow(2, power), "\(pattern.bytes) \(steps)")
}
