import RewardSemantics

/// Collects the elements of one column while rows are read. A row that turns out bad is taken back.
final class ColumnBuilder {
  enum Layout { case numbers, texts, numberLists, textLists }

  /// Sizes at the start of a row.
  struct Mark {
    fileprivate var status, numbers, offsets, texts, bytes: Int
  }

  let layout: Layout
  // Used by one thread, and no two accesses overlap: checking that at run time would cost a third of the reading.
  @exclusivity(unchecked) private var status: [UInt8] = []
  @exclusivity(unchecked) private var numbers: [Double] = []
  @exclusivity(unchecked) private var offsets: [Int] = [0]
  @exclusivity(unchecked) private var starts: [Int] = []
  @exclusivity(unchecked) private var ends: [Int] = []
  /// The arena, as a writer, so that JSON source can be written into it directly.
  @exclusivity(unchecked) private var arena = JSONWriter()

  init(_ layout: Layout) { self.layout = layout }

  var count: Int { status.count }

  func mark() -> Mark {
    Mark(
      status: status.count, numbers: numbers.count, offsets: offsets.count, texts: starts.count,
      bytes: arena.bytes.count)
  }

  func roll(back mark: Mark) {
    status.removeLast(status.count - mark.status)
    numbers.removeLast(numbers.count - mark.numbers)
    offsets.removeLast(offsets.count - mark.offsets)
    starts.removeLast(starts.count - mark.texts)
    ends.removeLast(ends.count - mark.texts)
    arena.bytes.removeLast(arena.bytes.count - mark.bytes)
  }

  func appendMissing(_ reason: Status = .noValue) {
    status.append(reason.rawValue)
    switch layout {
    case .numbers: numbers.append(0)
    case .texts: appendRange(from: arena.bytes.count)
    case .numberLists: offsets.append(numbers.count)
    case .textLists: offsets.append(starts.count)
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
    status.append(Status.present.rawValue)
    appendItem(text)
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

  /// An item of the list that ``endList()`` closes.
  func appendItem(_ number: Double) { numbers.append(number) }

  func appendItem(_ text: UnsafeBufferPointer<UInt8>) {
    let start = arena.bytes.count
    arena.bytes.append(contentsOf: text)
    appendRange(from: start)
  }

  func endList() {
    status.append(Status.present.rawValue)
    offsets.append(layout == .numberLists ? numbers.count : starts.count)
  }

  func finish() -> Column {
    let storage: Column.Storage =
      switch layout {
      case .numbers: .numbers(numbers)
      case .texts: .texts(texts())
      case .numberLists: .numberLists(offsets: offsets, values: numbers)
      case .textLists: .textLists(offsets: offsets, values: texts())
      }
    return Column(storage, status: status)
  }

  private func texts() -> TextStorage { TextStorage(arena: ByteArena(arena.bytes), starts: starts, ends: ends) }

  private func appendRange(from start: Int) {
    starts.append(start)
    ends.append(arena.bytes.count)
  }
}
