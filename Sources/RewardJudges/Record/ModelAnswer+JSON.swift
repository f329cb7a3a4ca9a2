import RewardEngine
import RewardRules

/// Answers as they are kept.
///
/// ```json
/// {"text": "4", "ending": "stop", "alternatives": [[["4", -0.1], ["5", -2.4]]], "score": 0.3, "usage": [120, 2]}
/// ```
///
/// Parts without a value are left out.
extension ModelAnswer {
  /// Of the first tokens; verdicts are read from no others.
  private static let alternativesLimit = 8

  func write(to json: inout JSONWriter) {
    json.beginObject()
    if !text.isEmpty {
      json.key("text")
      json.string(text[...])
    }
    if let ending {
      json.key("ending")
      json.string(ending)
    }
    if !alternatives.isEmpty {
      json.key("alternatives")
      json.beginArray()
      for place in alternatives.prefix(Self.alternativesLimit) {
        json.beginArray()
        for token in place {
          json.beginArray()
          json.string(token.text[...])
          json.number(token.logProbability)
          json.endArray()
        }
        json.endArray()
      }
      json.endArray()
    }
    if let score {
      json.key("score")
      json.number(score)
    }
    if let usage {
      json.key("usage")
      json.beginArray()
      json.integer(usage.input)
      json.integer(usage.output)
      json.endArray()
    }
    json.endObject()
  }

  /// As one line of JSON.
  var json: [UInt8] {
    var json = JSONWriter()
    write(to: &json)
    return json.bytes
  }

  /// Nil for what ``write(to:)`` would not write.
  init?(json bytes: [UInt8]) {
    let answer = bytes.withUnsafeBufferPointer { bytes in ParsedJSON(bytes).flatMap { ModelAnswer($0, at: 0) } }
    guard let answer else { return nil }
    self = answer
  }

  /// Nil for what ``write(to:)`` would not write.
  init?(_ json: ParsedJSON, at node: Int) {
    guard json.kind(node) == .object else { return nil }
    self.init()
    for member in json.children(node) {
      switch String(decoding: json.name(member), as: UTF8.self) {
      case "text":
        guard let text = json.string(member) else { return nil }
        self.text = text
      case "ending": ending = json.string(member).map { String(decoding: $0, as: UTF8.self) }
      case "alternatives":
        for place in json.children(member) {
          var tokens: [Token] = []
          for token in json.children(place) {
            let parts = Array(json.children(token))
            guard parts.count == 2, let text = json.string(parts[0]), let number = json.number(parts[1]) else {
              return nil
            }
            tokens.append(Token(text, number))
          }
          alternatives.append(tokens)
        }
      case "score": score = json.number(member)
      case "usage":
        let parts = json.children(member).compactMap { json.number($0) }
        guard parts.count == 2, let input = Int(exactly: parts[0]), let output = Int(exactly: parts[1]) else {
          return nil
        }
        usage = Usage(input: input, output: output)
      default: return nil
      }
    }
  }
}
