import RewardSemantics
import Synchronization

/// What `format` is to a schema.
private enum FormatUse: String, CaseIterable {
  case annotate, assert
}

extension Builtin.Parameter {
  fileprivate static let formats = Builtin.Parameter(
    "formats", .symbol(FormatUse.allCases.map(\.rawValue)), isStatic: true, default: .symbol("annotate"))
}

extension Builtin {
  private static let schemaDetails = """
    JSON Schema, dialect 2020-12, with all that it asserts, and references inside the document (`$ref`, `$anchor`, `$id`,
    `$dynamicRef`); others are not looked up. `format` says nothing of validity, as in the dialect, but with
    `formats: assert`, for the formats date, time, date-time, duration, email, hostname, ipv4, ipv6, uuid, uri,
    uri-reference, json-pointer, relative-json-pointer and regex. `1.0` is an integer, numbers are compared exactly, and
    lengths are counted in Unicode scalars. Patterns are those of ECMA-262 as far as PCRE2 has them.

    False where the text is no JSON. Work is bounded, by values and by the steps of patterns: what goes over it is limited.
    """

  static let jsonValid = Builtin(
    "json_valid", parameters: [Parameter("json", .textOrJSON), Parameter("schema", .text, isStatic: true), .formats],
    result: { _, _ in .bool }, absence: [.limit, .fail], cost: .scan,
    summary: "Whether a text is JSON that is valid by a JSON Schema.",
    details: schemaDetails + "\n\nA schema that comes from the rows is that of `json_valid_by`.",
    examples: [
      Example(#"json_valid("{\"a\": 1}", "{\"type\": \"object\", \"required\": [\"a\"]}")"#, "true"),
      Example(#"json_valid("[1, \"x\"]", "{\"items\": {\"type\": \"integer\", \"minimum\": 0}}")"#, "false"),
      Example(#"json_valid("{", "true")"#, "false"),
    ]
  ) { statics throws(PreparationError) in
    let source = try StaticArguments(statics).text(1, parameter: "schema")
    let formats = try StaticArguments(statics).symbol(2, parameter: "formats", of: FormatUse.self)
    let schema: JSONSchema
    do throws(JSONSchema.Problem) {
      schema = try source.withUnsafeBufferPointer { source throws(JSONSchema.Problem) in
        try JSONSchema(source, assertsFormats: formats == .assert)
      }
    } catch {
      throw PreparationError(error.message, parameter: "schema", offset: error.offset)
    }
    return { arguments in
      guard let json = ParsedJSON(arguments[0].text) else { return .bool(false) }
      return Outcome(json, validBy: schema)
    }
  }

  static let jsonValidBy = Builtin(
    "json_valid_by", parameters: [Parameter("json", .textOrJSON), Parameter("schema", .textOrJSON), .formats],
    result: { _, _ in .bool }, absence: [.limit, .fail], cost: .scan,
    summary: "Whether a text is JSON that is valid by a JSON Schema of the rows.",
    details: schemaDetails
      + "\n\nfailed where the schema is none, refers to itself without end or to what is not in it, or is very large.",
    examples: [
      Example(#"json_valid_by("[1, 1]", "{\"uniqueItems\": true}")"#, "false"),
      Example(#"json_valid_by("\"2024-02-30\"", "{\"format\": \"date\"}", formats: assert)"#, "false"),
      Example(#"json_valid_by("3.5", "{\"multipleOf\": 0.5}")"#, "true"),
      Example(#"json_valid_by("1", "{\"$ref\": \"http://example.org/x\"}")"#, "missing"),
    ]
  ) { statics throws(PreparationError) in
    let formats = try StaticArguments(statics).symbol(2, parameter: "formats", of: FormatUse.self)
    let known = CompiledOnce<JSONSchema>()
    return { arguments in
      let schema = known.value(of: arguments[1].text) { source in
        try? JSONSchema(source, assertsFormats: formats == .assert)
      }
      guard let schema else { return .missing(.badValue) }
      guard let json = ParsedJSON(arguments[0].text) else { return .bool(false) }
      return Outcome(json, validBy: schema)
    }
  }
}

extension Outcome {
  /// Whether a value is valid, or why that is not known.
  init(_ json: ParsedJSON, node: Int = 0, validBy schema: JSONSchema) {
    do throws(SchemaValidator.Failure) {
      self = .bool(try SchemaValidator.isValid(json, node: node, by: schema))
    } catch {
      self = .missing(error == .tooMuchWork ? .stepLimit : .badValue)
    }
  }
}

/// What is made of texts that come again and again, such as the schema of a data set, made once. From any thread.
final class CompiledOnce<Value: Sendable>: Sendable {
  private static var countLimit: Int { 64 }
  private static var byteLimit: Int { 8 << 20 }

  private struct Known: Sendable {
    var values: [[UInt8]: Value?] = [:]
    var bytes = 0
  }

  private let known = Mutex(Known())

  /// The value of a text; nil where it has none, which is known, too.
  func value(
    of text: UnsafeBufferPointer<UInt8>, make: (UnsafeBufferPointer<UInt8>) -> Value?
  ) -> Value? {
    let key = [UInt8](text)
    if let found = known.withLock({ $0.values[key] }) { return found }
    let made = make(text)
    known.withLock { known in
      if known.values.count >= Self.countLimit || known.bytes + key.count > Self.byteLimit { known = Known() }
      known.values[key] = made
      known.bytes += key.count
    }
    return made
  }
}
