import RewardSemantics
import Testing

@testable import RewardEngine

/// Every bad row gives exactly one problem, and the rows around it are read.
@Suite struct RowProblemTests {
  static let parser = RowParser(
    schema: .of(
      .field("response", .text), .field("score", .number, optional: true, from: [["score"], ["extra", "score"]]),
      .field("done", .bool, optional: true), .field("tags", .texts, optional: true),
      .field("ref_logp", .number, per: .token, optional: true), .field("old_logp", .number, per: .token, optional: true)
    ))

  /// The problem of `row` between two good rows.
  static func problem(_ row: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) -> RowProblem? {
    let good = Array("{\"response\": \"ok\", \"old_logp\": [1]}\n".utf8)
    let chunk = parser.parse(LineBlock(bytes: good + row + Array("\n".utf8) + good, firstLine: 10))
    #expect(chunk.lines == [10, 12], sourceLocation: sourceLocation)
    #expect(chunk.columns[0].shown == ["ok", "ok"], sourceLocation: sourceLocation)
    #expect(chunk.tokenOffsets == [0, 1, 2], sourceLocation: sourceLocation)
    #expect(chunk.columns.map(\.count) == [2, 2, 2, 2, 2, 2], sourceLocation: sourceLocation)
    #expect(chunk.ids.count == 2 && chunk.groups.count == 2 && chunk.steps.count == 2, sourceLocation: sourceLocation)
    #expect(chunk.problems.count == 1 && chunk.problems.first?.line == 11, sourceLocation: sourceLocation)
    return chunk.problems.first
  }

