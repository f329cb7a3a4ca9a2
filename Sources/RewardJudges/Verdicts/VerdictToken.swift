/// How a verdict is written, and what may stand around it.
///
/// - A number: ASCII digits with an optional sign and fraction (`4`, `-0.5`, `.5`, `4.`), or that of its high end (`4/5`,
///   `4 out of 5`). Not: another high end, ranges and alternatives (`4-5`, `4 or 5`), exponents, thousands separators,
///   percent, digits of other scripts, a number outside the scale.
/// - `yes` or `no`, or a label: whole words, the longest that fits; small and capital letters of ASCII are the same.
/// - Around it may stand marks of emphasis, quotation and mathematics: `*`, `_`, backticks, quotes, brackets, `$`,
///   `\boxed{..}`; after it `.` or `!`.
/// - Behind a labelled verdict may stand a remark: after `,`, `;`, `.`, `!`, `(`, a dash, or `because`, `since`, `as`. It
///   may hold nothing that could be another verdict: no digit of a number, no `yes`, `no` or other label.
struct VerdictToken {
  let form: VerdictForm
  /// What a verdict may be written as; empty of a scale.
  private let words: [(word: [UInt8], verdict: Verdict)]

  /// How many marks may stand before a verdict.
  private static let mostMarks = 16

  init(form: VerdictForm) {
    self.form = form
    words =
      switch form {
      case .labels(let labels): labels.enumerated().map { (Array($1.utf8), .label($0)) }
      case .yesNo: [(Array("yes".utf8), .yes(true)), (Array("no".utf8), .yes(false))]
      default: []
      }
  }

  /// Reads a text that is the verdict and no more; with `allowsRemark`, the verdict and what is remarked on it.
  func read(_ text: ArraySlice<UInt8>, allowsRemark: Bool) -> Result<Verdict, Unreadable> {
    var start = text.trimmed(where: \.isBlank)
    for _ in 0...Self.mostMarks {
      switch token(at: start) {
      case .failure(let fault): return .failure(fault)
      case .success(let token?):
        let rest = start[token.end...]
        if isClean(rest, after: token.verdict, allowsRemark: allowsRemark) { return .success(token.verdict) }
        return .failure(Unreadable("`\(shown(text))` is not plainly \(form.name)"))
      case .success(nil):
        guard let inner = withoutMark(start) else {
          return .failure(Unreadable("`\(shown(text))` is not \(form.name)"))
        }
        start = inner
      }
    }
    return .failure(Unreadable("`\(shown(text))` is not \(form.name)"))
  }

  private func shown(_ text: ArraySlice<UInt8>) -> String { ErrorBody.line(text, longest: 60) }

  // MARK: Marks around a verdict

  private static let openings: [[UInt8]] = ["\\boxed{", "\\text{", "\\(", "\\[", "“", "‘"].map { Array($0.utf8) }
  private static let closings: [[UInt8]] = ["\\)", "\\]", "”", "’"].map { Array($0.utf8) }
  private static let openingBytes = Array(" \t*_`\"'[($#".utf8)
  private static let closingBytes = Array("*_`\"'])}$".utf8)

  /// What stands behind the mark with which a text begins; nil where it begins with none.
  private func withoutMark(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = text.first else { return nil }
    if let opening = Self.openings.first(where: { text.starts(with: $0) }) {
      // A brace that never closes is a text that was broken off.
      let isBroken = opening.last == UInt8(ascii: "{") && !text.contains(UInt8(ascii: "}"))
      return isBroken ? nil : text.dropFirst(opening.count)
    }
    return Self.openingBytes.contains(first) ? text.dropFirst() : nil
  }

