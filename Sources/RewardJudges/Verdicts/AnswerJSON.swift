import RewardRules

/// JSON in the text of an answer.
enum AnswerJSON {
  /// The JSON that the whole text is, in a code block or not, or else the last object that stands in it; in one form.
  static func value(in text: AnswerText) -> [UInt8]? {
    let whole = JSONText.read(Array(text.withoutFence)) { json in json.canonical(0) }
    return whole ?? lastObject(in: text).flatMap { object in JSONText.read(object) { json in json.canonical(0) } }
  }

  /// The object that the whole text is, in a code block or not.
  static func wholeObject(_ text: AnswerText) -> [UInt8]? {
    let source = text.withoutFence
    guard source.first == UInt8(ascii: "{") else { return nil }
    let bytes = Array(source)
    return JSONText.read(bytes) { _ in bytes }
  }

  /// The last object in a text that is in no other.
  ///
  /// A brace that begins none is stepped over. No more is read than sixteen times the text, so that braces inside braces that
  /// never close cost no more than others; what comes after that is not found.
  static func lastObject(in text: AnswerText) -> [UInt8]? {
    let bytes = Array(text.bytes)
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    return bytes.withUnsafeBufferPointer { buffer in
      var last: Range<Int>?
      var place = 0
      var work = 16 * buffer.count
      while work > 0, let start = buffer[place...].firstIndex(of: UInt8(ascii: "{")) {
        var scanner = JSONScanner(UnsafeBufferPointer(rebasing: buffer[start...]))
        if let object = scanner.value() {
          last = start..<start + object.count
          place = start + object.count
        } else {
          place = start + 1
        }
        work -= scanner.position
      }
      return work > 0 ? last.map { Array(buffer[$0]) } : nil
    }
  }

  /// A value as a verdict: a number, true or false, a string that is the verdict and no more.
  static func verdict(_ node: Int, in json: ParsedJSON, as form: VerdictForm) -> VerdictReading {
    let shown = ErrorBody.line(json.bytes(node)[...], longest: 60)
    switch (form, json.kind(node)) {
    case (.text, .string): return .read(.bytes(json.string(node) ?? []))
    case (.json, _): return .read(.bytes(json.canonical(node)))
    case (.scale(let low, let high), .number):
      guard let number = json.number(node), low...high ~= number else {
        return .unreadable("`\(shown)` is not \(form.name)")
      }
      return .read(.number(number == 0 ? 0 : number))
    case (.yesNo, .bool): return .read(.yes(json.bytes(node).first == UInt8(ascii: "t")))
    case (.scale, .string), (.yesNo, .string), (.labels, .string):
      switch VerdictToken(form: form).read((json.string(node) ?? [])[...], allowsRemark: false) {
      case .success(let verdict): return .read(verdict)
      case .failure(let fault): return .unreadable(fault.reason)
      }
    default: return .unreadable("`\(shown)` is not \(form.name)")
    }
  }
}
