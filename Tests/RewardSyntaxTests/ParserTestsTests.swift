import RewardSyntax
import Testing

@Suite("test")
struct ParserTestsTests {
  private func read(_ text: String) -> TestSyntax? {
    if case .test(let test)? = declarations(text).first { test } else { nil }
  }

  @Test("A test gives values, stubs and groups, and expects something of them")
  func items() throws {
    let text = """
      test "a wrong answer" {
        with completion.text = "x"
        stub persuasive = 0.5
        group answer "4", difficulty 3 {
          a: "<answer>4</answer>"
          b: { response: "5", n: -3
               rule: true }
        }
        group { c: \"""
          two
          lines
          \""", d: "" }
        expect a.correct == 1
          and b.correct == 0
        expect [a.advantage] != [b.advantage]
      }
      """
    #expect(findings(text) == [])
    let test = try #require(read(text))
    #expect(test.title.text == "a wrong answer")
    try #require(test.items.count == 6)
    guard case .with(let completion, let value) = test.items[0], case .stub(let stub, let half) = test.items[1],
      case .group(let bindings, let members, let range) = test.items[2],
      case .group(let none, let others, _) = test.items[3], case .expect(let first) = test.items[4]
    else {
      Issue.record("not these items")
      return
    }
    #expect(completion.text == "completion.text")
    #expect(outline(value) == "\"x\"")
    #expect(stub.text == "persuasive")
    #expect(outline(half) == "0.5")
    #expect(bindings.map { "\($0.name.text) \(outline($0.value))" } == ["answer \"4\"", "difficulty 3"])
    #expect(members.map(\.name.text) == ["a", "b"])
    #expect(members.map { $0.response.map { outline($0) } } == ["\"<answer>4</answer>\"", nil])
    #expect(
      members[1].fields.map { "\($0.name.text) \(outline($0.value))" } == ["response \"5\"", "n (-3)", "rule true"])
    #expect(parse(text).source.text(in: range).hasPrefix("group answer"))
    #expect(none.isEmpty)
    #expect(others.map { $0.response.map { outline($0) } } == ["\"two\nlines\"", "\"\""])
    #expect(outline(first) == "((a.correct == 1) and (b.correct == 0))")
  }

  @Test("`with` and `stub` take several names")
  func several() throws {
    let text = "test \"t\" {\n with a = 1, b.c = [2], with = 3\n stub stub = 4, d = 5\n expect a\n}"
    #expect(findings(text) == [])
    let items = try #require(read(text)).items.map { item in
      switch item {
      case .with(let name, let value): "with \(name.text) \(outline(value))"
      case .stub(let name, let value): "stub \(name.text) \(outline(value))"
      default: "other"
      }
    }
    #expect(items == ["with a 1", "with b.c [2]", "with with 3", "stub stub 4", "stub d 5", "other"])
  }

  @Test("Bindings need no comma")
  func bindings() throws {
    let test = try #require(read("test \"t\" {\n group answer \"4\" n 3 { a: \"x\" }\n}"))
    guard case .group(let bindings, _, _)? = test.items.first else {
      Issue.record("not a group")
      return
    }
    #expect(bindings.map(\.name.text) == ["answer", "n"])
  }

  @Test("A mistake costs its item only")
  func recovery() throws {
    let text = """
      test "t" {
        stub 1
        expct a
        group {
          a "x"
          b: "y"
          c: )
        }
        expect
        expect b
      }
      let after = x x
      """
    #expect(
      findings(text) == [
        "E110 2:8-9", "E113 3:3-8", "E113 5:7-10", "E111 7:8-9", "E111 9:9-9", "E114 12:15-16",
      ])
    let test = try #require(read(text))
    guard case .group(_, let members, _)? = test.items.first, case .expect(let last)? = test.items.last else {
      Issue.record("not these items")
      return
    }
    #expect(members.map(\.name.text).contains("b"))
    #expect(outline(last) == "b")
  }

  @Test(
    "Each mistake gives one message",
    arguments: [
      ("test {\n}", "E113 1:6-7"),
      ("test \"t\"\nlet a = 1", "E113 1:9-9"),
      ("test \"t\" {\n  expect a\nlet b = 1", "E121 1:10-11"),
      ("test \"t\" {\n  group answer = \"4\" { a: \"x\" }\n}", "E119 2:16-17"),
      ("test \"t\" {\n  group answer \"4\"\n}", "E113 2:19-19"),
      ("test \"t\" {\n  with a: 1\n}", "E113 2:9-10"),
    ])
  func mistakes(source: String, finding: String) {
    #expect(findings(source) == [finding])
  }
}
