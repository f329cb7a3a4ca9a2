/// Numbers of texts that are JSON.
enum JSONNumber {
  /// 10 to the power of the index: those that a double holds exactly.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// The nearest double to a number that is JSON; infinite where it is too large.
  static func value(_ source: UnsafeBufferPointer<UInt8>) -> Double {
    // Up to 15 digits without an exponent are exact as a whole number, and so is the power of ten: one rounding.
    var digits = 0
    var count = 0
    var fraction: Int?
    for byte in source.dropFirst(source.first == UInt8(ascii: "-") ? 1 : 0) {
      if byte == UInt8(ascii: ".") {
        fraction = count
        continue
      }
      guard byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E"), count < 15 else {
        return Decimal(source).map { $0.real ?? ($0.isNegative ? -.infinity : .infinity) } ?? .infinity
      }
      digits = 10 * digits + Int(byte - UInt8(ascii: "0"))
      count += 1
    }
    let value = Double(digits) / powers[count - (fraction ?? count)]
    return source.first == UInt8(ascii: "-") && digits != 0 ? -value : value
  }
}
