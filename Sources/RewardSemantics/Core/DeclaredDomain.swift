/// The checks behind what an input declares of its values. They are calls in the graph, so that a score's digest covers
/// them, but they have no name that a spec could call.
extension Builtin {
  /// The names of the builtins that hold what a row says against its declaration.
  static let checksOfInputs: Set<String> = [inDomain.name, withinLength.name, listInDomain.name, inSymbols.name]

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
    let domain = Domain(statics)
    let isWhole = statics[4]?.number == 1
    return { operands in
      let value = operands[0].number
      return domain.contains(value) && (!isWhole || value == value.rounded()) ? .number(value) : .missing(.badValue)
    }
  }.differentiable(by: "value")

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

  /// The list itself, or failed where one of its numbers is outside the declared domain.
  static let listInDomain = Builtin(
    "list_in_domain",
    parameters: [
      Parameter("value", .numberList), Parameter("low", .number, isStatic: true),
      Parameter("high", .number, isStatic: true),
      Parameter("values", .numberList, isStatic: true, isOptional: true),
      Parameter("whole", .bool, isStatic: true),
    ],
    result: { types, _ in types[0] ?? ValueType(.list(.real)) },
    summary: "A row's list of numbers, if it is what the input declares.", examples: []
  ) { statics in
    let domain = Domain(statics)
    let isWhole = statics[4]?.number == 1
    return { operands in
      guard case .numbers(let values) = operands[0] else { return .missing(.badValue) }
      let isGood = values.allSatisfy { domain.contains($0) && (!isWhole || $0 == $0.rounded()) }
      return isGood ? .numbers(Array(values)) : .missing(.badValue)
    }
  }.differentiable(by: "value")

  /// The symbol itself, or failed where the row's text is none of the set.
  static let inSymbols = Builtin(
    "in_symbols",
    parameters: [Parameter("value", .text), Parameter("symbols", .textList, isStatic: true)],
    result: { types, _ in types[0] ?? .text },
    summary: "A row's symbol, if it is one that the input declares.", examples: []
  ) { statics in
    var list: [StaticValue] = []
    if case .list(let values) = statics[1] { list = values }
    let symbols = Set(list.compactMap { if case .text(let bytes) = $0 { bytes } else { nil } })
    return { operands in
      let text = operands[0].text
      return symbols.contains(Array(text)) ? .slice(argument: 0, range: 0..<text.count) : .missing(.badValue)
    }
  }
}

extension Domain {
  /// What `in_domain` and its kin get as static arguments: ends, and the set where there is one.
  fileprivate init(_ statics: [StaticValue?]) {
    var values: [Double]?
    if case .list(let list) = statics[3] { values = list.compactMap(\.number) }
    self.init(low: statics[1]?.number ?? -.infinity, high: statics[2]?.number ?? .infinity, values: values)
  }
}
