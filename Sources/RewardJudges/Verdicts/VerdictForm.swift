/// What a judge is to answer with.
public indirect enum VerdictForm: Sendable, Hashable {
  /// A number from `low` to `high`.
  case scale(low: Double, high: Double)
  /// Yes or no.
  case yesNo
  /// One of these words.
  case labels([String])
  /// The mean of the whole numbers from `low` to `high`, single digits, by the probabilities of their tokens
  /// (G-Eval, arXiv 2303.16634).
  case expectation(low: Int, high: Int)
  /// The probability of yes against that of no.
  case expectationYesNo
  /// JSON.
  case json
  /// The whole text.
  case text
  /// The number of a scoring endpoint.
  case score
  /// A verdict of this form for each of several items, by its id.
  case joint(ids: [String], of: VerdictForm)
}

/// What a judge has decided.
public enum Verdict: Sendable, Hashable {
  /// Of a scale, an expectation or a scoring endpoint; a probability from 0 to 1 of ``VerdictForm/expectationYesNo``.
  case number(Double)
  /// The place of a label in its form.
  case label(Int)
  /// Yes or no.
  case yes(Bool)
  /// A text, or JSON in one form (`json_canonical`); UTF-8.
  case bytes([UInt8])
  /// In the order of the ids of the form.
  case joint([Verdict])
}

/// What a reader makes of an answer: a verdict that it states, or why it states none. A verdict is never guessed at, and
/// never moved into its scale.
public enum VerdictReading: Sendable, Hashable {
  /// What the answer states.
  case read(Verdict)
  /// Why it states no verdict: one line for a person, without a full stop at its end.
  case unreadable(String)
}

extension VerdictForm {
  /// As messages name it: `a number from 1 to 5`.
  var name: String {
    switch self {
    case .scale(let low, let high): "a number from \(Self.plain(low)) to \(Self.plain(high))"
    case .yesNo, .expectationYesNo: "yes or no"
    case .labels(let labels): "one of " + labels.joined(separator: ", ")
    case .expectation(let low, let high): "a whole number from \(low) to \(high)"
    case .json: "JSON"
    case .text: "a text"
    case .score: "the number of a scoring endpoint"
    case .joint(_, let form): "for each id \(form.name)"
    }
  }

  /// A number as people write it: `5`, `0.5`.
  static func plain(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 1e15 ? String(Int(number)) : number.description
  }
}
