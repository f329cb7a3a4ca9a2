/// Parts the bytes of a formula, in LaTeX or as it is typed, into tokens.
///
/// What changes only the looks (spaces, sizes, `\left`, `$`) gives none. `and` and `or` part a list as commas do.
struct MathTokenizer {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var tokens: [MathToken] = []
  /// Whether something was skipped since the last token.
  private var isApart = false

  /// The tokens of `bytes`.
  static func tokens(_ bytes: ArraySlice<UInt8>, budget: MathBudget) throws(MathFailure) -> [MathToken] {
    guard bytes.count <= MathBudget.answerBytes else { throw .overLimit }
    try budget.spend(bytes.count)
    var tokenizer = MathTokenizer(bytes: bytes, index: bytes.startIndex)
    while tokenizer.index < bytes.endIndex { try tokenizer.next() }
    return tokenizer.tokens
  }

  private init(bytes: ArraySlice<UInt8>, index: Int) {
    self.bytes = bytes
    self.index = index
  }

  private func byte(_ offset: Int = 0) -> UInt8? { index + offset < bytes.endIndex ? bytes[index + offset] : nil }
  private func isNext(_ text: StaticString, at offset: Int = 0) -> Bool {
    bytes.dropFirst(index + offset - bytes.startIndex).starts(
      with: UnsafeBufferPointer(
        start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func add(_ kind: MathToken.Kind, length: Int) {
    tokens.append(MathToken(kind: kind, place: index..<index + length, isJoined: !isApart && !tokens.isEmpty))
    index += length
    isApart = false
  }

  private mutating func skip(_ length: Int) {
    index += length
    isApart = true
  }

  private mutating func next() throws(MathFailure) {
    let first = bytes[index]
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "~"),
      UInt8(ascii: "$"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      if isNext("~=") { add(.approximately, length: 2) } else { skip(1) }
    case _ where first.isDigit: number()
    case UInt8(ascii: "."):
      if byte(1)?.isDigit == true { number() } else if isAtEnd(after: 1) { skip(1) } else { throw .unreadable }
    case _ where first.isLetter: word()
    case UInt8(ascii: "\\"): try command()
    case UInt8(ascii: "{"): braceOrComma()
    case _ where first >= 0x80: try sign()
    default: try punctuation(first)
    }
  }

  /// Whether nothing but space follows `length` bytes on: a full stop may end a formula.
  private func isAtEnd(after length: Int) -> Bool {
    bytes[(index + length)...].allSatisfy { $0.isSpace || $0 == UInt8(ascii: "$") }
  }

  private mutating func punctuation(_ first: UInt8) throws(MathFailure) {
    switch first {
    case UInt8(ascii: "+"): add(.plus, length: 1)
    case UInt8(ascii: "-"): add(.minus, length: 1)
    case UInt8(ascii: "*"): if isNext("**") { add(.power, length: 2) } else { add(.times, length: 1) }
    case UInt8(ascii: "/"): add(.dividedBy, length: 1)
    case UInt8(ascii: ":"): add(.dividedBy, length: 1)
    case UInt8(ascii: "^"): add(.power, length: 1)
    case UInt8(ascii: "_"): add(.index, length: 1)
    case UInt8(ascii: "("): add(.open(.round), length: 1)
    case UInt8(ascii: ")"): add(.close(.round), length: 1)
    case UInt8(ascii: "["): add(.open(.square), length: 1)
    case UInt8(ascii: "]"): add(.close(.square), length: 1)
    case UInt8(ascii: "}"): add(.close(.brace), length: 1)
    case UInt8(ascii: "|"): add(.bar, length: 1)
    case UInt8(ascii: ","): comma()
    case UInt8(ascii: ";"): add(.semicolon, length: 1)
    case UInt8(ascii: "&"): add(.nextColumn, length: 1)
    case UInt8(ascii: "%"): add(.percent, length: 1)
    case UInt8(ascii: "!"): if isNext("!=") { add(.relation(.unequal), length: 2) } else { add(.factorial, length: 1) }
    case UInt8(ascii: "="): add(.relation(.equal), length: isNext("==") ? 2 : 1)
    case UInt8(ascii: "<"):
      if isNext("<=") { add(.relation(.atMost), length: 2) } else { add(.relation(.less), length: 1) }
    case UInt8(ascii: ">"):
      if isNext(">=") { add(.relation(.atLeast), length: 2) } else { add(.relation(.greater), length: 1) }
    default: throw .unreadable
    }
  }

  /// A comma, also `{,}` and the negative space after it, which together part the digits of a number.
  private mutating func comma() {
    add(.comma, length: 1)
    guard isNext("\\!") else { return }
    while isNext("\\!") || byte()?.isSpace == true { index += isNext("\\!") ? 2 : 1 }
  }

  private mutating func braceOrComma() {
    var end = index + 1
    while end < bytes.endIndex, bytes[end].isSpace { end += 1 }
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: ",") {
      end += 1
      while end < bytes.endIndex, bytes[end].isSpace { end += 1 }
      if end < bytes.endIndex, bytes[end] == UInt8(ascii: "}") {
        isApart = false
        return add(.comma, length: end + 1 - index)
      }
    }
    add(.open(.brace), length: 1)
  }

  private mutating func number() {
    var end = index
    while end < bytes.endIndex, bytes[end].isDigit { end += 1 }
    if end + 1 < bytes.endIndex, bytes[end] == UInt8(ascii: "."), bytes[end + 1].isDigit {
      end += 1
      while end < bytes.endIndex, bytes[end].isDigit { end += 1 }
    }
    // 1.5E3 is 1500; a small e is the base of the natural logarithm.
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: "E") {
      var last = end + 1
      if last < bytes.endIndex, bytes[last] == UInt8(ascii: "-") || bytes[last] == UInt8(ascii: "+") { last += 1 }
      if last < bytes.endIndex, bytes[last].isDigit {
        while last < bytes.endIndex, bytes[last].isDigit { last += 1 }
        end = last
      }
    }
    add(.number(bytes[index..<end]), length: end - index)
  }

