import Testing

/// Responses that follow an instruction and responses that do not, on both sides of where it is decided.
struct InstructionCase: CustomTestStringConvertible {
  let id: String
  /// JSON.
  let kwargs: String
  let follow: [String]
  let not: [String]

  init(_ id: String, _ kwargs: String = "{}", follow: [String], not: [String]) {
    self.id = id
    self.kwargs = kwargs
    self.follow = follow
    self.not = not
  }

  var testDescription: String { "\(id) \(kwargs)" }

  static let all = ifeval + ifbench + forOnePrompt + functions
}
