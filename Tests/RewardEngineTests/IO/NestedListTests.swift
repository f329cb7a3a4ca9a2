import RewardSemantics
import Testing

@testable import RewardEngine

/// Lists in lists and tables, at every grain.
@Suite struct NestedListTests {
  @Test func `a list for each turn and token is a list of lists`() {
    let chunk = RowParser(
      schema: .of(
        .field("belief", .numbers, per: .turn), .field("probs", .numbers, per: .token, optional: true),
        .field("cues", .texts, per: .turn))
    ).parse(
      """
      {"belief": [[1, 2], []], "probs": [[0.5], null, [0.25, 0.75]], "cues": [["a"], ["b", "c"]]}
      {"belief": [[3]], "cues": [[]]}
      """)
    #expect(chunk.problems == [])
    #expect(chunk.turnOffsets == [0, 2, 3])
    #expect(chunk.tokenOffsets == [0, 3, 3])
    #expect(
      chunk.columns.map(\.shown) == [
        ["[1,2]", "[]", "[3]"], ["[0.5]", "-", "[0.25,0.75]"], [#"["a"]"#, #"["b","c"]"#, "[]"],
      ])
  }

  @Test func `lists may nest`() {
    let chunk = RowParser(
      schema: .of(
        .field("vectors", .list(.numbers)), .field("steps", .list(.numbers), per: .turn),
        .field("flags", .list(.list(.bool)), per: .group), .field("deep", .list(.list(.texts)), optional: true))
    ).parse(
      """
      {"vectors": [[1, 2], [3]], "steps": [[[1], [2]], []], "flags": [[true, 0]], "deep": [[["a"], []], []]}
      {"vectors": [], "steps": [[[]]], "flags": [[], []], "deep": null}
      """)
    #expect(chunk.problems == [])
    #expect(
      chunk.columns.map(\.shown) == [
        ["[[1,2],[3]]", "[]"], ["[[1],[2]]", "[]", "[[]]"],
        ["[[1,0]]", "[[],[]]"], [#"[[["a"],[]],[]]"#, "-"],
      ])
  }

  @Test func `a bad item is named with its place, and the rows around it are whole`() {
    let parser = RowParser(
      schema: .of(.field("v", .list(.numbers), optional: true), .field("b", .list(.bool), optional: true)))
    let chunk = parser.parse(
      """
      {"v": [[1], [2, 3]]}
      {"v": [[1], [2, "x"]]}
      {"v": [[1], 2]}
      {"v": [[1], null]}
      {"b": [1, 2]}
      {"v": [[4]], "b": [false]}
      """)
    #expect(
      chunk.problems.map(\.message) == [
        "`v[1][1]` is a string, the spec declares a list of lists of numbers",
        "`v[1]` is a number, the spec declares a list of lists of numbers",
        "`v[1]` is null, the spec declares a list of lists of numbers",
        "`b[1]` is 2, the spec declares a list of true or false",
      ])
    #expect(chunk.columns[0].shown == ["[[1],[2,3]]", "[[4]]"])
    #expect(chunk.columns[1].shown == ["-", "[0]"])
  }

  @Test func `a table is kept as its source`() {
    let parser = RowParser(
      schema: .of(.field("worth", .table(.number), per: .group), .field("covers", .table(.texts), optional: true)))
    let chunk = parser.parse(
      """
      {"worth": {"a": 1, "b": null}, "covers": [["x"], []]}
      {"worth": [0.5, true], "covers": {"k": ["y"]}}
      {"worth": {"a": "one"}}
      {"worth": {}, "covers": {"k": ["y", 1]}}
      {"worth": 1}
      """)
    #expect(chunk.columns[0].shown == [#"{"a":1,"b":null}"#, "[0.5,true]"])
    #expect(chunk.columns[1].shown == [#"[["x"],[]]"#, #"{"k":["y"]}"#])
    #expect(
      chunk.problems.map(\.message) == [
        "`worth.a` is a string, the spec declares a table of numbers",
        "`covers.k[1]` is a number, the spec declares a table of lists of texts",
        "`worth` is a number, the spec declares a table of numbers",
      ])
  }

  @Test func `items that are not there stand as nothing, and beside them whether they are`() {
    let path = [["met"]]
    let chunk = RowParser(
      schema: .of(
        .field("met", .items(.number), from: path), .field("met there", .presence, from: path),
        .field("notes", .items(.text), per: .group, optional: true))
    ).parse(
      """
      {"met": [1, null, 0.5], "notes": ["a", null]}
      {"met": []}
      {"met": [1, "x"]}
      {"met": 1}
      """)
    #expect(chunk.columns.map(\.shown) == [["[1,0,0.5]", "[]"], ["[1,0,1]", "[]"], [#"["a",""]"#, "-"]])
    #expect(
      chunk.problems.map(\.message) == [
        "`met[1]` is a string, the spec declares a list of numbers",
        "`met` is a number, the spec declares a list of numbers",
      ])
  }

  @Test func `a row per group holds a nested list for each rollout`() {
    let chunk = RowParser(
      schema: .of(rowsPer: .group, .field("belief", .numbers, per: .turn), .field("weights", .numbers, per: .group))
    ).parse(#"{"belief": [[[1], [2]], [[3]]], "weights": [1, 2]}"#)
    #expect(chunk.problems == [])
    #expect(chunk.turnOffsets == [0, 2, 3])
    #expect(chunk.columns.map(\.shown) == [["[1]", "[2]", "[3]"], ["[1,2]", "[1,2]"]])
  }

  @Test func `forms follow from types`() {
    #expect(RowSchema.Form.of(.list(.list(.real))) == .list(.numbers))
    #expect(RowSchema.Form.of(.table(.list(.text))) == .table(.texts))
    #expect(RowSchema.Form.of(.symbol(["a"])) == .text)
    #expect(RowSchema.Form.of(.list(.bool)) == .list(.bool))
  }
}
