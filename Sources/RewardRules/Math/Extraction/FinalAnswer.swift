/// The final answer of a text, found as Math-Verify finds it: what stands in a box or after `final answer is` comes before
/// what stands after `answer`, and that before any other formula or number; of several the last one counts that can be
/// read.
struct FinalAnswer {
  /// What the answer says; nil where it is in no known notation.
  var expression: Expression?
  /// As it stands in the text.
  var source: [UInt8]
  /// Without units and space: what two answers that cannot be read are compared by.
  var plainText: [UInt8]

  /// Where an answer is looked for.
  enum Notation: String, CaseIterable {
    /// As `text`; a text without prose and delimiters is taken whole.
    case auto
    /// Formulas, boxes and plain numbers in running text.
    case text
    /// Formulas and boxes only.
    case latex
    /// Plain numbers and arithmetic only.
    case plain
    /// The whole text is the answer.
    case whole
  }

  /// Nil where the text holds no answer.
  static func find(in text: UnsafeBufferPointer<UInt8>, as notation: Notation, budget: MathBudget) throws(MathFailure)
    -> FinalAnswer?
  {
    if notation == .whole { return try whole(text, budget: budget) }
    if let tagged = answerTag(in: text), let answer = try find(in: tagged, as: notation, budget: budget) {
      return answer
    }
    if notation == .auto, Prose.isAbsent(in: text) {
      if let number = scientific(text, budget: budget) { return number }
      if let answer = try whole(text, budget: budget), answer.expression != nil { return answer }
    }
    let text = UnsafeBufferPointer(rebasing: text.suffix(MathBudget.textBytes))
    var search = AnswerSearch(text, formulas: notation != .plain, numbers: notation != .latex)
    var first: FinalAnswer?
    for rank in AnswerSearch.Rank.allCases {
      for place in search.places(rank) {
        try budget.spend(200)
        let answer = try read(place, in: text, budget: budget)
        if answer.expression != nil {
          return FinalAnswer(
            expression: answer.expression, source: answer.source, plainText: first?.plainText ?? answer.plainText)
        }
        if first == nil, !answer.plainText.isEmpty { first = answer }
      }
    }
    return first
  }

  /// The answer of a text, which is one as it stands where none is found in it; nil where it is blank.
  static func findOrTake(_ text: UnsafeBufferPointer<UInt8>, as notation: Notation) throws(MathFailure) -> FinalAnswer?
  {
    if let answer = try find(in: text, as: notation, budget: MathBudget()) { return answer }
    let source = Array(text)[...].trimmed
    return source.isEmpty ? nil : FinalAnswer(expression: nil, source: Array(source), plainText: compact(source))
  }

  /// What the last pair of `<answer>` and `</answer>` holds.
  private static func answerTag(in text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    let close = Array("</answer>".utf8)
    var end = text.count - close.count
    while end >= 0, !text.hasBytes(close, at: end) { end -= 1 }
    var start = end - 8
    while start >= 0, !text.hasText("<answer>", at: start) { start -= 1 }
    return start >= 0 ? UnsafeBufferPointer(rebasing: text[(start + 8)..<end]) : nil
  }

  /// `1.5e-3`, which in LaTeX is a product with the base of the natural logarithm.
  private static func scientific(_ text: UnsafeBufferPointer<UInt8>, budget: MathBudget) -> FinalAnswer? {
    guard text.count <= 100, text.contains(UInt8(ascii: "e")) else { return nil }
    let number = text.map { $0 == UInt8(ascii: "e") ? UInt8(ascii: "E") : $0 }
    guard var tokens = try? MathTokenizer.tokens(number[...], budget: budget) else { return nil }
    if tokens.first?.kind == .minus { tokens.removeFirst() }
    guard tokens.count == 1, tokens[0].kind.isDigits else { return nil }
    guard let value = try? MathParser.parse(number[...], budget: budget) else { return nil }
    return FinalAnswer(expression: value, source: Array(text), plainText: number)
  }

  /// One pair of dollars around the whole is dropped.
  private static func whole(_ text: UnsafeBufferPointer<UInt8>, budget: MathBudget) throws(MathFailure) -> FinalAnswer?
  {
    guard text.count <= MathBudget.answerBytes else { throw .overLimit }
    var content = Array(text)[...].trimmed
    let dollar = UInt8(ascii: "$")
    if content.count > 2, content.first == dollar, content.last == dollar { content = content.dropFirst().dropLast() }
    guard !content.isEmpty else { return nil }
    return try formula(content, boxes: .last, budget: budget)
  }

