import CPCRE2

/// Walks over the matches of one pattern in one text, from left to right, without overlap.
///
/// **Work is bounded, and the bound is deterministic.** PCRE2's own match limit is counted anew at every place a match
/// may start, and JIT code counts only some of its steps, so it bounds neither the time of a search nor that of a walk.
/// A search therefore runs in two stages. The fast program gets a match limit so low that
/// places × limit × length stays under ``StepBudget/fast``. Where it goes over, or where the limit would be too low to
/// be of use, the metered program does the search again with one budget for the whole walk (``StepBudget/metered``):
/// one step for each item tried and one for each byte moved between two items. Neither stage looks at a clock, so a
/// text gives the same result in every run and on every thread.
struct MatchCursor {
  /// What ``next()`` found.
  enum Step {
    /// The groups are readable until the next call.
    case match
    case end
    /// The text made the pattern go over its budget (or over the JIT stack).
    case stepLimit
  }

  private let pattern: Pattern
  private let text: UnsafeBufferPointer<UInt8>
  private let scratch: MatchScratch
  private var offset = 0
  /// Set after an empty match, so that the next one is another.
  private var skipsEmpty = false
  private var isMetered: Bool
  /// What is left of the steps of the metered program.
  private(set) var remaining: Int

  /// Nil when the thread has no memory for it. A thread walks with one cursor at a time: they share its buffers.
  ///
  /// - Parameter text: valid UTF-8; borrowed for the life of the cursor.
  init?(_ pattern: Pattern, _ text: UnsafeBufferPointer<UInt8>, budget: StepBudget = StepBudget()) {
    guard let scratch = MatchScratch.ofThisThread, scratch.reserve(groupCount: pattern.groupCount) else { return nil }
    self.pattern = pattern
    self.text = text
    self.scratch = scratch
    remaining = budget.metered
    if let limit = budget.fastLimit(for: pattern, text) {
      isMetered = false
      pcre2_set_match_limit_8(scratch.fastContext, limit)
    } else {
      isMetered = true
    }
  }

  /// Moves to the next match: after a match that is empty, another one at the same place or a later one.
  mutating func next() -> Step {
    guard offset <= text.count else { return .end }
    var status = isMetered ? PCRE2_ERROR_MATCHLIMIT : run(pattern.fast, scratch.fastContext)
    if status == PCRE2_ERROR_MATCHLIMIT, let program = pattern.metered {
      isMetered = true
      status = runMetered(program)
    }
    if status == PCRE2_ERROR_NOMATCH {
      offset = text.count + 1
      return .end
    }
    guard status >= 0 else { return .stepLimit }
    let start = scratch.offsets[0]
    let end = scratch.offsets[1]
    // Only a `\K` in a subroutine can move the match behind the place where the search began.
    guard start <= end, end > offset || (end == offset && !skipsEmpty) else {
      offset = text.count + 1
      return .end
    }
    skipsEmpty = start == end || end == offset
    offset = end
    return .match
  }

  /// Bytes of group `group` in the last match; nil when the group took no part in it.
  func range(of group: Int) -> Range<Int>? {
    let start = scratch.offsets[2 * group]
    let end = scratch.offsets[2 * group + 1]
    return 0 <= start && start <= end ? start..<end : nil
  }

  private mutating func runMetered(_ program: Pattern.Program) -> Int32 {
    scratch.meter.pointee = .init(remaining: remaining, position: offset)
    let status = run(program, scratch.meteredContext)
    remaining = scratch.meter.pointee.remaining
    return status
  }

  private func run(_ program: Pattern.Program, _ context: OpaquePointer) -> Int32 {
    let options = skipsEmpty ? UInt32(PCRE2_NOTEMPTY_ATSTART) : 0
    // PCRE2 wants an address even for no bytes at all.
    return withUnsafeBytes(of: 0 as UInt8) { none in
      let subject = text.baseAddress ?? none.baseAddress?.assumingMemoryBound(to: UInt8.self)
      return program.isJIT
        ? pcre2_jit_match_8(program.code, subject, text.count, offset, options, scratch.matchData, context)
        : pcre2_match_8(
          program.code, subject, text.count, offset, options | UInt32(PCRE2_NO_UTF_CHECK), scratch.matchData, context)
    }
  }
}
