import RewardSemantics

/// Borrowed bytes as an element of a set.
struct BorrowedText: Hashable {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  static func == (left: BorrowedText, right: BorrowedText) -> Bool { left.bytes.hasSameBytes(as: right.bytes) }
  func hash(into hasher: inout Hasher) {
    hasher.combine(bytes.count)
    hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
  }
}

/// An element of a list. A number equals no text.
enum Item: Hashable {
  case number(Double)
  case text(BorrowedText)
}

extension Operand {
  /// The texts of a list of texts; an empty list of unknown element type has none.
  var texts: [UnsafeBufferPointer<UInt8>] { if case .texts(let texts) = self { texts } else { [] } }
  /// The numbers of a list of numbers; an empty list of unknown element type has none.
  var numbers: UnsafeBufferPointer<Double> {
    if case .numbers(let numbers) = self { numbers } else { UnsafeBufferPointer(start: nil, count: 0) }
  }
  /// The elements of a list of either kind.
  var items: [Item] {
    if case .numbers(let numbers) = self { return numbers.map { .number($0) } }
    return texts.map { .text(BorrowedText($0)) }
  }

  /// How many elements a list has.
  var itemCount: Int { if case .numbers(let numbers) = self { numbers.count } else { texts.count } }

  /// The elements of a list at `places`, which it has.
  func items(at places: some Sequence<Int>) -> Outcome {
    if case .numbers(let numbers) = self { return .numbers(places.map { numbers[$0] }) }
    let texts = texts
    return .texts(places.map { Array(texts[$0]) })
  }
}

extension Outcome {
  /// A list of `items`, taken from `lists`: of numbers where one of the lists is one of numbers. Failed where a text is
  /// then among the items.
  static func list(_ items: [Item], of lists: Operand...) -> Outcome {
    let isNumeric = lists.contains { if case .numbers = $0 { true } else { false } }
    var numbers: [Double] = []
    var texts: [[UInt8]] = []
    for item in items {
      switch item {
      case .number(let number): numbers.append(number)
      case .text(let text): texts.append(Array(text.bytes))
      }
    }
    if !isNumeric { return .texts(texts) }
    return texts.isEmpty ? .numbers(numbers) : .missing(.badValue)
  }
}
