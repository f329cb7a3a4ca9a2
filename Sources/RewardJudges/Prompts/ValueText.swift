import RewardSemantics

/// A value as a prompt shows it.
enum ValueText {
  /// Numbers without a needless fraction, conditions as `true` and `false`, texts as they are, each item of a list on a line
  /// of its own.
  static func bytes(of value: Value, type: BaseType) -> [UInt8] {
    switch (value.payload, type) {
    case (.text(let text), _): Array(text)
    case (.number(let number), .bool): Array((number == 0 ? "false" : "true").utf8)
    case (.number, _): Array(value.description.utf8)
    case (.list(let values), .list(let item)):
      Array(values.map { Array("- ".utf8) + bytes(of: $0, type: item) }.joined(separator: [UInt8(ascii: "\n")]))
    default: []
    }
  }
}
