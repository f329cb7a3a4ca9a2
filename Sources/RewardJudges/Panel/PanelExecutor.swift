import Dispatch

/// Runs what is asked on threads of its own, so that whoever waits for answers may stand on any thread, those of Swift's
/// concurrency included.
final class PanelExecutor: TaskExecutor {
  static let shared = PanelExecutor()

  private let queue = DispatchQueue(label: "rewardc.judges", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
