import RewardSemantics
import Testing

@testable import RewardRules

/// Calls of tools held against those that were wanted, accepted, or described.
struct CallComparisonTests {
  private func calls(_ pythonic: String) throws -> [String] {
    guard case .texts(let calls) = try Builtin.toolCalls.call(.text(pythonic), statics: ["form": .symbol("pythonic")])
    else {
      return []
    }
    return calls
  }

  private func scores(_ called: String, _ wanted: String) throws -> [Double] {
    try Builtin.argumentScores.call(.texts(calls(called)), .texts(calls(wanted))).numbers
  }

  // MARK: Scores

  @Test func `names and values of arguments`() throws {
    #expect(try scores("[f(a=1, b='x')]", "[f(a=1, b='x')]") == [3])
    #expect(try scores("[f(a=2, b='x')]", "[f(a=1, b='x')]") == [2])
    #expect(try scores("[f(a=1, c=3)]", "[f(a=1, b='x')]") == [1 / 3 + 1])
    #expect(try scores("[f()]", "[f(a=1)]") == [0])
    #expect(try scores("[g(a=1)]", "[f(a=1)]") == [0])
    #expect(try scores("[f(v={'x': 1, 'y': [2.0]})]", "[f(v={'y': [2], 'x': 1})]") == [2])
    #expect(try scores("[]", "[f(a=1), g()]") == [0, 0])
    #expect(try scores("[f()]", "[]") == [])
  }

  /// The first wanted call takes the better of the two, and the second what is left.
  @Test func `wanted calls choose in their order`() throws {
    #expect(try scores("[f(a=1), f(a=1, b=2)]", "[f(a=1, b=2), f(a=1)]") == [3, 2])
    #expect(try scores("[f(a=1, b=2)]", "[f(a=1), f(a=1, b=2)]") == [1.5, 0])
    #expect(try scores("[f(a=5), f(a=5)]", "[f(a=5), f(a=5), f(a=5)]") == [2, 2, 0])
  }

