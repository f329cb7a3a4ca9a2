/// Words, punctuation marks, quotes and clitics of English, by the conventions of the Penn Treebank as NLTK's
/// `word_tokenize` applies them: `don't` is `do` and `n't`, `(a)` three tokens, `U.S.` one.
enum WordTokens {
  static func tokens(of text: Scalars) -> [Scalars] {
    SentenceBreaks.sentences(of: text).flatMap { tokens(ofSentence: Array($0)) }
  }

  private static func tokens(ofSentence sentence: Scalars) -> [Scalars] {
    var text = openingQuotes(sentence)
    text = finalPeriod(text)
    text = colonsAndCommas(text)
    text = ellipses(text)
    text = text.spaced { ";@#$%&\u{2012}\u{2013}\u{2014}\u{2015}?!".unicodeScalars.contains($0) }
    // A quote that closes a word; of two in a row the second stays.
    text = text.rewritten { rest in
      guard let first = rest.first, first != "'", rest.at(1) == "'", rest.at(2) == " " else { return nil }
      return (3, [first, " ", "'", " "])
    }
    text = text.spaced { "*[](){}<>".unicodeScalars.contains($0) }
    text = text.replacing("--", with: " -- ")
    text = closingQuotes([" "] + text + [" "])
    text = clitics(text)
    return contractions(text).words.map(Array.init)
  }

  private static func openingQuotes(_ text: Scalars) -> Scalars {
    var text = text.rewritten { rest in
      guard let first = rest.first else { return nil }
      if "«“‘„".unicodeScalars.contains(first) { return (1, [" ", first, " "]) }
      let ticks = rest.prefix { $0 == "`" }
      return ticks.isEmpty ? nil : (ticks.count, [" "] + ticks + [" "])
    }
    if text.first == "\"" { text.replaceSubrange(0..<1, with: ["`", "`"]) }
    text = text.replacing("``", with: " `` ")
    text = text.rewritten { rest in
      guard let first = rest.first, " ([{<".unicodeScalars.contains(first) else { return nil }
      let length = rest.at(1) == "\"" ? 1 : rest.at(1) == "'" && rest.at(2) == "'" ? 2 : 0
      return length == 0 ? nil : (1 + length, [first, " ", "`", "`", " "])
    }
    // An apostrophe before a word is a quote, unless it begins a clitic.
    let clitics = ["re", "ve", "ll", "m", "t", "s", "d", "n"]
    let whole = text
    return text.rewritten { rest in
      guard rest.first == "'", rest.at(1)?.isWordPart ?? false else { return nil }
      let isInside = rest.startIndex > 0 && whole[rest.startIndex - 1].isWordPart
      let isClitic = clitics.contains { clitic in
        rest.dropFirst().begins(withAnyCase: clitic) && !(rest.at(1 + clitic.count)?.isWordPart ?? false)
      }
      return isInside || isClitic ? nil : (1, ["'", " "])
    }
  }

  /// Parts the last period from its word, with quotes and brackets after it.
  private static func finalPeriod(_ text: Scalars) -> Scalars {
    let end = text.trimmedAtEnd().endIndex
    let start = text[..<end].trimmedAtEnd { ")]}>\"'»”’ ".unicodeScalars.contains($0) }.endIndex
    guard start >= 2, text[start - 1] == ".", text[start - 2] != "." else { return text }
    return text[..<(start - 1)] + [" ", ".", " "] + text[start..<end] + [" "]
  }

  private static func colonsAndCommas(_ text: Scalars) -> Scalars {
    text.rewritten { rest in
      guard let first = rest.first, first == ":" || first == "," else { return nil }
      guard let next = rest.at(1) else { return (1, [" ", first, " "]) }
      return next.isDecimalDigit ? nil : (2, [" ", first, " ", next])
    }
  }

  private static func ellipses(_ text: Scalars) -> Scalars {
    text.rewritten { rest in
      let dots = rest.prefix { $0 == "." }
      return dots.count < 2 ? nil : (dots.count, [" "] + dots + [" "])
    }
  }

  private static func closingQuotes(_ text: Scalars) -> Scalars {
    let text = text.spaced { "»”’".unicodeScalars.contains($0) }.replacing("''", with: " '' ")
    var isBlank = false
    var result: Scalars = []
    for scalar in text.replacing("\"", with: " '' ") {
      if !scalar.isSpace { result.append(scalar) } else if !isBlank { result.append(" ") }
      isBlank = scalar.isSpace
    }
    return result
  }

  private static func clitics(_ text: Scalars) -> Scalars {
    func split(_ text: Scalars, _ clitics: [String]) -> Scalars {
      let clitics = clitics.map { Scalars(of: $0) }
      return text.rewritten { rest in
        guard let first = rest.first, first != "'", first != " " else { return nil }
        let after = rest.dropFirst()
        guard let clitic = clitics.first(where: { after.starts(with: $0) && rest.at(1 + $0.count) == " " }) else {
          return nil
        }
        return (2 + clitic.count, [first, " "] + clitic + [" "])
      }
    }
    let short = split(text, ["'s", "'S", "'m", "'M", "'d", "'D", "'"])
    return split(short, ["'ll", "'LL", "'re", "'RE", "'ve", "'VE", "n't", "N'T"])
  }

  /// Words that are written together, and how many letters the first of them has.
  private static let joined = [
    ("cannot", 3), ("d'ye", 1), ("gimme", 3), ("gonna", 3), ("gotta", 3), ("lemme", 3), ("more'n", 4), ("wanna", 3),
    ("'tis", 2), ("'twas", 2),
  ]

  private static func contractions(_ text: Scalars) -> Scalars {
    text.rewritten { rest in
      guard let (word, first) = joined.first(where: { rest.begins(withAnyCase: $0.0) }) else { return nil }
      let before = rest.startIndex > 0 ? text[rest.startIndex - 1] : " "
      let isStart = rest.first == "'" ? before == " " : !before.isWordCharacter
      let after = rest.at(word.count)
      guard isStart, !(after?.isWordCharacter ?? false), word != "wanna" || after?.isSpace ?? false else { return nil }
      let letters = rest.prefix(word.count)
      return (word.count, [" "] + letters.prefix(first) + [" "] + letters.dropFirst(first) + [" "])
    }
  }
}
