/// The checks behind what an input declares of its values.
extension Builtin {
  /// The number itself, or failed where the row's value is outside the declared domain.
  static func inDomain(_ domain: Domain, isWhole: Bool) -> Builtin {
    Builtin(
      "in_domain", parameters: [Parameter("value", .number)], result: { types, _ in types[0] ?? .real },
      summary: "A row's number, if it is what the input declares.", examples: []
    ) { _ in
      { operands in
        let value = operands[0].number
        return domain.contains(value) && (!isWhole || value == value.rounded())
          ? .number(value) : .missing(.badValue)
      }
    }
  }

  /// The text itself, or limited where it is longer than the input declares.
  static func withinLength(_ limit: Double, unit: String) -> Builtin {
    Builtin(
      "within_length", parameters: [Parameter("text", .text), Parameter("length", .number)], result: { _, _ in .text },
      absence: .limit, summary: "A row's text, if it is no longer than the input declares.", examples: []
    ) { _ in
      { operands in
        operands[1].number <= limit
          ? .slice(argument: 0, range: 0..<operands[0].text.count) : .missing(.overLength)
      }
    }
  }
}
