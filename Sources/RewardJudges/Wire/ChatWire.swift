import RewardEngine
import RewardRules

/// OpenAI's chat completions, as vLLM, SGLang, llama.cpp and hosted models speak them.
enum ChatWire {
  /// How many likely tokens are asked for at each place: as many as OpenAI gives at most.
  static let alternatives = 20

  static func body(_ request: ModelRequest, model: JudgeModel, format: ResponseFormat) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("model")
    writer.string(model.model)
    writer.messages(request.messages)
    if let temperature = model.sampling.temperature {
      writer.key("temperature")
      writer.number(temperature)
    }
    if let topP = model.sampling.topP {
      writer.key("top_p")
      writer.number(topP)
    }
    if let maxTokens = model.sampling.maxTokens {
      writer.key(model.sampling.countsReasoning ? "max_completion_tokens" : "max_tokens")
      writer.integer(maxTokens)
    }
    writer.key("seed")
    writer.integer(request.seed)
    switch request.form {
    case .text: break
    case .json(let schema): format.write(schema: schema, to: &writer)
    case .probabilities:
      writer.key("logprobs")
      writer.bool(true)
      writer.key("top_logprobs")
      writer.integer(alternatives)
    }
    writer.endObject()
    return writer.bytes
  }

  static func answer(_ json: ParsedJSON, form: ModelRequest.Form) throws(WireFault) -> ModelAnswer {
    guard json.kind(0) == .object, let choices = json.list("choices", of: 0) else {
      throw WireFault(.wrongShape, "the answer has no `choices`" + ErrorBody.quoted(json))
    }
    guard let choice = choices.first else { throw WireFault(.wrongShape, "`choices` of the answer is empty") }
    guard let message = json.member("message", of: choice), json.kind(message) == .object else {
      throw WireFault(.wrongShape, "the answer has no `choices[0].message`")
    }
    var answer = ModelAnswer(usage: json.usage)
    answer.ending = json.member("finish_reason", of: choice).flatMap { json.string($0) }.map {
      String(decoding: $0, as: UTF8.self)
    }
    if let refusal = json.member("refusal", of: message).flatMap({ json.string($0) }), !refusal.isEmpty {
      answer.text = refusal
      answer.ending = ModelAnswer.refusal
      return answer
    }
    answer.text = try content(of: message, ending: answer.ending, in: json)
    if form == .probabilities { answer.alternatives = try probabilities(of: choice, in: json) }
    return answer
  }

  /// What the model says: a string, or the texts of a list of parts.
  private static func content(of message: Int, ending: String?, in json: ParsedJSON) throws(WireFault) -> [UInt8] {
    let content = json.member("content", of: message)
    switch content.map({ json.kind($0) }) {
    case .string: return content.flatMap { json.string($0) } ?? []
    case .array:
      var text: [UInt8] = []
      for part in content.map({ Array(json.children($0)) }) ?? [] {
        if let piece = json.string(part) {
          text += piece
        } else if let type = json.member("type", of: part).flatMap({ json.string($0) }), type == Array("text".utf8) {
          guard let piece = json.member("text", of: part).flatMap({ json.string($0) }) else {
            throw WireFault(.wrongShape, "a part of `message.content` is a text without `text`")
          }
          text += piece
        }
      }
      return text
    case .null, nil:
      // All tokens spent on reasoning, or a filter, leave no content: an answer, though one without a verdict.
      let isExplained =
        ending == "length" || ending == "content_filter"
        || ["reasoning_content", "reasoning"].contains { name in
          json.member(name, of: message).flatMap { json.string($0) }.map { !$0.isEmpty } ?? false
        }
      guard isExplained else {
        throw WireFault(.wrongShape, "the answer has neither `message.content` nor `message.refusal`")
      }
      return []
    default: throw WireFault(.wrongShape, "`message.content` is neither a string nor a list")
    }
  }

  /// For each token the likely ones at its place, the one that was chosen first.
  private static func probabilities(of choice: Int, in json: ParsedJSON) throws(WireFault) -> [[ModelAnswer.Token]] {
    guard let logprobs = json.member("logprobs", of: choice), let places = json.list("content", of: logprobs),
      !places.isEmpty
    else {
      throw WireFault(
        .withoutProbabilities, "the answer has no `logprobs.content`, though the probabilities of tokens were asked for"
      )
    }
    var alternatives: [[ModelAnswer.Token]] = []
    for place in places {
      guard let chosen = try token(place, in: json) else {
        throw WireFault(.wrongShape, "a token of `logprobs.content` has no probability")
      }
      var tokens = [chosen]
      for other in json.list("top_logprobs", of: place) ?? [] {
        if let token = try token(other, in: json), token.text != chosen.text { tokens.append(token) }
      }
      alternatives.append(tokens)
    }
    guard alternatives.contains(where: { $0.count > 1 }) else {
      throw WireFault(.withoutProbabilities, "the answer has no `top_logprobs`, though they were asked for")
    }
    return alternatives
  }

  /// A token; nil where its probability is `null`, which stands for none.
  private static func token(_ node: Int, in json: ParsedJSON) throws(WireFault) -> ModelAnswer.Token? {
    guard let text = json.member("token", of: node).flatMap({ json.string($0) }),
      let logprob = json.member("logprob", of: node)
    else { throw WireFault(.wrongShape, "a token of `logprobs` has no `token` or no `logprob`") }
    if json.kind(logprob) == .null { return nil }
    // Rounding may leave a little above 0.
    guard let value = json.number(logprob), value < 0.01 else {
      throw WireFault(.wrongShape, "a `logprob` is no number up to 0")
    }
    return ModelAnswer.Token(bytes(of: node, in: json) ?? text, min(value, 0))
  }

  /// The bytes of a token, which may be half a character, where they are told.
  private static func bytes(of node: Int, in json: ParsedJSON) -> [UInt8]? {
    guard let list = json.list("bytes", of: node) else { return nil }
    let bytes = list.compactMap { json.number($0).flatMap { UInt8(exactly: $0) } }
    return bytes.count == list.count ? bytes : nil
  }
}

extension ModelAnswer {
  /// The ``ending`` of an answer by which a model declines to answer; its text is what it says to that.
  public static let refusal = "refusal"
}

extension JSONWriter {
  /// The member `messages`.
  mutating func messages(_ messages: [ModelRequest.Message]) {
    key("messages")
    beginArray()
    for message in messages {
      beginObject()
      key("role")
      string(message.role.rawValue)
      key("content")
      string(message.text[...])
      endObject()
    }
    endArray()
  }
}
