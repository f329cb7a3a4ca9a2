/// The records of the domain that rows hold: JSON objects with known members.
///
/// The reader brings the forms that trainers write into one, so that the members stand where they are looked for.
public enum RecordType: String, Hashable, Sendable, CaseIterable {
  /// A message of a conversation: its role and its text; what it calls, or which call it answers.
  case message
  /// A call of a tool: its name, and what it is called with.
  case toolCall = "tool_call"

  /// What a member of a record is read as.
  enum Member {
    /// Always there.
    case text
    case json
    /// Abstains where the record has none.
    case optionalText
    /// Empty where the record has none.
    case calls
  }

  /// In the order of the manual.
  var members: [(name: String, member: Member)] {
    switch self {
    case .message:
      [
        ("role", .text), ("content", .text), ("tool_calls", .calls), ("tool_call_id", .optionalText),
        ("name", .optionalText), ("reasoning_content", .optionalText),
      ]
    case .toolCall: [("name", .text), ("arguments", .json), ("id", .optionalText)]
    }
  }
}
