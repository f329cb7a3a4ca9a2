import RewardSyntax

/// A `judge` of a ``TypedSpec`` by its place in `judges`.
public typealias JudgeID = Int

/// A model that is asked for a score or a text: what is asked, how the answer is read, and what happens without one.
public struct TypedJudge: Sendable {
  /// A part of the prompt.
  public enum Piece: Sendable, Hashable {
    /// Bytes of the author's.
    case text([UInt8])
    /// The value of an operand of ``Operation/ask(_:)``, which is data and never an instruction.
    case value(Int)
  }
  /// How an answer becomes a value.
  public enum Answer: Sendable, Hashable {
    /// A number from `low` to `high`, mapped linearly onto the range of the judge; of an expectation the mean over the
    /// probabilities of the whole numbers between them (G-Eval).
    case scale(low: Double, high: Double, isExpectation: Bool)
    /// One of these words, and what it is worth.
    case labels([Label])
    /// The high end of the range for yes, the low end for no; of an expectation a number between them, by the probability
    /// of yes among the two.
    case yesNo(isExpectation: Bool)
    /// The number that a reward model gives.
    case endpoint
    /// The answer itself.
    case text
    /// The answer itself; valid by this JSON Schema, where there is one.
    case json(schema: [UInt8]?)

    /// One label.
    public struct Label: Sendable, Hashable {
      /// As the model writes it.
      public var name: String
      /// What it is worth.
      public var worth: Double
    }
  }
  /// How several answers to one question become one.
  public enum Reduction: String, Sendable, Hashable, CaseIterable {
    /// Of numbers; the majority is the most frequent answer, the first one of several.
    case mean, median, min, max, majority
  }
  /// What happens where no answer comes, for no fault of the response.
  public enum Fault: String, Sendable, Hashable, CaseIterable {
    /// The rollout is left out: every score of it fails.
    case drop
    /// The score has no value.
    case abstain
    /// The run ends.
    case stop
  }

  /// As declared; one of an imported module is qualified by it.
  public var name: String
  /// What reads it; a stub of it in a test is what the model answers.
  public var declaration: DeclarationID
  /// The expression of the answer.
  public var asked: ExpressionID
  /// The alias that a lock file resolves to an endpoint and a model.
  public var model: String
  /// What is asked.
  public var prompt: [Piece]
  /// How the answer is read.
  public var answer: Answer
  /// What one element is asked with: one value for each of these.
  public var grain: Grain
  /// The elements of this grain are shown to the model together, and answered together; nil for each by itself.
  public var jointly: Grain?
  /// How often each question is asked; at least 1.
  public var samples: Int
  /// Nil where each is asked once.
  public var reduction: Reduction?
  /// Of a pair: asked in both orders, and averaged.
  public var asksBothOrders: Bool
  /// How often a question without an answer is asked again.
  public var retries: Int
  /// What happens after that.
  public var fault: Fault
  /// How long an answer may take, in seconds; nil for what the run says.
  public var timeout: Double?
  /// The name in the declaration.
  public var range: SourceRange

  /// All that decides what the model answers, and what is made of it, in one line of text: `judge "Rate {0}." 1..5`.
  public var question: String {
    let asked = prompt.map { piece in
      switch piece {
      case .text(let bytes): String(decoding: bytes, as: UTF8.self)
      case .value(let place): "{\(place)}"
      }
    }
    var words = [model, asked.joined(), answer.description]
    if let jointly { words.append("jointly over \(jointly.name)") }
    if let reduction { words.append("samples \(samples) reduce \(reduction.rawValue)") }
    if asksBothOrders { words.append("swap") }
    return (words + [fault.rawValue]).joined(separator: " ")
  }

  /// The numbers that it may answer with; nil of a text.
  func answers(in expressions: [TypedExpression]) -> Domain? {
    let type = expressions[asked].type.value
    return type.base.isNumeric ? type.domain : nil
  }

  /// How many calls one question costs, if every call is answered.
  public var callsPerQuestion: Int { samples * (asksBothOrders ? 2 : 1) }
}

extension TypedJudge.Answer: CustomStringConvertible {
  /// As it is written behind `answers`.
  public var description: String {
    switch self {
    case .scale(let low, let high, let isExpectation):
      "\(isExpectation ? "expectation " : "")\(Value(low).description)..\(Value(high).description)"
    case .labels(let labels):
      "label(\(labels.map { "\($0.name): \(Value($0.worth).description)" }.joined(separator: ", ")))"
    case .yesNo(let isExpectation): isExpectation ? "expectation yes_no" : "yes_no"
    case .endpoint: "endpoint"
    case .text: "text"
    case .json(let schema): "json" + (schema.map { " \(String(decoding: $0, as: UTF8.self))" } ?? "")
    }
  }
}
