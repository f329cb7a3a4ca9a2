import CPCRE2
import Glibc

/// What one thread needs to match: buffers that PCRE2 writes to, made on first use and freed when the thread ends.
final class MatchScratch {
  /// Counts the work of the metered program. The callout moves it at every item that is tried.
  struct Meter {
    var remaining = 0
    var position = 0
  }

  private(set) var matchData: OpaquePointer
  /// Start and end of each group of the last match.
  private(set) var offsets: UnsafeMutablePointer<Int>
  private var capacity: UInt32
  private let stack: OpaquePointer?
  let fastContext: OpaquePointer
  let meteredContext: OpaquePointer
  let meter: UnsafeMutablePointer<Meter>

  /// Bytes of the JIT stack at first and at most; going over is a step limit. A repeated group such as `(?:.|\n)*` takes
  /// about 20 bytes for each character, so 8 MiB let one run over 400 KB of text. What is not used costs no memory.
  private static let stackSizes = (32 * 1024, 8 * 1024 * 1024)
  /// KiB that the interpreter may use where there is no JIT.
  private static let heapLimit: UInt32 = 64 * 1024

  private init?() {
    capacity = 16
    guard let matchData = pcre2_match_data_create_8(capacity, nil),
      let offsets = pcre2_get_ovector_pointer_8(matchData),
      let fastContext = pcre2_match_context_create_8(nil),
      let meteredContext = pcre2_match_context_create_8(nil)
    else { return nil }
    self.matchData = matchData
    self.offsets = offsets
    self.fastContext = fastContext
    self.meteredContext = meteredContext
    stack = pcre2_jit_stack_create_8(Self.stackSizes.0, Self.stackSizes.1, nil)
    meter = .allocate(capacity: 1)
    meter.initialize(to: Meter())
    for context in [fastContext, meteredContext] {
      if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
      pcre2_set_heap_limit_8(context, Self.heapLimit)
    }
    pcre2_set_match_limit_8(meteredContext, .max)
    pcre2_set_depth_limit_8(meteredContext, .max)
    pcre2_set_callout_8(
      meteredContext,
      { block, meter in
        guard let block, let meter = meter?.assumingMemoryBound(to: Meter.self) else { return 0 }
        let position = block.pointee.current_position
        let moved =
          position > meter.pointee.position ? position - meter.pointee.position : meter.pointee.position - position
        meter.pointee.position = position
        meter.pointee.remaining -= 1 + moved
        return meter.pointee.remaining < 0 ? PCRE2_ERROR_CALLOUT : 0
      }, meter)
  }

  deinit {
    pcre2_match_data_free_8(matchData)
    pcre2_match_context_free_8(fastContext)
    pcre2_match_context_free_8(meteredContext)
    if let stack { pcre2_jit_stack_free_8(stack) }
    meter.deallocate()
  }

  /// Makes room for the groups 0 to `groupCount`; false when there is no memory.
  func reserve(groupCount: Int) -> Bool {
    guard groupCount >= Int(capacity) else { return true }
    let needed = UInt32(groupCount + 1)
    guard let larger = pcre2_match_data_create_8(needed, nil), let pairs = pcre2_get_ovector_pointer_8(larger) else {
      return false
    }
    pcre2_match_data_free_8(matchData)
    matchData = larger
    offsets = pairs
    capacity = needed
    return true
  }

  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key) { scratch in
      if let scratch { Unmanaged<MatchScratch>.fromOpaque(scratch).release() }
    }
    return status == 0 ? key : nil
  }()

  /// The calling thread's own; nil when there is no memory.
  static var ofThisThread: MatchScratch? {
    guard let key else { return MatchScratch() }
    if let existing = pthread_getspecific(key) {
      return Unmanaged<MatchScratch>.fromOpaque(existing).takeUnretainedValue()
    }
    guard let fresh = MatchScratch() else { return nil }
    guard pthread_setspecific(key, Unmanaged.passRetained(fresh).toOpaque()) == 0 else {
      return Unmanaged.passUnretained(fresh).takeRetainedValue()
    }
    return fresh
  }
}
