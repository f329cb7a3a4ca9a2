import RewardEngine
import RewardRules

/// Reads a lock file, or the models of a record; every mistake names its place.
struct LockFileReader {
  private let json: ParsedJSON

  /// The models of a file.
  static func models(of text: [UInt8]) throws(JudgeFileError) -> [String: JudgeModel] {
    try text.withUnsafeBufferPointer { bytes throws(JudgeFileError) in
      guard let json = ParsedJSON(bytes) else {
        let problem = JSONDiagnosis.firstProblem(in: bytes, depthLimit: 64)
        throw JudgeFileError(
          at: (problem?.column ?? 1) - 1, of: bytes, "this is not JSON: \(problem?.message ?? "it cannot be read")")
      }
      let reader = LockFileReader(json: json)
      guard json.kind(0) == .object else { throw reader.error(0, "a lock file is an object: {\"models\": {...}}") }
      var models: [String: JudgeModel] = [:]
      for member in json.children(0) {
        guard reader.name(of: member) == "models" else {
          throw reader.error(member, "a lock file has `models` and nothing else")
        }
        models = try reader.models(at: member)
      }
      return models
    }
  }

  /// The models of an object with one for each alias.
  static func models(of json: ParsedJSON, at node: Int) throws(JudgeFileError) -> [String: JudgeModel] {
    try LockFileReader(json: json).models(at: node)
  }

  private func models(at node: Int) throws(JudgeFileError) -> [String: JudgeModel] {
    guard json.kind(node) == .object else { throw error(node, "`models` holds a model for each alias") }
    var models: [String: JudgeModel] = [:]
    for own in json.children(node) {
      let alias = name(of: own)
      guard models.updateValue(try model(alias, own), forKey: alias) == nil else {
        throw error(own, "the alias `\(alias)` is there twice")
      }
    }
    return models
  }

  private func model(_ alias: String, _ node: Int) throws(JudgeFileError) -> JudgeModel {
    guard json.kind(node) == .object else {
      throw error(node, "a model is an object: {\"endpoint\": ..., \"model\": ...}")
    }
    var model = JudgeModel(alias: alias, endpoint: "", model: "")
    for member in json.children(node) {
      let key = name(of: member)
      switch key {
      case "endpoint": model.endpoint = try endpoint(member)
      case "model": model.model = try string(member)
      case "api":
        let word = try string(member)
        guard let api = JudgeModel.API(rawValue: word) else {
          let known = JudgeModel.API.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
          throw error(member, "`\(word)` is no API: one of \(known)")
        }
        model.api = api
      case "temperature": model.sampling.temperature = try number(member, 0...10)
      case "top_p": model.sampling.topP = try number(member, 0...1)
      case "max_tokens", "max_completion_tokens":
        model.sampling.maxTokens = Int(try number(member, 1...1e9))
        model.sampling.countsReasoning = key == "max_completion_tokens"
      case "price":
        var price = JudgeModel.Price(input: 0, output: 0)
        guard json.kind(member) == .object else {
          throw error(member, "a price is in US dollars for a million tokens: {\"input\": 0.1, \"output\": 0.4}")
        }
        for part in json.children(member) {
          switch name(of: part) {
          case "input": price.input = try number(part, 0...1e9)
          case "output": price.output = try number(part, 0...1e9)
          default: throw error(part, "a price has `input` and `output`")
          }
        }
        model.price = price
      case "in_flight": model.limits.inFlight = Int(try number(member, 1...10_000))
      case "requests_per_minute": model.limits.requestsPerMinute = try number(member, 1...1e9)
      case "tokens_per_minute": model.limits.tokensPerMinute = try number(member, 1...1e12)
      default: throw error(member, "`\(key)` says nothing about a model")
      }
    }
    if model.endpoint.isEmpty { throw error(node, "the model `\(alias)` has no `endpoint`") }
    if model.model.isEmpty { throw error(node, "the model `\(alias)` has no `model`: its name at the endpoint") }
    return model
  }

  /// An address, without a blank, a name or a password.
  private func endpoint(_ node: Int) throws(JudgeFileError) -> String {
    let address = try string(node)
    let isHTTP = address.hasPrefix("http://") || address.hasPrefix("https://")
    guard isHTTP, !address.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "@") }) else {
      throw error(node, "an endpoint is an address such as http://127.0.0.1:8000/v1, without names or keys in it")
    }
    return address
  }

  private func string(_ node: Int) throws(JudgeFileError) -> String {
    guard let bytes = json.string(node), !bytes.isEmpty else { throw error(node, "a text is expected here") }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func number(
    _ node: Int, _ range: ClosedRange<Double>
  ) throws(JudgeFileError) -> Double {
    guard let number = json.number(node), range.contains(number) else {
      throw error(node, "a number from \(range.lowerBound) to \(range.upperBound) is expected here")
    }
    return number
  }

  private func name(of node: Int) -> String { String(decoding: json.name(node), as: UTF8.self) }

  private func error(_ node: Int, _ message: String) -> JudgeFileError {
    JudgeFileError(at: json.nodes[node].place.lowerBound, of: json.text, message)
  }
}

extension JudgeFileError {
  /// At a byte of a text.
  fileprivate init(at offset: Int, of text: UnsafeBufferPointer<UInt8>, _ message: String) {
    let before = text[..<min(max(offset, 0), text.count)]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    self.init(
      line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: before.count - start + 1, message: message)
  }
}
