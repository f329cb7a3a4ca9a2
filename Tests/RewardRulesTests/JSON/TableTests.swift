import RewardSemantics
import Testing

@testable import RewardRules

struct TableTests {
  @Test func `a key is a text or a number`() throws {
    let table: Argument = #"{"a": 1, "3": 2, "0.5": 3, "x y": null}"#
    #expect(try Builtin.tableNumber.call(table, "a") == .number(1))
    #expect(try Builtin.tableNumber.call(table, 3.0) == .number(2))
    #expect(try Builtin.tableNumber.call(table, "3") == .number(2))
    #expect(try Builtin.tableNumber.call(table, 0.5) == .number(3))
    for key: Argument in ["b", "", "A", 4.0, "3.0", "x y"] {
      #expect(try Builtin.tableNumber.call(table, key) == .missing(.noMatch))
    }
  }

  @Test func `a key may hold points and escapes`() throws {
    #expect(try Builtin.tableNumber.call(#"{"a.b": 1, "a": {"b": 2}}"#, "a.b") == .number(1))
    #expect(try Builtin.tableNumber.call(#"{"\"\u00e9": 1}"#, "\"é") == .number(1))
  }

  @Test func `the keys of an array are its places`() throws {
    #expect(try Builtin.tableNumber.call("[7, 8]", 1.0) == .number(8))
    #expect(try Builtin.tableNumber.call("[7, 8]", "1") == .number(8))
    for key: Argument in [2.0, -1.0, 0.5, 1e300, "a", ""] {
      #expect(try Builtin.tableNumber.call("[7, 8]", key) == .missing(.noMatch))
    }
  }

  @Test func `the first of equal keys counts`() throws {
    #expect(try Builtin.tableNumber.call(#"{"a": 1, "a": 2}"#, "a") == .number(1))
    #expect(try Builtin.tableNumber.call(#"{"a": null, "a": 2}"#, "a") == .missing(.noMatch))
  }

  @Test func `texts and lists`() throws {
    #expect(try Builtin.tableText.call(#"{"a": "x\ty", "b": "z"}"#, "a") == .text("x\ty"))
    #expect(try Builtin.tableText.call(#"{"a": "x\ty", "b": "z"}"#, "b") == .text("z"))
    #expect(try Builtin.tableNumbers.call("[[0, 1], [2]]", 1.0) == .numbers([2]))
    #expect(try Builtin.tableTexts.call(#"{"a": ["x", "y"]}"#, "a") == .texts(["x", "y"]))
  }

  @Test func `what is no table, and what is of another kind`() throws {
    #expect(try Builtin.tableNumber.call("7", "a") == .missing(.badValue))
    #expect(try Builtin.tableNumber.call(#""a""#, "a") == .missing(.badValue))
    #expect(try Builtin.tableNumber.call("no JSON", "a") == .missing(.noMatch))
    #expect(try Builtin.tableNumber.call("{\"a\": 1} x", "a") == .missing(.noMatch))
    #expect(try Builtin.tableNumber.call(#"{"a": "1"}"#, "a") == .missing(.badValue))
    #expect(try Builtin.tableNumber.call(#"{"a": 1}"#, ["a"]) == .missing(.badValue))
    #expect(try Builtin.tableText.call(#"{"a": 1}"#, "a") == .missing(.badValue))
    #expect(try Builtin.tableNumbers.call(#"{"a": 1}"#, "a") == .missing(.badValue))
    #expect(try Builtin.tableTexts.call(#"{"a": [1]}"#, "a") == .missing(.badValue))
  }

  @Test func `table_has`() throws {
    #expect(try Builtin.tableHas.call(#"{"a": 0, "b": null}"#, "a") == .yes)
    #expect(try Builtin.tableHas.call(#"{"a": 0, "b": null}"#, "b") == .no)
    #expect(try Builtin.tableHas.call("[7]", 0.0) == .yes)
    #expect(try Builtin.tableHas.call("[7]", 1.0) == .no)
    for text in ["7", "no JSON", "{\"a\": 1} x"] { #expect(try Builtin.tableHas.call(.text(text), "a") == .no) }
  }
}
