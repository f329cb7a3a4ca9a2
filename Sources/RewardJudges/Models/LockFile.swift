import RewardEngine
import RewardRules

/// `reward.lock`: what the aliases of a spec stand for.
///
/// ```json
/// {"models": {"judge": {"endpoint": "http://127.0.0.1:8000/v1", "model": "qwen3-8b-2026-04", "api": "chat",
///   "temperature": 0, "max_tokens": 512, "price": {"input": 0.1, "output": 0.4},
///   "in_flight": 64, "requests_per_minute": 600, "tokens_per_minute": 200000}}}
/// ```
///
/// It holds no keys, and none goes to a host because this file names it.
public struct LockFile: Sendable, Hashable {
  /// By alias.
  public var models: [String: JudgeModel]

  /// The name that it has beside a spec.
  public static let name = "reward.lock"

  /// A file of these models.
  public init(models: [String: JudgeModel] = [:]) { self.models = models }

  /// Reads the text of a file.
  public init(_ text: [UInt8]) throws(JudgeFileError) {
    models = try LockFileReader.models(of: text)
  }

  /// The file, an alias after the other in alphabetical order.
  public var text: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("models")
    json.beginObject()
    for model in models.values.sorted(by: { $0.alias < $1.alias }) {
      json.key(model.alias)
      model.write(to: &json)
    }
    json.endObject()
    json.endObject()
    return json.bytes.indented
  }
}

/// What is wrong with a lock file or a record of answers, and where.
public struct JudgeFileError: Error, Sendable, Hashable {
  /// From 1; the column counts bytes.
  public var line, column: Int
  /// What was expected there.
  public var message: String
}

extension JudgeModel {
  /// The model as an object: what it would take to ask it again. Parts that are not said are left out.
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.key("endpoint")
    json.string(endpoint)
    json.key("model")
    json.string(model)
    json.key("api")
    json.string(api.rawValue)
    func number(_ name: String, _ value: Double?) {
      guard let value else { return }
      json.key(name)
      json.number(value)
    }
    number("temperature", sampling.temperature)
    number("top_p", sampling.topP)
    number(sampling.countsReasoning ? "max_completion_tokens" : "max_tokens", sampling.maxTokens.map(Double.init))
    if let price {
      json.key("price")
      json.beginObject()
      number("input", price.input)
      number("output", price.output)
      json.endObject()
    }
    if limits.inFlight != Limits().inFlight { number("in_flight", Double(limits.inFlight)) }
    number("requests_per_minute", limits.requestsPerMinute)
    number("tokens_per_minute", limits.tokensPerMinute)
    json.endObject()
  }
}

extension [UInt8] {
  /// JSON without blanks, with a line for each member of the two outermost objects' members.
  fileprivate var indented: [UInt8] {
    var result: [UInt8] = []
    var depth = 0
    var isInString = false
    var isEscaped = false
    func newline() { result += [UInt8(ascii: "\n")] + Array(repeating: UInt8(ascii: " "), count: 2 * depth) }
    for byte in self {
      if isInString {
        result.append(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        isInString = true
        result.append(byte)
      case UInt8(ascii: "{"):
        depth += 1
        result.append(byte)
        newline()
      case UInt8(ascii: "}"):
        depth -= 1
        newline()
        result.append(byte)
      case UInt8(ascii: ","):
        result.append(byte)
        newline()
      case UInt8(ascii: ":"): result += [byte, UInt8(ascii: " ")]
      case UInt8(ascii: "\n"): break
      default: result.append(byte)
      }
    }
    return result + [UInt8(ascii: "\n")]
  }
}
