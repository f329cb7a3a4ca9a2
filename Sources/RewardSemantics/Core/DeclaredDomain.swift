/// The checks behind what an input declares of its values. They are calls in the graph, so that a score's digest covers
/// them, but they have no name that a spec could call.
extension Builtin {
  /// The number itself, or failed where the row's value is outside the declared domain.
  static let inDomain = Builtin(
    "in_domain",
    parameters: [
      Parameter("value", .number), Parameter("low", .number, isStatic: true),
      Parameter("high", .number, isStatic: true),
      Parameter("values", .numberList, isStatic: true, isOptional: true),
      Parameter("whole", .bool, isStatic: true),
    ],
    result: { types, _ in types[0] ?? .real },
    summary: "A row's number, if it is what the input declares.", examples: []
  ) { statics in
    let low = statics[1]?.number ?? -.infinity
    let high = statics[2]?.number ?? .infinity
    let isWhole = statics[4]?.number == 1
    var values: [Double]?
    if case .list(let list) = statics[3] { values = list.compactMap(\.number) }
    let domain = Domain(low: low, high: high, values: values)
    return { operands in
      let value = operands[0].number
      return domain.contains(value) && (!isWhole || value == value.rounded()) ? .number(value) : .missing(.badValue)
    }
  }

  /// The text itself, or limited where it is longer than the input declares.
  static let withinLength = Builtin(
    "within_length",
    parameters: [Parameter("text", .text), Parameter("length", .number), Parameter("limit", .number, isStatic: true)],
    result: { _, _ in .text }, absence: .limit,
    summary: "A row's text, if it is no longer than the input declares.", examples: []
  ) { statics in
    let limit = statics[2]?.number ?? .infinity
    return { operands in
      operands[1].number <= limit
        ? .slice(argument: 0, range: 0..<operands[0].text.count) : .missing(.overLength)
    }
  }
}
