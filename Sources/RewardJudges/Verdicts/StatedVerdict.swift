/// Where in a text a verdict may stand.
///
/// 1. The whole text is a JSON object (in a code block or not): its member `verdict`, `score`, `rating` or `answer`, the
///    first of these names that it has.
/// 2. Else the last line that begins with a label (`Verdict:`, `**Score:**`, `Final answer is`) or holds `\boxed{..}`
///    decides. Behind a label with nothing after it the next line is meant. What stands there must be the verdict: an
///    earlier one does not count in its place, and the text's last line must not be another verdict alone.
/// 3. Else the whole text, or its last line, is the verdict alone. Of yes and no a text may also begin with the word, set
///    off by `,` `.` `!` `;` or a line's end, where the other word is nowhere in it.
/// 4. Else the last JSON object in the text, as in 1.
struct StatedVerdict {
  let form: VerdictForm

  private var token: VerdictToken { VerdictToken(form: form) }

  func read(_ text: AnswerText) -> VerdictReading {
    if let whole = AnswerJSON.wholeObject(text) { return member(of: whole) }
    let lines = text.lines
    guard let last = lines.last else { return .unreadable("the answer is a quotation alone") }
    let lastLine = token.read(last, allowsRemark: false)
    if let marked = marked(in: lines) {
      guard case .success(let verdict) = marked, case .success(let other) = lastLine, other != verdict else {
        return reading(marked)
      }
      return .unreadable("the last line, `\(ErrorBody.line(last, longest: 60))`, contradicts the labelled verdict")
    }
    if case .success(let verdict) = token.read(text.bytes, allowsRemark: false) { return .read(verdict) }
    if case .success(let verdict) = lastLine { return .read(verdict) }
    if form == .yesNo, let verdict = firstWord(of: text) { return .read(verdict) }
    let said = AnswerText(Array(lines.joined(separator: [0x0A]))[...])
    if let object = AnswerJSON.lastObject(in: said) { return member(of: object) }
    return lines.count == 1 ? reading(lastLine) : .unreadable("no line of the answer is \(form.name)")
  }

  /// What the last line with a label or a box says; nil where no line has one.
  private func marked(in lines: [ArraySlice<UInt8>]) -> Result<Verdict, Unreadable>? {
    for (place, line) in lines.enumerated().reversed() {
      if let value = VerdictLabel.value(of: line) {
        guard value.isEmpty else { return token.read(value, allowsRemark: true) }
        guard place + 1 < lines.count else {
          return .failure(Unreadable("nothing follows `\(ErrorBody.line(line, longest: 60))`"))
        }
        return token.read(lines[place + 1], allowsRemark: true)
      }
      if let box = VerdictLabel.box(in: line) { return token.read(box, allowsRemark: false) }
    }
    return nil
  }

  private func reading(_ result: Result<Verdict, Unreadable>) -> VerdictReading {
    switch result {
    case .success(let verdict): .read(verdict)
    case .failure(let fault): .unreadable(fault.reason)
    }
  }

  /// The whole text as a verdict with a remark that never says the other word.
  private func firstWord(of text: AnswerText) -> Verdict? {
    // A remark begins behind the first line as it does behind a full stop.
    guard let end = text.bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }),
      case .success = token.read(text.bytes[..<end], allowsRemark: false)
    else { return try? token.read(text.bytes, allowsRemark: true).get() }
    let first = text.bytes[..<end].trimmed { $0.isBlank || !$0.isWord || $0 == UInt8(ascii: "_") }
    return try? token.read(first + Array(". ".utf8) + text.bytes[end...], allowsRemark: true).get()
  }

  private static let names = ["verdict", "score", "rating", "answer"]

  private func member(of object: [UInt8]) -> VerdictReading {
    let reading = JSONText.read(object) { json -> VerdictReading in
      for name in Self.names {
        let members = json.children(0).filter { json.name($0) == Array(name.utf8) }
        guard let member = members.first else { continue }
        guard members.count == 1 else { return .unreadable("the JSON has more than one `\(name)`") }
        return AnswerJSON.verdict(member, in: json, as: form)
      }
      return .unreadable("the JSON has no `verdict`")
    }
    return reading ?? .unreadable("the answer holds no JSON")
  }
}

/// The words that announce a verdict.
enum VerdictLabel {
  private static let adjectives = ["final", "overall", "total", "my", "the"].map { Array($0.utf8) }
  private static let nouns = ["verdict", "score", "rating", "answer", "grade", "judgement", "judgment"].map {
    Array($0.utf8)
  }
  private static let wideColon = Array("：".utf8)
  private static let separators = [Array(":".utf8), Array("=".utf8), wideColon, Array("is ".utf8)]
  private static let marks = Array(" \t*_`#-+•".utf8)

  /// What stands behind the label with which a line begins, empty where that is nothing; nil where the line has no label.
  ///
  /// A label is one of the nouns, with adjectives before it, and `:`, `=` or `is` behind it; what stands in parentheses
  /// between them, `Score (1-5):`, is left out.
  static func value(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = line.drop(while: marks.contains)
    while let adjective = word(in: rest, of: adjectives) {
      rest = rest.dropFirst(adjective.count).drop(while: \.isBlank)
    }
    guard let noun = word(in: rest, of: nouns) else { return nil }
    rest = rest.dropFirst(noun.count).drop(while: marks.contains)
    if rest.first == UInt8(ascii: "("), let end = rest.prefix(40).firstIndex(of: UInt8(ascii: ")")) {
      rest = rest[(end + 1)...].drop(while: marks.contains)
    }
    guard let separator = separators.first(where: { rest.startsIgnoringCase(with: $0) }) else { return nil }
    // The end of an emphasis that began before the label is no part of the value.
    rest = rest.dropFirst(separator.count).drop(while: \.isBlank)
    let value = rest.drop { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "_") || $0.isBlank }
    return value.trimmed(where: \.isBlank)
  }

  private static func word(in text: ArraySlice<UInt8>, of words: [[UInt8]]) -> [UInt8]? {
    words.first { word in
      guard text.startsIgnoringCase(with: word) else { return false }
      let end = text.startIndex + word.count
      return end == text.endIndex || !text[end].isWord || text[end] == UInt8(ascii: "_")
        || text[end...].starts(with: wideColon)
    }
  }

  /// What stands in the last `\boxed{..}` of a line; nil where there is none, or it is not closed.
  static func box(in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let opening = Array("\\boxed{".utf8)
    guard line.count >= opening.count else { return nil }
    var place = line.endIndex - opening.count
    while !line[place...].starts(with: opening) {
      guard place > line.startIndex else { return nil }
      place -= 1
    }
    let content = line[(place + opening.count)...]
    var depth = 1
    for index in content.indices {
      if content[index] == UInt8(ascii: "{") { depth += 1 }
      if content[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return content[..<index] }
    }
    return nil
  }
}
