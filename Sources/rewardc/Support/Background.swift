import Glibc
import Synchronization

/// Work beside which Ctrl-C is watched.
enum Background {
  private static let stackSize = 64 << 20

  /// What the work comes to; nil where it was given up. Work that is given up is told so, and may go on for a while.
  ///
  /// - Parameter isGivenUp: asked now and then.
  static func run<Result: Sendable>(
    unless isGivenUp: () -> Bool, _ body: @escaping @Sendable (_ isCancelled: () -> Bool) -> Result
  ) -> Result? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return body { false } }
    defer { close(ends[0]) }
    let job = Job(body, end: ends[1])
    guard start(job) else {
      close(ends[1])
      return body { false }
    }
    // The other end is closed when the work is done.
    var waiting = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 20) < 1 {
      if isGivenUp() {
        job.isCancelled.store(true, ordering: .relaxed)
        return nil
      }
    }
    return job.result.withLock { $0 }
  }

  private static func start(_ job: some Runnable) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let work = Unmanaged.passRetained(Work(job))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { pointer in
        if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().job.run() }
        return nil
      }, work.toOpaque())
    if code != 0 { work.release() }
    return code == 0
  }

  private protocol Runnable: Sendable {
    func run()
  }

  private final class Work: Sendable {
    let job: any Runnable
    init(_ job: some Runnable) { self.job = job }
  }

  private final class Job<Result: Sendable>: Runnable {
    let result = Mutex<Result?>(nil)
    let isCancelled = Atomic(false)
    private let body: @Sendable (() -> Bool) -> Result
    private let end: Int32

    init(_ body: @escaping @Sendable (() -> Bool) -> Result, end: Int32) {
      self.body = body
      self.end = end
    }

    func run() {
      let value = body { self.isCancelled.load(ordering: .relaxed) }
      result.withLock { $0 = value }
      close(end)
    }
  }
}
