import Glibc

/// Lets so many in at a time.
final class Semaphore: @unchecked Sendable {
  private let handle = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ count: Int) { sem_init(handle, 0, UInt32(count)) }

  deinit {
    sem_destroy(handle)
    handle.deallocate()
  }

  func callAsFunction<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    while sem_wait(handle) != 0, errno == EINTR {}
    defer { sem_post(handle) }
    return try body()
  }
}
