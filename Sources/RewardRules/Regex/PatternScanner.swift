/// Walks over the source of a pattern and notes the constructs of ``PatternSyntax/Findings``.
///
/// It knows just enough of the syntax to tell a construct from the same bytes in a quoted part, a class or a comment.
struct PatternScanner {
  private let pattern: [UInt8]
  private let commentsAtHash: Bool
  private var index = 0

  init(_ pattern: [UInt8], commentsAtHash: Bool) {
    self.pattern = pattern
    self.commentsAtHash = commentsAtHash
  }

  mutating func scan() -> PatternSyntax.Findings {
    var findings = PatternSyntax.Findings()
    while let byte = at(index) {
      switch byte {
      case UInt8(ascii: "\\"): skipEscape()
      case UInt8(ascii: "["): skipClass()
      case UInt8(ascii: "#") where commentsAtHash: skip(past: "\n")
      case UInt8(ascii: "("):
        if has("(*") {
          findings.verb = findings.verb ?? index
        } else if has("(?#") {
          skip(past: ")")
          continue
        } else if ["(?>", "(?|", "(?*", "(?<*", "(|", "(?:|"].contains(where: has) {
          findings.isHardForJIT = true
        }
        index += 1
      case UInt8(ascii: ")"):
        index += 1
        skipBlanks()
        if skipQuantifier() {
          skipBlanks()
          if has("+") { findings.isHardForJIT = true }
        }
      case UInt8(ascii: "|"):
        index += 1
        if index == pattern.count || has("|") || has(")") { findings.isHardForJIT = true }
      default: index += 1
      }
    }
    return findings
  }

  private func at(_ index: Int) -> UInt8? { index < pattern.count ? pattern[index] : nil }

  private func has(_ text: StaticString) -> Bool {
    pattern[min(index, pattern.count)...].starts(
      with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func skip(past end: StaticString) {
    while index < pattern.count, !has(end) { index += 1 }
    index += end.utf8CodeUnitCount
  }

  /// `\` and what it escapes; `\Q` quotes up to `\E` or the end.
  private mutating func skipEscape() {
    if has(#"\Q"#) { skip(past: #"\E"#) } else { index += 2 }
  }

  private mutating func skipClass() {
    index += 1
    if has("^") { index += 1 }
    // A bracket that comes first is a member.
    if has("]") { index += 1 }
    while let byte = at(index), byte != UInt8(ascii: "]") {
      if byte == UInt8(ascii: "\\") {
        skipEscape()
      } else if has("[:") || has("[.") || has("[=") {
        skipPOSIXClass()
      } else {
        index += 1
      }
    }
    index += 1
  }

  /// `[:alpha:]`; or only the bracket, where it is no such class.
  private mutating func skipPOSIXClass() {
    let kind = at(index + 1)
    var end = index + 2
    while let byte = at(end), byte != kind, !"]\\".utf8.contains(byte) { end += 1 }
    index = at(end) == kind && at(end + 1) == UInt8(ascii: "]") ? end + 2 : index + 1
  }

  /// Blanks and comments that an extended pattern may have before a quantifier; skipped in every pattern.
  private mutating func skipBlanks() {
    while let byte = at(index) {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        index += 1
      } else if has("(?#") {
        skip(past: ")")
      } else if commentsAtHash, byte == UInt8(ascii: "#") {
        skip(past: "\n")
      } else {
        return
      }
    }
  }

  private mutating func skipQuantifier() -> Bool {
    if has("{") {
      skip(past: "}")
      return true
    }
    guard let byte = at(index), "*+?".utf8.contains(byte) else { return false }
    index += 1
    return true
  }
}
