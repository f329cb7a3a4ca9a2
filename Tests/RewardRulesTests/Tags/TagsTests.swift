import RewardSemantics
import Testing

@testable import RewardRules

struct TagsTests {
  private func tagsOnce(_ text: String, _ names: String...) throws -> Result {
    let prepared = try Builtin.tagsOnce.prepared(
      ["names": .string(names[0])], further: names.dropFirst().map { .string($0) })
    return prepared.call([.text(text)])
  }

  @Test(arguments: [
    ("<think>a</think><answer>b</answer>", true),
    (" \n<think></think>\u{A0}<answer></answer>\n", true),
    ("<think>a <b>c</b> &</think><answer>b</answer>", true),
    ("", false),
    ("<think>a</think>", false),
    ("<answer>b</answer><think>a</think>", false),
    ("<think>a<answer>b</answer></think>", false),
    ("<think>a</think> so <answer>b</answer>", false),
    ("<think>a</think><answer>b</answer>.", false),
    ("<think>a</think><answer>b</answer><answer>b</answer>", false),
    ("<think>a</think></think><answer>b</answer>", false),
    ("<think>a<answer>b</answer>", false),
    ("<Think>a</Think><answer>b</answer>", false),
    ("<think id=1>a</think><answer>b</answer>", false),
    ("</think><think>a</think><answer>b</answer>", false),
  ])
  func `tags_once`(text: String, expected: Bool) throws {
    #expect(try tagsOnce(text, "think", "answer") == (expected ? .yes : .no))
  }

  @Test func `the names of tags_once may be a list`() throws {
    let names = StaticValue.list([.string("think"), .string("answer")])
    let call = try Builtin.tagsOnce.prepared(["names": names])
    #expect(call.call(["<think>a</think><answer>b</answer>"]) == .yes)
    #expect(call.call(["<think>a</think>"]) == .no)
  }

  @Test(arguments: ["", "a b", "<a>", "/a", "a\u{A0}"]) func `a name must be plain`(name: String) {
    #expect(throws: PreparationError.self) { try tagsOnce("", name) }
    #expect(throws: PreparationError.self) { try Builtin.tag.call("", statics: ["name": .string(name)]) }
  }

  @Test func `names must differ`() {
    #expect(throws: PreparationError.self) { try tagsOnce("", "a", "a") }
  }

  @Test(arguments: [
    ("so <answer> 42 </answer>.", " 42 "), ("<answer></answer>", ""), ("<answer><b>é</b></answer>", "<b>é</b>"),
  ])
  func `tag gives the content of the only pair`(text: String, expected: String) throws {
    #expect(try Builtin.tag.call(.text(text), statics: ["name": .string("answer")]) == .text(expected))
  }

  @Test(arguments: [
    "", "<answer>", "</answer><answer>", "<answer>1</answer><answer>2</answer>", "<answer><answer>1</answer>",
    "<answer>1</answer></answer>", "</answer><answer>1</answer>",
  ])
  func `tag abstains where the pair is not the only one`(text: String) throws {
    #expect(try Builtin.tag.call(.text(text), statics: ["name": .string("answer")]) == .missing(.noMatch))
  }

  @Test(arguments: [
    ("", 0.0), ("<s>a</s><s>b</s>", 2), ("<s>a", 0), ("</s><s>", 0), ("<s><s>a</s></s>", 1), ("<s>a</s></s><s>", 1),
  ])
  func `tag_count counts pairs`(text: String, expected: Double) throws {
    #expect(try Builtin.tagCount.call(.text(text), statics: ["name": .string("s")]) == .number(expected))
  }

  @Test func `a long text of tags`() throws {
    let text = String(repeating: "<s>", count: 330_000)
    #expect(try Builtin.tagCount.call(.text(text), statics: ["name": .string("s")]) == .number(0))
    #expect(try Builtin.tag.call(.text(text), statics: ["name": .string("s")]) == .missing(.noMatch))
    #expect(try Builtin.tagCount.call(.text(text + text + "</s>"), statics: ["name": .string("s")]) == .number(1))
  }
}
