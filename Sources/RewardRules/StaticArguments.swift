import RewardSemantics

/// The static arguments of one call, by parameter, as `prepare` reads them.
struct StaticArguments {
  let values: [StaticValue?]

  init(_ values: [StaticValue?]) { self.values = values }

  private subscript(index: Int) -> StaticValue? { index < values.count ? values[index] : nil }

  /// The compiled pattern at `index`.
  func pattern(_ index: Int) throws(PreparationError) -> Pattern {
    guard case .pattern(let source) = self[index] else {
      throw PreparationError("a pattern is needed, such as /[0-9]+/", parameter: "pattern")
    }
    return try Pattern(source)
  }

  /// The text at `index`.
  func text(_ index: Int, parameter: String) throws(PreparationError) -> [UInt8] {
    guard case .text(let bytes) = self[index] else { throw PreparationError("a text is needed", parameter: parameter) }
    return bytes
  }

  /// The whole number, 0 or more, at `index`; nil where it was left out.
  func index(_ index: Int, parameter: String) throws(PreparationError) -> Int? {
    guard let value = self[index] else { return nil }
    guard let number = value.number, let whole = Int(exactly: number), whole >= 0 else {
      throw PreparationError("a whole number of at least 0 is needed", parameter: parameter)
    }
    return whole
  }

  /// The symbol at `index`, one of `choices`; `otherwise` where it was left out.
  func symbol<Choice: RawRepresentable & CaseIterable>(
    _ index: Int, parameter: String, of choices: Choice.Type, default otherwise: Choice? = nil
  ) throws(PreparationError) -> Choice where Choice.RawValue == String {
    if self[index] == nil, let otherwise { return otherwise }
    guard let name = self[index]?.symbol, let choice = Choice(rawValue: name) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw PreparationError("one of \(names) is needed", parameter: parameter)
    }
    return choice
  }

  /// The amount at `index`: a whole number, 0 or more, of one of `units`.
  func amount<Unit: RawRepresentable & CaseIterable>(
    _ index: Int, parameter: String, of units: Unit.Type
  ) throws(PreparationError) -> (Int, Unit) where Unit.RawValue == String {
    guard case .list(let parts) = self[index], parts.count == 2 else {
      let names = Unit.allCases.map(\.rawValue).joined(separator: ", ")
      throw PreparationError("a number of one of \(names) is needed", parameter: parameter)
    }
    let amount = StaticArguments(parts)
    guard let number = try amount.index(0, parameter: parameter) else {
      throw PreparationError("a number is needed", parameter: parameter)
    }
    return (number, try amount.symbol(1, parameter: parameter, of: units))
  }

  /// The texts from `index` on: single texts and lists of texts, put together.
  func texts(from index: Int, parameter: String) throws(PreparationError) -> [[UInt8]] {
    var found: [[UInt8]] = []
    for value in values.dropFirst(index) {
      let parts: [StaticValue?] = if case .list(let parts) = value { parts } else { [value] }
      for part in parts {
        guard case .text(let bytes) = part else { throw PreparationError("a text is needed", parameter: parameter) }
        found.append(bytes)
      }
    }
    return found
  }
}
