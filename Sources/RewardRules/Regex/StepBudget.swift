import Glibc

/// How much work one walk of a ``MatchCursor`` may do.
struct StepBudget: Sendable {
  /// Bytes that the fast program may look at in the worst case, roughly.
  var fast = 2_000_000_000
  /// Steps of the metered program, in all searches of the walk together.
  var metered = 50_000_000

  /// PCRE2's match limit for the fast program (at most PCRE2's own default), or nil where the metered one should run at
  /// once. Without a metered program the limit is at least 10,000, which is all that then bounds the work.
  func fastLimit(for pattern: Pattern, _ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let length = max(text.count, 1)
    let perPlace = fast / length
    var places = 1
    if !pattern.isAnchored {
      // Few places where a match can start leave more work for each.
      places = pattern.firstByte.flatMap { Self.places(of: $0, in: text, atMost: 64) } ?? length
    }
    let limit = min(perPlace / places, 10_000_000)
    if pattern.metered == nil { return UInt32(max(limit, 10_000)) }
    // A limit of a few steps is not worth a try.
    return limit < 16 ? nil : UInt32(limit)
  }

  /// How often the byte stands in the text, in either case, and at least 1; nil if that is more than `limit`.
  private static func places(of byte: UInt8, in text: UnsafeBufferPointer<UInt8>, atMost limit: Int) -> Int? {
    guard let base = text.baseAddress else { return 1 }
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    var count = 0
    for form in isLetter ? [byte, byte ^ 0x20] : [byte] {
      var index = 0
      while index < text.count, let found = memchr(base + index, Int32(form), text.count - index) {
        count += 1
        if count > limit { return nil }
        index = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      }
    }
    return max(count, 1)
  }
}
