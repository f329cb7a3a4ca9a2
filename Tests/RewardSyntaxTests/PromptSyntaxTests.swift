import Testing

@testable import RewardSyntax

/// Names in the braces of a prompt.
@Suite struct PromptSyntaxTests {
  /// The prompt as pieces: texts as they are, names in angle brackets with the text of the source at their place.
  private func pieces(_ literal: String) throws -> [String] {
    let source = "judge j { prompt \(literal) answers 1..5 fault stop }"
    let tree = parse(source)
    #expect(tree.diagnostics.isEmpty)
    guard case .judge(let judge) = tree.root.declarations[0].declaration else { throw NoPrompt() }
    return try #require(judge.prompt).pieces.map { piece in
      switch piece {
      case .text(let bytes): return String(decoding: bytes, as: UTF8.self)
      case .name(let name):
        #expect(tree.source.text(in: name.range) == name.text)
        return "<\(name.text)>"
      }
    }
  }
  private struct NoPrompt: Error {}

  @Test(
    arguments: [
      (#""Rate {response}.""#, ["Rate ", "<response>", "."]),
      (#""{a}{b.c}""#, ["<a>", "<b.c>"]),
      (#""{other.response} {_x1}""#, ["<other.response>", " ", "<_x1>"]),
      (#""say \"{a}\"""#, ["say \"", "<a>", "\""]),
      (#""é{a}""#, ["é", "<a>"]),
      (#""\u{1F600}{a}""#, ["\u{1F600}", "<a>"]),
      (#""{{a}}""#, ["{a}"]),
      (#""{{{a}}}""#, ["{", "<a>", "}"]),
      (#""{ a } {} {1} {a.} {.a} {a b}""#, ["{ a } {} {1} {a.} {.a} {a b}"]),
      (#""reply {\"score\": {\"of\": 1}}""#, [#"reply {"score": {"of": 1}}"#]),
      (#""{a""#, ["{a"]),
      ("\"\"\"\n  One {a}\n  two\n    {b}\n  \"\"\"", ["One ", "<a>", "\ntwo\n  ", "<b>"]),
    ])
  func `only whole names are replaced`(_ literal: String, _ expected: [String]) throws {
    #expect(try pieces(literal) == expected)
  }
}
