import RewardEngine

/// The ways to ask an endpoint for JSON. No one of them is understood everywhere, so the next is tried where one is refused.
public enum ResponseFormat: Int, Sendable, Hashable, CaseIterable {
  /// `json_schema`, strict: OpenAI, vLLM, SGLang, llama.cpp.
  case jsonSchema
  /// `json_object` with the schema beside it: llama-cpp-python.
  case jsonObjectWithSchema
  /// `json_object`: an object of any shape.
  case jsonObject
  /// Nothing: the prompt alone says it.
  case none

  /// What a request begins with.
  public static func first(for form: ModelRequest.Form) -> ResponseFormat {
    switch form {
    case .json(schema: .some): .jsonSchema
    case .json(schema: nil): .jsonObject
    case .text, .probabilities: .none
    }
  }

  /// What to try where this one is refused; nil where there is nothing left.
  public var next: ResponseFormat? { ResponseFormat(rawValue: rawValue + 1) }

  /// Writes the member `response_format`, if there is one.
  func write(schema: [UInt8]?, to writer: inout JSONWriter) {
    guard self != .none else { return }
    writer.key("response_format")
    writer.beginObject()
    writer.key("type")
    if self == .jsonSchema, let schema {
      writer.string("json_schema")
      writer.key("json_schema")
      writer.beginObject()
      writer.key("name")
      writer.string("verdict")
      writer.key("strict")
      writer.bool(true)
      writer.key("schema")
      writer.raw(schema[...])
      writer.endObject()
    } else {
      writer.string("json_object")
      if self == .jsonObjectWithSchema, let schema {
        writer.key("schema")
        writer.raw(schema[...])
      }
    }
    writer.endObject()
  }
}
