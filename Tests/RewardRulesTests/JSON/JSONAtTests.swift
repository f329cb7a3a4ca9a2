import RewardSemantics
import Testing

@testable import RewardRules

struct JSONAtTests {
  private func read(_ builtin: Builtin, _ json: String, _ path: String? = nil) throws -> Result {
    try builtin.call(.text(json), statics: path.map { ["path": .string($0)] } ?? [:])
  }

  private let sample = #"""
     { "a" : {"b": [1, {"c": "x\ny"}, null], "0": true, "": 9 }, "n": -1.5e3, "a": 2,
      "\u0065sc": "\u00e9", "deep": [[["in"]]] }
    """#

  @Test(arguments: [
    ("n", "-1.5e3"), ("a.b.1", #"{"c": "x\ny"}"#), ("a.b.1.c", #""x\ny""#), ("a.0", "true"), ("esc", #""\u00e9""#),
    ("deep.0.0.0", #""in""#),
  ])
  func `a path leads to a value`(path: String, value: String) throws {
    #expect(try read(.jsonAt, sample, path) == .text(value))
  }

  @Test(arguments: [
    "x", "a.b.3", "a.b.01", "a.b.-1", "a.b.+1", "a.b.1e0", "n.x", "a.b.x", "a.b.2", "a.b.2.x", "A",
    "a.b.99999999999999999999",
  ])
  func `where nothing is, or null, the value abstains`(path: String) throws {
    for builtin in [Builtin.jsonAt, .jsonNumber, .jsonBool, .jsonText, .jsonNumbers, .jsonTexts, .jsonCount] {
      #expect(try read(builtin, sample, path) == .missing(.noMatch), "\(builtin.name)")
    }
  }

  @Test func `without a path it is the whole`() throws {
    #expect(try read(.jsonAt, " [1] \n") == .text("[1]"))
    #expect(try read(.jsonNumber, "\t7") == .number(7))
    #expect(try read(.jsonText, #""a""#) == .text("a"))
    #expect(try read(.jsonNumber, "null") == .missing(.noMatch))
  }

  @Test func `of equal names the first counts`() throws {
    #expect(try read(.jsonNumber, #"{"a": 1, "a": 2}"#, "a") == .number(1))
    #expect(try read(.jsonNumber, #"{"a": {"x": 1}, "a": {"b": 2}}"#, "a.b") == .missing(.noMatch))
    #expect(try read(.jsonNumber, #"{"\u0061": 1, "a": 2}"#, "a") == .number(1))
  }

  @Test(arguments: [
    "", "{", "{\"a\": 1", "{\"a\": 1}}", "{\"a\": 1} x", "{\"a\": 1,}", "{\"a\": 1, \"b\": tru}", "{'a': 1}", "nope",
    "{\"b\": [1 2], \"a\": 1}", "{\"a\": 1 \"b\": 2}", "{\"a\"}", "{\"a\": 01}",
  ])
  func `what is not JSON to its end abstains`(text: String) throws {
    #expect(try read(.jsonNumber, text, "a") == .missing(.noMatch))
  }

  @Test func `values are nested at most a thousand deep`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + "7" + String(repeating: "]", count: depth)
    }
    func path(_ depth: Int) -> String { [String](repeating: "0", count: depth).joined(separator: ".") }
    #expect(try read(.jsonNumber, nested(1000), path(1000)) == .number(7))
    #expect(try read(.jsonNumber, nested(1000), path(1001)) == .missing(.noMatch))
    #expect(try read(.jsonNumber, nested(1001), path(1001)) == .missing(.noMatch))
    #expect(try read(.jsonNumber, nested(1001), path(3)) == .missing(.noMatch))
    #expect(try read(.jsonCount, nested(500_000), path(9)) == .missing(.noMatch))
  }

  @Test(arguments: ["", ".", "a.", ".a", "a..b"]) func `a path without a step is a mistake`(path: String) {
    let error = #expect(throws: PreparationError.self) { try read(.jsonAt, "{}", path) }
    #expect(error?.parameter == "path")
  }

  @Test func `a long text`() throws {
    let list = "[" + String(repeating: "{\"a\": \"\\u00e9\", \"b\": -1.5e3},\n", count: 40_000) + "{\"b\": 3}]"
    #expect(try read(.jsonNumber, list, "40000.b") == .number(3))
    #expect(try read(.jsonCount, list) == .number(40_001))
  }
}

/// What a JSON value is read as.
struct JSONReaderTests {
  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("-0.0", 0), ("12", 12), ("-1.5", -1.5), ("0.1", 0.1), ("1e2", 100), ("1E-2", 0.01),
      ("123456789012345", 123_456_789_012_345), ("0.000000000000001", 1e-15),
      ("9007199254740993", 9_007_199_254_740_992),
      ("3.14159265358979", 3.14159265358979), ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown),
      ("true", 1),
      ("false", 0), ("1e-400", 0),
    ] as [(String, Double)])
  func `a number is the nearest double`(json: String, expected: Double) throws {
    #expect(try Builtin.jsonNumber.call(.text(json)) == .number(expected))
  }

  @Test func `a number too large for a double is failed`() throws {
    #expect(try Builtin.jsonNumber.call("-1e400") == .missing(.notFinite))
    #expect(try Builtin.jsonNumber.call("1e9999999999") == .missing(.notFinite))
    #expect(try Builtin.jsonNumbers.call("[1, 1e400]") == .missing(.notFinite))
  }

  @Test(arguments: [
    (#""""#, ""), (#""a b""#, "a b"), (#""é😀""#, "é😀"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
    (#""\u00e9\uD83D\uDE00\u0000.""#, "é😀\0."), (#""\ud800x\udc00""#, "\u{FFFD}x\u{FFFD}"),
    (#""\ud800\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""\ud83d""#, "\u{FFFD}"), (#""\uABCD""#, "\u{ABCD}"),
  ])
  func `a string is its text`(json: String, expected: String) throws {
    #expect(try Builtin.jsonText.call(.text(json)) == .text(expected))
    #expect(try Builtin.jsonTexts.call(.text("[\(json), \"z\"]")) == .texts([expected, "z"]))
  }