  /// Letters side by side are single names, unless they are a word of mathematics.
  private mutating func word() {
    let letters = bytes[index...].prefix(while: \.isLetter)
    let isWhole = index == bytes.startIndex || !bytes[index - 1].isLetter
    if isWhole, letters.count > 1, letters.count <= 10 {
      switch String(decoding: letters, as: UTF8.self) {
      case "and", "or": return listWord(length: letters.count)
      case "percent", "percentage", "pct", "Percent": return add(.percent, length: letters.count)
      case "infinity", "inf", "Infinity": return add(.constant(.infinity), length: letters.count)
      case "pi": return add(.constant(.pi), length: 2)
      case "sqrt": return add(.root, length: 4)
      case let name where MathCommands.functions.contains(name) && isCall(after: letters.endIndex):
        return add(.function(name), length: letters.count)
      default: break
      }
    }
    letter()
  }

  private func isCall(after end: Int) -> Bool { end < bytes.endIndex && bytes[end] == UInt8(ascii: "(") }

  private mutating func letter() {
    switch bytes[index] {
    case UInt8(ascii: "e"): add(.constant(.e), length: 1)
    case UInt8(ascii: "i"), UInt8(ascii: "I"): add(.constant(.i), length: 1)
    case UInt8(ascii: "d"):
      // A differential, `dx`, is one name.
      var end = index + 1
      while end < bytes.endIndex, bytes[end].isSpace { end += 1 }
      if end < bytes.endIndex, bytes[end].isLetter {
        add(.symbol("d" + String(UnicodeScalar(bytes[end].lowered))), length: end + 1 - index)
      } else {
        add(.symbol("d"), length: 1)
      }
    default: add(.symbol(String(UnicodeScalar(bytes[index].lowered))), length: 1)
    }
  }

  /// `and` and `or`: a comma, but for one that is there already.
  private mutating func listWord(length: Int) {
    if tokens.last?.kind == .comma { skip(length) } else { add(.comma, length: length) }
    isApart = true
  }

