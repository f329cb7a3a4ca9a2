import CPCRE2
import RewardSemantics

/// A compiled regular expression: PCRE2 syntax over UTF-8, without callouts, `\C` and backtracking verbs.
///
/// Holds two programs for one pattern. The *fast* one is plain JIT code. The *metered* one reports every item it tries,
/// so that the work of a whole search can be bounded exactly; it runs only where the fast one cannot be trusted to end
/// soon. Both give the same matches. See ``MatchCursor``.
///
/// Compiled code is never changed after `init`, and PCRE2 allows many threads to match with it at once.
final class Pattern: @unchecked Sendable {
  /// Owns one `pcre2_code`.
  final class Program {
    let code: OpaquePointer
    /// False where JIT must not or cannot be used: the interpreter runs it instead.
    let isJIT: Bool

    init(_ pattern: [UInt8], options: UInt32, withJIT: Bool) throws(PreparationError) {
      guard let context = pcre2_compile_context_create_8(nil) else {
        throw PreparationError("out of memory", parameter: "pattern")
      }
      defer { pcre2_compile_context_free_8(context) }
      // What a line break is must not depend on how the library was built.
      pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
      pcre2_set_bsr_8(context, UInt32(PCRE2_BSR_UNICODE))
      pcre2_set_max_pattern_length_8(context, maximumLength)
      var error: Int32 = 0
      var offset = 0
      let always = UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
      guard let code = pcre2_compile_8(pattern, pattern.count, options | always, &error, &offset, context) else {
        throw PreparationError(Self.message(of: error), parameter: "pattern", offset: min(offset, pattern.count))
      }
      self.code = code
      isJIT = withJIT && pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) == 0
    }

    deinit { pcre2_code_free_8(code) }

    private static func message(of error: Int32) -> String {
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
        let length = pcre2_get_error_message_8(error, buffer.baseAddress, buffer.count)
        return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "invalid pattern"
      }
    }
  }

  let fast: Program
  /// Nil where callouts make the pattern too large for PCRE2 (several thousand characters); the fast one then runs with
  /// a match limit of its own.
  let metered: Program?
  /// Number of the last capturing group.
  let groupCount: Int
  /// Can match at one place only, where the search begins.
  let isAnchored: Bool
  /// The byte every match begins with, in either case, where there is one.
  let firstByte: UInt8?
  /// The last byte that every match must have, in either case, where there is one.
  let lastByte: UInt8?

  /// Longest pattern in bytes.
  static let maximumLength = 32_768

  /// - Throws: an error about the parameter `pattern` with the byte offset of the mistake.
  init(_ source: StaticValue.Pattern) throws(PreparationError) {
    let options = try PatternSyntax.options(of: source.flags)
    let findings = PatternSyntax.findings(in: source.bytes, isExtended: options & UInt32(PCRE2_EXTENDED) != 0)
    if let offset = findings.verb {
      throw PreparationError("`(*` is not supported in patterns", parameter: "pattern", offset: offset)
    }
    fast = try Program(source.bytes, options: options, withJIT: !findings.isHardForJIT)
    if let offset = Self.firstCallout(in: fast.code) {
      throw PreparationError("callouts are not supported in patterns", parameter: "pattern", offset: offset)
    }
    let meteredOptions = options | UInt32(PCRE2_AUTO_CALLOUT)
    metered = try? Program(source.bytes, options: meteredOptions, withJIT: !findings.isHardForJIT)
    groupCount = Int(Self.info(fast.code, UInt32(PCRE2_INFO_CAPTURECOUNT)))
    isAnchored = Self.isAnchored(fast)
    firstByte = Self.byte(fast.code, PCRE2_INFO_FIRSTCODETYPE, PCRE2_INFO_FIRSTCODEUNIT)
    lastByte = Self.byte(fast.code, PCRE2_INFO_LASTCODETYPE, PCRE2_INFO_LASTCODEUNIT)
  }

  /// The byte that PCRE2 knows of, where its type says that there is one.
  private static func byte(_ code: OpaquePointer, _ type: Int32, _ unit: Int32) -> UInt8? {
    info(code, UInt32(type)) == 1 ? UInt8(truncatingIfNeeded: info(code, UInt32(unit))) : nil
  }

  /// Whether a pattern can match at one place only, without making it ready to run; nil for one that does not compile.
  static func isAnchored(_ source: StaticValue.Pattern) -> Bool? {
    guard let options = try? PatternSyntax.options(of: source.flags) else { return nil }
    return (try? Program(source.bytes, options: options, withJIT: false)).map(isAnchored)
  }

  private static func isAnchored(_ program: Program) -> Bool {
    info(program.code, UInt32(PCRE2_INFO_ALLOPTIONS)) & UInt32(PCRE2_ANCHORED) != 0
  }

  private static func info(_ code: OpaquePointer, _ what: UInt32) -> UInt32 {
    var value: UInt32 = 0
    pcre2_pattern_info_8(code, what, &value)
    return value
  }

  /// Offset of the first `(?C` of the pattern's author.
  private static func firstCallout(in code: OpaquePointer) -> Int? {
    var offset = -1
    withUnsafeMutablePointer(to: &offset) { pointer in
      _ = pcre2_callout_enumerate_8(
        code,
        { block, found in
          guard let block, let found else { return 0 }
          found.assumingMemoryBound(to: Int.self).pointee = block.pointee.pattern_position
          return 1
        }, pointer)
    }
    return offset >= 0 ? offset : nil
  }
}
