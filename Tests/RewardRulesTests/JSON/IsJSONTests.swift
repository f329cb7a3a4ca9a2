import RewardSemantics
import Testing

@testable import RewardRules

struct IsJSONTests {
  @Test(arguments: [
    "{}", "[]", "null", "true", "false", "0", "-0", "1.5e-3", "10E+2", #""""#, #""é😀""#, #""\"\\\/\b\f\n\r\t\u00e9""#,
    " \t\r\n[1, [2, {\"a\": {}}], \"x\"]\n", #"{"a": 1, "a": 2}"#, #""\ud800""#, "\"\u{7F}\"", #"{"": []}"#,
    "[{}]", "[[{}], {\"a\": []}]",
  ])
  func `what is JSON`(text: String) throws {
    #expect(try Builtin.isJSON.call(.text(text)) == .yes)
  }

  @Test(arguments: [
    "", " ", "nul", "nulll", "True", "NaN", "Infinity", "01", "-", "+1", ".5", "1.", "1e", "1e+", "0x1", "--1",
    "[", "]", "[1", "[1,]", "[,1]", "[1 2]", "[1]]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a: 1}", "{1: 1}",
    "{\"a\" 1}", "{\"a\": 1]", "[1}", "'a'", "\"a", #""\x""#, #""\u12g4""#, #""\u12"#, "\"a\nb\"", "\"\0\"",
    "1 2", "{} {}", "// a\n1", "\u{FEFF}1", "\u{A0}1", "```json\n{}\n```", #""a" "b""#, "{,}", ":", ",",
  ])
  func `what is none`(text: String) throws {
    #expect(try Builtin.isJSON.call(.text(text)) == .no)
    #expect(try Builtin.isJSONObject.call(.text(text)) == .no)
  }

  @Test func `an object is an object outermost`() throws {
    #expect(try Builtin.isJSONObject.call(" {\"a\": [1]}\n") == .yes)
    #expect(try Builtin.isJSONObject.call("[{}]") == .no)
    #expect(try Builtin.isJSONObject.call("{}[]") == .no)
  }

  @Test func `values are nested at most a thousand deep`() throws {
    func nested(_ depth: Int) -> Argument {
      .text(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
    }
    #expect(try Builtin.isJSON.call(nested(1000)) == .yes)
    #expect(try Builtin.isJSON.call(nested(1001)) == .no)
    #expect(try Builtin.isJSON.call(nested(500_000)) == .no)
    let objects = String(repeating: "{\"a\":", count: 1000) + "1" + String(repeating: "}", count: 1000)
    #expect(try Builtin.isJSON.call(.text(objects)) == .yes)
    #expect(try Builtin.isJSON.call(.text("[" + objects + "]")) == .no)
  }

  @Test func `a long text`() throws {
    let list = "[" + String(repeating: "{\"a\": \"\\u00e9\", \"b\": -1.5e3},\n", count: 40_000) + "null]"
    #expect(try Builtin.isJSON.call(.text(list)) == .yes)
    #expect(try Builtin.isJSON.call(.text(String(list.dropLast()))) == .no)
  }
}
