import RewardRules

/// What an endpoint says where it refuses a request, with a status other than 200.
///
/// Only what the endpoint itself says is looked at. Some servers quote the request beside it, and what stands in that is the
/// word of whoever is judged.
public struct ErrorBody: Sendable, Hashable {
  /// What it says, in one line of at most 300 bytes; empty where it says nothing.
  public let message: String
  /// Whether it does not know, or cannot follow, the format in which JSON was asked for: another ``ResponseFormat`` may do.
  public let isAboutFormat: Bool
  /// Whether the prompt is too long for the model.
  public let isAboutLength: Bool

  /// Reads a refusal.
  ///
  /// - Parameter maxTokens: the longest answer that was asked for. One that is as long as all that the model can hold is a
  ///   fault of the settings, whatever the length of the prompt.
  public init(status: Int, body: [UInt8], maxTokens: Int? = nil) {
    let said = Self.said(in: body)
    message = Self.line(said[...], longest: 300)
    let all = String(decoding: said.prefix(4096), as: UTF8.self).lowercased()
    // Pydantic quotes the request inside its message.
    let words = String(all.split(separator: "'input':", maxSplits: 1, omittingEmptySubsequences: false)[0])
    let isLength =
      status == 413
      || [400, 422, 500].contains(status) && Self.lengthWords.contains { words.contains($0) }
    let limit = Self.number(after: "context length is ", in: words)
    if let limit, let maxTokens, maxTokens >= limit {
      isAboutLength = false
    } else {
      isAboutLength = isLength
    }
    isAboutFormat =
      !isLength && [400, 422, 500, 501].contains(status) && Self.formatWords.contains { words.contains($0) }
  }

  /// As OpenAI, vLLM, SGLang, llama.cpp, llama-cpp-python, TGI, TensorRT-LLM and hosted models say it.
  private static let lengthWords = [
    "context_length_exceeded", "context length", "exceed_context_size", "context size", "context window",
    "maximum allowed length", "maximum model length", "max_model_len", "maximum input length", "prompt is too long",
    "input is too long", "string_above_max_length", "must have less than", "`inputs` tokens + `max_new_tokens`",
    "max_tokens must be at least 1, got -", "exceeds the maximum number of tokens",
  ]

  private static let formatWords = [
    "response_format", "response format", "json_schema", "json_object", "json schema", "structured output",
    "structured_outputs", "guided decoding", "guided_json", "grammar",
  ]

  /// What a person may read of a body that was no answer: ` (it says: ...)`.
  static func quoted(_ json: ParsedJSON) -> String {
    let said = said(in: json)
    return said.isEmpty ? "" : " (it says: \(line(said[...], longest: 200)))"
  }

  /// One line of at most so many bytes, without what a terminal would take for a command.
  static func line(_ text: ArraySlice<UInt8>, longest: Int) -> String {
    var line = ""
    var length = 0
    for scalar in String(decoding: text.prefix(longest + 4), as: UTF8.self).unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      let isBreak = scalar.value == 0x2028 || scalar.value == 0x2029
      length += UTF8.width(scalar)
      guard length <= longest else { return line + "..." }
      line.unicodeScalars.append(isControl || isBreak ? " " : scalar)
    }
    return line
  }

  private static func said(in body: [UInt8]) -> [UInt8] { JSONText.read(body) { json in said(in: json) } ?? body }

  /// The words of the endpoint, wherever the known servers put them.
  private static func said(in json: ParsedJSON) -> [UInt8] {
    guard json.kind(0) == .object else { return json.string(0) ?? [] }
    var words: [[UInt8]] = []
    func add(_ names: [String], of node: Int) {
      for name in names {
        if let text = json.member(name, of: node).flatMap({ json.string($0) }), !text.isEmpty { words.append(text) }
      }
    }
    if let error = json.member("error", of: 0), json.kind(error) == .object {
      add(["message", "type", "code", "param"], of: error)
    } else {
      add(["message", "error", "error_type", "type", "code", "param", "detail"], of: 0)
    }
    // FastAPI tells for each fault where it lies and what is wrong; `input` beside that is a quotation of the request.
    for fault in json.list("detail", of: 0) ?? [] {
      add(["msg"], of: fault)
      words.append(contentsOf: (json.list("loc", of: fault) ?? []).compactMap { json.string($0) })
    }
    return Array(words.joined(separator: Array(" ".utf8)))
  }

  private static func number(after words: String, in text: String) -> Int? {
    let text = Array(text.utf8)
    let words = Array(words.utf8)
    guard text.count >= words.count,
      let start = (0...text.count - words.count).first(where: { text[$0..<$0 + words.count].elementsEqual(words) })
    else { return nil }
    let digits = text[(start + words.count)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
