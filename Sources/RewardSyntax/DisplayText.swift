/// How text from a file is shown in a terminal: one line, without anything that could steer the terminal or hide.
enum DisplayText {
  /// What is written for a scalar, and how many columns it takes.
  static func shown(_ scalar: Unicode.Scalar) -> (text: String, width: Int) {
    switch scalar {
    case " "..."~": return (String(scalar), 1)
    case "\t": return ("    ", 4)
    default: break
    }
    if isHidden(scalar) {
      let text = "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      return (text, text.utf8.count)
    }
    return (String(scalar), width(scalar))
  }

  /// The text on one line.
  /// - Parameter quoting: puts it between quotes and escapes what would end or change a text of the language.
  static func escaped(_ text: String, quoting: Bool = false) -> String {
    var result = quoting ? "\"" : ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\"" where quoting: result += "\\\""
      case "\\" where quoting: result += "\\\\"
      default: result += shown(scalar).text
      }
    }
    return quoting ? result + "\"" : result
  }

  /// Controls, and formatting that reorders or hides text. The joiner of emoji sequences may stay.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    case .format: scalar != "\u{200D}"
    default: false
    }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }
}
