import Testing

@testable import RewardEngine

@Suite struct JSONWriterTests {
  static func written(_ write: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    write(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test func `containers set their own commas`() {
    let text = Self.written { json in
      json.beginObject()
      json.key("a")
      json.beginArray()
      json.number(1)
      json.null()
      json.beginObject()
      json.endObject()
      json.endArray()
      json.key("b")
      json.bool(true)
      json.key("c")
      json.raw(#"{"x": 1}"#)
      json.endObject()
      json.newline()
      json.string("next")
      json.newline()
    }
    #expect(text == #"{"a":[1,null,{}],"b":true,"c":{"x": 1}}"# + "\n\"next\"\n")
  }

  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (3, "3"), (-17, "-17"), (0.5, "0.5"), (0.1, "0.1"), (1e-6, "1e-06"),
      (-2.5e-10, "-2.5e-10"),
      (123456789, "123456789"), (9_007_199_254_740_991, "9007199254740991"),
      (9_007_199_254_740_992, "9007199254740992.0"), (1e16, "1e+16"), (1e300, "1e+300"),
      (.leastNonzeroMagnitude, "5e-324"),
      (1.0 / 3, "0.3333333333333333"), (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
    ] as [(Double, String)])
  func `numbers are the shortest that read back`(_ value: Double, _ text: String) {
    #expect(Self.written { $0.number(value) } == text)
    if value.isFinite { #expect(Double(text) == value) }
  }

  @Test func `every number is JSON and reads back the same`() throws {
    var bits: UInt64 = 88_172_645_463_325_252
    let parser = try #require(JSONParser(depthLimit: 10))
    for _ in 0..<5000 {
      bits ^= bits << 13
      bits ^= bits >> 7
      bits ^= bits << 17
      let value = Double(bitPattern: bits)
      if !value.isFinite { continue }
      let text = Array(Self.written { $0.number(value) }.utf8)
      text.withUnsafeBufferPointer { #expect(parser.parse($0, isPadded: false).root?.number == value) }
    }
  }

  @Test func `strings are escaped where JSON asks for it`() {
    #expect(
      Self.written { $0.string("a\"b\\c\nd\te\rf\u{0}g\u{1F}h/é😀\u{7F}") }
        == "\"a\\\"b\\\\c\\nd\\te\\rf\\u0000g\\u001fh/é😀\u{7F}\"")
    #expect(Self.written { $0.string("") } == "\"\"")
    #expect(Self.written { $0.string(Array("xyz".utf8)[1..<2]) } == "\"y\"")
  }

  @Test func `a parsed value is written back without white space`() throws {
    let source =
      #"{"a": [1, -2.50, 1e2, 18446744073709551615, [], {}, [[true, false], null]], "#
      + #""\u0000k\"": "é\n", "": {"b": {}}}"#
    let parser = try #require(JSONParser(depthLimit: 10))
    let bytes = Array(source.utf8)
    let text = try bytes.withUnsafeBufferPointer { bytes in
      let root = try #require(parser.parse(bytes, isPadded: false).root)
      return Self.written { $0.value(root) }
    }
    let expected =
      #"{"a":[1,-2.5,100.0,18446744073709551615,[],{},[[true,false],null]],"\u0000k\"":"é\n","":{"b":{}}}"#
    #expect(text == expected)
  }
}
