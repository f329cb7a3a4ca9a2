/// How calls of tools are written in a text.
enum ToolCallForm: String, CaseIterable, Sendable {
  /// The first of the others that the text has a mark of.
  case any
  /// JSON objects in `<tool_call>` tags (Hermes, Qwen).
  case tags
  /// One `<tool_call>` block with a JSON object on each line (ToolRL).
  case lines
  /// The whole text is a JSON object or a list of them, or objects with semicolons between, behind a python tag or
  /// not (Llama 3).
  case json
  /// The whole text is a list of calls as Python writes them: `[f(a=1), g.h(b="x")]` (Llama 4, BFCL).
  case pythonic
  /// Behind `[TOOL_CALLS]` (Mistral).
  case mistral
}

/// The calls of a text, each as JSON of the one form, and how many places are calls that cannot be read.
struct ToolCallText {
  private(set) var calls: [[UInt8]] = []
  private(set) var malformed = 0
  private let text: UnsafeBufferPointer<UInt8>

  init(_ text: UnsafeBufferPointer<UInt8>, form: ToolCallForm) {
    self.text = text
    switch form {
    case .any: readAny()
    case .tags: readTags()
    case .lines: readLines()
    case .json: readWhole()
    case .pythonic: readPythonic()
    case .mistral: readMistral()
    }
  }

  private mutating func readAny() {
    let found = text.trimmed(0..<text.count)
    if text.firstRange(of: Mark.open) != nil {
      readTags()
    } else if text.firstRange(of: Mark.mistral) != nil {
      readMistral()
    } else if text.slice(found).hasPrefix(Mark.pythonStart)
      || PythonicCalls.begins(text.slice(found), needsBracket: true)
    {
      readPythonic()
    } else {
      readWhole()
    }
  }

  // MARK: Forms

  private mutating func readTags() {
    var index = 0
    while let open = text.firstRange(of: Mark.open, from: index) {
      guard let close = text.firstRange(of: Mark.close, from: open.upperBound) else {
        malformed += 1
        return
      }
      readValues(open.upperBound..<close.lowerBound)
      index = close.upperBound
    }
  }

  private mutating func readLines() {
    guard let open = text.firstRange(of: Mark.open) else { return }
    guard text.firstRange(of: Mark.close) != nil else {
      malformed += 1
      return
    }
    let ends = [Mark.open, Mark.close].compactMap { text.firstRange(of: $0, from: open.upperBound)?.lowerBound }
    let block = text.trimmed(open.upperBound..<(ends.min() ?? text.count))
    var start = block.lowerBound
    while start <= block.upperBound {
      let end = text[start..<block.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? block.upperBound
      add(ParsedJSON(text.slice(start..<end)), 0, needsArguments: true)
      start = end + 1
    }
  }

  private mutating func readWhole() {
    var range = text.trimmed(0..<text.count)
    let isMarked = text.slice(range).hasPrefix(Mark.python)
    if isMarked { range = range.lowerBound + Mark.python.count..<range.upperBound }
    for end in Mark.ends where text.slice(range).hasSuffix(end) {
      range = range.lowerBound..<range.upperBound - end.count
    }
    range = text.trimmed(range)
    let first = range.isEmpty ? nil : text[range.lowerBound]
    guard isMarked || first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return }
    readValues(range)
  }

  private mutating func readPythonic() {
    var range = text.trimmed(0..<text.count)
    for mark in [Mark.python, Mark.pythonStart] where text.slice(range).hasPrefix(mark) {
      range = range.lowerBound + mark.count..<range.upperBound
    }
    for mark in Mark.ends + [Mark.pythonEnd] where text.slice(range).hasSuffix(mark) {
      range = range.lowerBound..<range.upperBound - mark.count
    }
    range = text.trimmed(range)
    guard PythonicCalls.begins(text.slice(range), needsBracket: false) else { return }
    guard let read = PythonicCalls.read(text.slice(range)) else {
      malformed += 1
      return
    }
    for call in read { call.withUnsafeBufferPointer { add(ParsedJSON($0), 0) } }
  }

  private mutating func readMistral() {
    guard let first = text.firstRange(of: Mark.mistral) else { return }
    var start = first.upperBound
    while start <= text.count {
      let next = text.firstRange(of: Mark.mistral, from: start)
      var range = text.trimmed(start..<(next?.lowerBound ?? text.count))
      for end in Mark.ends where text.slice(range).hasSuffix(end) {
        range = text.trimmed(range.lowerBound..<range.upperBound - end.count)
      }
      readMistral(range)
      guard let next else { return }
      start = next.upperBound
    }
  }

  /// A list of calls, or a name and its arguments: `f[ARGS]{"a": 1}`.
  private mutating func readMistral(_ range: Range<Int>) {
    let first = range.isEmpty ? nil : text[range.lowerBound]
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") { return readValues(range) }
    let content = text.slice(range)
    let nameEnd = content.firstIndex { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") } ?? content.count
    let name = content.trimmed(0..<nameEnd)
    var argumentsStart = nameEnd
    if let mark = content.firstRange(of: Mark.arguments) { argumentsStart = mark.upperBound }
    guard !name.isEmpty, let arguments = ParsedJSON(content.slice(argumentsStart..<content.count)) else {
      malformed += 1
      return
    }
    var call = JSONSource()
    call.append("{\"name\":")
    call.append(string: content[name])
    call.append(",\"arguments\":")
    call.bytes += arguments.source(0)
    call.append("}")
    call.bytes.withUnsafeBufferPointer { add(ParsedJSON($0), 0) }
  }

  // MARK: Values

  /// Calls and lists of calls, with blanks, commas or semicolons between them.
  private mutating func readValues(_ range: Range<Int>) {
    var scanner = JSONScanner(text.slice(range))
    scanner.skipBlanks()
    if scanner.isAtEnd { malformed += 1 }
    while !scanner.isAtEnd {
      guard let value = ParsedJSON(next: &scanner) else {
        malformed += 1
        return
      }
      if value.kind(0) == .array {
        for element in value.children(0) { add(value, element) }
      } else {
        add(value, 0)
      }
      scanner.skipBlanks()
      if scanner.skip(UInt8(ascii: ";")) || scanner.skip(UInt8(ascii: ",")) { scanner.skipBlanks() }
    }
  }

  private mutating func add(_ json: ParsedJSON?, _ node: Int, needsArguments: Bool = false) {
    if let call = json?.toolCall(node, needsArguments: needsArguments) { calls.append(call) } else { malformed += 1 }
  }

  private enum Mark {
    static let open = Array("<tool_call>".utf8)
    static let close = Array("</tool_call>".utf8)
    static let mistral = Array("[TOOL_CALLS]".utf8)
    static let arguments = Array("[ARGS]".utf8)
    static let python = Array("<|python_tag|>".utf8)
    static let pythonStart = Array("<|python_start|>".utf8)
    static let pythonEnd = Array("<|python_end|>".utf8)
    static let ends = ["<|eom_id|>", "<|eot_id|>", "<|im_end|>", "</s>"].map { Array($0.utf8) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func hasPrefix(_ part: [UInt8]) -> Bool { part.withUnsafeBufferPointer { hasPrefix($0) } }
  fileprivate func hasSuffix(_ part: [UInt8]) -> Bool { part.withUnsafeBufferPointer { hasSuffix($0) } }
}
