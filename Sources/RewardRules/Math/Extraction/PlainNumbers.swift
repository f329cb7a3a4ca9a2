/// Finds numbers and arithmetic in running text: `1,234.5`, `12%`, `3/4`, `2 * (3 + 4)`.
struct PlainNumbers {
  /// One number or piece of arithmetic.
  struct Match {
    /// With the space or sign before it, and after arithmetic what ends it.
    var range: Range<Int>
    /// The number or arithmetic.
    var content: Range<Int>
    var isNumber: Bool
    var isPercent = false
  }

  let text: UnsafeBufferPointer<UInt8>
  /// The characters of arithmetic that stand together, looked at once.
  private var run = Run()

  private struct Run {
    var range = 0..<0
    /// The last place in the run, or its end, where arithmetic may end.
    var end = -1
    /// The last operator with something between it and the end.
    var lastOperator = -1
  }

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// All numbers, or all arithmetic, from the left.
  mutating func all(arithmetic: Bool) -> [Match] {
    var matches: [Match] = []
    var index = 0
    while index < text.count {
      guard index == 0 || text[index].isSpace || text[index] == UInt8(ascii: "=") else {
        index += 1
        continue
      }
      if let match = arithmetic ? self.arithmetic(at: index) : number(at: index) {
        matches.append(match)
        index = max(match.range.upperBound, index + 1)
      } else {
        index += 1
      }
    }
    return matches
  }

  /// Arithmetic or a number that begins with the space or the sign at `start`.
  mutating func match(at start: Int) -> Match? { arithmetic(at: start) ?? number(at: start) }

  /// Where something may begin whose space or sign before it stands at `start`.
  private func beginnings(at start: Int) -> [Int] {
    guard let first = byte(start) else { return [] }
    var places: [Int] = []
    if start == 0 { places.append(0) }
    if first.isSpace || first == UInt8(ascii: "=") { places.append(start + 1) }
    return places.map { text.hasText("**", at: $0) ? $0 + 2 : $0 }
  }

  // MARK: Numbers

  func number(at start: Int) -> Match? {
    for beginning in beginnings(at: start) {
      let place = skippingCurrency(beginning)
      guard place == 0 || !text[place - 1].isDigit, let end = numberEnd(place) else { continue }
      var match = Match(range: start..<end, content: place..<end, isNumber: true)
      let sign = text.skippingSpace(end)
      guard let first = byte(sign), first == UInt8(ascii: "%") || first | 0x20 == UInt8(ascii: "p") else {
        return match
      }
      for word in ["%", "percent", "Percent", "pct", "Pct"] where text.hasText(word, at: sign) {
        match.range = start..<sign + word.utf8.count
        match.isPercent = true
        break
      }
      return match
    }
    return nil
  }

  private func skippingCurrency(_ place: Int) -> Int {
    guard let first = byte(place) else { return place }
    if first == UInt8(ascii: "$") { return place + 1 }
    guard first >= 0xC2 else { return place }
    let length = first >= 0xE0 ? 3 : 2
    guard place + length <= text.count else { return place }
    let sign = String(decoding: UnsafeBufferPointer(rebasing: text[place..<place + length]), as: UTF8.self)
    return sign.first.map(MathCommands.currencies.contains) == true && sign.count == 1 ? place + length : place
  }

  private func digitsEnd(_ start: Int) -> Int {
    var index = start
    while byte(index)?.isDigit == true { index += 1 }
    return index
  }

  /// Where a number that begins at `start` ends.
  private func numberEnd(_ start: Int) -> Int? {
    let first = byte(start) == UInt8(ascii: "-") ? start + 1 : start
    let digits = digitsEnd(first)
    if digits == first {
      guard first == start, byte(start) == UInt8(ascii: "."), byte(start + 1)?.isDigit == true else { return nil }
      return digitsEnd(start + 1)
    }
    // Digits in threes, with commas or spaces between them.
    if text[first] != UInt8(ascii: "0"), digits - first <= 3 {
      var end = digits
      while byte(end) == UInt8(ascii: ",") || byte(end) == UInt8(ascii: " "), digitsEnd(end + 1) >= end + 4 { end += 4 }
      if end > digits {
        return byte(end) == UInt8(ascii: ".") && byte(end + 1)?.isDigit == true ? digitsEnd(end + 1) : end
      }
    }
    if byte(digits) == UInt8(ascii: ".") || byte(digits) == UInt8(ascii: ","), byte(digits + 1)?.isDigit == true {
      return exponentEnd(digitsEnd(digits + 1))
    }
    return exponentEnd(digits)
  }

  /// Where a power of ten ends that follows digits, as in `1.5e-3`; `start` where none does.
  private func exponentEnd(_ start: Int) -> Int {
    guard let sign = byte(start), sign | 0x20 == UInt8(ascii: "e") else { return start }
    let first = byte(start + 1) == UInt8(ascii: "-") || byte(start + 1) == UInt8(ascii: "+") ? start + 2 : start + 1
    let end = digitsEnd(first)
    return end > first && byte(end)?.isLetter != true ? end : start
  }

  // MARK: Arithmetic

  mutating func arithmetic(at start: Int) -> Match? {
    for beginning in beginnings(at: start) {
      var place = beginning
      if byte(place) == UInt8(ascii: "-") { place += 1 }
      if byte(place) == UInt8(ascii: "(") { place += 1 }
      if byte(place) == UInt8(ascii: "-") { place += 1 }
      guard byte(place)?.isDigit == true else { continue }
      if !run.range.contains(place) { run = self.run(around: place) }
      guard run.lastOperator > place, run.end > run.lastOperator + 1 else { continue }
      var end = run.end
      if text.hasText("**", at: end) { end += 2 }
      return Match(range: start..<min(end + 1, text.count), content: beginning..<run.end, isNumber: false)
    }
    return nil
  }

  private func run(around start: Int) -> Run {
    var run = Run()
    var end = start
    while let length = arithmeticLength(end) { end += length }
    run.range = start..<end
    run.end = end
    while run.end > start, !isEnding(run.end) { run.end -= 1 }
    var place = run.end - 2
    while place > start, !isOperator(place) { place -= 1 }
    run.lastOperator = place > start ? place : -1
    return run
  }

  /// How many bytes a character of arithmetic has at `index`.
  private func arithmeticLength(_ index: Int) -> Int? {
    guard let byte = byte(index) else { return nil }
    if byte.isDigit || byte.isSpace || byte == UInt8(ascii: ".") || isOperator(index) { return byte == 0xC3 ? 2 : 1 }
    return nil
  }

  private func isOperator(_ index: Int) -> Bool {
    switch text[index] {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "^"),
      UInt8(ascii: "("),
      UInt8(ascii: ")"):
      true
    case 0xC3: byte(index + 1) == 0x97 || byte(index + 1) == 0xB7
    default: false
    }
  }

  /// Whether arithmetic may end before `index`.
  private func isEnding(_ index: Int) -> Bool {
    let place = text.hasText("**", at: index) ? index + 2 : index
    guard let byte = byte(place) else { return true }
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ")"), UInt8(ascii: "$"): return true
    default: return byte.isSpace
    }
  }

  private func byte(_ index: Int) -> UInt8? { index < text.count ? text[index] : nil }
}
