import Glibc
import Synchronization

/// Where the programs of a policy run: on this machine, or at an address. One for the whole process, so that all its
/// threads together keep to one limit.
public enum CodeSandbox {
  private struct Place: Sendable {
    var run: @Sendable (SandboxJob) throws(SandboxFault) -> SandboxReport
    /// Lets as many programs run at once as the place can take.
    var limit: Semaphore
  }

  private struct State: Sendable {
    /// Nil for this machine.
    var remote: RemoteSandbox?
    /// Nil until it has been tried out.
    var place: Result<Place, SandboxFault>?
  }

  private static let state = Mutex(State())
  private static let verdicts = OnceCache<JobDigest, CodeVerdict>(capacity: 20_000)
  /// How many programs a remote sandbox is given at once.
  private static let remoteLimit = 16
  private static let attempts = 2

  /// Programs run at this address from now on: one that answers as SandboxFusion's `/run_code` does.
  ///
  /// - Throws: where it is no address of the web.
  public static func use(address: String) throws(SandboxFault) {
    let remote = try RemoteSandbox(address: address)
    state.withLock { $0 = State(remote: remote) }
  }

  /// Makes sure, once, that programs can run: the sandbox is tried out.
  ///
  /// - Throws: why they cannot.
  public static func check() throws(SandboxFault) { _ = try current() }

  /// What came of a program; nil where no sandbox said.
  static func verdict(on job: SandboxJob) -> CodeVerdict? {
    guard let place = try? current() else { return nil }
    return verdicts.value(of: JobDigest(job)) {
      var hasDied = false
      for _ in 1...attempts {
        guard let report = try? place.limit({ () throws(SandboxFault) in try place.run(job) }) else { continue }
        // A sandbox that ends in the middle may be the program's doing: certainly, where it happens again.
        if report.isFinished || report.isStopped || hasDied { return CodeVerdict(job, report) }
        hasDied = true
      }
      return nil
    }
  }

  private static func current() throws(SandboxFault) -> Place {
    try state.withLock { state in
      if let known = state.place { return known }
      let remote = state.remote
      let tried = Result { () throws(SandboxFault) in try open(remote) }
      state.place = tried
      return tried
    }.get()
  }

  /// The sandbox at an address, or of this machine, after an empty program has run in it.
  private static func open(_ remote: RemoteSandbox?) throws(SandboxFault) -> Place {
    let place: Place
    if let remote {
      place = Place(run: { job throws(SandboxFault) in try remote.run(job) }, limit: Semaphore(remoteLimit))
    } else {
      let local = try LocalSandbox()
      place = Place(
        run: { job throws(SandboxFault) in try local.run(job) },
        limit: Semaphore(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))))
    }
    let trial = SandboxJob(language: .python, code: [], tests: [.snippet([])], limits: SandboxLimits())
    guard CodeVerdict(trial, try place.run(trial)).hasRun else {
      throw SandboxFault("an empty program does not run in the sandbox")
    }
    return place
  }
}

/// What a job is known by: 128 bits of its content, so that the cache holds no programs and tests. The hash is seeded anew in each
/// process, and nobody can make two jobs that share it.
private struct JobDigest: Hashable {
  private let halves: [Int]

  init(_ job: SandboxJob) {
    halves = (0..<2).map { half in
      var hasher = Hasher()
      hasher.combine(half)
      hasher.combine(job)
      return hasher.finalize()
    }
  }
}
