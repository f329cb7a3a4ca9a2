import RewardRules
import RewardSemantics

/// Whether an answer is what its JSON Schema asks for, as `json_valid` has it.
enum SchemaCheck {
  /// Nil for what is no schema; the checker says so before.
  static func check(_ schema: [UInt8]) -> (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)? {
    guard let builtin = RewardRules.builtins.first(where: { $0.name == "json_valid" }),
      let isValid = try? builtin.prepare([nil, .text(schema), .symbol("annotate")])
    else { return nil }
    return { json in
      let arguments: [Operand] = [.text(json)]
      guard case .number(let truth) = arguments.withUnsafeBufferPointer({ isValid($0) }) else { return false }
      return truth != 0
    }
  }
}
