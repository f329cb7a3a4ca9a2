/// The contents of `\boxed{...}` and `\fbox{...}`.
enum BoxedContent {
  /// Which of several boxes count.
  enum Choice {
    case all
    /// The last, and those close before it that make one list with it.
    case last
  }

  /// The contents with commas between them; nil where there is no box. A box that is never closed reaches to the end.
  static func find(_ choice: Choice, in text: ArraySlice<UInt8>) -> [UInt8]? {
    var found: [ArraySlice<UInt8>] = []
    var end = text.endIndex
    var next: Int?
    while let box = lastBox(in: text[..<end]) {
      var brace = box.end
      while brace < end, text[brace].isSpace { brace += 1 }
      guard brace < end else { break }
      guard text[brace] == UInt8(ascii: "{"), let close = close(of: brace, in: text[..<end]) else {
        if found.isEmpty { found.append(text[brace...]) }
        break
      }
      let content = text[(brace + 1)..<close].trimmed
      if choice == .last, let next, let last = found.last,
        !isJoined(text[(close + 1)..<next], isRepeat: content == last)
      {
        break
      }
      if found.last != content { found.append(content) }
      next = box.start
      end = box.start
    }
    guard !found.isEmpty else { return nil }
    return Array(found.reversed().joined(separator: [UInt8(ascii: ",")]))
  }

  private static func lastBox(in text: ArraySlice<UInt8>) -> (start: Int, end: Int)? {
    var index = text.endIndex
    while let slash = text[..<index].lastIndex(of: UInt8(ascii: "\\")) {
      for name in ["\\boxed", "\\fbox"] where text[slash...].starts(with: name.utf8) {
        return (slash, slash + name.utf8.count)
      }
      index = slash
    }
    return nil
  }

  private static func close(of brace: Int, in text: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    for index in brace..<text.endIndex {
      if text[index] == UInt8(ascii: "{") { depth += 1 }
      if text[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// Whether two boxes with `between` between them are one list.
  private static func isJoined(_ between: ArraySlice<UInt8>, isRepeat: Bool) -> Bool {
    if between.count < 10 { return true }
    guard !isRepeat, between.count < 70 else { return false }
    if between.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }) { return true }
    return between.split { !$0.isLetter }.contains { $0.elementsEqual("and".utf8) || $0.elementsEqual("or".utf8) }
  }
}