  @Test(arguments: [
    (#"{"response": "a""#, 17, "the row ends inside the object that begins at column 1"),
    (#"{"response": "a"#, 16, "the row ends inside the string that begins at column 14"),
    (#"{"response": "a\"#, 17, "the row ends inside the string that begins at column 14"),
    (#"{"response": "a\u00"#, 20, "the row ends inside the string that begins at column 14"),
    (#"{"response": ["#, 15, "the row ends inside the list that begins at column 14"),
    (#"{"response""#, 12, "the row ends inside the object that begins at column 1"),
    (#"{"response": "a"} {}"#, 19, "more follows the end of the row"),
    (#"{"response": "a",}"#, 18, "found `}` where a key in quotes was expected"),
    (#"{"response" "a"}"#, 13, "found `\"` where `:` was expected"),
    (#"{response: "a"}"#, 2, "found `r` where a key in quotes was expected"),
    (#"{"tags": ["a" "b"]}"#, 15, "found `\"` where `,` or the end of the container was expected"),
    (#"{"tags": [1, ]}"#, 14, "found `]` where a value was expected"),
    (#"{"response": "\q"}"#, 15, "unknown escape in a string"),
    (#"{"response": "\u12g4"}"#, 15, "`\\u` needs four hexadecimal digits"),
    ("{\"response\": \"a\tb\"}", 16, "a control character inside a string must be escaped"),
    (
      #"{"response": "\ud800"}"#, 15, "`\\ud800` is half of a surrogate pair: such a string is not Unicode text"
    ),
    (
      #"{"response": "x\ude00"}"#, 16, "`\\ude00` is half of a surrogate pair: such a string is not Unicode text"
    ),
    (
      #"{"response": "\ud83d\"# + #"u0041"}"#, 15,
      "`\\ud83d` is half of a surrogate pair: such a string is not Unicode text"
    ),
    (
      #"{"response": "\ud83dx"}"#, 15, "`\\ud83d` is half of a surrogate pair: such a string is not Unicode text"
    ),
    (#"{"score": NaN}"#, 11, "`NaN` is not JSON; write null for a number that is missing"),
    (#"{"score": -Infinity}"#, 11, "`-Infinity` is not JSON; write null for a number that is missing"),
    (#"{"unread": [Infinity]}"#, 13, "`Infinity` is not JSON; write null for a number that is missing"),
    (#"{"score": 1e999}"#, 11, "the number `1e999` is out of range"),
    (#"{"score": -1e999}"#, 11, "the number `-1e999` is out of range"),
    (#"{"score": 01}"#, 11, "`01` is not a JSON value"),
    (#"{"score": 1.}"#, 11, "`1.` is not a JSON value"),
    (#"{"score": .5}"#, 11, "`.5` is not a JSON value"),
    (#"{"score": 1e}"#, 11, "`1e` is not a JSON value"),
    (#"{"score": +1}"#, 11, "`+1` is not a JSON value"),
    (#"{"score": tru}"#, 11, "`tru` is not a JSON value"),
    (#"{"score": 'a'}"#, 11, "found `'` where a value was expected"),
    ("}", 1, "found `}` where a value was expected"),
    ("hello", 1, "`hello` is not a JSON value"),
  ])
  func `text that is not JSON`(_ row: String, _ column: Int, _ message: String) {
    #expect(Self.problem(Array(row.utf8)) == RowProblem(line: 11, column: column, message: message))
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
    ] as [[UInt8]])
  func `bytes that are not UTF-8`(_ bytes: [UInt8]) {
    let row = Array(#"{"note": ""#.utf8) + bytes + Array(#"", "response": "a"}"#.utf8)
    #expect(Self.problem(row) == RowProblem(line: 11, column: 11, message: "the bytes are not UTF-8"))
  }

  @Test func `a zero byte outside a string`() {
    let row = Array(#"{"response": "a""#.utf8) + [0] + Array("}".utf8)
    #expect(Self.problem(row)?.message == "found the byte 0x0 where `,` or the end of the container was expected")
  }

  @Test func `a row may nest 1000 levels and no more`() {
    func row(_ levels: Int) -> String {
      let lists = levels - 1
      return #"{"response": "a", "deep": "# + String(repeating: "[", count: lists)
        + String(repeating: "]", count: lists)
        + "}"
    }
    #expect(Self.parser.parse(row(1000)).problems == [])
    let expected = "nested deeper than 1000 levels"
    #expect(Self.problem(Array(row(1001).utf8))?.message == expected)
    #expect(Self.problem(Array(row(100_000).utf8))?.message == expected)
    let unclosed = String(repeating: "[", count: 100_000)
    #expect(Self.problem(Array(unclosed.utf8)) == RowProblem(line: 11, column: 1001, message: expected))
    let objects = String(repeating: #"{"extra":"#, count: 100_000)
    #expect(Self.problem(Array(objects.utf8))?.message == expected)
  }

  @Test(arguments: [
    ("[]", "the row is a list, not an object"),
    ("1", "the row is a number, not an object"),
    ("\"response\"", "the row is a string, not an object"),
    ("null", "the row is null, not an object"),
    (#"{"response": "a", "response": "a"}"#, "duplicate key `response`"),
    (#"{"response": "a", "extra": {"score": 1, "score": 2}}"#, "duplicate key `score`"),
    (#"{"response": "a", "id": 1, "id": 1}"#, "duplicate key `id`"),
    (#"{"response": "a", "score": "1"}"#, "`score` is a string, the spec declares a number"),
    (#"{"response": "a", "extra": {"score": []}}"#, "`extra.score` is a list, the spec declares a number"),
    (#"{"response": {"a": 1}}"#, "`response` is an object, the spec declares a text"),
    (#"{"response": 4}"#, "`response` is a number, the spec declares a text"),
    (#"{"response": "a", "done": 2}"#, "`done` is 2, the spec declares true or false"),
    (#"{"response": "a", "done": "yes"}"#, "`done` is a string, the spec declares true or false"),
    (#"{"response": "a", "tags": "x"}"#, "`tags` is a string, the spec declares a list of texts"),
    (#"{"response": "a", "tags": ["x", 1]}"#, "`tags[1]` is a number, the spec declares a list of texts"),
    (#"{"response": null}"#, "`response` is null, the spec declares a text that is always there"),
    (
      #"{"old_logp": [1, "x"], "response": "a"}"#, "`old_logp[1]` is a string, the spec declares a number"
    ),
    (
      #"{"old_logp": 1, "response": "a"}"#,
      "`old_logp` is a number, the spec declares a list with one value per token"
    ),
    (
      #"{"old_logp": [1, 2, 3, 4, 5], "ref_logp": [1, 2, 3, 4], "response": "a"}"#,
      "`old_logp` has 5 values where `ref_logp` has 4"
    ),
    (
      #"{"score": 1}"#,
      "no value for `response`: the row has none of `response`, `completion`, `output`, `solution_str`, "
        + "`completions`, `responses`, `messages`"
    ),
  ])
  func `rows that do not fit the spec`(_ row: String, _ message: String) {
    #expect(Self.problem(Array(row.utf8)) == RowProblem(line: 11, message: message))
  }

  @Test func `a column that must be there`() {
    let parser = RowParser(
      schema: .of(
        .field("score", .number), .field("logp", .number, per: .token), .field("names", .texts, from: [["a", "b"]])))
    let chunk = parser.parse(
      """
      {"logp": [], "a": {"b": []}}
      {"score": 1, "a": {"b": []}}
      {"score": 1, "logp": null, "a": {"b": []}}
      {"score": 1, "logp": [1, null], "a": {"b": []}}
      {"score": 1, "logp": [], "a": {"c": []}}
      {"score": 1, "logp": [], "a": {"b": [null]}}
      """)
    #expect(chunk.count == 0)
    #expect(
      chunk.problems.map(\.message) == [
        "no value for `score`: the row has no `score`",
        "no value for `logp`: the row has none of `logp`, `logprobs`",
        "`logp` is null, the spec declares a number that is always there",
        "`logp[1]` is null, the spec declares a number that is always there",
        "no value for `names`: the row has no `a.b`",
        "`a.b[0]` is null, the spec declares a list of texts",
      ])
  }

  @Test func `duplicate keys that no one reads are let be`() {
    let chunk = Self.parser.parse(#"{"response": "a", "x": 1, "x": 2, "y": {"score": 1, "score": 2}}"#)
    #expect(chunk.problems == [] && chunk.count == 1)
  }

  @Test func `a row of 50 MB is read, and a broken one is one problem`() {
    let size = 50_000_000
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: size)
    let good = Array(#"{"response": ""#.utf8) + text + Array("\"}\n".utf8)
    let chunk = Self.parser.parse(LineBlock(bytes: good))
    guard case .texts(let texts) = chunk.columns[0].storage else {
      Issue.record("response is no text")
      return
    }
    #expect(texts[0].count == size)
    let cutOff = Array(#"{"response": ""#.utf8) + text
    #expect(Self.problem(cutOff)?.message == "the row ends inside the string that begins at column 14")
  }
}
