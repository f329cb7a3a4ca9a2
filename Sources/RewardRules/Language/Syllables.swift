/// Syllables of English words as they are written: from a list, and for other words by their vowels.
enum Syllables {
  /// 0 for a word without letters or with digits, and for a compound such as `self-5` with such a part.
  static func count(_ word: some Collection<Unicode.Scalar>) -> Int {
    var rest = word.lowercased[...]
    var count = 0
    while true {
      rest = rest.trimmed(\.isASCIIPunctuation)
      guard !rest.isEmpty, !rest.contains(where: \.isDecimalDigit) else { return 0 }
      if let known = exceptions[Array(rest)] { return count + known }
      guard let hyphen = rest.firstIndex(of: "-") else { return count + byVowels(rest) }
      let part = rest[..<hyphen].trimmed(\.isASCIIPunctuation)
      guard !part.isEmpty else { return 0 }
      count += exceptions[Array(part)] ?? byVowels(part)
      rest = rest[(hyphen + 1)...]
    }
  }

  /// Groups of vowels, without an `e` at the end, but with a `le` there after a consonant.
  private static func byVowels(_ word: ArraySlice<Unicode.Scalar>) -> Int {
    func isVowel(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { "aeiouy".unicodeScalars.contains($0) } ?? false }
    var count = 0
    var wasVowel = false
    for scalar in word {
      if isVowel(scalar), !wasVowel { count += 1 }
      wasVowel = isVowel(scalar)
    }
    if word.last == "e" { count -= 1 }
    if word.count > 2, word.suffix(2).elementsEqual("le".unicodeScalars), !isVowel(word.dropLast(2).last) { count += 1 }
    return max(count, 1)
  }

  private static let exceptions: [Scalars: Int] = {
    var exceptions: [Scalars: Int] = [:]
    for (count, words) in EnglishSyllables.exceptions { for word in words.words { exceptions[word] = count } }
    return exceptions
  }()
}
