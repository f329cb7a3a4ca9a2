import RewardGraph
import RewardSemantics

/// Collects what the calls of a builtin give, one element after the other.
struct ResultBuilder {
  private let shape: ValueShape
  private var numbers: [Double] = []
  private var texts = TextBuilder()
  private var offsets: [Int] = [0]
  private var status: [UInt8] = []
  /// Of lists of lists: the one that collects the lists in them.
  private var lists: [ResultBuilder] = []

  init(form: Node.Form, count: Int) {
    shape = ValueShape(form)
    status.reserveCapacity(count)
    if form == .number { numbers.reserveCapacity(count) }
    if case .list(let inner) = form, case .list = inner { lists = [ResultBuilder(form: inner, count: count)] }
  }

  mutating func append(missing: Status) {
    status.append(missing.rawValue)
    switch shape {
    case .number: numbers.append(0)
    case .text: texts.appendEmpty()
    case .numbers, .texts, .lists: offsets.append(itemCount)
    }
  }

  /// Items collected so far, of a column of lists.
  private var itemCount: Int {
    switch shape {
    case .texts: texts.count
    case .lists: lists[0].status.count
    default: numbers.count
    }
  }

  /// Appends an outcome.
  ///
  /// - Parameters:
  ///   - status: of the result where it has a value.
  ///   - argument: column and place of an argument by its number, for slices.
  @inline(__always)
  mutating func append(_ outcome: Outcome, status: Status, argument: (Int) -> (Column, Int)) {
    switch (outcome, shape) {
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
    case (.slices(let number, let ranges), .texts):
      let (column, place) = argument(number)
      guard case .texts(let source) = column.storage else { return append(missing: .badValue) }
      let start = source.starts[place]
      for range in ranges { texts.append(source.arena, start + range.lowerBound, start + range.upperBound) }
      offsets.append(texts.count)
    case (.texts(let list), .texts):
      for bytes in list { texts.append(bytes) }
      offsets.append(texts.count)
    case (.numbers(let list), .numbers):
      numbers += list
      offsets.append(numbers.count)
    default:
      guard appendOwn(outcome) else { return append(missing: .badValue) }
    }
    self.status.append(status.rawValue)
  }

  /// Lists of lists, and empty lists, which are of any kind. Kept apart from what calls mostly give, which is inlined.
  ///
  /// - Returns: false where the builtin broke its own signature.
  @inline(never)
  private mutating func appendOwn(_ list: Outcome) -> Bool {
    switch (list, shape) {
    case (.texts(let list), .texts): for bytes in list { texts.append(bytes) }
    case (.numbers(let list), .numbers): numbers += list
    case (.lists(let list), .lists):
      for item in list {
        guard lists[0].appendOwn(item) else { return false }
        lists[0].status.append(Status.present.rawValue)
      }
    case (_, .number), (_, .text): return false
    case (.texts(let list), _) where list.isEmpty: break
    case (.numbers(let list), _) where list.isEmpty: break
    case (.lists(let list), _) where list.isEmpty: break
    default: return false
    }
    offsets.append(itemCount)
    return true
  }

  func finish() -> Column {
    switch shape {
    case .number: Column(.numbers(numbers), status: status)
    case .text: Column(.texts(texts.finish()), status: status)
    case .texts: ofLists(Column(.texts(texts.finish()), status: Array(repeating: 0, count: texts.count)))
    case .lists: ofLists(lists[0].finish())
    case .numbers: ofLists(Column(.numbers(numbers), status: Array(repeating: 0, count: numbers.count)))
    }
  }

  private func ofLists(_ items: Column) -> Column { Column(.lists(offsets: offsets, items: items), status: status) }
}
