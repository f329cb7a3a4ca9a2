import RewardSemantics

/// Collects the elements of one column while rows are read. A row that turns out bad is taken back.
final class ColumnBuilder {
  /// What the elements are held as.
  indirect enum Layout { case numbers, texts, lists(Layout) }

  /// Of lists: what their items are collected in. ``endList()`` closes a list.
  let items: ColumnBuilder?
  private let isText: Bool
  // Used by one thread, and no two accesses overlap: checking that at run time would cost a third of the reading.
  @exclusivity(unchecked) private var status: [UInt8] = []
  @exclusivity(unchecked) private var numbers: [Double] = []
  @exclusivity(unchecked) private var offsets: [Int] = [0]
  @exclusivity(unchecked) private var starts: [Int] = []
  @exclusivity(unchecked) private var ends: [Int] = []
  /// The arena, as a writer, so that JSON source can be written into it directly.
  @exclusivity(unchecked) private var arena = JSONWriter()
  /// Sizes at the last mark.
  @exclusivity(unchecked) private var marked = (count: 0, bytes: 0)

  init(_ layout: Layout) {
    if case .texts = layout { isText = true } else { isText = false }
    items = if case .lists(let items) = layout { ColumnBuilder(items) } else { nil }
  }

  var count: Int { status.count }

  /// Notes where a row begins.
  func mark() {
    marked = (status.count, arena.bytes.count)
    items?.mark()
  }

  /// Takes back what was appended since the last mark.
  func rollBack() {
    let surplus = status.count - marked.count
    status.removeLast(surplus)
    if let items {
      offsets.removeLast(surplus)
      items.rollBack()
    } else if isText {
      // A text may stand in the arena whose row failed before it became an element.
      starts.removeLast(starts.count - marked.count)
      ends.removeLast(ends.count - marked.count)
      arena.bytes.removeLast(arena.bytes.count - marked.bytes)
    } else {
      numbers.removeLast(surplus)
    }
  }

  func appendMissing(_ reason: Status = .noValue) { appendNothing(reason) }

  /// 0, or an empty text or list.
  func appendNothing(_ status: Status = .present) {
    self.status.append(status.rawValue)
    if let items {
      offsets.append(items.count)
    } else if isText {
      appendRange(from: arena.bytes.count)
    } else {
      numbers.append(0)
    }
  }

  func append(_ number: Double) {
    status.append(Status.present.rawValue)
    numbers.append(number)
  }

  /// The `count` elements of a list of numbers. Where `acceptsNull`, null is missing. Returns the first element that
  /// cannot be taken; then the row must be taken back.
  func append(numbersOf list: JSONValue, count: Int, acceptsNull: Bool) -> (index: Int, element: JSONValue)? {
    let start = status.count
    status.append(contentsOf: repeatElement(Status.present.rawValue, count: count))
    numbers.append(contentsOf: repeatElement(0, count: count))
    var next = list.index + 1
    return numbers.withUnsafeMutableBufferPointer { numbers in
      for index in 0..<count {
        let element = list.at(next)
        if let number = element.number {
          numbers[start + index] = number
        } else if acceptsNull, element.kind == .null {
          status[start + index] = Status.noValue.rawValue
        } else {
          return (index, element)
        }
        next = element.end
      }
      return nil
    }
  }

  func append(_ text: UnsafeBufferPointer<UInt8>) {
    let start = arena.bytes.count
    arena.bytes.append(contentsOf: text)
    status.append(Status.present.rawValue)
    appendRange(from: start)
  }

  func append(_ text: some Collection<UInt8>) {
    let start = arena.bytes.count
    arena.bytes.append(contentsOf: text)
    status.append(Status.present.rawValue)
    appendRange(from: start)
  }

  /// A text that `write` appends to the arena. If it throws, the row must be taken back.
  func appendText(_ write: (inout JSONWriter) throws(RowFailure) -> Void) throws(RowFailure) {
    let start = arena.bytes.count
    arena.beginDocument()
    try write(&arena)
    status.append(Status.present.rawValue)
    appendRange(from: start)
  }

  /// JSON source that `write` appends to the arena.
  func appendSource(_ write: (inout JSONWriter) -> Void) {
    let start = arena.bytes.count
    arena.beginDocument()
    write(&arena)
    status.append(Status.present.rawValue)
    appendRange(from: start)
  }

  /// Makes a list of what was appended to ``items`` since the last list.
  func endList() {
    status.append(Status.present.rawValue)
    offsets.append(items?.count ?? 0)
  }

  func finish() -> Column {
    let storage: Column.Storage =
      if let items {
        .lists(offsets: offsets, items: items.finish())
      } else if isText {
        .texts(TextStorage(arena: ByteArena(arena.bytes), starts: starts, ends: ends))
      } else {
        .numbers(numbers)
      }
    return Column(storage, status: status)
  }

  private func appendRange(from start: Int) {
    starts.append(start)
    ends.append(arena.bytes.count)
  }
}

extension ColumnBuilder.Layout {
  /// How a column of values of `form` is held.
  init(_ form: RowSchema.Form) {
    switch form {
    case .number, .bool, .isFirst, .turnNumber: self = .numbers
    case .text, .json, .table, .record: self = .texts
    case .list(let item), .items(let item): self = .lists(Self(item))
    case .presence: self = .lists(.numbers)
    case .criteria(.weight): self = .lists(.numbers)
    case .criteria(.tags): self = .lists(.lists(.texts))
    case .criteria: self = .lists(.texts)
    }
  }
}
