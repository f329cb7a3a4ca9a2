import RewardSemantics
import Testing

@testable import RewardRules

struct ReplaceTests {
  private func replace(_ text: String, _ pattern: String, with replacement: String) throws -> Result {
    try Builtin.replace.call(.text(text), statics: ["pattern": .pattern(pattern), "with": .string(replacement)])
  }

  @Test func `every match is replaced`() throws {
    #expect(try replace("1,234,567", ",", with: "") == .text("1234567"))
    #expect(try replace("aaaa", "aa", with: "b") == .text("bb"))
    #expect(try replace("abc", "x", with: "y") == .text("abc"))
    #expect(try replace("", "x*", with: "y") == .text("y"))
  }

  @Test func `an empty match puts something between characters`() throws {
    #expect(try replace("é😀", "", with: "-") == .text("-é-😀-"))
  }

  @Test func `a replacement is not searched again`() throws {
    #expect(try replace("aa", "a", with: "aa") == .text("aaaa"))
  }

  @Test func `groups of the match`() throws {
    #expect(try replace("a=1 b=2", #"(\w)=(\w)"#, with: "$2=${1}0") == .text("1=a0 2=b0"))
    #expect(try replace("ab", "b", with: "[$0]") == .text("a[b]"))
    #expect(try replace("b", "(a)|b", with: "<$1>") == .text("<>"))
    #expect(try replace("5", "[0-9]", with: "$$$0") == .text("$5"))
  }

  @Test(arguments: [("$", 0), ("a$x", 1), ("é${1", 2), ("$2", 0), ("$1${}", 2), ("$99999999999999999999", 0)])
  func `a dollar sign must name a group`(replacement: String, offset: Int) {
    let error = #expect(throws: PreparationError.self) { try replace("a", "(a)", with: replacement) }
    #expect(error?.parameter == "with")
    #expect(error?.offset == offset)
  }

  @Test func `a result may not multiply without bound`() throws {
    let long = String(repeating: "x", count: 1000)
    #expect(try replace(String(repeating: "a", count: 100_000), "a", with: long) == .missing(.overLength))
  }
}
