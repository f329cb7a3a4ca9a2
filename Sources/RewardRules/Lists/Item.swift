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
  case list([Item])
}

extension Operand {
  /// The texts of a list of texts; an empty list of unknown element type has none.
  var texts: [UnsafeBufferPointer<UInt8>] { if case .texts(let texts) = self { texts } else { [] } }
  /// The numbers of a list of numbers; an empty list of unknown element type has none.
  var numbers: UnsafeBufferPointer<Double> {
    if case .numbers(let numbers) = self { numbers } else { UnsafeBufferPointer(start: nil, count: 0) }
  }
  /// The elements of a list of any kind.
  var items: [Item] {
    switch self {
    case .numbers(let numbers): numbers.map { .number($0) }
    case .lists(let lists): lists.map { .list($0.items) }
    default: texts.map { .text(BorrowedText($0)) }
    }
  }

  /// How many elements a list has.
  var itemCount: Int {
    switch self {
    case .numbers(let numbers): numbers.count
    case .lists(let lists): lists.count
    default: texts.count
    }
  }

  /// The elements of a list at `places`, which it has.
  func items(at places: some Sequence<Int>) -> Outcome {
    switch self {
    case .numbers(let numbers): return .numbers(places.map { numbers[$0] })
    case .lists(let lists): return .lists(places.map { lists[$0].whole })
    default:
      let texts = texts
      return .texts(places.map { Array(texts[$0]) })
    }
  }

  /// The list itself, copied.
  var whole: Outcome { items(at: 0..<itemCount) }
}

extension [Item] {
  /// Whether a list of these can be built: neither too many numbers and texts, nor too long ones.
  var isShortEnough: Bool {
    let size = extent
    return size.count <= longestBuiltList && size.bytes <= longestBuiltText
  }

  /// How many numbers and texts these are, lists counted with what is in them, and how long the texts.
  private var extent: (count: Int, bytes: Int) {
    reduce((count, 0)) { sum, item in
      switch item {
      case .number: return sum
      case .text(let text): return (sum.0, sum.1 + text.bytes.count)
      case .list(let items):
        let own = items.extent
        return (sum.0 + own.count, sum.1 + own.bytes)
      }
    }
  }
}

extension Outcome {
  /// A list of `items`, taken from `lists`: of numbers, or of lists, where one of the lists is one of those. Failed where
  /// something else is then among the items.
  static func list(_ items: [Item], of lists: Operand...) -> Outcome {
    var isNumeric = false
    var isNested = false
    for list in lists {
      switch list {
      case .numbers: isNumeric = true
      case .lists: isNested = true
      default: break
      }
    }
    var numbers: [Double] = []
    var texts: [[UInt8]] = []
    var inner: [Outcome] = []
    for item in items {
      switch item {
      case .number(let number): numbers.append(number)
      case .text(let text): texts.append(Array(text.bytes))
      case .list(let items): inner.append(Outcome(items))
      }
    }
    let (count, whole): (Int, Outcome) =
      isNested
      ? (inner.count, .lists(inner)) : isNumeric ? (numbers.count, .numbers(numbers)) : (texts.count, .texts(texts))
    return count == items.count ? whole : .missing(.badValue)
  }

  /// A list of items of one kind. What an empty one holds nobody can tell: it is a list of any kind.
  private init(_ items: [Item]) {
    switch items.first {
    case .number: self = .numbers(items.map { if case .number(let number) = $0 { number } else { 0 } })
    case .list: self = .lists(items.map { if case .list(let items) = $0 { Outcome(items) } else { .texts([]) } })
    default: self = .texts(items.map { if case .text(let text) = $0 { Array(text.bytes) } else { [] } })
    }
  }
}
