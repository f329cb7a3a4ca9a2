/// The places of a text where its answer may stand, by rank.
struct AnswerSearch {
  /// In falling order: what is found in one rank and can be read is the answer.
  enum Rank: CaseIterable {
    /// `The final answer is 5. I hope it is correct.`
    case announcedWithHope
    /// `\boxed{5}`; `the final answer ... is 5`.
    case announced
    /// `Answer: 5`.
    case afterColon
    /// `answer ... 5`.
    case afterWord
    /// Any formula or number.
    case anywhere
  }

  /// A place and the form of what stands there.
  struct Place {
    enum Form {
      case box(Range<Int>)
      case formulas([MathSpans.Span])
      case plain(PlainNumbers.Match)
    }
    var start: Int
    var end: Int
    var form: Form
  }

  private let text: UnsafeBufferPointer<UInt8>
  private var spans: MathSpans?
  private var numbers: PlainNumbers?
  /// Where `answer` stands, in any case.
  private let words: ArraySlice<Int>

  init(_ text: UnsafeBufferPointer<UInt8>, formulas: Bool, numbers: Bool) {
    self.text = text
    spans = formulas ? MathSpans(text) : nil
    self.numbers = numbers ? PlainNumbers(text) : nil
    var words: [Int] = []
    var index = 0
    while index + 6 <= text.count {
      if text[index] | 0x20 == UInt8(ascii: "a"), text.hasWord("answer", at: index) {
        words.append(index)
        index += 6
      } else {
        index += 1
      }
    }
    self.words = words.suffix(MathBudget.answerWords)
  }

  /// The places of a rank, the last one first.
  mutating func places(_ rank: Rank) -> [Place] {
    var places: [Place] = []
    switch rank {
    case .announcedWithHope:
      collect(&places, at: finalWords) { search, start in search.announced(after: start, gap: 0, hope: true) }
    case .announced:
      if spans != nil, let box = box { places.append(box) }
      collect(&places, at: finalWords) { search, start in search.announced(after: start, gap: 100, hope: false) }
    case .afterColon, .afterWord:
      let starts =
        rank == .afterWord ? Array(words) : words.filter { $0 + 6 < text.count && text[$0 + 6] == UInt8(ascii: ":") }
      let skipped = rank == .afterWord ? 6 : 7
      collect(&places, at: starts) { search, start in search.following(start, from: start + skipped) }
    case .anywhere:
      places = everywhere()
    }
    // The last to end first, and of those the longest.
    return places.sorted { ($0.end, -$0.start) > ($1.end, -$1.start) }
  }

  /// Where `final answer` stands.
  private var finalWords: [Int] { words.compactMap { $0 >= 6 && text.hasWord("final ", at: $0 - 6) ? $0 - 6 : nil } }

  private mutating func collect(
    _ places: inout [Place], at starts: some Sequence<Int>, _ find: (inout AnswerSearch, Int) -> [Place]
  ) {
    for start in starts { places += find(&self, start) }
  }

  /// From the first box to the last closing brace.
  private var box: Place? {
    guard let end = text.lastIndex(of: UInt8(ascii: "}")) else { return nil }
    var start = 0
    while start + 8 < end + 1 {
      if text[start] == UInt8(ascii: "\\"), text.hasText("\\boxed{", at: start) {
        return Place(start: start, end: end + 1, form: .box(lastBoxes(start..<end + 1)))
      }
      start += 1
    }
    return nil
  }

  /// The end of a long text, where its last boxes are: what is before them is not looked at.
  private func lastBoxes(_ range: Range<Int>) -> Range<Int> {
    max(range.lowerBound, range.upperBound - MathBudget.answerBytes)..<range.upperBound
  }

  // MARK: After words

  /// `final answer ... is`, and what follows.
  private mutating func announced(after start: Int, gap: Int, hope: Bool) -> [Place] {
    let first = start + 12
    var places: [Place] = []
    for begin in first...min(first + gap, text.count) where begin < text.count && text[begin].isSpace {
      var index = text.skippingSpace(begin)
      if hope, index != first + 1 { continue }
      guard text.hasText("is", at: index) || text.hasText("IS", at: index) else { continue }
      index += 2
      if index < text.count, text[index] == UInt8(ascii: ":") { index += 1 }
      let place = text.skippingSpace(index)
      if let list = formulas(start: start, at: place), !hope || isHope(list.end) {
        places.append(list)
        break
      }
      if let plain = numbers?.match(at: hope ? max(place - 1, index) : index), !hope || isHope(plain.range.upperBound) {
        places.append(Place(start: start, end: plain.range.upperBound, form: .plain(plain)))
        break
      }
    }
    return places
  }

  private func isHope(_ end: Int) -> Bool {
    var index = end
    // Arithmetic ends with what is after it, such as the full stop.
    if index < text.count, text[index] == UInt8(ascii: ".") { index += 1 }
    return text.hasText("I hope", at: text.skippingSpace(index))
  }

  private mutating func formulas(start: Int, at place: Int) -> Place? {
    guard let list = spans?.list(at: place), let last = list.last else { return nil }
    return Place(start: start, end: last.end, form: .formulas(list))
  }

  /// What follows the word `answer` soon.
  private mutating func following(_ start: Int, from first: Int) -> [Place] {
    var places: [Place] = []
    for place in first...first + 50 where place < text.count {
      if let list = formulas(start: start, at: place) {
        places.append(list)
        break
      }
    }
    if let plain = plain(from: first) {
      places.append(Place(start: start, end: plain.range.upperBound, form: .plain(plain)))
    }
    return places
  }

  /// The number after the last `=` of the next hundred characters of the line, or the next number of the next fifty.
  private mutating func plain(from first: Int) -> PlainNumbers.Match? {
    guard numbers != nil, first < text.count else { return nil }
    let line = text[first..<min(first + 101, text.count)].prefix { $0 != UInt8(ascii: "\n") }
    for sign in line.indices.reversed() where text[sign] == UInt8(ascii: "=") {
      let place = text.skippingSpace(sign + 1)
      if place > sign + 1, let match = numbers?.match(at: place - 1), !isEquated(match) { return match }
    }
    for place in line.startIndex..<min(line.endIndex + 1, first + 51, text.count) {
      if let match = numbers?.match(at: place), !isEquated(match) { return match }
    }
    return nil
  }

  private func isEquated(_ match: PlainNumbers.Match) -> Bool {
    let next = text.skippingSpace(match.range.upperBound)
    return next < text.count && text[next] == UInt8(ascii: "=")
  }

  // MARK: Anywhere

  private mutating func everywhere() -> [Place] {
    var places: [Place] = []
    if spans != nil {
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "-") || byte.isSpace,
          let place = formulas(start: index, at: index)
        {
          places.append(place)
          index = place.end
        } else {
          index += 1
        }
      }
    }
    for isArithmetic in [true, false] {
      for match in numbers?.all(arithmetic: isArithmetic) ?? [] {
        places.append(Place(start: match.range.lowerBound, end: match.range.upperBound, form: .plain(match)))
      }
    }
    return places
  }
}
