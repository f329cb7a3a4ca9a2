/// Units and other words after a value, which say what it is of and do not change it.
enum Units {
  /// Those of one or two letters, which could be variables: only after a plain number.
  private static let symbols: Set<String> = [
    "m", "s", "g", "l", "h", "mm", "cm", "dm", "km", "ml", "ft", "in", "yd", "mi", "sq", "cc", "kg", "mg", "lb",
    "oz", "hr", "yr", "am", "pm", "rs", "th", "st", "nd", "rd",
  ]

  private static let words: Set<String> = [
    // Length, area and volume.
    "millimeter", "centimeter", "meter", "kilometer", "millimetre", "centimetre", "metre", "kilometre", "inch",
    "foot", "feet", "yard", "mile", "acre", "hectare", "milliliter", "liter", "millilitre", "litre", "gal",
    "gallon", "square", "cube", "cubic",
    // Mass, time and speed.
    "gram", "kilogram", "pound", "ounce", "ton", "sec", "second", "min", "minute", "hour", "day", "week",
    "month", "year", "mph", "kmh", "kmph", "knot",
    // Angles, power and heat.
    "deg", "degree", "radian", "ohm", "volt", "watt", "joule", "newton",
    // Money.
    "cent", "rupee", "coin",
    // What is counted.
    "unit", "point", "digit", "integer", "number", "multiple", "prime", "way", "mark", "time", "step", "side",
    "edge", "piece", "pair", "page", "book", "card", "ball", "ticket", "apple", "egg", "student", "people",
    "person", "child", "children", "man", "men", "woman", "women",
    // How something changed, and where it lies.
    "more", "less", "increase", "decrease", "profit", "loss", "gain", "ratio", "per", "north", "south", "east",
    "west",
  ]

  /// Whether a word is a unit, or several of one.
  static func isUnit(_ word: String) -> Bool {
    symbols.contains(word) || words.contains(word) || (word.hasSuffix("s") && words.contains(String(word.dropLast())))
      || (word.hasSuffix("es") && words.contains(String(word.dropLast(2))))
  }

  /// `text` without the units at its end; unchanged where nothing else would be left.
  static func removed(from text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.trimmed
    if let value = withoutText(text) { text = value }
    for _ in 0..<2 { text = withoutWord(text) ?? text }
    return text
  }

  /// Without `\text{...}` and its power at the end.
  private static func withoutText(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = text
    // ^2 or {^2}
    if let last = rest.last, last.isDigit, rest.dropLast().last == UInt8(ascii: "^") { rest = rest.dropLast(2) }
    if rest.last == UInt8(ascii: "}"), let digit = rest.dropLast().last, digit.isDigit,
      rest.dropLast(2).last == UInt8(ascii: "^"),
      rest.dropLast(3).last == UInt8(ascii: "{")
    {
      rest = rest.dropLast(4)
    }
    var isFound = false
    while rest.last == UInt8(ascii: "}"), let brace = rest.lastIndex(of: UInt8(ascii: "{")),
      let slash = rest[..<brace].lastIndex(of: UInt8(ascii: "\\")),
      MathCommands.texts.contains(String(decoding: rest[(slash + 1)..<brace].trimmed, as: UTF8.self))
    {
      rest = rest[..<slash].trimmed
      isFound = true
    }
    rest = withoutSpacing(rest)
    guard isFound, let last = rest.last else { return nil }
    // After an operator or a separator the word is a value.
    let isValue = [UInt8](",;=<>+-*/^_({[&:".utf8).contains(last) || endsInCommand(rest)
    return isValue || !rest.contains { $0.isLetter || $0.isDigit } ? nil : rest
  }

  /// Without commands at the end that only make room.
  private static func withoutSpacing(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = text.trimmed
    while let last = rest.last, [UInt8](",;:! ~".utf8).contains(last), rest.dropLast().last == UInt8(ascii: "\\") {
      rest = rest.dropLast(2).trimmed
    }
    return rest
  }

  /// Whether the text ends in a command that takes something after it.
  private static func endsInCommand(_ text: ArraySlice<UInt8>) -> Bool {
    guard let slash = text.lastIndex(of: UInt8(ascii: "\\")) else { return false }
    let name = String(decoding: text[(slash + 1)...], as: UTF8.self)
    guard let kind = MathCommands.tokens[name] else { return false }
    switch kind {
    case .constant, .emptySet, .degree, .close: return false
    default: return true
    }
  }

  /// Without a word at the end that stands after a digit, a brace or a space.
  private static func withoutWord(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let text = text.trimmed
    let letters = text.reversed().prefix(while: \.isLetter).count
    guard letters > 0, letters <= 12, letters < text.count else { return nil }
    let word = String(decoding: text.suffix(letters), as: UTF8.self)
    let rest = text.dropLast(letters)
    guard isUnit(word), let before = rest.last, before.isDigit || before.isSpace || before == UInt8(ascii: "}") else {
      return nil
    }
    let value = rest.trimmed
    return value.isEmpty || (letters <= 2 && !isPlain(value)) ? nil : value
  }

  /// Whether what follows the last `=` is one number, perhaps made of commands, and no formula with variables.
  private static func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
    let value = text[(text.lastIndex(of: UInt8(ascii: "=")).map { $0 + 1 } ?? text.startIndex)...].trimmed
    var isCommand = value.first == UInt8(ascii: "\\")
    for byte in value.dropFirst() {
      if byte.isLetter, !isCommand { return false }
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { return false }
      isCommand = byte == UInt8(ascii: "\\") || (isCommand && byte.isLetter)
    }
    guard let first = value.first else { return false }
    return !first.isLetter
  }
}
