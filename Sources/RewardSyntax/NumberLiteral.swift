/// What a number token says.
struct NumberLiteral {
  var value: Double
  /// Written without point, exponent and `%`.
  var isInteger: Bool

  /// Nil where the number does not fit.
  init?(_ text: String) {
    let isPercentage = text.hasSuffix("%")
    let digits = isPercentage ? String(text.dropLast()) : text
    isInteger = !isPercentage && text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    // Moving the decimal point in the text rounds once; dividing by 100 would round twice.
    let hasExponent = digits.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
    guard let parsed = Double(isPercentage && !hasExponent ? digits + "e-2" : digits), parsed.isFinite else {
      return nil
    }
    value = isPercentage && hasExponent ? parsed / 100 : parsed
  }
}
