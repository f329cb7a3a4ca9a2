import RewardSemantics

/// A keyword as data sets have it: a regular expression without regard to case, which most often is a plain word.
///
/// It comes from data, so what it may be is limited: not long, without callouts and verbs (see ``Pattern``).
struct KeywordPattern: Sendable {
  private enum Form {
    /// In small letters; nothing but letters, digits and blanks of ASCII.
    case plain([UInt8])
    case pattern(Pattern)
  }
  private let form: Form
  private let isWholeWord: Bool
  /// How many are looked for together.
  private let number: Int

  /// The longest keyword, in bytes.
  static let maximumLength = 2000

  /// - Parameter number: how many are looked for together; they share what one search may take.
  init(_ text: some Collection<Unicode.Scalar>, isWholeWord: Bool = false, number: Int = 1) throws(Obstacle) {
    let edge = isWholeWord ? #"\b"# : ""
    if text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumeral || $0 == " ") }) {
      form = .plain(text.lowercased.utf8)
    } else {
      form = .pattern(try Self.pattern(edge, text, edge))
    }
    self.isWholeWord = isWholeWord
    self.number = number
  }

  static func all(_ texts: [Scalars], areWholeWords: Bool = false) throws(Obstacle) -> [KeywordPattern] {
    var patterns: [KeywordPattern] = []
    for text in texts { patterns.append(try KeywordPattern(text, isWholeWord: areWholeWords, number: texts.count)) }
    return patterns
  }

  /// A pattern with a keyword in it, as it stands.
  static func pattern(
    _ before: String, _ keyword: some Collection<Unicode.Scalar>, _ after: String, flags: String = "iu"
  ) throws(Obstacle) -> Pattern {
    let keyword = keyword.utf8
    guard keyword.count <= maximumLength else { throw .badArguments }
    do {
      return try Pattern(.init(bytes: before.utf8 + keyword + after.utf8, flags: Array(flags.utf8)))
    } catch { throw .badArguments }
  }

  func isFound(in response: Response) throws(Obstacle) -> Bool { try count(in: response, atMost: 1) > 0 }

  /// How often it is found, without overlap, counted up to `limit`.
  func count(in response: Response, atMost limit: Int = .max) throws(Obstacle) -> Int {
    try response.allow(searches: number)
    return switch form {
    case .pattern(let pattern): try pattern.count(in: response, atMost: limit, budget: .ofKeyword(number: number))
    case .plain(let word): count(of: word, in: response.smallBytes, atMost: limit)
    }
  }

  private func count(of word: [UInt8], in text: [UInt8], atMost limit: Int) -> Int {
    text.withUnsafeBufferPointer { text in
      var count = 0
      var index = 0
      while count < limit, let found = text.firstRange(of: word, from: index) {
        let isMatch = !isWholeWord || (text.isWordEdge(found.lowerBound) && text.isWordEdge(found.upperBound))
        if isMatch { count += 1 }
        index = isMatch ? found.upperBound : found.lowerBound + 1
      }
      return count
    }
  }
}

extension Pattern {
  /// How often it is found in a response, without overlap, counted up to `limit`.
  func count(
    in response: Response, atMost limit: Int = .max, budget: StepBudget = .ofKeyword(number: 1)
  ) throws(Obstacle) -> Int {
    try response.bytes.withUnsafeBufferPointer { (text) throws(Obstacle) in
      guard var cursor = MatchCursor(self, text, budget: budget) else { throw .failed }
      var count = 0
      while count < limit {
        switch cursor.next() {
        case .match: count += 1
        case .end: return count
        case .stepLimit: throw .stepLimit
        }
      }
      return count
    }
  }
}

extension StepBudget {
  /// For patterns that come from data, of which several may be looked for in several forms of a response.
  static func ofKeyword(number: Int) -> StepBudget {
    let ordinary = StepBudget()
    return StepBudget(fast: ordinary.fast / (8 * number), metered: ordinary.metered / (8 * number))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether `index` parts a word character from another one or from an end.
  fileprivate func isWordEdge(_ index: Int) -> Bool {
    func isWord(_ start: Int) -> Bool { Unicode.Scalar(scalar(at: start).value)?.isWordCharacter ?? false }
    let before = index > 0 && isWord(scalarStart(before: index))
    return before != (index < count && isWord(index))
  }
}