  @Test func `lists`() throws {
    #expect(try Builtin.jsonNumbers.call("[ 1 , -2.5, true ]") == .numbers([1, -2.5, 1]))
    #expect(try Builtin.jsonNumbers.call("[]") == .numbers([]))
    #expect(try Builtin.jsonTexts.call(#"["a", ""]"#) == .texts(["a", ""]))
    #expect(try Builtin.jsonTexts.call("[]") == .texts([]))
    #expect(try Builtin.jsonNumbers.call("[1, null]") == .missing(.noMatch))
    #expect(try Builtin.jsonTexts.call(#"["a", null]"#) == .missing(.noMatch))
  }

  @Test func `conditions and counts`() throws {
    #expect(try Builtin.jsonBool.call("true") == .yes)
    #expect(try Builtin.jsonBool.call("0") == .no)
    #expect(try Builtin.jsonBool.call("2") == .missing(.badValue))
    #expect(try Builtin.jsonCount.call("[1, [2, 3]]") == .number(2))
    #expect(try Builtin.jsonCount.call(#"{"a": 1, "b": 2, "\u0061": 3}"#) == .number(2))
    #expect(try Builtin.jsonCount.call("{}") == .number(0))
  }

  @Test func `another kind of value is failed`() throws {
    let kinds = [
      (Builtin.jsonNumber, [#""1""#, "[1]", "{}"]), (.jsonText, ["1", "true", #"["a"]"#]),
      (.jsonBool, [#""true""#, "[]"]), (.jsonNumbers, ["1", "{}", #"[1, "2"]"#, #"[null, "2"]"#, "[[1]]"]),
      (.jsonTexts, [#""a""#, "[1]", #"[null, 1]"#]), (.jsonCount, ["1", #""a""#]),
    ]
    for (builtin, values) in kinds {
      for value in values { #expect(try builtin.call(.text(value)) == .missing(.badValue), "\(builtin.name) \(value)") }
    }
  }
}
