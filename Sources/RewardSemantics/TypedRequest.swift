import RewardSyntax

/// A `request` of a ``TypedSpec`` by its place in `requests`.
public typealias RequestID = Int

/// New rollouts that a run asks for: whoever samples them answers, and the answers are scored as responses to the prompt
/// of the group, not to that of the request.
public struct TypedRequest: Sendable {
  /// As declared.
  public var name: String
  /// What there may be one request for each of: the rollout or the group.
  public var grain: Grain
  /// The grain of what came back: one element for each answer.
  public var items: DerivedGrain
  /// What is asked: a text where there is a request, missing elsewhere.
  public var prompt: DeclarationID
  /// How many answers are wanted.
  public var answers: Int
  /// The inputs per rollout that are read of an answer, in the order in which they were found.
  public var inputs: [InputID] = []
  /// Declarations that are computed of the answers, and those of the rollouts that they are copies of.
  public var copies: [DeclarationID: DeclarationID] = [:]
  /// The name in the declaration.
  public var range: SourceRange
}

/// What is read of the answers to a request: see ``Operation/answers(_:_:)``.
public enum AnswerColumn: Hashable, Sendable {
  /// The id of each row, as JSON.
  case row
  /// An input of a rollout. One that may be absent stands as 0, or an empty text or list.
  case value(InputID)
  /// Whether the row has it.
  case presence(InputID)
}

extension TypedSpec {
  /// How drawings and digests name what is read of the answers.
  public func name(of column: AnswerColumn, for request: RequestID) -> String {
    let name = requests[request].name
    return switch column {
    case .row: name
    case .value(let input): "\(name).\(inputs[input].name)"
    case .presence(let input): "present \(name).\(inputs[input].name)"
    }
  }
}
