import RewardGraph
import RewardSemantics

/// Collects what the calls of a builtin give, one element after the other.
struct ResultBuilder {
  private let form: Node.Form
  private var numbers: [Double] = []
  private var texts = TextBuilder()
  private var offsets: [Int] = [0]
  private var status: [UInt8] = []

  init(form: Node.Form, count: Int) {
    self.form = form
    status.reserveCapacity(count)
    if form == .number { numbers.reserveCapacity(count) }
  }

  mutating func append(missing: Status) {
    status.append(missing.rawValue)
    switch form {
    case .number: numbers.append(0)
    case .text: texts.appendEmpty()
    case .list: offsets.append(itemCount)
    }
  }

  /// Items collected so far, of a column of lists.
  private var itemCount: Int { if case .list(.text) = form { texts.count } else { numbers.count } }

  /// Appends an outcome.
  ///
  /// - Parameters:
  ///   - status: of the result where it has a value.
  ///   - argument: column and place of an argument by its number, for slices.
  @inline(__always)
  mutating func append(_ outcome: Outcome, status: Status, argument: (Int) -> (Column, Int)) {
    switch (outcome, form) {
    case (.missing(let status), _): return append(missing: status)
    case (.number(let number), .number):
      if !number.isFinite { return append(missing: .notFinite) }
      numbers.append(number)
    case (.slice(let number, let range), .text):
      let (column, place) = argument(number)
      guard case .texts(let source) = column.storage else { return append(missing: .badValue) }
      let start = source.starts[place]
      texts.append(source.arena, start + range.lowerBound, start + range.upperBound)
    case (.text(let bytes), .text): texts.append(bytes)
    case (.slices(let number, let ranges), .list(.text)):
      let (column, place) = argument(number)
      guard case .texts(let source) = column.storage else { return append(missing: .badValue) }
      let start = source.starts[place]
      for range in ranges { texts.append(source.arena, start + range.lowerBound, start + range.upperBound) }
      offsets.append(texts.count)
    case (.texts(let list), .list(.text)):
      for bytes in list { texts.append(bytes) }
      offsets.append(texts.count)
    case (.numbers(let list), .list(.number)):
      numbers += list
      offsets.append(numbers.count)
    // The builtin broke its own signature.
    default: return append(missing: .badValue)
    }
    self.status.append(status.rawValue)
  }

  func finish() -> Column {
    switch form {
    case .number: Column(.numbers(numbers), status: status)
    case .text: Column(.texts(texts.finish()), status: status)
    case .list(.text): lists(Column(.texts(texts.finish()), status: Array(repeating: 0, count: texts.count)))
    case .list: lists(Column(.numbers(numbers), status: Array(repeating: 0, count: numbers.count)))
    }
  }

  private func lists(_ items: Column) -> Column { Column(.lists(offsets: offsets, items: items), status: status) }
}
