import RewardSemantics
import Testing

@testable import RewardRules

/// Which patterns and flags are accepted, and where a mistake is reported.
struct PatternTests {
  private func mistake(_ source: String, _ flags: String = "") -> PreparationError? {
    do {
      _ = try Pattern(.init(bytes: Array(source.utf8), flags: Array(flags.utf8)))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("[a-z", 4), ("a(b", 3), ("a)b", 1), ("+a", 0), ("(?<n>a)(?<n>b)", 12), (#"(a)\2"#, 4), ("[z-a]", 3),
    ("(?<=a*)b", 0),
  ])
  func `a pattern that does not compile is reported at its byte`(source: String, offset: Int) throws {
    let error = try #require(mistake(source))
    #expect(error.parameter == "pattern")
    #expect(error.offset == offset)
    #expect(!error.message.isEmpty)
  }

  @Test func `the offset counts bytes, not characters`() {
    #expect(mistake("éé)")?.offset == 4)
  }

  @Test(arguments: ["g", "iq", "0"]) func `an unknown flag is an error`(flags: String) throws {
    #expect(try #require(mistake("a", flags)).message.contains("unknown flag"))
  }

  @Test(arguments: [
    ("a(*COMMIT)b", 1), ("(*UTF)a", 0), ("(*LIMIT_MATCH=1)a", 0), ("(*pla:a)", 0), ("[]](*FAIL)", 3), ("[^]](*F)", 4),
    (#"\\(*ACCEPT)"#, 2), (#"\Qa\E(*F)"#, 5), ("(?#[)(*F)", 5), ("[[:alpha:]](*F)", 11), ("[[](*F)", 3),
    ("(?x) # [ \n (*COMMIT)", 11), ("(?-x)#[\n(*F)]", 8),
  ])
  func `verbs, settings and named assertions are not supported`(source: String, offset: Int) throws {
    let error = try #require(mistake(source))
    #expect(error.message == "`(*` is not supported in patterns")
    #expect(error.offset == offset)
  }

  @Test(arguments: ["[(*]", #"\(*"#, #"\Q(*F)\E"#, "(?#(*F)", "[[:alpha:](*]", "a{2}(b)*"])
  func `what only looks like a verb is accepted`(source: String) {
    #expect(mistake(source) == nil)
  }

  @Test func `a comment of an extended pattern may say anything`() {
    #expect(mistake("a # (*F)\n b", "x") == nil)
    #expect(mistake("a # (*F)\n b")?.offset == 4)
  }

  @Test(arguments: ["a(?C)b", "a(?C12)b", "a(?C'text')b"])
  func `callouts are not supported`(source: String) throws {
    let error = try #require(mistake(source))
    #expect(error.message == "callouts are not supported in patterns")
  }

  @Test func `matching single bytes is not supported`() {
    #expect(mistake(#"a\C"#) != nil)
  }

  @Test func `a pattern has a greatest length`() {
    #expect(mistake(String(repeating: "a", count: 10_000)) == nil)
    #expect(mistake(String(repeating: "a", count: Pattern.maximumLength + 1)) != nil)
  }

  /// The JIT of PCRE2 10.42 is wrong on some of these.
  @Test(arguments: [
    ("(?>a+?)b", true), ("(?:a)*+b", true), ("(a)++", true), ("(a)?+", true), ("(a){2}+", true), ("(a) * +", true),
    ("(?|(a)|(b))", true), ("(1|)b*1", true), ("(|1)b", true), ("(?:|1)b", true), ("a||b", true), ("a|", true),
    ("(?*a)", true),
    ("[^a]*+b", false), (#"\d++b"#, false), ("(?:a)*b+", false), (#"\(?>"#, false), ("[(?>]", false), ("(a|b)*", false),
    ("(?#(?>)a", false), ("(?<=a)b", false), (#"a\|"#, false), ("[|)]", false),
  ])
  func `patterns that are hard for the JIT are left to the interpreter`(source: String, isHard: Bool) throws {
    let pattern = try Pattern(.init(bytes: Array(source.utf8)))
    #expect(pattern.fast.isJIT == !isHard)
    #expect(pattern.metered?.isJIT == !isHard)
  }

  @Test func `a pattern that grows too large is an error`() {
    #expect(mistake("(?:(?:a{500}){500}){500}") != nil)
  }
}
