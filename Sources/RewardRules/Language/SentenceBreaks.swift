/// Sentences of English prose, by Punkt: Kiss and Strunk, Unsupervised Multilingual Sentence Boundary Detection,
/// Computational Linguistics 32(4), 2006, as NLTK applies it.
///
/// A period ends a sentence unless it ends an abbreviation; after an abbreviation, an initial or a number the word that
/// follows decides. The time is linear in the length of the text.
struct SentenceBreaks {
  private let text: Scalars

  /// The sentences of a text in order, without the white space between them.
  static func sentences(of text: Scalars) -> [ArraySlice<Unicode.Scalar>] {
    let breaks = SentenceBreaks(text: text)
    return breaks.realigned(breaks.pieces()).filter { !$0.isEmpty }.map { text[$0] }
  }

  // MARK: Places where a sentence may end

  /// A period, question or exclamation mark with the words around it.
  private struct Candidate {
    /// Where the mark stands.
    var mark: Int
    /// Where the word before it begins.
    var start: Int
    /// Where the next word begins, unless punctuation follows at once.
    var next: Int?
    /// Where the next word or the punctuation ends.
    var end: Int
  }

  private func pieces() -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    func close(_ candidate: Candidate) {
      guard holdsBreak(candidate.start..<candidate.end) else { return }
      pieces.append(start..<candidate.mark + 1)
      start = candidate.next ?? candidate.mark + 1
    }
    var open: Candidate?
    for mark in text.indices where Self.marks.contains(text[mark]) {
      guard var candidate = candidate(at: mark) else { continue }
      // A blank right behind the last mark does not count.
      let from = open?.mark ?? 0
      let blank = text[from..<mark].lastIndex { $0.isASCII && isWhiteSpace($0.value) }
      candidate.start = if let blank, blank > from { blank + 1 } else { open?.start ?? 0 }
      // Of marks in one word only the last is looked at, with all of the word.
      if let open, open.mark <= candidate.start { close(open) }
      open = candidate
    }
    if let open { close(open) }
    let end = text.trimmedAtEnd().endIndex
    pieces.append(start..<max(start, end))
    return pieces
  }

  private func candidate(at mark: Int) -> Candidate? {
    let after = mark + 1
    guard after < text.count else { return nil }
    if Self.endsWord(text[after]) { return Candidate(mark: mark, start: 0, next: nil, end: after + 1) }
    guard text[after].isSpace, let next = text[after...].firstIndex(where: { !$0.isSpace }) else { return nil }
    let end = text[next...].firstIndex(where: \.isSpace) ?? text.count
    return Candidate(mark: mark, start: 0, next: next, end: end)
  }

  /// Gives closing quotes and brackets at the start of a piece back to the one before.
  private func realigned(_ pieces: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var skipped = 0
    for (index, piece) in pieces.enumerated() {
      let start = min(piece.lowerBound + skipped, piece.upperBound)
      skipped = 0
      guard index + 1 < pieces.count else {
        result.append(start..<piece.upperBound)
        break
      }
      let next = text[pieces[index + 1]]
      let closers = next.prefix { Self.closers.contains($0) }
      let rest = next[closers.endIndex...]
      let isAlone = rest.first.map(\.isSpace) ?? true || rest.starts(with: ["-", "-"])
      guard !closers.isEmpty, isAlone else {
        result.append(start..<piece.upperBound)
        continue
      }
      result.append(start..<closers.endIndex)
      skipped = closers.count + rest.prefix(while: \.isSpace).count
    }
    return result
  }

  // MARK: Words

  private struct Word {
    var range: Range<Int>
    /// Of the word in small letters; numbers are alike.
    var type: Scalars
    var endsSentence = false
    var isAbbreviation = false
    var isEllipsis = false

    var typeWithoutPeriod: Scalars { type.count > 1 && type.last == "." ? type.dropLast() : type }
    var typeWithoutSentencePeriod: Scalars { endsSentence ? typeWithoutPeriod : type }
  }

  /// Whether a sentence ends at a word of `range` that is not its last one.
  private func holdsBreak(_ range: Range<Int>) -> Bool {
    var words = words(in: range)
    for index in words.indices.dropLast() {
      classify(&words[index], before: words[index + 1])
      if words[index].endsSentence { return true }
    }
    return false
  }

  private func words(in range: Range<Int>) -> [Word] {
    var words: [Word] = []
    for line in text[range].split(separator: "\n") {
      var index = line.startIndex
      while let start = line[index...].firstIndex(where: { !$0.isSpace }) {
        index = start + Self.wordLength(line[start...])
        words.append(word(start..<index))
      }
    }
    return words
  }

  /// The length of the word at the start of `line`, at least 1.
  private static func wordLength(_ line: ArraySlice<Unicode.Scalar>) -> Int {
    let run = runLength(line)
    guard run == 0 else { return run }
    guard !"(\"`{[:;&#*@)}],-".unicodeScalars.contains(line[line.startIndex]) else { return 1 }
    func isEnd(_ index: Int) -> Bool {
      guard index < line.endIndex else { return true }
      return line[index].isSpace || endsWord(line[index]) || runLength(line[index...]) > 0
    }
    var index = line.startIndex + 1
    while !isEnd(index), line[index] != "," || !isEnd(index + 1) { index += 1 }
    return index - line.startIndex
  }

  /// The length of a dash or an ellipsis at the start of `line`; 0 where there is none.
  private static func runLength(_ line: ArraySlice<Unicode.Scalar>) -> Int {
    guard let first = line.first, first == "-" || first == "." else { return 0 }
    let run = line.prefix { $0 == first }.count
    if run > 1 { return run }
    guard first == "." else { return 0 }
    var length = 1
    var index = line.startIndex + 1
    while index + 1 < line.endIndex, line[index].isSpace, line[index + 1] == "." {
      length += 2
      index += 2
    }
    return length >= 5 ? length : 0
  }

  /// What can be said of a word by itself.
  private func word(_ range: Range<Int>) -> Word {
    let letters = text[range]
    let small = letters.lowercased
    var word = Word(range: range, type: Self.isNumber(small) ? Self.number : small)
    if letters.count == 1, Self.marks.contains(letters[range.lowerBound]) {
      word.endsSentence = true
    } else if letters.allSatisfy({ $0 == "." }) {
      word.isEllipsis = true
    } else if letters.last == ".", letters.dropLast().last != "." {
      let stem = small.dropLast()
      let part = stem.lastIndex(of: "-").map { stem[($0 + 1)...] } ?? stem
      let model = PunctuationModel.english
      word.isAbbreviation = model.abbreviations.contains(Array(stem)) || model.abbreviations.contains(Array(part))
      word.endsSentence = !word.isAbbreviation
    }
    return word
  }

  /// Looks at a word that ends in a period again, with the word that follows.
  private func classify(_ word: inout Word, before next: Word) {
    guard text[word.range.upperBound - 1] == "." else { return }
    let model = PunctuationModel.english
    let type = word.typeWithoutPeriod
    let nextType = next.typeWithoutSentencePeriod
    if model.collocations.contains([type, nextType]) {
      word.endsSentence = false
      return
    }
    let isInitial = word.range.count == 2 && Self.isLetter(text[word.range.lowerBound])
    let isStarter = isStarter(next, nextType)
    let isCapital = text[next.range.lowerBound].isUpper
    if word.isAbbreviation || word.isEllipsis, !isInitial,
      isStarter == true || (isCapital && model.starters.contains(nextType))
    {
      word.endsSentence = true
      return
    }
    guard isInitial || type == Self.number else { return }
    if isStarter == false || (isStarter == nil && isInitial && isCapital && !model.namesToo.contains(nextType)) {
      word.endsSentence = false
    }
  }

  /// Whether capitals tell that a word begins a sentence; nil where they do not.
  private func isStarter(_ word: Word, _ type: Scalars) -> Bool? {
    let first = text[word.range.lowerBound]
    if word.range.count == 1, ";:,.!?".unicodeScalars.contains(first) { return false }
    let model = PunctuationModel.english
    if first.isUpper, model.commonWords.contains(type) { return true }
    if first.isLower, !model.smallStarters.contains(type) { return false }
    return nil
  }

  // MARK: Characters

  private static let marks: Set<Unicode.Scalar> = [".", "?", "!"]
  private static let closers: Set<Unicode.Scalar> = ["\"", "'", ")", "]", "}", "‘", "’", "“", "”", "«", "»"]
  private static let number = Scalars(of: "##number##")

  private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    closers.contains(scalar) || ";*:@({[?!".unicodeScalars.contains(scalar)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isWordPart && !scalar.isDecimalDigit
  }

  /// A digit, before it perhaps `-` and one of `.` and `,`, and after it those and more digits.
  private static func isNumber(_ word: Scalars) -> Bool {
    var rest = word[...]
    if rest.first == "-" { rest = rest.dropFirst() }
    if rest.first == "." || rest.first == "," { rest = rest.dropFirst() }
    guard let digit = rest.first, digit.isDecimalDigit else { return false }
    return rest.allSatisfy { $0.isDecimalDigit || $0 == "," || $0 == "." || $0 == "-" }
  }
}

/// What was learnt of how a language uses periods and capitals; words are in small letters.
private struct PunctuationModel: Sendable {
  let abbreviations: Set<Scalars>
  let starters: Set<Scalars>
  let collocations: Set<[Scalars]>
  let smallStarters: Set<Scalars>
  let namesToo: Set<Scalars>
  let commonWords: Set<Scalars>

  static let english = PunctuationModel()

  private init() {
    abbreviations = Set(EnglishPunctuation.abbreviations.words.map { $0.map { $0 == "␣" ? " " : $0 } })
    starters = Set(EnglishPunctuation.starters.words)
    let pairs = EnglishPunctuation.collocations.words
    collocations = Set(stride(from: 0, to: pairs.count - 1, by: 2).map { [pairs[$0], pairs[$0 + 1]] })
    smallStarters = Set(EnglishPunctuation.smallStarters.words)
    namesToo = Set(EnglishPunctuation.namesToo.words)
    commonWords = Set(EnglishPunctuation.commonWords.words)
  }
}

extension StaticString {
  /// Its runs without white space.
  var words: [Scalars] { withUTF8Buffer { Scalars(of: $0).words.map(Array.init) } }
}