  private mutating func sign() throws(MathFailure) {
    let lead = bytes[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard index + length <= bytes.endIndex else { throw .unreadable }
    let text = String(decoding: bytes[index..<index + length], as: UTF8.self)
    guard text.count == 1, let sign = text.first else { throw .unreadable }
    if sign.isWhitespace || MathCommands.currencies.contains(sign) { return skip(length) }
    if let power = ["²": "2", "³": "3"][sign] {
      add(.power, length: 0)
      return add(.number(ArraySlice(power.utf8)), length: length)
    }
    guard let kind = MathCommands.signs[sign] else { throw .unreadable }
    add(kind, length: length)
  }

  private mutating func command() throws(MathFailure) {
    guard let first = byte(1) else { throw .unreadable }
    guard first.isLetter else { return try escape(first) }
    let name = bytes[(index + 1)...].prefix(while: \.isLetter)
    let text = String(decoding: name, as: UTF8.self)
    let length = name.count + 1
    switch text {
    case "begin", "end": return try environment(text, length: length)
    case "not" where isNext("\\in", at: length): return add(.notElement, length: length + 3)
    case "mathbb":
      let (content, end) = try argument(after: length)
      if let set = MathCommands.numberSets[content] { return add(.numbers(set), length: end - index) }
      return add(.symbol(content.lowercased()), length: end - index)
    case "operatorname":
      let (content, end) = try argument(after: length)
      if MathCommands.functions.contains(content) { return add(.function(content), length: end - index) }
      return add(.symbol(content.lowercased()), length: end - index)
    case "pmod":
      let (content, end) = try argument(after: length)
      return add(.symbol("mod \(content)"), length: end - index)
    case "prod": return add(.function("prod"), length: length)
    case _ where MathCommands.ignored.contains(text): return skip(length)
    case _ where MathCommands.texts.contains(text): return try textCommand(length)
    case _ where MathCommands.accents.contains(text):
      let (content, end) = try argument(after: length)
      let mark = ["overline": "bar", "overrightarrow": "vec", "widetilde": "tilde", "widehat": "hat"][text] ?? text
      return add(.symbol("\(mark){\(content.lowercased())}"), length: end - index)
    default: break
    }
    if let kind = MathCommands.kind(text) { return add(kind, length: length) }
    // `\timesx`: a space was forgotten.
    guard let kind = MathCommands.kind(String(text.dropLast())) else { throw .unreadable }
    add(kind, length: length - 1)
  }

  /// A backslash before something else than a letter.
  private mutating func escape(_ first: UInt8) throws(MathFailure) {
    switch first {
    case UInt8(ascii: "\\"):
      // A new row inside a matrix; elsewhere a doubled backslash before a command, or a new line.
      if tokens.contains(where: { if case .matrix = $0.kind { true } else { false } }) {
        return add(.nextRow, length: 2)
      }
      skip(byte(2)?.isLetter == true ? 1 : 2)
    case UInt8(ascii: "{"): add(.open(.setBrace), length: 2)
    case UInt8(ascii: "}"): add(.close(.setBrace), length: 2)
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"): skip(2)
    case UInt8(ascii: "%"): add(.percent, length: 2)
    case UInt8(ascii: "|"): add(.norm, length: 2)
    case UInt8(ascii: "!"):
      // A negative space joins what it stands between.
      index += 2
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "$"),
      UInt8(ascii: "/"):
      skip(2)
    case _ where first.isSpace: skip(2)
    default: throw .unreadable
    }
  }

  private mutating func environment(_ name: String, length: Int) throws(MathFailure) {
    var (content, end) = try argument(after: length)
    let isBegin = name == "begin"
    switch content {
    case "matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix": break
    case "vmatrix":
      if isBegin { return add(.matrix(.determinant), length: end - index) }
    case "array":
      // The alignment of its columns.
      if isBegin { end = try argument(after: end - index).end }
    default: throw .unreadable
    }
    add(isBegin ? .matrix(.matrix) : .endMatrix, length: end - index)
  }

  /// A word, a list word, a unit of percent, or a letter that stands upright.
  private mutating func textCommand(_ length: Int) throws(MathFailure) {
    let (content, end) = try argument(after: length)
    let text = content.filter { $0 != " " && $0 != "(" && $0 != ")" }.lowercased()
    switch text {
    case "": skip(end - index)
    case "and", "or", ",and", ",or", "and,":
      listWord(length: end - index)
    case "percent", "percentage", "pct", "%", "\\%": add(.percent, length: end - index)
    case "e": add(.constant(.e), length: end - index)
    case "i": add(.constant(.i), length: end - index)
    case _ where MathCommands.functions.contains(text): add(.function(text), length: end - index)
    case _ where text.utf8.allSatisfy(\.isDigit): add(.number(ArraySlice(text.utf8)), length: end - index)
    default: add(.symbol(text), length: end - index)
    }
  }

  /// The text in the braces `offset` bytes on, and where they end.
  private func argument(after offset: Int) throws(MathFailure) -> (text: String, end: Int) {
    var start = index + offset
    while start < bytes.endIndex, bytes[start].isSpace { start += 1 }
    guard start < bytes.endIndex else { throw .unreadable }
    guard bytes[start] == UInt8(ascii: "{") else {
      guard bytes[start].isLetter || bytes[start].isDigit else { throw .unreadable }
      return (String(UnicodeScalar(bytes[start])), start + 1)
    }
    var depth = 0
    for end in start..<min(bytes.endIndex, start + 2000) {
      if bytes[end] == UInt8(ascii: "{") { depth += 1 }
      if bytes[end] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 {
        let content = bytes[(start + 1)..<end]
        return (String(decoding: content.trimmed, as: UTF8.self), end + 1)
      }
    }
    throw .unreadable
  }
}

extension UInt8 {
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
  var isSpace: Bool { self == UInt8(ascii: " ") || self &- 9 < 5 }
  var lowered: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}

extension ArraySlice<UInt8> {
  /// Without space at its ends.
  var trimmed: ArraySlice<UInt8> {
    var rest = drop(while: \.isSpace)
    while rest.last?.isSpace == true { rest.removeLast() }
    return rest
  }
}
