/// The records of the domain that rows hold: JSON objects with known members.
///
/// The reader brings the forms that trainers write into one, so that the members stand where they are looked for.
public enum RecordType: String, Hashable, Sendable, CaseIterable {
  /// A message of a conversation: its role and its text; what it calls, or which call it answers.
  case message
  /// A call of a tool: its name, and what it is called with.
  case toolCall = "tool_call"
  /// What came of the tests of a program: how many passed, and whether it compiled and ran.
  case testRun = "test_run"

  /// What a member of a record is read as.
  enum Member {
    /// Always there.
    case text
    case json
    /// Abstains where the record has none.
    case optionalText
    /// Empty where the record has none.
    case calls
    /// A whole number, 0 or more.
    case count
    case bool
    /// From 0 to 1; abstains where the record has none.
    case optionalShare
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
    case .testRun:
      [
        ("passed", .count), ("total", .count), ("share", .optionalShare), ("compiled", .bool), ("ran", .bool),
        ("message", .text),
      ]
    }
  }
}
