import RewardEngine
import RewardRules

/// What models answered in a run, so that the run can be made again without them, bit for bit.
///
/// JSON Lines. The first line says when the answers were made and by which models; each other one holds the answer to one
/// request, or why there was none, under the key of the request (``ModelCall/key``):
///
/// ```json
/// {"record": 1, "made": "2026-11-26", "models": {"judge": {"endpoint": "...", "model": "...", "api": "chat"}}}
/// {"key": "0f3a...", "judge": "clear", "answer": {"text": "Verdict: 4"}}
/// {"key": "77b1...", "judge": "clear", "fault": "the endpoint answers 500"}
/// ```
public struct AnswerRecord: Sendable {
  /// The day on which it was made, as `2026-11-26`.
  public var made: String
  /// By alias.
  public var models: [String: JudgeModel]
  /// By key.
  var replies: [Digest: Entry] = [:]

  /// The reply to a request.
  struct Entry: Sendable {
    var judge: String
    var outcome: ModelReply.Outcome
  }

  /// The version of the form.
  private static let version = 1

  /// A record of nothing yet.
  public init(made: String, models: [String: JudgeModel]) {
    self.made = made
    self.models = models
  }

  /// How many requests it has a reply to.
  public var count: Int { replies.count }

  /// The lines, those of a judge together: equal runs make equal files.
  public var text: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("record")
    json.integer(Self.version)
    json.key("made")
    json.string(made)
    json.key("models")
    json.beginObject()
    for model in models.values.sorted(by: { $0.alias < $1.alias }) {
      json.key(model.alias)
      model.write(to: &json)
    }
    json.endObject()
    json.endObject()
    json.newline()
    let sorted = replies.sorted { left, right in
      left.value.judge == right.value.judge
        ? left.key.bytes.lexicographicallyPrecedes(right.key.bytes) : left.value.judge < right.value.judge
    }
    for (key, entry) in sorted {
      json.beginObject()
      json.key("key")
      json.string(key.description)
      json.key("judge")
      json.string(entry.judge)
      switch entry.outcome {
      case .answer(let answer):
        json.key("answer")
        answer.write(to: &json)
      case .fault(.host(let reason)):
        json.key("fault")
        json.string(reason)
      case .fault(.promptTooLong(let reason)):
        json.key("too_long")
        json.string(reason)
      // Nothing was asked.
      case .fault(.budget): break
      }
      json.endObject()
      json.newline()
    }
    return json.bytes
  }

  /// Reads the lines of a file.
  public init(_ text: [UInt8]) throws(JudgeFileError) {
    self.init(made: "", models: [:])
    for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { continue }
      let problem = Array(line).withUnsafeBufferPointer { bytes -> JudgeFileError? in
        guard let json = ParsedJSON(bytes) else {
          let found = JSONDiagnosis.firstProblem(in: bytes, depthLimit: 64)
          return JudgeFileError(
            line: index + 1, column: found?.column ?? 1,
            message: "this is not JSON: \(found?.message ?? "it cannot be read")")
        }
        return read(json, isFirst: made.isEmpty, line: index + 1)
      }
      if let problem { throw problem }
    }
    if made.isEmpty { throw JudgeFileError(line: 1, column: 1, message: "this is no record of answers: it is empty") }
  }

  private mutating func read(_ json: ParsedJSON, isFirst: Bool, line: Int) -> JudgeFileError? {
    func error(_ node: Int, _ message: String) -> JudgeFileError {
      JudgeFileError(line: line, column: json.nodes[node].place.lowerBound + 1, message: message)
    }
    func string(_ name: String) -> String? {
      json.member(name, of: 0).flatMap(json.string).map { String(decoding: $0, as: UTF8.self) }
    }
    if isFirst {
      guard let version = json.member("record", of: 0), json.number(version) == Double(Self.version),
        let made = string("made"), !made.isEmpty, let models = json.member("models", of: 0)
      else {
        return error(
          0, "this is no record of answers: its first line is {\"record\": 1, \"made\": ..., \"models\": ...}")
      }
      self.made = made
      do throws(JudgeFileError) {
        self.models = try LockFileReader.models(of: json, at: models)
      } catch {
        return JudgeFileError(line: line, column: error.column, message: error.message)
      }
      return nil
    }
    guard let hexadecimal = string("key"), let key = Digest(hexadecimal: hexadecimal) else {
      return error(0, "a line has the `key` of a request: 64 hexadecimal digits")
    }
    let outcome: ModelReply.Outcome
    if let node = json.member("answer", of: 0) {
      guard let answer = ModelAnswer(json, at: node) else { return error(node, "this is no answer of a model") }
      outcome = .answer(answer)
    } else if let reason = string("fault") {
      outcome = .fault(.host(reason))
    } else if let reason = string("too_long") {
      outcome = .fault(.promptTooLong(reason))
    } else {
      return error(0, "a line has an `answer`, a `fault` or `too_long`")
    }
    replies[key] = Entry(judge: string("judge") ?? "", outcome: outcome)
    return nil
  }
}

extension Digest {
  /// Of 64 hexadecimal digits, as ``description`` writes them; nil for anything else.
  fileprivate init?(hexadecimal: String) {
    let digits = Array(hexadecimal.utf8)
    guard digits.count == 64, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    self.init(
      words: stride(from: 0, to: 64, by: 8).map {
        UInt32(String(decoding: digits[$0..<$0 + 8], as: UTF8.self), radix: 16) ?? 0
      })
  }
}