  @Test func `many calls end soon`() throws {
    let same = [String](repeating: #"{"name":"f","arguments":{"a":1}}"#, count: 30_000)
    #expect(try Builtin.argumentScores.call(.texts(same), .texts(same)).numbers.count == 30_000)
    let other = same.enumerated().map { #"{"name":"f","arguments":{"a":\#($0.offset + 2)}}"# }
    #expect(try Builtin.argumentScores.call(.texts(other), .texts(same)) == .missing(.stepLimit))
  }

  // MARK: Accepted calls

  private static let tools = """
    [{"name": "book.room", "parameters": {"type": "dict", "required": ["city"], "properties": {
      "city": {"type": "string"}, "nights": {"type": "integer"}, "price": {"type": "float"},
      "tags": {"type": "array", "items": {"type": "string"}}, "spot": {"type": "tuple", "items": {"type": "float"}},
      "guest": {"type": "dict"}, "beds": {"type": "array", "items": {"type": "dict"}}, "quiet": {"type": "boolean"},
      "any": {"type": "any"}}}},
     {"type": "function", "function": {"name": "pay", "parameters": {"properties": {"sum": {"type": "integer"}}}}}]
    """

  private func matches(_ called: String, _ accepted: String) throws -> Result {
    try Builtin.callsMatch.call(.texts(calls(called)), .text(accepted), .text(Self.tools))
  }

  @Test(arguments: [
    ("city='Oslo'", #""city": ["oslo"]"#, true), ("city='St. Ives-UK'", #""city": ["st ives UK"]"#, true),
    (#"city="l'Isle""#, #""city": ["L\"ISLE"]"#, true), ("city='Oslo!'", #""city": ["Oslo"]"#, false),
    ("city='Oslo', nights=2", #""city": ["Oslo"], "nights": [1, 2]"#, true),
    ("city='Oslo', nights=2.0", #""city": ["Oslo"], "nights": [2]"#, false),
    ("city='Oslo', nights='2'", #""city": ["Oslo"], "nights": [2]"#, false),
    ("city='Oslo', nights=True", #""city": ["Oslo"], "nights": [1]"#, false),
    ("city='Oslo', price=2", #""city": ["Oslo"], "price": [2.0]"#, true),
    ("city='Oslo'", #""city": ["Oslo"], "nights": [1]"#, false),
    ("city='Oslo'", #""city": ["Oslo"], "nights": ["", 1]"#, true),
    ("nights=1", #""city": ["", "Oslo"], "nights": [1]"#, false),
    ("city='Oslo', x=1", #""city": ["Oslo"]"#, false), ("city='Oslo', nights=1", #""city": ["Oslo"]"#, false),
    ("city='Oslo', tags=['Sea View']", #""city": ["Oslo"], "tags": [["seaview"]]"#, true),
    ("city='Oslo', tags=['a', 'b']", #""city": ["Oslo"], "tags": [["b", "a"]]"#, false),
    ("city='Oslo', tags=[1]", #""city": ["Oslo"], "tags": [["a"]]"#, false),
    ("city='Oslo', tags=[]", #""city": ["Oslo"], "tags": ["", ["a"]]"#, true),
    ("city='Oslo', spot=(1.5, 2.0)", #""city": ["Oslo"], "spot": [[1.5, 2]]"#, true),
    ("city='Oslo', spot=[1, 2]", #""city": ["Oslo"], "spot": [[1.0, 2.0]]"#, false),
    (
      "city='Oslo', guest={'name': 'Ann Lee'}", #""city": ["Oslo"], "guest": [{"name": ["annlee"], "age": ["", 3]}]"#,
      true
    ),
    ("city='Oslo', guest={'name': 'Ann'}", #""city": ["Oslo"], "guest": [{"name": ["Ann"], "age": [3]}]"#, false),
    ("city='Oslo', guest={'nick': 'Ann'}", #""city": ["Oslo"], "guest": ["", {"name": ["Ann"]}]"#, false),
    ("city='Oslo', beds=[{'w': 2}]", #""city": ["Oslo"], "beds": [[{"w": [1]}], [{"w": [2]}]]"#, true),
    ("city='Oslo', beds=[{'w': 2}, {'w': 1}]", #""city": ["Oslo"], "beds": [[{"w": [2]}]]"#, false),
    ("city='Oslo', quiet=False", #""city": ["Oslo"], "quiet": [false]"#, true),
    ("city='Oslo', quiet=0", #""city": ["Oslo"], "quiet": [false]"#, false),
    // A variable: the accepted value is of another type than the parameter.
    ("city='Oslo', nights=n_max", #""city": ["Oslo"], "nights": ["n_max"]"#, true),
    ("city='Oslo', nights=n_MAX", #""city": ["Oslo"], "nights": ["n_max"]"#, false),
    ("city=None", #""city": [null]"#, true), ("city=None", #""city": ["Oslo"]"#, false),
  ])
  func `an argument is accepted`(arguments: String, accepted: String, isRight: Bool) throws {
    #expect(
      try matches("[book.room(\(arguments))]", #"[{"book.room": {\#(accepted)}}]"#) == (isRight ? .yes : .no))
  }

  @Test func `calls in any order, each once`() throws {
    let accepted = #"[{"pay": {"sum": [1, 2]}}, {"book.room": {"city": ["Oslo"]}}, {"pay": {"sum": [1]}}]"#
    #expect(try matches("[pay(sum=2), pay(sum=1), book.room(city='Oslo')]", accepted) == .yes)
    // In its order the first takes pay(sum=1), and the third is left without.
    #expect(try matches("[pay(sum=1), pay(sum=2), book.room(city='Oslo')]", accepted) == .no)
    #expect(try matches("[pay(sum=1), book.room(city='Oslo')]", accepted) == .no)
    #expect(try matches("[]", accepted) == .no)
    #expect(try matches("[]", "[]") == .yes)
  }

  @Test(arguments: ["", "1", "[1]", "[{}]", #"[{"unknown": {}}]"#, #"[{"pay": []}]"#, #"[{"pay": {"sum": 1}}]"#])
  func `a reference of another form is failed`(_ accepted: String) throws {
    #expect(try matches("[pay(sum=1)]", accepted) == .missing(.badValue))
  }

  @Test func `many accepted calls end soon`() throws {
    let called = (0..<5_000).map { #"{"name":"pay","arguments":{"sum":\#($0)}}"# }
    let accepted = "[" + (0..<5_000).map { #"{"pay": {"sum": [\#(4_999 - $0)]}}"# }.joined(separator: ",") + "]"
    #expect(
      try Builtin.callsMatch.call(.texts(called), .text(accepted), .text(Self.tools)) == .missing(.stepLimit))
  }

  // MARK: Valid calls

  private func isValid(_ call: String) throws -> Result {
    try Builtin.callValid.call(.text(try calls("[\(call)]").first ?? ""), .text(Self.tools))
  }

  @Test func `a call is valid by the schema of its tool`() throws {
    #expect(try isValid("pay(sum=1)") == .yes)
    #expect(try isValid("pay(sum='1')") == .no)
    #expect(try isValid("pay()") == .yes)
    #expect(try isValid("book.room()") == .no)
    #expect(try isValid("book.room(city='x', price=1, tags=['a'], any=[1])") == .yes)
    #expect(try isValid("book.room(city='x', tags=[1])") == .no)
    #expect(try isValid("unknown()") == .no)
    #expect(try Builtin.callValid.call("no call", .text(Self.tools)) == .no)
    #expect(try Builtin.callValid.call("{}", "[{}]") == .missing(.badValue))
    #expect(
      try Builtin.callValid.call("{}", #"[{"name": "f", "parameters": {"type": "strange"}}]"#) == .missing(.badValue))
  }

  // MARK: Names

  @Test(arguments: [
    ("mcp__shop__find", "find"), ("mcp__my_shop__find__all", "find__all"), ("find", "find"), ("mcp__find", "mcp__find"),
    ("mcp____find", "mcp____find"), ("mcp__shop__", "mcp__shop__"), ("x_mcp__a__b", "x_mcp__a__b"),
  ])
  func `a name without its server`(name: String, bare: String) throws {
    let call = #"{"id":"c1","name":"\#(name)","arguments":{"name":"mcp__a__b"}}"#
    #expect(
      try Builtin.bareCalls.call([call])
        == .texts([call.replacing("\"\(name)\"", with: "\"\(bare)\"", maxReplacements: 1)]))
  }
}
