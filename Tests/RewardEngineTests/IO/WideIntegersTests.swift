import Testing

@testable import RewardEngine

@Suite struct WideIntegersTests {
  static func rewritten(_ json: String) -> String? {
    Array(json.utf8).withUnsafeBufferPointer { WideIntegers.asReals($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("[1234567890123456789]", "[1234567890123456789e0]"),
    ("[-1234567890123456789012,1]", "[-1234567890123456789012e0,1]"),
    (#"{"1234567890123456789": 1234567890123456789}"#, #"{"1234567890123456789": 1234567890123456789e0}"#),
    (#"["\"1234567890123456789", 12345678901234567890]"#, #"["\"1234567890123456789", 12345678901234567890e0]"#),
    ("12345678901234567890", "12345678901234567890e0"),
  ])
  func `a wide integer becomes a real of the same value`(_ json: String, _ expected: String) {
    #expect(Self.rewritten(json) == expected)
  }

  @Test(arguments: [
    "[123456789012345678]", "[0.1234567890123456789]", "[1234567890123456789.5]", "[12345678901234567890e3]",
    #"["12345678901234567890"]"#, "",
  ])
  func `everything else is left alone`(_ json: String) {
    #expect(Self.rewritten(json) == nil)
  }
}
