extension SyntaxNode {
  /// What a type says, one level deep. `error` where it could not be read, which is reported.
  public var type: TypeSyntax {
    var own = OwnTokens(self)
    let inner = child(where: \.isType)
    switch kind {
    case .nameType: return own.take(.identifier).map { .name($0) } ?? .error
    case .rangeType:
      guard let low = own.takeNumber(), own.take(.range) != nil, let high = own.takeNumber() else { return .error }
      return .range(low: low, high: high, unit: own.take(.identifier))
    case .numbersType:
      var numbers: [Double] = []
      _ = own.take(.leftBrace)
      while let number = own.takeNumber() {
        numbers.append(number)
        _ = own.take(.comma)
      }
      return .numbers(numbers)
    case .symbolsType:
      var symbols: [Name] = []
      _ = own.take(.leftBrace)
      while let symbol = own.take(.identifier) {
        symbols.append(symbol)
        _ = own.take(.comma)
      }
      return .symbols(symbols)
    case .listType: return inner.map { .list($0) } ?? .error
    case .tableType: return inner.map { .table($0) } ?? .error
    case .optionalType: return inner.map { .optional($0) } ?? .error
    case .unitType:
      guard let inner, let unit = own.take(.identifier) else { return .error }
      return .unit(inner, unit)
    case .boundedType:
      _ = own.take(.lessOrEqual)
      guard let inner, let limit = own.takeNumber() else { return .error }
      return .bounded(inner, limit: limit, unit: own.take(.identifier))
    default: return .error
    }
  }
}
