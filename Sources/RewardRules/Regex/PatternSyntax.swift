import CPCRE2
import RewardSemantics

/// What a pattern may say beyond what PCRE2 checks itself: its flags, and constructs the language leaves out.
enum PatternSyntax {
  /// The compile options of flags such as `is`.
  ///
  /// `i` ignores case, `m` lets `^` and `$` match at line breaks, `s` lets `.` match a line break, `x` skips blanks and
  /// comments, `U` makes quantifiers lazy, `u` gives `\d`, `\w`, `\s`, `\b` their Unicode meaning (without it: ASCII).
  static func options(of flags: [UInt8]) throws(PreparationError) -> UInt32 {
    var options: UInt32 = 0
    for flag in flags {
      switch flag {
      case UInt8(ascii: "i"): options |= UInt32(PCRE2_CASELESS)
      case UInt8(ascii: "m"): options |= UInt32(PCRE2_MULTILINE)
      case UInt8(ascii: "s"): options |= UInt32(PCRE2_DOTALL)
      case UInt8(ascii: "x"): options |= UInt32(PCRE2_EXTENDED)
      case UInt8(ascii: "U"): options |= UInt32(PCRE2_UNGREEDY)
      case UInt8(ascii: "u"): options |= UInt32(PCRE2_UCP)
      default:
        let name = String(decoding: [flag], as: UTF8.self)
        throw PreparationError(
          "unknown flag `\(name)` of a pattern; there are i, m, s, x, u and U", parameter: "pattern")
      }
    }
    return options
  }

  /// What was found in the text of a pattern.
  struct Findings {
    /// Where the first `(*` stands that PCRE2 would read as a verb, an option setting or a named assertion.
    var verb: Int?
    /// Whether it has an atomic or possessive group, a group with an empty alternative, groups that share a number, or a
    /// non-atomic assertion. The JIT of PCRE2 up to 10.42 gets some of these wrong: `(?>a+?)b` and `(1|)b*1` lose
    /// matches, `(a)*+b` keeps a group that was given up. The interpreter of PCRE2 does not.
    var isHardForJIT = false

    mutating func merge(_ other: Findings) {
      verb = [verb, other.verb].compactMap(\.self).min()
      isHardForJIT = isHardForJIT || other.isHardForJIT
    }
  }

  /// Looks through a pattern, quoted parts, classes and comments aside.
  ///
  /// Whether `#` begins a comment depends on `x`, which a pattern can also switch inside itself; where it does, both
  /// readings are tried, so that nothing can hide behind a comment.
  static func findings(in pattern: [UInt8], isExtended: Bool) -> Findings {
    var scanner = PatternScanner(pattern, commentsAtHash: isExtended)
    var findings = scanner.scan()
    if containsInlineOption(pattern) {
      var other = PatternScanner(pattern, commentsAtHash: !isExtended)
      findings.merge(other.scan())
    }
    return findings
  }

  /// Whether some `(?...x` sets or clears the extended flag inside the pattern. May say yes too often.
  private static func containsInlineOption(_ pattern: [UInt8]) -> Bool {
    for start in pattern.indices where pattern[start...].starts(with: "(?".utf8) {
      let options = pattern[(start + 2)...].prefix { "^-imnsxJU".utf8.contains($0) }
      if options.contains(where: { "x^".utf8.contains($0) }) { return true }
    }
    return false
  }
}
