/// Classes of characters.
extension Unicode.Scalar {
  /// White_Space, or one of the four separators of ASCII.
  var isSpace: Bool { isWhiteSpace(value) || 0x1C...0x1F ~= value }

  /// General category L.
  var isLetter: Bool {
    if isASCII { return "a"..."z" ~= Unicode.Scalar(UInt8(value) | 0x20) }
    return switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  /// General category N.
  var isNumeral: Bool {
    if isASCII { return "0"..."9" ~= self }
    return switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }

  /// General category Nd: a digit of any script.
  var isDecimalDigit: Bool {
    isASCII ? "0"..."9" ~= self : properties.generalCategory == .decimalNumber
  }

  /// A digit of any script, or one set high, low or in a circle.
  var isDigit: Bool {
    if isASCII { return "0"..."9" ~= self }
    return properties.numericType == .decimal || properties.numericType == .digit
  }

  /// A letter, a numeral or `_`: `\w` of Python, and of patterns with the flag `u`.
  var isWordCharacter: Bool { self == "_" || isLetter || isNumeral }

  /// Part of a word by Unicode Technical Standard 18, Annex C: `\w` of the `regex` module, with which NLTK finds words. It
  /// has accents and joiners, so that words of Hindi are whole.
  var isWordPart: Bool {
    if isASCII { return isWordCharacter }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: return true
    default: return properties.isAlphabetic || properties.isJoinControl
    }
  }

  var isUpper: Bool { isASCII ? "A"..."Z" ~= self : properties.isUppercase }
  var isLower: Bool { isASCII ? "a"..."z" ~= self : properties.isLowercase }
  /// One character that is a capital and a small letter, such as `ǅ`.
  var isTitle: Bool { !isASCII && properties.generalCategory == .titlecaseLetter }

  /// Punctuation and symbols of ASCII.
  var isASCIIPunctuation: Bool {
    switch value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// ASCII punctuation or a blank.
  var isPunctuationOrBlank: Bool { self == " " || isASCIIPunctuation }

  /// An emoji when it stands alone: not a digit, `#` or `*`, of which emoji are only made, nor half of a flag.
  var isEmoji: Bool { !isASCII && properties.isEmoji && !(0x1F1E6...0x1F1FF ~= value) }
}
