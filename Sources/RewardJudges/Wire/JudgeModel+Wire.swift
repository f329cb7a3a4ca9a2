import RewardEngine
import RewardRules

extension JudgeModel {
  /// Where requests are posted.
  ///
  /// A path stands behind ``endpoint``, but for `/score`, `/classify` and `/pooling`, which vLLM and SGLang have beside `/v1`
  /// (SGLang's `/v1/classify` is another: it gives 1 for every score of a model with one class). An endpoint that ends in
  /// the path already is the whole address.
  public var address: String {
    var base = endpoint[...]
    while base.hasSuffix("/") { base.removeLast() }
    if base.hasSuffix(api.path) { return String(base) }
    if !api.isBehindVersion, base.hasSuffix("/v1") { base.removeLast(3) }
    return base + api.path
  }

  /// The body to post, JSON.
  ///
  /// - Parameter format: how JSON is asked for, of ``API/chat`` alone; by default as ``ResponseFormat/first(for:)`` has it.
  public func body(asking request: ModelRequest, format: ResponseFormat? = nil) throws(WireFault) -> [UInt8] {
    switch api {
    case .chat: ChatWire.body(request, model: self, format: format ?? .first(for: request.form))
    case .score, .classify, .pooling, .embeddings: try ScoringWire.body(request, model: self)
    }
  }

  /// Reads the body of an answer with status 200.
  public func answer(in body: [UInt8], to request: ModelRequest) throws(WireFault) -> ModelAnswer {
    let answer = try JSONText.read(body) { json throws(WireFault) in
      switch api {
      case .chat: try ChatWire.answer(json, form: request.form)
      case .score, .classify, .pooling, .embeddings: try ScoringWire.answer(json, api: api)
      }
    }
    guard let answer else {
      let start = ErrorBody.line(body[...], longest: 80)
      throw WireFault(.notJSON, body.isEmpty ? "the answer is empty" : "the answer is no JSON: `\(start)`")
    }
    return answer
  }
}

extension JudgeModel.API {
  fileprivate var path: String {
    switch self {
    case .chat: "/chat/completions"
    case .score: "/score"
    case .classify: "/classify"
    case .pooling: "/pooling"
    case .embeddings: "/embeddings"
    }
  }

  fileprivate var isBehindVersion: Bool { self == .chat || self == .embeddings }
}

/// Bytes as JSON.
enum JSONText {
  /// What `body` makes of the JSON that the bytes are; nil where they are none.
  static func read<Result, Failure: Error>(
    _ bytes: [UInt8], _ body: (ParsedJSON) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    // The reader of JSON takes for granted that its text is UTF-8.
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    return try bytes.withUnsafeBufferPointer { buffer throws(Failure) -> Result? in
      guard let json = ParsedJSON(buffer) else { return nil }
      return try body(json)
    }
  }
}

extension ParsedJSON {
  /// The value that names of objects lead to; nil where one of them is not there.
  func member(at path: String..., of node: Int) -> Int? {
    var node = node
    for name in path {
      guard let next = member(name, of: node) else { return nil }
      node = next
    }
    return node
  }

  /// The tokens that `usage` of an answer tells.
  var usage: ModelAnswer.Usage? {
    func tokens(_ name: String) -> Int? {
      member(at: "usage", name, of: 0).flatMap { number($0) }.flatMap { Int(exactly: $0) }
    }
    guard let input = tokens("prompt_tokens") else { return nil }
    return ModelAnswer.Usage(input: input, output: tokens("completion_tokens") ?? 0)
  }

  /// A member that is a list; nil for another kind.
  func list(_ name: String, of node: Int) -> [Int]? {
    guard let list = member(name, of: node), kind(list) == .array else { return nil }
    return Array(children(list))
  }
}
