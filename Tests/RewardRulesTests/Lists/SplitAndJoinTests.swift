import RewardSemantics
import Testing

@testable import RewardRules

struct SplitAndJoinTests {
  @Test(arguments: [
    ("a,b,,c", ",", ["a", "b", "", "c"]), (",", ",", ["", ""]), ("", ",", [""]), ("abc", ", ", ["abc"]),
    ("abc", "", ["abc"]), ("aaa", "aa", ["", "a"]), ("é→ü", "→", ["é", "ü"]), ("", "", [""]),
  ])
  func `split`(text: String, separator: String, expected: [String]) throws {
    #expect(try Builtin.split.call(.text(text), .text(separator)) == .texts(expected))
  }

  @Test func `join`() throws {
    #expect(try Builtin.join.call(["a", "b"], ", ") == .text("a, b"))
    #expect(try Builtin.join.call(["a", "", ""], "-") == .text("a--"))
    #expect(try Builtin.join.call(["a"], "-") == .text("a"))
    #expect(try Builtin.join.call([], "-") == .text(""))
  }

  @Test func `a joined text may not multiply without bound`() throws {
    let list = Argument.texts([String](repeating: "", count: 10_000))
    #expect(try Builtin.join.call(list, .text(String(repeating: "x", count: 10_000))) == .missing(.overLength))
  }
}
