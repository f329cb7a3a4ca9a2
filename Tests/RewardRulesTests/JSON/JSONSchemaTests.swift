import RewardSemantics
import Testing

@testable import RewardRules

/// Each keyword of JSON Schema 2020-12 with values on both sides of it.
struct JSONSchemaTests {
  struct Rule: Sendable, CustomTestStringConvertible {
    var schema: String
    var valid: [String]
    var invalid: [String]
    var testDescription: String { schema }
  }

  private func verdict(_ value: String, _ schema: String) throws -> Result {
    try Builtin.jsonValidBy.call(.text(value), .text(schema))
  }

  private func check(_ rule: Rule) throws {
    for value in rule.valid { #expect(try verdict(value, rule.schema) == .yes, "\(value)") }
    for value in rule.invalid { #expect(try verdict(value, rule.schema) == .no, "\(value)") }
  }

  @Test(arguments: [
    Rule(schema: "true", valid: ["1", "null"], invalid: []),
    Rule(schema: "false", valid: [], invalid: ["1", "null"]),
    Rule(schema: "{}", valid: ["1", "{}"], invalid: []),
    Rule(schema: #"{"type": "null"}"#, valid: ["null"], invalid: ["0", "false", #""""#]),
    Rule(schema: #"{"type": "boolean"}"#, valid: ["true", "false"], invalid: ["0", "null"]),
    Rule(schema: #"{"type": "integer"}"#, valid: ["1", "-3.0", "1e2", "0.0"], invalid: ["1.5", "1e-1", #""1""#]),
    Rule(schema: #"{"type": "number"}"#, valid: ["1", "1.5"], invalid: [#""1""#, "true"]),
    Rule(schema: #"{"type": ["string", "array"]}"#, valid: [#""a""#, "[]"], invalid: ["{}", "1"]),
    Rule(
      schema: #"{"enum": [1, "a", {"b": [2]}]}"#, valid: ["1.0", #""\u0061""#, #"{"b": [2]}"#], invalid: ["2", "{}"]),
    Rule(schema: #"{"const": {"a": 1, "b": 2}}"#, valid: [#"{"b": 2, "a": 1}"#], invalid: [#"{"a": 1}"#, "false"]),
    Rule(schema: #"{"const": false}"#, valid: ["false"], invalid: ["0", "null"]),
  ])
  func `values as a whole`(_ rule: Rule) throws { try check(rule) }

  @Test(arguments: [
    Rule(schema: #"{"minimum": 1.1}"#, valid: ["1.1", "11e-1", "2", #""a""#], invalid: ["1.09", "-2", "0"]),
    Rule(schema: #"{"maximum": -2}"#, valid: ["-2", "-2.5"], invalid: ["-1.9", "0", "1e300"]),
    Rule(schema: #"{"exclusiveMinimum": 0}"#, valid: ["1e-400"], invalid: ["0", "-0.0", "-1"]),
    Rule(schema: #"{"exclusiveMaximum": 10}"#, valid: ["9.99"], invalid: ["10", "1e9999999999"]),
    Rule(
      schema: #"{"minimum": 9007199254740993}"#, valid: ["9007199254740993"], invalid: ["9007199254740992"]),
    Rule(schema: #"{"multipleOf": 0.01}"#, valid: ["0.07", "19.99", "0", "-3", "1e300"], invalid: ["0.075", "1e-3"]),
    Rule(schema: #"{"multipleOf": 7}"#, valid: ["7e1", "-14", "0.0"], invalid: ["1e300", "7.5"]),
  ])
  func `numbers, exactly`(_ rule: Rule) throws { try check(rule) }

  @Test(arguments: [
    Rule(schema: #"{"minLength": 2}"#, valid: [#""ab""#, #""éé""#, "1"], invalid: [#""é""#, #""\ud83d\ude00""#]),
    Rule(schema: #"{"maxLength": 2.0}"#, valid: [#""\ud83d\ude00b""#], invalid: [#""abc""#]),
    Rule(schema: #"{"pattern": "^a+$"}"#, valid: [#""aa""#, "7"], invalid: [#""aab""#, #""aa\n""#]),
    Rule(schema: #"{"pattern": "b"}"#, valid: [#""abc""#], invalid: [#""ac""#]),
    Rule(
      schema: #"{"pattern": "^\\u00e9[\\s]\\p{Letter}$"}"#, valid: [#""é\u00a0x""#], invalid: [#""é x1""#, #""éxx""#]),
    Rule(schema: #"{"pattern": "^[$\\d]+$"}"#, valid: [#""$12""#], invalid: [#""$x""#]),
    Rule(schema: #"{"format": "email"}"#, valid: [#""no address""#], invalid: []),
  ])
  func `texts`(_ rule: Rule) throws { try check(rule) }

  @Test(arguments: [
    Rule(schema: #"{"minItems": 1, "maxItems": 2}"#, valid: ["[1]", "[1, 2]", "{}"], invalid: ["[]", "[1, 2, 3]"]),
    Rule(
      schema: #"{"uniqueItems": true}"#, valid: ["[1, true, [1], \"1\"]"],
      invalid: ["[1, 1.0]", "[{\"a\":1,\"b\":2},{\"b\":2,\"a\":1}]"]),
    Rule(schema: #"{"items": {"type": "integer"}}"#, valid: ["[]", "[1, 2]"], invalid: ["[1, \"a\"]"]),
    Rule(
      schema: #"{"prefixItems": [{"type": "string"}, true], "items": false}"#, valid: ["[]", "[\"a\", 1]"],
      invalid: ["[1]", "[\"a\", 1, 2]"]),
    Rule(schema: #"{"contains": {"const": 1}}"#, valid: ["[0, 1]", "3"], invalid: ["[]", "[2]"]),
    Rule(
      schema: #"{"contains": {"const": 1}, "minContains": 2, "maxContains": 3}"#, valid: ["[1, 1]", "[1, 0, 1, 1]"],
      invalid: ["[1]", "[1, 1, 1, 1]"]),
    Rule(schema: #"{"contains": {"const": 1}, "minContains": 0}"#, valid: ["[]"], invalid: []),
    Rule(
      schema: #"{"allOf": [{"prefixItems": [{"const": 1}]}], "contains": {"const": "x"}, "unevaluatedItems": false}"#,
      valid: ["[1, \"x\"]"], invalid: ["[1, \"x\", 2]"]),
  ])
  func `arrays`(_ rule: Rule) throws { try check(rule) }

  @Test(arguments: [
    Rule(
      schema: #"{"minProperties": 1, "maxProperties": 1}"#, valid: [#"{"a": 1}"#, "[]"],
      invalid: ["{}", #"{"a": 1, "b": 2}"#]),
    Rule(schema: #"{"required": ["a"]}"#, valid: [#"{"\u0061": null}"#, "1"], invalid: [#"{"A": 1}"#]),
    Rule(
      schema: #"{"dependentRequired": {"a": ["b"]}}"#, valid: [#"{"b": 1}"#, #"{"a": 1, "b": 2}"#],
      invalid: [#"{"a": 1}"#]),
    Rule(
      schema:
        #"{"properties": {"a": {"type": "string"}}, "patternProperties": {"^x": {"minimum": 2}}, "additionalProperties": false}"#,
      valid: [#"{"a": "s", "x1": 2}"#], invalid: [#"{"a": 1}"#, #"{"x1": 1}"#, #"{"b": 1}"#]),
    Rule(schema: #"{"additionalProperties": {"type": "null"}}"#, valid: [#"{"a": null}"#], invalid: [#"{"a": 1}"#]),
    Rule(schema: #"{"propertyNames": {"maxLength": 2}}"#, valid: [#"{"ab": 1}"#], invalid: [#"{"abc": 1}"#]),
    Rule(
      schema: #"{"dependentSchemas": {"a": {"required": ["b"]}}}"#, valid: [#"{"a": 1, "b": 1}"#, "{}"],
      invalid: [#"{"a": 1}"#]),
    Rule(
      schema:
        #"{"anyOf": [{"properties": {"a": true}, "required": ["a"]}, {"properties": {"b": true}}], "unevaluatedProperties": false}"#,
      valid: [#"{"a": 1, "b": 2}"#, "{}"], invalid: [#"{"a": 1, "c": 2}"#]),
    Rule(
      schema: #"{"properties": {"a": true}, "unevaluatedProperties": {"type": "integer"}}"#,
      valid: [#"{"a": "x", "b": 2}"#], invalid: [#"{"b": "x"}"#]),
  ])
  func `objects`(_ rule: Rule) throws { try check(rule) }

  @Test(arguments: [
    Rule(schema: #"{"allOf": [{"minimum": 1}, {"maximum": 2}]}"#, valid: ["1.5"], invalid: ["0", "3"]),
    Rule(schema: #"{"anyOf": [{"minimum": 5}, {"type": "string"}]}"#, valid: ["5", #""a""#], invalid: ["4"]),
    Rule(schema: #"{"oneOf": [{"minimum": 5}, {"multipleOf": 2}]}"#, valid: ["5", "2"], invalid: ["6", "3"]),
    Rule(schema: #"{"not": {"type": "string"}}"#, valid: ["1"], invalid: [#""a""#]),
    Rule(
      schema: #"{"if": {"type": "integer"}, "then": {"minimum": 3}, "else": {"const": "x"}}"#,
      valid: ["3", #""x""#], invalid: ["2", "2.5", #""y""#]),
    Rule(schema: #"{"then": false}"#, valid: ["1"], invalid: []),
  ])
  func `schemas put together`(_ rule: Rule) throws { try check(rule) }

  @Test(arguments: [
    Rule(
      schema: ##"{"$ref": "#/$defs/a~1b", "$defs": {"a/b": {"type": "string"}}}"##, valid: [#""x""#], invalid: ["1"]),
    Rule(schema: ##"{"$ref": "#/$defs/a%20b", "$defs": {"a b": false}}"##, valid: [], invalid: ["1"]),
    Rule(schema: ##"{"$ref": "#n", "$defs": {"x": {"$anchor": "n", "minimum": 2}}}"##, valid: ["2"], invalid: ["1"]),
    Rule(
      schema: ##"{"$id": "http://example.com/tree", "properties": {"next": {"$ref": "tree"}}, "required": ["v"]}"##,
      valid: [#"{"v": 1, "next": {"v": 2}}"#], invalid: [#"{"v": 1, "next": {}}"#]),
    Rule(
      schema:
        ##"{"$id": "http://example.com/a/b", "$ref": "../c#/prefixItems/0", "$defs": {"x": {"$id": "/c", "prefixItems": [{"type": "null"}]}}}"##,
      valid: ["null"], invalid: ["1"]),
    // A list of anything, and one of texts made of it.
    Rule(
      schema:
        ##"{"$id": "http://example.com/texts", "$ref": "list", "$defs": {"text": {"$dynamicAnchor": "item", "type": "string"}, "list": {"$id": "list", "items": {"$dynamicRef": "#item"}, "$defs": {"any": {"$dynamicAnchor": "item"}}}}}"##,
      valid: [#"["a"]"#], invalid: ["[1]"]),
    Rule(
      schema: ##"{"$dynamicRef": "#n", "$defs": {"x": {"$anchor": "n", "minimum": 2}}}"##, valid: ["2"], invalid: ["1"]),
  ])
  func `references inside the document`(_ rule: Rule) throws { try check(rule) }

  @Test(arguments: [
    #"{"type": "strange"}"#, #"{"minimum": "1"}"#, #"{"minLength": -1}"#, #"{"minLength": 1.5}"#, #"{"pattern": "("}"#,
    #"{"pattern": 1}"#, #"{"multipleOf": 0}"#, #"{"allOf": {}}"#, #"{"items": [true]}"#, #"{"required": "a"}"#,
    #"{"properties": []}"#, #"{"$ref": "http://example.org/other"}"#, ##"{"$ref": "#/$defs/none"}"##, #"{"$ref": 1}"#,
    #"{"enum": 1}"#, "1", "[]", "", "{",
  ])
  func `a schema that is none is failed, and a mistake where it is written`(_ schema: String) throws {
    #expect(try verdict("1", schema) == .missing(.badValue))
    let error = #expect(throws: PreparationError.self) {
      try Builtin.jsonValid.call("1", statics: ["schema": .string(schema)])
    }
    #expect(error?.parameter == "schema")
  }

  @Test func `a mistake has its place`() {
    let schema = #"{"properties": {"a": {"minimum": "1"}}}"#
    let error = #expect(throws: PreparationError.self) {
      try Builtin.jsonValid.call("1", statics: ["schema": .string(schema)])
    }
    #expect(error?.offset == 33)
  }

  struct Format: Sendable, CustomTestStringConvertible {
    var name: String
    var valid: [String]
    var invalid: [String]
    var testDescription: String { name }
  }

  @Test(arguments: [
    Format(
      name: "date", valid: ["2024-02-29", "0000-12-31"],
      invalid: ["2023-02-29", "2024-2-1", "2024-13-01", "2024-01-01Z"]),
    Format(
      name: "time", valid: ["23:59:60Z", "01:02:03.45+05:30", "08:29:60+08:30"],
      invalid: ["24:00:00Z", "12:00:00", "22:59:60Z", "1:00:00Z", "12:00:00.Z"]),
    Format(
      name: "date-time", valid: ["2024-06-01T12:00:00Z", "2024-06-01t12:00:00z"],
      invalid: ["2024-06-01 12:00:00Z", "2024-06-01"]),
    Format(
      name: "duration", valid: ["P1Y2M3D", "PT1M30S", "P4W", "P1DT12H"],
      invalid: ["P", "PT", "P1Y2D", "PT1H2S", "P1W2D", "1Y", "P1"]),
    Format(
      name: "email", valid: ["a.b+c@example.com", "\\\"a b\\\"@x.org", "a@[127.0.0.1]"],
      invalid: ["a", "@x.org", "a@", ".a@x.org", "a b@x.org"]),
    Format(
      name: "hostname", valid: ["a", "www.example.com", "1a-b.c"], invalid: ["", "-a", "a-.b", "a..b", "a_b", "a b"]),
    Format(
      name: "ipv4", valid: ["0.0.0.0", "192.168.1.255"], invalid: ["256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4.5"]),
    Format(
      name: "ipv6", valid: ["::", "::1", "1::", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1::8"],
      invalid: ["1:2:3:4:5:6:7", "1::2::3", ":1", "12345::", "1:2:3:4:5:6:7:8:9", ":::1", "g::", "1:2:3:4:5:6:7:8::"]),
    Format(
      name: "uuid", valid: ["123e4567-E89b-12d3-a456-426614174000"],
      invalid: ["123e4567e89b-12d3-a456-4266141740000", "x"]),
    Format(
      name: "uri", valid: ["http://a.b/c?d=e#f", "urn:x:1", "http://[::1]:80/%20"],
      invalid: ["//a.b", "a b:c", "http://a b", "http://a/%2", "x://a/[", ""]),
    Format(name: "uri-reference", valid: ["", "../a?b", "//x/y", "#f"], invalid: ["\\\\\\\\a", "#a#b"]),
    Format(name: "json-pointer", valid: ["", "/a~1b/~0", "/"], invalid: ["a", "/~", "/~2"]),
    Format(name: "relative-json-pointer", valid: ["0", "1/a", "12#"], invalid: ["", "/a", "01", "1#a"]),
    Format(name: "regex", valid: ["^[a-z]+$"], invalid: ["(", "[a"]),
    Format(name: "of our own", valid: ["x"], invalid: []),
  ])
  func `formats, where they are asserted`(_ format: Format) throws {
    let schema = "{\"format\": \"\(format.name)\"}"
    for (texts, isValid) in [(format.valid, Result.yes), (format.invalid, .no)] {
      for text in texts {
        #expect(try verdict("\"\(text)\"", schema) == .yes)
        let asserted = try Builtin.jsonValidBy.call(
          .text("\"\(text)\""), .text(schema), statics: ["formats": .symbol("assert")])
        #expect(asserted == isValid, "\(text)")
      }
    }
  }

  // MARK: Limits

  private func nested(_ depth: Int, _ open: String, _ inner: String, _ close: String) -> String {
    String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
  }

  @Test func `schemas that refer to one another without end are failed`() throws {
    #expect(try verdict("1", ##"{"$ref": "#"}"##) == .missing(.badValue))
    #expect(
      try verdict(
        "1", ##"{"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/a"}}}"##
      )
        == .missing(.badValue))
    #expect(try verdict("[[1]]", ##"{"items": {"$ref": "#"}}"##) == .yes)
  }

  @Test func `branches that double are limited`() throws {
    // Each level asks the one below twice: 2^60 questions.
    let levels = (0..<60).map {
      ##""l\##($0)": {"anyOf": [{"$ref": "#/$defs/l\##($0 + 1)"}, {"$ref": "#/$defs/l\##($0 + 1)"}]}"##
    }
    let schema = ##"{"$ref": "#/$defs/l0", "$defs": {\##(levels.joined(separator: ",")), "l60": false}}"##
    #expect(try verdict("1", schema) == .missing(.stepLimit))
  }

  @Test func `what is nested too deep is limited, or no JSON`() throws {
    let recursive = ##"{"items": {"$ref": "#"}}"##
    #expect(try verdict(nested(100, "[", "", "]"), recursive) == .yes)
    #expect(try verdict(nested(900, "[", "", "]"), recursive) == .missing(.stepLimit))
    #expect(try verdict(nested(100_000, "[", "", "]"), recursive) == .no)
    #expect(try verdict("1", nested(900, #"{"not":"#, "true", "}")) == .missing(.stepLimit))
  }

  @Test func `patterns share one budget`() throws {
    let text = "\"" + String(repeating: "a", count: 60) + "\""
    #expect(try verdict(text, #"{"pattern": "^(a+)+$"}"#) == .yes)
    #expect(try verdict(String(text.dropLast()) + "b\"", #"{"pattern": "^(a+)+$"}"#) == .missing(.stepLimit))
    let many =
      "[" + [String](repeating: "\"" + String(repeating: "ab", count: 500) + "\"", count: 400).joined(separator: ",")
      + "]"
    #expect(try verdict(many, #"{"items": {"pattern": "(a|b)*(b|a)*[cd]"}}"#) == .missing(.stepLimit))
    #expect(try verdict("\"x\"", #"{"pattern": "(?C1)x"}"#) == .missing(.badValue))
  }

  @Test func `large values are looked at once`() throws {
    let numbers = "[" + (0..<20_000).map(String.init).joined(separator: ",") + "]"
    #expect(try verdict(numbers, #"{"uniqueItems": true, "items": {"type": "integer"}}"#) == .yes)
    #expect(try verdict(numbers.replacing("19999", with: "7"), #"{"uniqueItems": true}"#) == .no)
    let names = "{" + (0..<10_000).map { "\"n\($0)\":1" }.joined(separator: ",") + "}"
    #expect(try verdict(names, #"{"required": ["n0", "n9999"], "additionalProperties": {"const": 1}}"#) == .yes)
  }
}
