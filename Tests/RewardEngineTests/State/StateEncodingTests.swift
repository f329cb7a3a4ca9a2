import RewardSemantics
import Testing

@testable import RewardEngine

@Suite struct StateEncodingTests {
  private func decoded(_ json: String, as type: BaseType) throws -> Value? {
    let parser = try #require(JSONParser(depthLimit: 100))
    return Array(json.utf8).withUnsafeBufferPointer { bytes in
      parser.parse(bytes, isPadded: false).root.flatMap { StateEncoding.value($0, as: type) }
    }
  }

  @Test(arguments: [
    0, -0.0, 1, -1, 0.1, 1.0 / 3, 1e-300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 9_007_199_254_740_992, 1e16,
    -123.456e-78,
    .ulpOfOne, 2e15,
  ])
  func `a number comes back with every bit`(number: Double) throws {
    let json = try #require(StateEncoding.json(Value(number)))
    #expect(try decoded(json, as: .real)?.number.bitPattern == number.bitPattern)
  }

  @Test func `texts and lists come back`() throws {
    let text = Value(text: "a\0\"\n\u{1F600}é")
    #expect(try decoded(try #require(StateEncoding.json(text)), as: .text) == text)
    let nested = Value(list: [Value(list: [Value(1), Value(-0.0)]), Value(list: [])])
    let json = try #require(StateEncoding.json(nested))
    #expect(json == "[[1,-0.0],[]]")
    #expect(try decoded(json, as: .list(.list(.real)))?.isIdentical(to: nested) == true)
  }

  @Test func `how a value came about is not kept`() throws {
    let items = Value(list: [Value(1, status: .caused), Value(missing: .notFinite)], status: .caused)
    let json = try #require(StateEncoding.json(items))
    #expect(json == "[1,null]")
    #expect(try decoded(json, as: .list(.real)) == items.settled())
    #expect(items.settled() == Value(list: [Value(1), Value(missing: .noValue)]))
    #expect(StateEncoding.json(Value(missing: .noState)) == nil)
  }

  @Test(arguments: [
    ("\"a\"", BaseType.real), ("1", .text), ("{}", .list(.real)), ("[1, \"a\"]", .list(.real)), ("true", .int),
  ])
  func `what is of another type is no value`(json: String, type: BaseType) throws {
    #expect(try decoded(json, as: type) == nil)
  }

  @Test func `equal keys are written alike`() {
    #expect(StateEncoding.json(key: .number(0)) == StateEncoding.json(key: .number(-0.0)))
    #expect(StateEncoding.json(key: .text([0x31])) != StateEncoding.json(key: .number(1)))
  }
}
