/// A set of symbols of an ``Alphabet``, by their numbers.
struct SymbolSet: Hashable {
  private var words = SIMD4<UInt64>()

  static let none = SymbolSet()
  /// The symbols 0 to `count` - 1.
  static func first(_ count: Int) -> SymbolSet {
    var set = SymbolSet()
    for symbol in 0..<count { set.insert(symbol) }
    return set
  }

  mutating func insert(_ symbol: Int) { words[symbol >> 6] |= 1 << UInt64(symbol & 63) }
  func contains(_ symbol: Int) -> Bool { words[symbol >> 6] & (1 << UInt64(symbol & 63)) != 0 }
  func intersection(_ other: SymbolSet) -> SymbolSet {
    var set = SymbolSet()
    set.words = words & other.words
    return set
  }
  var isEmpty: Bool { words == SIMD4() }

  /// The symbol with the smallest number.
  var first: Int? {
    for word in 0..<4 where words[word] != 0 { return word << 6 + words[word].trailingZeroBitCount }
    return nil
  }
}

/// The characters that an analysis tells apart: all of ASCII, what a pattern names beside it, and one of each of a few kinds.
///
/// A repeated part that can match a text in many ways shows it with these, so that sets of characters are small.
struct Alphabet {
  /// Easily read ones first: where any character will do, the first one is taken.
  let symbols: [Unicode.Scalar]
  private let numbers: [Unicode.Scalar: Int]

  /// At most this many, which is what a ``SymbolSet`` holds.
  private static let limit = 256
  /// A letter of another script, a digit, a blank, a line break, a mark, an ideograph, an emoji.
  private static let samples: [Unicode.Scalar] = [
    "é", "Ω", "中", "²", "٣", "\u{A0}", "\u{85}", "\u{2028}", "\u{301}", "😀",
  ]

  init(of pattern: [UInt8]) {
    var symbols: [Unicode.Scalar] = []
    var numbers: [Unicode.Scalar: Int] = [:]
    func add(_ scalar: Unicode.Scalar) {
      guard symbols.count < Self.limit, numbers[scalar] == nil else { return }
      numbers[scalar] = symbols.count
      symbols.append(scalar)
    }
    for range in [0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x20...0x7E, 0x09...0x0D, 0x00...0x7F] as [ClosedRange<UInt8>]
    {
      for byte in range { add(Unicode.Scalar(byte)) }
    }
    for scalar in Self.samples { add(scalar) }
    for scalar in String(decoding: pattern, as: UTF8.self).unicodeScalars where !scalar.isASCII { add(scalar) }
    self.symbols = symbols
    self.numbers = numbers
  }

  var all: SymbolSet { .first(symbols.count) }
  /// The number of a character; nil for one that the analysis does not know.
  func number(of scalar: Unicode.Scalar) -> Int? { numbers[scalar] }
}
