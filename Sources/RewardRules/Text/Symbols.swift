/// Texts as sequences of numbers, so that what compares them need not know whether they were cut into characters or words.
///
/// Equal symbols have equal numbers in all texts; numbers are below `count`.
struct Symbols {
  let texts: [[UInt32]]
  let count: Int

  /// Unicode scalars.
  init(scalarsOf texts: UnsafeBufferPointer<UInt8>...) {
    // ASCII is its own number: most texts need no table.
    var beyond = Numbering<UInt32>()
    self.texts = texts.map { text in
      var symbols: [UInt32] = []
      symbols.reserveCapacity(text.count)
      var index = 0
      while index < text.count {
        let (value, next) = text.scalar(at: index)
        symbols.append(value < 0x80 ? value : 0x80 + beyond.number(of: value))
        index = next
      }
      return symbols
    }
    count = 0x80 + beyond.count
  }

  /// Runs without White_Space, in lower case.
  init(wordsOf texts: UnsafeBufferPointer<UInt8>...) {
    self.init(of: texts.map(LetterCase.lower.mapped)) { text, found in text.forEachWord(found) }
  }

  /// What `split` finds in the texts, compared byte by byte.
  init(
    of texts: [[UInt8]], split: (_ text: UnsafeBufferPointer<UInt8>, _ found: (Range<Int>) -> Void) -> Void
  ) {
    var known = Numbering<BorrowedText>()
    // The table borrows words from every text.
    let all = Array(texts.joined())
    self.texts = all.withUnsafeBufferPointer { all in
      var start = 0
      return texts.map { text in
        let bytes = all.slice(start..<start + text.count)
        start += text.count
        var symbols: [UInt32] = []
        split(bytes) { symbols.append(known.number(of: BorrowedText(bytes.slice($0)))) }
        return symbols
      }
    }
    count = known.count
  }
}

/// Numbers for values, in the order in which they are first met.
struct Numbering<Value: Hashable> {
  private var numbers: [Value: UInt32] = [:]
  var count: Int { numbers.count }

  mutating func number(of value: Value) -> UInt32 {
    if let known = numbers[value] { return known }
    let new = UInt32(numbers.count)
    numbers[value] = new
    return new
  }
}
