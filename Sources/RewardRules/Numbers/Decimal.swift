/// A number as it is written, exactly: sign, digits without zeros at the ends, and the power of ten of the point.
///
/// The value is 0.d1d2d3... × 10^exponent; zero has no digits, exponent 0 and no sign. Two texts write the same number
/// exactly where their decimals are equal.
struct Decimal: Hashable, Sendable {
  var isNegative = false
  /// Digits 0 to 9, most significant first.
  var digits: [UInt8] = []
  var exponent = 0

  init(isNegative: Bool = false, digits: [UInt8] = [], exponent: Int = 0) {
    self.isNegative = isNegative
    self.digits = digits
    self.exponent = exponent
  }

  /// Reads the whole of `text` but for White_Space at its ends.
  ///
  /// Form: a sign (`+`, `-` or U+2212), digits with an optional point (`12`, `12.5`, `.5`), an optional exponent
  /// (`e-3`). Commas may part the whole digits in threes (`1,234,567`), all of them or none. Nil for everything else, and
  /// for exponents beyond nine digits.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    let range = text.trimmed(0..<text.count)
    var reader = Reader(text: text, index: range.lowerBound, end: range.upperBound)
    let isNegative = reader.sign()
    guard let whole = reader.wholeDigits() else { return nil }
    var fraction = 0..<0
    if reader.skip(UInt8(ascii: ".")) {
      fraction = reader.digits()
      guard !fraction.isEmpty else { return nil }
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    guard let power = reader.exponent(), reader.isAtEnd else { return nil }

    digits.reserveCapacity(whole.count + fraction.count)
    for byte in text[whole] where byte != UInt8(ascii: ",") { digits.append(byte - UInt8(ascii: "0")) }
    let point = digits.count
    for byte in text[fraction] { digits.append(byte - UInt8(ascii: "0")) }
    let leadingZeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leadingZeros)
    while digits.last == 0 { digits.removeLast() }
    guard !digits.isEmpty else { return }
    self.isNegative = isNegative
    exponent = point - leadingZeros + power
  }

  /// The nearest double; nil where the number is too large for one.
  var real: Double? {
    // 768 digits and whether more follow decide how any decimal is rounded.
    let kept = digits.prefix(768)
    var source: [UInt8] = [UInt8(ascii: isNegative ? "-" : "+"), UInt8(ascii: "0"), UInt8(ascii: ".")]
    source.append(contentsOf: kept.map { $0 + UInt8(ascii: "0") })
    source.append(UInt8(ascii: kept.count < digits.count ? "1" : "0"))
    source.append(contentsOf: "e\(exponent)".utf8)
    guard let value = Double(String(decoding: source, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  private struct Reader {
    let text: UnsafeBufferPointer<UInt8>
    var index: Int
    let end: Int

    var isAtEnd: Bool { index == end }

    mutating func skip(_ byte: UInt8) -> Bool {
      guard index < end, text[index] == byte else { return false }
      index += 1
      return true
    }

    /// Skips a sign; true if it is a minus.
    mutating func sign() -> Bool {
      if skip(UInt8(ascii: "-")) { return true }
      if skip(UInt8(ascii: "+")) { return false }
      guard index < end, text[index] == 0xE2, text.scalar(at: index).value == 0x2212 else { return false }
      index += 3
      return true
    }

    mutating func digits() -> Range<Int> {
      let start = index
      while index < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index]) { index += 1 }
      return start..<index
    }

    /// Digits and well-placed commas; nil where a comma stands wrong.
    mutating func wholeDigits() -> Range<Int>? {
      let first = digits()
      guard index < end, text[index] == UInt8(ascii: ",") else { return first }
      guard (1...3).contains(first.count), text[first.lowerBound] != UInt8(ascii: "0") else { return nil }
      while skip(UInt8(ascii: ",")) {
        guard digits().count == 3 else { return nil }
      }
      return first.lowerBound..<index
    }

    /// The power of ten after `e`; 0 without one, nil where it is malformed or beyond nine digits.
    mutating func exponent() -> Int? {
      guard skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) else { return 0 }
      let isNegative = sign()
      let written = digits()
      guard !written.isEmpty else { return nil }
      let significant = text[written].drop { $0 == UInt8(ascii: "0") }
      guard significant.count <= 9 else { return nil }
      let value = significant.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      return isNegative ? -value : value
    }
  }
}
