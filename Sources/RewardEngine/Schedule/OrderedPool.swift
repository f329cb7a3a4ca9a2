import Glibc

/// Runs jobs on worker threads and hands their results out in the order in which the jobs came in.
///
/// One thread submits and takes; the jobs run elsewhere. ``finish()`` must be called before the pool goes.
final class OrderedPool<Job: Sendable, Output: Sendable>: @unchecked Sendable {
  private let work: @Sendable (Job) -> Output
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var threads: [pthread_t] = []
  // All below is guarded by `mutex`.
  private var waiting: [(number: Int, job: Job)] = []
  private var done: [Int: Output] = [:]
  private var isFinished = false
  private var submitted = 0
  private var taken = 0

  init(threads count: Int, work: @escaping @Sendable (Job) -> Output) {
    self.work = work
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
    threads = (0..<count).compactMap { _ in Threads.start { [self] in runJobs() } }
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(changed)
    mutex.deallocate()
    changed.deallocate()
  }

  /// Results that were asked for and not taken yet.
  var outstanding: Int { submitted - taken }

  func submit(_ job: Job) {
    if threads.isEmpty {
      done[submitted] = work(job)
      submitted += 1
      return
    }
    pthread_mutex_lock(mutex)
    waiting.append((submitted, job))
    submitted += 1
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }

  /// The result of the oldest job not taken yet; nil without one.
  func take() -> Output? {
    if outstanding == 0 { return nil }
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = done.removeValue(forKey: taken) {
        taken += 1
        return result
      }
      pthread_cond_wait(changed, mutex)
    }
  }

  /// Drops jobs that have not begun and waits for the threads.
  func finish() {
    pthread_mutex_lock(mutex)
    isFinished = true
    waiting.removeAll()
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  private func runJobs() {
    pthread_mutex_lock(mutex)
    while true {
      if isFinished { break }
      if waiting.isEmpty {
        pthread_cond_wait(changed, mutex)
        continue
      }
      let (number, job) = waiting.removeFirst()
      pthread_mutex_unlock(mutex)
      let result = work(job)
      pthread_mutex_lock(mutex)
      done[number] = result
      pthread_cond_broadcast(changed)
    }
    pthread_mutex_unlock(mutex)
  }
}
