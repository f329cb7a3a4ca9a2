import RewardSemantics
import Testing

@testable import RewardRules

struct FollowsTests {
  private func verdict(
    _ response: String, _ id: String, _ kwargs: String = "{}", loose: Bool = false
  ) throws -> Result {
    try Builtin.follows.call(
      .text(response), .text(id), .text(kwargs), statics: ["loose": .number(loose ? 1 : 0)])
  }

  @Test(arguments: InstructionCase.all)
  func `responses follow an instruction or do not`(testCase: InstructionCase) throws {
    for response in testCase.follow {
      #expect(try verdict(response, testCase.id, testCase.kwargs) == .yes, "\(response)")
      #expect(try verdict(response, testCase.id, testCase.kwargs, loose: true) == .yes, "\(response)")
    }
    for response in testCase.not {
      #expect(try verdict(response, testCase.id, testCase.kwargs) == .no, "\(response)")
    }
    #expect(try verdict(" \n", testCase.id, testCase.kwargs) == .no)
    #expect(try verdict("", testCase.id, testCase.kwargs, loose: true) == .no)
  }

  @Test func `every instruction has cases, but one that needs a tagger`() throws {
    let withCases = Set(InstructionCase.all.filter { !$0.follow.isEmpty && !$0.not.isEmpty }.map(\.id))
    #expect(Instruction.all.count == 83 && Instruction.functions.count == 25)
    #expect(Set((Instruction.all + Instruction.functions).map(\.id)).subtracting(withCases) == ["words:start_verb"])
    #expect(try verdict("Go there.", "words:start_verb") == .missing(.failed))
  }

  // MARK: Loose

  @Test(arguments: [
    ("Sure:\nWith no pause\nBye, now", "With no pause"),
    ("*With*, so\nno pause", "no pause"),
    ("no pause\nwell, then", "no pause"),
    ("Well,\nno pause", "no pause"),
  ])
  func `loosely a part of the response may follow`(response: String, part: String) throws {
    #expect(try verdict(response, "punctuation:no_comma") == .no)
    #expect(try verdict(response, "punctuation:no_comma", loose: true) == .yes)
    #expect(try verdict(part, "punctuation:no_comma") == .yes)
  }

  @Test func `there are eight forms, and none that is blank`() {
    func forms(_ text: String) -> [String] {
      Response.forms(of: Scalars(of: text)).map { String(decoding: $0.utf8, as: UTF8.self) }
    }
    #expect(forms("*a*\n*b*\nc") == ["*a*\n*b*\nc", "*b*\nc", "*a*\n*b*", "*b*", "a\nb\nc", "b\nc", "a\nb", "b"])
    #expect(forms("a\nb") == ["a\nb", "b", "a"])
    #expect(forms("one line *") == ["one line *", "one line "])
    #expect(forms(" \n ") == [])
  }

  // MARK: Arguments

