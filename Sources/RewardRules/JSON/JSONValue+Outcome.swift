import RewardSemantics

/// A value of the text argument 0 as a value of the language; `null` abstains, another kind is failed.
extension JSONValue {
  var asNumber: Outcome {
    if kind == .null { return .missing(.noMatch) }
    return number.map { .finite($0) } ?? .missing(.badValue)
  }

  var asText: Outcome {
    if kind == .null { return .missing(.noMatch) }
    guard let string else { return .missing(.badValue) }
    return string.hasEscapes ? .text(string.decoded) : .slice(argument: 0, range: content)
  }

  var asNumbers: Outcome {
    if kind == .null { return .missing(.noMatch) }
    guard let elements else { return .missing(.badValue) }
    var hasNull = false
    var numbers: [Double] = []
    numbers.reserveCapacity(elements.count)
    for element in elements {
      if element.kind == .null {
        hasNull = true
      } else {
        guard let number = element.number else { return .missing(.badValue) }
        numbers.append(number)
      }
    }
    return hasNull ? .missing(.noMatch) : .finite(numbers)
  }

  var asTexts: Outcome {
    if kind == .null { return .missing(.noMatch) }
    guard let elements, elements.allSatisfy({ $0.kind == .string || $0.kind == .null }) else {
      return .missing(.badValue)
    }
    if elements.contains(where: { $0.kind == .null }) { return .missing(.noMatch) }
    let strings = elements.compactMap(\.string)
    if strings.contains(where: \.hasEscapes) { return .texts(strings.map(\.decoded)) }
    return .slices(argument: 0, ranges: elements.map(\.content))
  }
}
