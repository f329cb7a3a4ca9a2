import RewardSemantics

extension ValueType {
  /// A whole number, 0 or more.
  static func count(unit: String? = nil) -> ValueType { ValueType(.int, domain: .count, unit: unit) }
  /// A share from 0 to 1.
  static let share = ValueType(.real, domain: Domain(low: 0, high: 1))
  static let textList = ValueType(.list(.text))
}

extension Builtin.Parameter {
  static let text = Builtin.Parameter("text", .text)
  static let pattern = Builtin.Parameter("pattern", .pattern, isStatic: true)
  static let list = Builtin.Parameter("list", .textList)
}

/// How long a text a builtin may build, in bytes. A longer one is ``Status/overLength``: the texts of one row must not
/// be able to multiply.
let longestBuiltText = 16 * 1024 * 1024
