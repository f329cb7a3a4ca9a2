@testable import RewardSemantics

/// Builtins that show what a call sees.
enum Probes {
  /// Bytes of a text: expensive, and over its limit on texts that begin with `z`.
  static let size = Builtin(
    "size", parameters: [.init("text", .text)], result: { _, _ in .real }, absence: .limit, cost: .scan,
    summary: "Bytes of a text.", examples: []
  ) { _ in
    { arguments in
      arguments[0].text.first == UInt8(ascii: "z") ? .missing(.stepLimit) : .number(Double(arguments[0].text.count))
    }
  }
  /// All but the first byte, a slice; as if another process had to be waited for.
  static let tail = Builtin(
    "tail", parameters: [.init("text", .text)], result: { _, _ in .text }, absence: .abstain, cost: .process,
    summary: "All but the first byte.", examples: []
  ) { _ in
    { arguments in
      let count = arguments[0].text.count
      return count == 0 ? .missing(.noMatch) : .slice(argument: 0, range: 1..<count)
    }
  }
  /// Two texts as one, new bytes.
  static let glue = Builtin(
    "glue", parameters: [.init("a", .text), .init("b", .text)], result: { _, _ in .text }, summary: "Two texts.",
    examples: []
  ) { _ in { arguments in .text(Array(arguments[0].text) + Array(arguments[1].text)) } }
  /// Sees missing arguments.
  static let count = Builtin(
    "count_present", parameters: [.init("a", .number), .init("b", .text)], result: { _, _ in .real }, missing: .sees,
    cost: .scan, summary: "Arguments that are there.", examples: []
  ) { _ in { arguments in .number(Double(arguments.count { !$0.isMissing })) } }
  /// The number of elements of a list, and the first one's bytes where it is a list of texts.
  static let length = Builtin(
    "length", parameters: [.init("list", .anyList)], result: { _, _ in .real }, cost: .scan, summary: "Elements.",
    examples: []
  ) { _ in
    { arguments in
      switch arguments[0] {
      case .numbers(let numbers): .number(Double(numbers.count))
      case .texts(let texts): .number(Double(texts.count) + 10 * Double(texts.first?.first ?? 0))
      default: .missing(.badValue)
      }
    }
  }
  /// Each byte as a text of its own.
  static let letters = Builtin(
    "letters", parameters: [.init("text", .text)], result: { _, _ in ValueType(.list(.text)) }, cost: .scan,
    summary: "The bytes.", examples: []
  ) { _ in
    { arguments in .slices(argument: 0, ranges: arguments[0].text.indices.map { $0..<$0 + 1 }) }
  }
}
