import Testing

@testable import RewardLanguageServer

@Suite struct JSONTests {
  private func parse(_ text: String) -> JSON? { JSONParser.parse(Array(text.utf8)) }

  @Test(arguments: [
    (#"{"a": [1, -2.5e3, true, false, null], "b": {}}"#, #"{"a":[1,-2500,true,false,null],"b":{}}"#),
    (#" "é\u00e9😀\ud83d\ude00\n\"\\\/" "#, #""éé😀😀\n\"\\/""#), (#""\ud83d""#, "\"\u{FFFD}\""),
    ("[]", "[]"), ("0", "0"), (#""\u0001""#, #""\u0001""#), (#"{"a":1,"a":2}"#, #"{"a":2}"#),
  ])
  func `reads and writes every kind of value`(text: String, written: String) {
    #expect(parse(text)?.text == written)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "01", "1.", "+1", "nul", "\"a", "\"\\x\"", "\"\\u12\"", "[1] 2", "{1: 2}", "\"\n\"",
    "-",
    "1e", "NaN", "'a'", "\u{FEFF}1",
  ])
  func `what is no JSON text is nothing`(text: String) { #expect(parse(text) == nil) }

  @Test func `bytes that are no text, and endless nesting, are nothing`() {
    #expect(JSONParser.parse([0x22, 0xFF, 0x22]) == nil)
    #expect(parse(String(repeating: "[", count: 100_000)) == nil)
  }

  @Test func `asks for members that are not there`() {
    let value: JSON = ["a": ["b": 1]]
    #expect(value["a"]["b"].integer == 1)
    #expect(value["b"]["c"].isNull && JSON.number(1.5).integer == nil && JSON.number(1e300).integer == nil)
  }
}
