import RewardSemantics

/// The parameter `group` of the extracting builtins.
enum CaptureGroup {
  static let parameter = Builtin.Parameter("group", .number, isStatic: true, isOptional: true)

  /// The group asked for; without an argument group 1 if the pattern has one, else the whole match (0).
  static func number(_ asked: Int?, of pattern: Pattern) throws(PreparationError) -> Int {
    let group = asked ?? min(1, pattern.groupCount)
    guard group <= pattern.groupCount else {
      let groups = pattern.groupCount == 1 ? "1 capturing group" : "\(pattern.groupCount) capturing groups"
      throw PreparationError("there is no group \(group): the pattern has \(groups)", parameter: "group")
    }
    return group
  }
}
