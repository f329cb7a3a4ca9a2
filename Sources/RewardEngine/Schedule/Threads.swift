import Glibc

/// Threads with room for deep recursion, started for one piece of work and joined after it.
enum Threads {
  private static let stackSize = 64 << 20

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread; nil where the system has none to give.
  static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let result = pthread_create(
      &thread, &attributes,
      { pointer in
        if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    if result == 0 { return thread }
    work.release()
    return nil
  }

  /// Calls `body` with disjoint ranges that together are `0..<count`, on up to `threads` threads, and waits.
  ///
  /// - Parameter minimum: do not split into parts smaller than this.
  static func forEachRange(
    of count: Int, threads: Int, minimum: Int, _ body: @escaping @Sendable (Range<Int>) -> Void
  ) {
    let parts = max(1, min(threads, count / max(minimum, 1)))
    var started: [pthread_t] = []
    for part in stride(from: 1, to: parts, by: 1) {
      let range = count * part / parts..<count * (part + 1) / parts
      if let thread = start({ body(range) }) { started.append(thread) } else { body(range) }
    }
    body(0..<count / parts)
    for thread in started { pthread_join(thread, nil) }
  }
}
