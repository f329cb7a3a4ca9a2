import RewardEngine
import RewardRules

/// The endpoints of vLLM and SGLang that give a number for texts.
enum ScoringWire {
  static func body(_ request: ModelRequest, model: JudgeModel) throws(WireFault) -> [UInt8] {
    guard let last = request.messages.last else {
      throw WireFault(.cannotBeAsked, "a request without messages has nothing to score")
    }
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("model")
    writer.string(model.model)
    switch model.api {
    case .score:
      // A cross-encoder sees two texts and no conversation.
      guard request.messages.map(\.role) == [.user, .assistant] else {
        throw WireFault(.cannotBeAsked, "`/score` compares two texts: a message of the user and one of the assistant")
      }
      writer.key("text_1")
      writer.string(request.messages[0].text[...])
      writer.key("text_2")
      writer.string(last.text[...])
    case .classify, .pooling:
      if request.messages.count > 1 {
        // The server applies the template of the reward model.
        writer.messages(request.messages)
      } else {
        writer.key("input")
        writer.string(last.text[...])
        if model.api == .classify {
          // What SGLang's `/classify` calls the input.
          writer.key("text")
          writer.string(last.text[...])
        }
      }
      // The logit itself, not its sigmoid.
      writer.key("use_activation")
      writer.bool(false)
    case .embeddings:
      guard request.messages.count == 1 else {
        throw WireFault(
          .cannotBeAsked, "`/embeddings` takes one text, which holds the template of the reward model already")
      }
      writer.key("input")
      writer.string(last.text[...])
      writer.key("encoding_format")
      writer.string("float")
    case .chat: throw WireFault(.cannotBeAsked, "chat completions give no score")
    }
    writer.endObject()
    return writer.bytes
  }

  static func answer(_ json: ParsedJSON, api: JudgeModel.API) throws(WireFault) -> ModelAnswer {
    let score = try score(json, api: api)
    guard score.isFinite else { throw WireFault(.wrongShape, "the score is too large for a number") }
    return ModelAnswer(score: score, usage: json.usage)
  }

  private static func score(_ json: ParsedJSON, api: JudgeModel.API) throws(WireFault) -> Double {
    if api == .classify, let score = try nativeScore(json) { return score }
    guard json.kind(0) == .object, let data = json.list("data", of: 0) else {
      throw WireFault(.wrongShape, "the answer has no `data`" + ErrorBody.quoted(json))
    }
    guard let item = data.first, data.count == 1 else {
      throw WireFault(.wrongShape, "`data` of the answer has \(data.count) items, and one was asked for")
    }
    switch api {
    case .score:
      guard let score = json.member("score", of: item).flatMap({ json.number($0) }) else {
        throw WireFault(.wrongShape, "the answer has no number `data[0].score`")
      }
      return score
    case .classify: return try only(json.list("probs", of: item), called: "data[0].probs", in: json)
    case .pooling: return try last(json.member("data", of: item), called: "data[0].data", in: json)
    case .embeddings: return try last(json.member("embedding", of: item), called: "data[0].embedding", in: json)
    case .chat: throw WireFault(.cannotBeAsked, "chat completions give no score")
    }
  }

  /// The score in an answer of SGLang's `/classify`: an object, or a list of one, with `embedding`.
  private static func nativeScore(_ json: ParsedJSON) throws(WireFault) -> Double? {
    let objects = json.kind(0) == .array ? Array(json.children(0)) : [0]
    guard objects.count == 1, let embedding = json.list("embedding", of: objects[0]) else { return nil }
    return try only(embedding, called: "embedding", in: json)
  }

  /// The number of a list of one: which of several classes is worth what, nobody says.
  private static func only(_ list: [Int]?, called name: String, in json: ParsedJSON) throws(WireFault) -> Double {
    guard let list, let first = list.first, let number = json.number(first) else {
      throw WireFault(.wrongShape, "the answer has no numbers `\(name)`")
    }
    guard list.count == 1 else {
      throw WireFault(.wrongShape, "`\(name)` has \(list.count) numbers, and a reward model gives one")
    }
    return number
  }

  /// The last number of a list, or of the last list in it: that of the last token.
  private static func last(_ node: Int?, called name: String, in json: ParsedJSON) throws(WireFault) -> Double {
    var node = node
    while let list = node, json.kind(list) == .array { node = Array(json.children(list)).last }
    guard let number = node.flatMap({ json.number($0) }) else {
      throw WireFault(.wrongShape, "the answer has no numbers `\(name)`")
    }
    return number
  }
}
