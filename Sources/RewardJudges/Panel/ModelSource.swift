/// A request of a judge to its model.
struct ModelCall: Sendable {
  /// The name of the judge.
  var judge: String
  /// Which model, and how it is asked.
  var model: JudgeModel
  /// What it is asked.
  var request: ModelRequest
  /// How often the request is sent at most, where nothing comes back.
  var tries: Int
  /// How long an answer may take, in seconds; nil for what the source says.
  var timeout: Double?

  /// Follows from all that decides the answer, but for where the model stands.
  var key: Digest {
    var texts: [[UInt8]] = [
      model.api.rawValue, model.model, "\(model.sampling)", "\(request.seed)", "\(request.form.kind)",
    ].map { Array($0.utf8) }
    if case .json(let schema?) = request.form { texts.append(schema) }
    for message in request.messages { texts += [Array(message.role.rawValue.utf8), message.text] }
    return Digest(of: texts.lengthPrefixed)
  }
}

/// What came of a ``ModelCall``.
struct ModelReply: Sendable {
  /// What was answered, or why nothing was.
  var outcome: Outcome
  /// Requests sent.
  var calls = 0
  /// Those of them that took too long.
  var timeouts = 0
  /// Whether the answer was there already.
  var isKnown = false

  /// An answer or none.
  enum Outcome: Sendable, Hashable {
    case answer(ModelAnswer)
    case fault(ModelFault)
  }
}

/// Why a model did not answer.
enum ModelFault: Error, Sendable, Hashable {
  /// Through no fault of what it was asked: the host is down, slow, or does not answer as agreed.
  case host(String)
  /// What it is asked is longer than what it takes.
  case promptTooLong(String)
  /// Nothing is left to spend.
  case budget(String)
}

/// Whoever answers requests: models over the network, or a record of what they said.
protocol ModelSource: Sendable {
  func reply(to call: ModelCall) async -> ModelReply
}

extension ModelRequest.Form {
  /// A word for each form.
  fileprivate var kind: String {
    switch self {
    case .text: "text"
    case .json: "json"
    case .probabilities: "probabilities"
    }
  }
}

extension [[UInt8]] {
  /// One text of several, told apart by their lengths.
  var lengthPrefixed: [UInt8] {
    var all: [UInt8] = []
    for text in self {
      Swift.withUnsafeBytes(of: UInt64(text.count).littleEndian) { all.append(contentsOf: $0) }
      all += text
    }
    return all
  }
}
