/// Sentences as IFBench's rules find them (arXiv 2507.02833): every period, question and exclamation mark ends one,
/// except after titles and initials, in numbers and addresses, and dots in a row.
enum SentenceRules {
  // Private characters stand for what the rules have decided: text that has them of its own gets U+FFFD.
  private static let keptPeriod: Unicode.Scalar = "\u{10FFFC}"
  private static let stop: Unicode.Scalar = "\u{10FFFD}"

  /// Each without white space at its ends. Some may be empty, the last is not; a blank text has none.
  static func sentences(of text: some Sequence<Unicode.Scalar>) -> [ArraySlice<Unicode.Scalar>] {
    var text: Scalars = text.map { $0 == "\n" ? " " : $0 == keptPeriod || $0 == stop ? "\u{FFFD}" : $0 }
    text = [" "] + text + [" ", " "]
    text = titlesAndAddresses(text)
    text = decimals(text)
    text = ellipses(text).replacing("Ph.D.", with: "Ph\u{10FFFC}D\u{10FFFC}")
    text = initials(text)
    text = acronyms(text)
    text = suffixes(text)
    text = closingQuotes(text)
    var sentences: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    for (index, scalar) in text.enumerated() {
      switch scalar {
      case keptPeriod: text[index] = "."
      case ".", "?", "!":
        sentences.append(text[start...index].trimmed())
        start = index + 1
      case stop:
        sentences.append(text[start..<index].trimmed())
        start = index + 1
      default: break
      }
    }
    let last = text[start...].trimmed()
    return last.isEmpty ? sentences : sentences + [last]
  }

  private static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { $0.isASCII && $0.isLetter } ?? false
  }
  private static func isCapital(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { "A"..."Z" ~= $0 } ?? false }
  private static func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { "0"..."9" ~= $0 } ?? false }

  private static func titlesAndAddresses(_ text: Scalars) -> Scalars {
    let titles = ["Mr", "St", "Mrs", "Ms", "Dr"].map { Scalars(of: $0) }
    let domains = ["com", "net", "org", "io", "gov", "edu", "me"].map { Scalars(of: $0) }
    return text.enumerated().map { index, scalar in
      guard scalar == "." else { return scalar }
      let isTitle = titles.contains { $0.count <= index && text.has($0, at: index - $0.count) }
      return isTitle || domains.contains { text.has($0, at: index + 1) } ? keptPeriod : scalar
    }
  }

  private static func decimals(_ text: Scalars) -> Scalars {
    text.rewritten { rest in
      guard rest.at(1) == ".", let first = rest.first, let last = rest.at(2), isDigit(first), isDigit(last) else {
        return nil
      }
      return (3, [first, keptPeriod, last])
    }
  }

  private static func ellipses(_ text: Scalars) -> Scalars {
    text.rewritten { rest in
      let dots = rest.prefix { $0 == "." }.count
      return dots < 2 ? nil : (dots, Scalars(repeating: keptPeriod, count: dots) + [stop])
    }
  }

  /// A letter by itself.
  private static func initials(_ text: Scalars) -> Scalars {
    text.rewritten { rest in
      guard rest.at(2) == ".", rest.at(3) == " ", let first = rest.first, first.isSpace, let letter = rest.at(1),
        isLetter(letter)
      else { return nil }
      return (4, [" ", letter, keptPeriod, " "])
    }
  }

  /// Whether words begin here that often begin a sentence.
  private static func isStarter(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    ["Mr", "Ms", "Dr", "Prof", "Capt", "Cpt", "Lt", "Wherever"].contains { rest.starts(with: $0.unicodeScalars) }
      || ["He", "She", "It", "They", "Their", "Our", "We", "But", "However", "That", "This"].contains { word in
        rest.starts(with: word.unicodeScalars) && rest.at(word.unicodeScalars.count)?.isSpace ?? false
      }
  }

  /// Letters with a period after each: two or three of them.
  private static func acronyms(_ text: Scalars) -> Scalars {
    func count(_ rest: ArraySlice<Unicode.Scalar>, _ isLetter: (Unicode.Scalar?) -> Bool) -> Int {
      (0..<3).prefix { isLetter(rest.at(2 * $0)) && rest.at(2 * $0 + 1) == "." }.count
    }
    var text = text.rewritten { rest in
      var letters = count(rest, isCapital)
      while letters >= 2, rest.at(2 * letters) != " " || !isStarter(rest.dropFirst(2 * letters + 1)) { letters -= 1 }
      return letters < 2 ? nil : (2 * letters + 1, rest.prefix(2 * letters) + [stop, " "])
    }
    for length in [3, 2] {
      text = text.rewritten { rest in
        guard count(rest, isLetter) >= length else { return nil }
        return (2 * length, rest.prefix(2 * length).map { $0 == "." ? keptPeriod : $0 })
      }
    }
    return text
  }

  /// What stands after names, and letters by themselves.
  private static func suffixes(_ text: Scalars) -> Scalars {
    func suffix(_ rest: ArraySlice<Unicode.Scalar>) -> Scalars? {
      guard rest.first == " " else { return nil }
      let word = ["Inc", "Ltd", "Jr", "Sr", "Co"].map { Scalars(of: $0) }.first { rest.dropFirst().starts(with: $0) }
      return word.flatMap { rest.at(1 + $0.count) == "." ? $0 : nil }
    }
    let ended = text.rewritten { rest in
      guard let word = suffix(rest), rest.at(word.count + 2) == " ", isStarter(rest.dropFirst(word.count + 3)) else {
        return nil
      }
      return (word.count + 3, [" "] + word + [stop, " "])
    }
    let kept = ended.rewritten { rest in suffix(rest).map { ($0.count + 2, [" "] + $0 + [keptPeriod]) } }
    return kept.rewritten { rest in
      guard rest.first == " ", rest.at(2) == ".", let letter = rest.at(1), isLetter(letter) else { return nil }
      return (3, [" ", letter, keptPeriod])
    }
  }

  /// Lets a sentence end after the quote that its mark stands before.
  private static func closingQuotes(_ text: Scalars) -> Scalars {
    text.replacing(".”", with: "”.").replacing(".\"", with: "\".").replacing("!\"", with: "\"!")
      .replacing("?\"", with: "\"?")
  }
}