  private static func read(_ place: AnswerSearch.Place, in text: UnsafeBufferPointer<UInt8>, budget: MathBudget)
    throws(MathFailure) -> FinalAnswer
  {
    switch place.form {
    case .box(let range):
      return try formula(try slice(text, range), boxes: .last, budget: budget)
    case .formulas(let spans):
      var answers: [FinalAnswer] = []
      for span in spans {
        var answer = try formula(try slice(text, span.content), boxes: .all, budget: budget)
        if span.isPercent { answer.expression = answer.expression.map(\.inPercent) }
        answers.append(answer)
      }
      guard answers.count > 1 else { return answers[0] }
      let elements = answers.compactMap(\.expression)
      guard elements.count == answers.count else { return answers[0] }
      return FinalAnswer(
        expression: .set(elements.flatMap { if case .set(let inner) = $0 { inner } else { [$0] } }),
        source: Array(answers.map(\.source).joined(separator: Array(", ".utf8))),
        plainText: Array(answers.map(\.plainText).joined(separator: [UInt8(ascii: ",")])))
    case .plain(let match):
      let source = try slice(text, match.content)
      guard match.isNumber else {
        let sum = source.last == UInt8(ascii: ".") ? source.dropLast().trimmed : source.trimmed
        return FinalAnswer(
          expression: arithmetic(sum, budget: budget), source: Array(sum), plainText: sum.filter { !$0.isSpace })
      }
      let digits = Self.digits(source)
      let number = Expression.number(try Rational(digits: digits[...]), isDecimal: digits.contains(UInt8(ascii: ".")))
      return FinalAnswer(
        expression: match.isPercent ? .percent(number) : number, source: Array(source), plainText: digits)
    }
  }

  /// A number of running text without what parts its digits in threes, and with a point for a comma.
  private static func digits(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let whole = bytes.prefix { $0 != UInt8(ascii: ".") }
    let groups = whole.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") }
    let isGrouped =
      whole.count < bytes.count
      || groups[0].first != UInt8(ascii: "0") && groups.dropFirst().allSatisfy { $0.count == 3 }
    return bytes.compactMap { byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: " "): isGrouped ? nil : UInt8(ascii: ".")
      case UInt8(ascii: "e"): UInt8(ascii: "E")
      default: byte
      }
    }
  }

  private static func slice(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) throws(MathFailure)
    -> ArraySlice<UInt8>
  {
    guard range.count <= MathBudget.answerBytes else { throw .overLimit }
    return Array(text[range])[...]
  }

  private static func formula(_ bytes: ArraySlice<UInt8>, boxes: BoxedContent.Choice, budget: MathBudget)
    throws(MathFailure) -> FinalAnswer
  {
    try budget.spend(bytes.count / 4)
    let source = BoxedContent.find(boxes, in: bytes).map { $0[...] } ?? bytes
    let content = Units.removed(from: source)
    var expression: Expression?
    do throws(MathFailure) {
      expression = try MathParser.parse(content, budget: budget)
    } catch .overLimit {
      throw .overLimit
    } catch {
      expression = nil
    }
    return FinalAnswer(expression: expression, source: Array(source.trimmed), plainText: compact(content))
  }

  /// Without space, but for a single blank between letters: `\le x` is not `\lex`.
  private static func compact(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var compact: [UInt8] = []
    compact.reserveCapacity(text.count)
    var isApart = false
    for byte in text {
      if byte.isSpace {
        isApart = true
        continue
      }
      if isApart, byte.isLetter, compact.last?.isLetter == true { compact.append(UInt8(ascii: " ")) }
      compact.append(byte)
      isApart = false
    }
    return compact
  }

  /// Arithmetic as in Python, where a whole number does not begin with 0; nil for everything else, such as a date.
  private static func arithmetic(_ bytes: ArraySlice<UInt8>, budget: MathBudget) -> Expression? {
    var before: UInt8 = 0
    for (index, byte) in zip(bytes.indices, bytes) {
      if byte == UInt8(ascii: "0"), !before.isDigit, before != UInt8(ascii: "."), index + 1 < bytes.endIndex,
        bytes[index + 1].isDigit
      {
        return nil
      }
      before = byte
    }
    return try? MathParser.parse(bytes, budget: budget)
  }
}

extension Expression {
  /// The value of so many percent; of an equation, the last term is.
  fileprivate var inPercent: Expression {
    guard case .relation(var terms, let relations) = self, let last = terms.popLast() else { return .percent(self) }
    return .relation(terms + [.percent(last)], relations)
  }
}