  @Test(arguments: [
    ("count:numbers", "{}"), ("count:numbers", "null"), ("count:numbers", #"{"N": null}"#),
    ("count:numbers", #"{"N": "2"}"#), ("count:numbers", #"{"N": -1}"#), ("count:numbers", #"{"N": true}"#),
    ("count:numbers", #"{"N": 1e999}"#), ("count:numbers", "[2]"), ("count:numbers", "{"),
    ("count:words_japanese", #"{"N": 0}"#), ("count:words_japanese", #"{"N": 1.5}"#),
    ("count:words_japanese", #"{"N": 1e300}"#),
    ("keywords:existence", #"{"keywords": []}"#), ("keywords:existence", #"{"keywords": "a"}"#),
    ("keywords:existence", #"{"keywords": ["a", 1]}"#), ("keywords:existence", #"{"keywords": ["(a"]}"#),
    ("keywords:existence", #"{"keywords": ["(?C1)a"]}"#), ("keywords:existence", #"{"keywords": ["(*COMMIT)a"]}"#),
    ("keywords:frequency", #"{"keyword": "a", "frequency": 1, "relation": "about"}"#),
    ("keywords:frequency", #"{"keyword": "  ", "frequency": 1, "relation": "at least"}"#),
    ("keywords:letter_frequency", #"{"letter": "ab", "let_frequency": 1, "let_relation": "at least"}"#),
    ("length_constraints:nth_paragraph_first_word", #"{"num_paragraphs": 1, "nth_paragraph": 2, "first_word": "a"}"#),
    ("startend:end_checker", #"{"end_phrase": ["a"]}"#),
    ("validate_word_constraint", #"{"N": 3, "quantifier": null}"#),
    ("verify_letter_frequency", #"{"letter": "", "N": 1}"#),
    ("validate_paragraphs", #"{"N": 1, "first_word": "a", "i": 2}"#), ("validate_no_such_thing", "{}"),
    ("no:such_instruction", "{}"), ("", "{}"), ("Keywords:Existence", #"{"keywords": ["a"]}"#),
  ])
  func `bad arguments and unknown instructions are failed`(id: String, kwargs: String) throws {
    #expect(try verdict("a b", id, kwargs) == .missing(.badValue))
    #expect(try verdict("", id, kwargs) == .missing(.badValue))
  }

  @Test func `arguments that are null or not needed are not looked at`() throws {
    let kwargs = #"{"N": 2.0, "keyword": null, "keywords": 7, "relation": "about"}"#
    #expect(try verdict("1 2", "count:numbers", kwargs) == .yes)
    #expect(try verdict("a b", "punctuation:no_comma", "null") == .yes)
  }

  @Test func `keywords and arguments that are too long or too many are failed`() throws {
    let long = String(repeating: "a", count: 3000)
    let many = [String](repeating: "\"a\"", count: 1_000_000).joined(separator: ",")
    #expect(try verdict("a", "keywords:existence", #"{"keywords": ["\#(long).*"]}"#) == .missing(.badValue))
    #expect(try verdict("a", "keywords:existence", #"{"keywords": ["\#(long)"]}"#) == .no)
    #expect(try verdict("a", "keywords:existence", #"{"keywords": [\#(many)]}"#) == .missing(.badValue))
    #expect(
      try verdict("a", "keywords:existence", #"{"keywords": ["((((a{1,999}){1,999}){1,999})"]}"#) == .missing(.badValue)
    )
  }

  // MARK: Limits

  @Test(arguments: ["(a+)+$", "([ab]|a)*[xz]", "(.*.*)*[xz]"])
  func `a pattern of the data cannot run on`(pattern: String) throws {
    let response = String(repeating: "a", count: 5000) + "!"
    #expect(try verdict(response, "keywords:existence", #"{"keywords": ["\#(pattern)"]}"#) == .missing(.stepLimit))
    let kwargs = #"{"section_spliter": "\#(pattern)", "num_sections": 1}"#
    #expect(try verdict(response, "detectable_format:multiple_sections", kwargs) == .missing(.stepLimit))
  }

  @Test func `many keywords are not looked for in a long response`() throws {
    let keywords = #"{"keywords": [\#([String](repeating: "\"a\"", count: 1000).joined(separator: ","))]}"#
    #expect(try verdict("a", "keywords:existence", keywords) == .yes)
    let response = String(repeating: "a", count: 250_000)
    #expect(try verdict(response, "keywords:existence", keywords) == .missing(.stepLimit))
  }

  @Test func `a response of more than 4 MiB is limited`() throws {
    let response = String(repeating: "word ", count: 900_000)
    #expect(try verdict(response, "punctuation:no_comma") == .missing(.stepLimit))
  }

  /// Texts of one piece, on which quadratic searches, deep nesting and empty sentences show.
  @Test(arguments: ["a", "*", "(", "[", "\"", "'", ".", ". ", "\n", " \n", "é", "<<", "p.", "`", "-", "a!'"])
  func `every instruction has a verdict on a text of one piece`(piece: String) throws {
    let response = String(repeating: piece, count: 600 / piece.utf8.count)
    for testCase in InstructionCase.all {
      let result = try verdict(response, testCase.id, testCase.kwargs)
      #expect([.yes, .no].contains(result), "\(testCase)")
    }
  }

  @Test(arguments: ["words:words_position", "sentence:keyword", "format:line_indent", "format:title_case"])
  func `what cuts a text into words, sentences or lines takes linear time`(id: String) throws {
    let testCase = try #require(InstructionCase.all.first { $0.id == id })
    for piece in ["a.", "'", "\n", ". "] {
      func time(_ count: Int) throws -> Duration {
        let response = String(repeating: piece, count: count)
        return try ContinuousClock().measure { _ = try verdict(response, id, testCase.kwargs) }
      }
      _ = try time(10)
      // Ten times as long a text would take a hundred times as long, if the square of the length mattered.
      let (short, long) = (try time(300), try time(3000))
      #expect(long < short * 40 + .milliseconds(50), "\(piece)")
    }
  }

  // MARK: Several

  @Test func `several instructions have a verdict each`() throws {
    let ids: Argument = ["punctuation:no_comma", "count:numbers", "format:no_whitespace"]
    let kwargs: Argument = ["{}", #"{"N": 1, "keywords": null}"#, "null"]
    let statics: [String: StaticValue] = ["loose": .number(1)]
    #expect(try Builtin.followsEach.call("one 2", ids, kwargs) == .numbers([1, 1, 0]))
    #expect(try Builtin.followsEach.call("one 2\nthree", ids, kwargs, statics: statics) == .numbers([1, 1, 1]))
    #expect(try Builtin.followsEach.call("", ids, kwargs) == .numbers([0, 0, 0]))
    #expect(try Builtin.followsEach.call("a", [], []) == .numbers([]))
    #expect(try Builtin.followsEach.call("a", ids, ["{}"]) == .missing(.lengthsDiffer))
    #expect(try Builtin.followsEach.call("a", ["count:numbers"], ["{}"]) == .missing(.badValue))
  }
}