  /// Whether nothing stands behind a verdict that could make it another.
  private func isClean(_ rest: ArraySlice<UInt8>, after verdict: Verdict, allowsRemark: Bool) -> Bool {
    var rest = rest
    while let first = rest.first {
      if let closing = Self.closings.first(where: { rest.starts(with: $0) }) {
        rest = rest.dropFirst(closing.count)
      } else if Self.closingBytes.contains(first) {
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    let isEnd = rest.allSatisfy {
      $0.isBlank || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "!") || Self.closingBytes.contains($0)
    }
    if isEnd { return true }
    guard allowsRemark, let remark = remark(rest) else { return false }
    return !couldHoldVerdict(remark, besides: verdict)
  }

  /// The remark with its separator; nil where what follows a verdict is a part of the same phrase.
  private func remark(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = rest.first else { return nil }
    if ",;.!:".utf8.contains(first) {
      return rest.dropFirst().first?.isBlank ?? true ? rest : nil
    }
    let phrase = rest.trimmed(where: \.isBlank)
    guard first.isBlank, let begin = phrase.first else { return nil }
    if begin == UInt8(ascii: "(") { return phrase }
    let separators = ["- ", "-- ", "– ", "— ", "because ", "since ", "as "]
    return separators.contains { phrase.startsIgnoringCase(with: $0.utf8) } ? phrase : nil
  }

  private func couldHoldVerdict(_ remark: ArraySlice<UInt8>, besides verdict: Verdict) -> Bool {
    if case .number = verdict { return remark.contains(where: \.isDigit) }
    var place = remark.startIndex
    while place < remark.endIndex {
      let isStart = place == remark.startIndex || !remark[place - 1].isWord
      if isStart, let word = word(at: remark[place...]) {
        guard word.verdicts == [verdict] else { return true }
        place = word.end
      } else {
        place += 1
      }
    }
    return false
  }

  // MARK: The verdict itself

  private typealias Token = (verdict: Verdict, end: Int)

  /// The verdict with which a text begins; nil where it begins with none.
  private func token(at text: ArraySlice<UInt8>) -> Result<Token?, Unreadable> {
    switch form {
    case .scale(let low, let high): return number(at: text, from: low, to: high)
    default:
      guard let word = word(at: text) else { return .success(nil) }
      guard word.verdicts.count == 1 else {
        return .failure(Unreadable("`\(shown(text))` is more than one label, by capital letters"))
      }
      return .success((word.verdicts[0], word.end))
    }
  }

  /// The longest word of the form with which a text begins, and the verdicts that are written so.
  private func word(at text: ArraySlice<UInt8>) -> (verdicts: [Verdict], end: Int)? {
    var found: [(word: [UInt8], verdict: Verdict)] = []
    for candidate in words where text.startsIgnoringCase(with: candidate.word) && !candidate.word.isEmpty {
      let end = text.startIndex + candidate.word.count
      if end < text.endIndex, text[end].isWord, text[end - 1].isWord, text[end] != UInt8(ascii: "_") { continue }
      let longest = found.first?.word.count ?? 0
      if candidate.word.count > longest { found = [] }
      if candidate.word.count >= longest { found.append(candidate) }
    }
    guard let first = found.first else { return nil }
    let end = text.startIndex + first.word.count
    // Labels that differ in capital letters alone are told apart by them.
    if let exact = found.first(where: { text.starts(with: $0.word) }) { return ([exact.verdict], end) }
    return (found.map(\.verdict), end)
  }

  private func number(at text: ArraySlice<UInt8>, from low: Double, to high: Double) -> Result<Token?, Unreadable> {
    guard let (value, behind) = Self.decimal(at: text) else { return .success(nil) }
    var end = behind
    if let whole = Self.highEnd(behind: text[behind...]) {
      guard whole.value == high else {
        return .failure(Unreadable("`\(shown(text))` is of another scale than \(form.name)"))
      }
      end = whole.end
    }
    guard low...high ~= value else { return .failure(Unreadable("`\(shown(text))` is not \(form.name)")) }
    return .success((.number(value), end))
  }

  /// `/5` or `out of 5`, with blanks.
  private static func highEnd(behind text: ArraySlice<UInt8>) -> (value: Double, end: Int)? {
    let phrase = text.drop(while: \.isBlank)
    for separator in ["/", "out of "] where phrase.startsIgnoringCase(with: separator.utf8) {
      return decimal(at: phrase.dropFirst(separator.utf8.count).drop(while: \.isBlank))
    }
    return nil
  }

  /// The number with which a text begins, and where it ends; nil where it begins with none. At most 18 digits: no scale has
  /// more.
  static func decimal(at text: ArraySlice<UInt8>) -> (value: Double, end: Int)? {
    var place = text.startIndex
    var isNegative = false
    let minus = Array("\u{2212}".utf8)
    if text.starts(with: minus) {
      isNegative = true
      place += minus.count
    } else if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      place += 1
    }
    var digits: [UInt8] = []
    var hasFraction = false
    while place < text.endIndex, digits.count <= 18 {
      let byte = text[place]
      if byte.isDigit {
        digits.append(byte)
      } else if byte == UInt8(ascii: "."), !hasFraction, place + 1 < text.endIndex, text[place + 1].isDigit {
        hasFraction = true
        digits.append(byte)
      } else {
        break
      }
      place += 1
    }
    guard digits.contains(where: \.isDigit), digits.count <= 18,
      let value = Double((digits[0].isDigit ? "" : "0") + String(decoding: digits, as: UTF8.self))
    else { return nil }
    // `-0` is 0.
    return (isNegative && value != 0 ? -value : value, place)
  }
}
