import Testing

@testable import RewardSemantics
@testable import RewardSyntax

@Suite struct OutlineTests {
  @Test func `lists what a file declares, levels inside their gate`() throws {
    let spec = try MarkedSpec(
      """
      import std.advantage
      input r: real
      func f(x: real) = x
      gate g {
        level a = r > 0 worth 1
        level b = r > 1 worth 2
      }
      test "a title" { expect 1 == 1 }
      advantage = r
      """)
    let outline = spec.index.mainFile.tree.outline
    #expect(
      outline.map { "\($0.keyword) \($0.name)" } == [
        "spec example", "import std.advantage", "input r", "func f", "gate g", "test a title", "advantage advantage",
      ])
    #expect(outline[4].children.map(\.name) == ["a", "b"])
    for item in outline {
      #expect(item.range.start <= item.nameRange.start && item.nameRange.end <= item.range.end)
    }
  }
}
