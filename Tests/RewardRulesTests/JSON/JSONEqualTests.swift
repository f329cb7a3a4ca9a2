import RewardSemantics
import Testing

@testable import RewardRules

struct JSONEqualTests {
  @Test(arguments: [
    ("1", "1.0"), ("100", "1e2"), ("-0.0", "0"), ("0.1", "1E-1"), (#""é""#, #""\u00e9""#), ("[ ]", "[]"),
    (#"{"a": 1, "b": [true, null]}"#, #"{"b":[true,null],"a":1.00}"#), (#"{"a": 1, "a": 2}"#, #"{"a": 1}"#),
    ("123456789012345678901234567890", "123456789012345678901234567890.0"),
  ])
  func `equal values are equal however they are written`(a: String, b: String) throws {
    #expect(try Builtin.jsonEqual.call(.text(a), .text(b)) == .yes)
    #expect(try Builtin.jsonEqual.call(.text(b), .text(a)) == .yes)
  }

  @Test(arguments: [
    ("1", "true"), ("1", #""1""#), ("0", "null"), ("[1, 2]", "[2, 1]"), ("[]", "{}"),
    (#"{"a": 1}"#, #"{"a": 1, "b": 1}"#),
    (#"{"a": 1}"#, #"{"b": 1}"#), ("0.1", "0.10000000000000000001"), ("9007199254740993", "9007199254740992"),
    ("1", "x"), ("", ""), (#""a""#, #""A""#), ("[[1]]", "[[1, 1]]"),
  ])
  func `other values are not`(a: String, b: String) throws {
    #expect(try Builtin.jsonEqual.call(.text(a), .text(b)) == .no)
  }

  @Test func `the order of names does not matter, however many there are`() throws {
    let members = (0..<20_000).map { "\"k\($0)\": {\"v\": [\($0)]}" }
    let (a, b) = (members.joined(separator: ","), members.reversed().joined(separator: ","))
    #expect(try Builtin.jsonEqual.call(.text("{\(a)}"), .text("{\(b)}")) == .yes)
  }

  @Test func `deep texts`() throws {
    let deep = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
    #expect(try Builtin.jsonEqual.call(.text(deep), .text(deep)) == .yes)
    let deeper = String(repeating: #"{"a":"#, count: 100_000)
    #expect(try Builtin.jsonEqual.call(.text(deeper), .text(deeper)) == .no)
  }

  @Test(arguments: [
    (#"{"b": 1, "a": {"d": [ ], "c": null}}"#, #"{"a":{"c":null,"d":[]},"b":1}"#), ("1.50", "1.5"), ("-0", "0"),
    ("-0.0", "0"), ("1e3", "1000"), ("12345678901234567890", "12345678901234567890"), (#""\u0041\/\n""#, #""A/\n""#),
    (#""\u0001""#, #""\u0001""#), ("1e400", "1e400"), (#"{"a": 1, "a": 2}"#, #"{"a":1}"#),
  ])
  func `one form`(written: String, canonical: String) throws {
    #expect(try Builtin.jsonCanonical.call(.text(written)) == .text(canonical))
  }
}
