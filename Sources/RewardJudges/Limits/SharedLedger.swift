import Glibc

/// What all processes that share a store ask of their hosts together: the pace of each host, and a lease for what each
/// process has under way there. Every step is one transaction.
///
/// A lease says how many requests a process has under way, and whether it would send more. It is renewed now and then; one
/// that was not for half a minute, or whose process is known to have ended, is void, so that a process that was killed
/// takes nothing with it.
struct SharedLedger: Sendable {
  /// What becomes of a request that would start.
  enum Decision: Hashable {
    case started
    /// The pace of the host does not allow it yet.
    case wait(seconds: Double)
    /// Others have as much under way as may be.
    case full
  }

  let store: JudgeStore
  /// Whose leases these are; one process may hold those of several limiters.
  private let holder: Int
  private let clock: @Sendable () -> Double

  /// How often leases are renewed, and after what time without that they are void.
  static let renewalSeconds = 10.0
  static let leaseSeconds = 30.0

  init(store: JudgeStore, clock: @escaping @Sendable () -> Double = { SharedLedger.now() }) {
    self.store = store
    self.clock = clock
    holder = Int.random(in: 1...Int.max)
  }

  /// Seconds since 1970.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func makeTables(in database: SharedDatabase) throws(StoreError) {
    try database.run(
      """
      CREATE TABLE hosts (origin TEXT PRIMARY KEY, requests REAL NOT NULL, tokens REAL NOT NULL, open_from REAL NOT NULL,
        changed REAL NOT NULL) WITHOUT ROWID
      """)
    try database.run(
      """
      CREATE TABLE leases (origin TEXT NOT NULL, holder INTEGER NOT NULL, running INTEGER NOT NULL,
        waits INTEGER NOT NULL, renewed REAL NOT NULL, pid INTEGER NOT NULL, started INTEGER NOT NULL,
        machine TEXT NOT NULL, PRIMARY KEY (origin, holder)) WITHOUT ROWID
      """)
  }

  /// Starts a request if that is allowed.
  ///
  /// - Parameters:
  ///   - running: what this holder has under way, without it.
  ///   - waits: whether this holder has others behind it.
  func start(
    _ origin: String, _ limits: JudgeModel.Limits, tokens: Int, running: Int, waits: Bool
  ) throws(StoreError) -> Decision {
    try transaction { database, now throws(StoreError) in
      var pace = try Self.pace(of: origin, database, now)
      let seconds = pace.wait(limits, now: now)
      if seconds > 0 {
        try lease(origin, running: running, waits: true, database, now)
        return .wait(seconds: seconds)
      }
      var hasRoom = try hasRoom(origin, limits, running, database, now)
      if !hasRoom, try removeEnded(origin, database) {
        hasRoom = try self.hasRoom(origin, limits, running, database, now)
      }
      guard hasRoom else {
        try lease(origin, running: running, waits: true, database, now)
        return .full
      }
      pace.take(limits, tokens: tokens, now: now)
      try Self.set(pace, of: origin, database)
      try lease(origin, running: running + 1, waits: waits, database, now)
      return .started
    }
  }

  /// A request has ended, which used so many tokens more than was thought (or fewer, below 0).
  func end(
    _ origin: String, _ limits: JudgeModel.Limits, moreTokens: Int, running: Int, waits: Bool
  ) throws(StoreError) {
    try transaction { database, now throws(StoreError) in
      if moreTokens != 0, limits.tokensPerMinute != nil {
        var pace = try Self.pace(of: origin, database, now)
        pace.spend(moreTokens, limits, now: now)
        try Self.set(pace, of: origin, database)
      }
      try lease(origin, running: running, waits: waits, database, now)
    }
  }

  /// Whether this holder, of whose requests one has ended, may start another in its place without writing anything: what is
  /// under way stays as many, so that nobody's limit can be exceeded; it is only asked whether others should have their turn.
  /// The host's limits have no rates.
  ///
  /// - Parameter running: what this holder has under way, without it.
  func mayReplace(_ origin: String, _ limits: JudgeModel.Limits, running: Int) throws(StoreError) -> Bool {
    try store.use { database throws(StoreError) in
      let now = clock()
      let pace = try Self.pace(of: origin, database, now)
      guard pace.wait(limits, now: now) == 0 else { return false }
      return try hasRoom(origin, limits, running, database, now)
    }
  }

  /// Says again what this holder has under way.
  func renew(_ origin: String, running: Int, waits: Bool) throws(StoreError) {
    try transaction { database, now throws(StoreError) in
      try lease(origin, running: running, waits: waits, database, now)
    }
  }

  /// Nobody asks the host for so many seconds.
  func pause(_ origin: String, seconds: Double) throws(StoreError) {
    try transaction { database, now throws(StoreError) in
      var pace = try Self.pace(of: origin, database, now)
      guard now + seconds > pace.openFrom else { return }
      pace.openFrom = now + seconds
      pace.changed = now
      try Self.set(pace, of: origin, database)
    }
  }

  // MARK: Inside a transaction

  private func transaction<Result: Sendable>(
    _ body: (SharedDatabase, _ now: Double) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try store.use { database throws(StoreError) in
      // The clock is read when it is this process's turn.
      try database.transaction { () throws(StoreError) in try body(database, clock()) }
    }
  }

  private static func pace(of origin: String, _ database: SharedDatabase, _ now: Double) throws(StoreError) -> HostPace
  {
    var pace = HostPace()
    try database.run("SELECT requests, tokens, open_from, changed FROM hosts WHERE origin = ?", [.text(origin)]) {
      pace = HostPace(requests: $0.real(0), tokens: $0.real(1), openFrom: $0.real(2), changed: $0.real(3))
    }
    pace.follow(now)
    return pace
  }

  private static func set(_ pace: HostPace, of origin: String, _ database: SharedDatabase) throws(StoreError) {
    try database.run(
      "REPLACE INTO hosts (origin, requests, tokens, open_from, changed) VALUES (?, ?, ?, ?, ?)",
      [.text(origin), .real(pace.requests), .real(pace.tokens), .real(pace.openFrom), .real(pace.changed)])
  }

  private func lease(
    _ origin: String, running: Int, waits: Bool, _ database: SharedDatabase, _ now: Double
  ) throws(StoreError) {
    guard running > 0 || waits else {
      try database.run("DELETE FROM leases WHERE origin = ? AND holder = ?", [.text(origin), .integer(holder)])
      return
    }
    let process = ProcessIdentity.current
    try database.run(
      "REPLACE INTO leases (origin, holder, running, waits, renewed, pid, started, machine) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .text(origin), .integer(holder), .integer(running), .integer(waits ? 1 : 0), .real(now), .integer(process.pid),
        .integer(process.started), .text(process.machine),
      ])
  }

  /// Whether one more may be under way. While others wait, each holder has its share only: whoever ends a request could
  /// start the next one before anybody else looks.
  private func hasRoom(
    _ origin: String, _ limits: JudgeModel.Limits, _ running: Int, _ database: SharedDatabase, _ now: Double
  ) throws(StoreError) -> Bool {
    var (others, waiting, holders) = (0, 0, 0)
    try database.run(
      """
      SELECT total(running), total(waits), count(*) FROM leases
      WHERE origin = ? AND holder <> ? AND abs(? - renewed) < ?
      """, [.text(origin), .integer(holder), .real(now), .real(Self.leaseSeconds)]
    ) { (others, waiting, holders) = ($0.integer(0), $0.integer(1), $0.integer(2)) }
    let limit = max(1, limits.inFlight)
    guard running + others < limit else { return false }
    return waiting == 0 || running < (limit + holders) / (holders + 1)
  }

  /// Removes the leases of processes that have ended; whether there were any.
  private func removeEnded(_ origin: String, _ database: SharedDatabase) throws(StoreError) -> Bool {
    var ended: [Int] = []
    try database.run(
      "SELECT holder, pid, started, machine FROM leases WHERE origin = ? AND holder <> ?",
      [.text(origin), .integer(holder)]
    ) { row in
      let process = ProcessIdentity(pid: row.integer(1), started: row.integer(2), machine: row.text(3))
      if process.hasEnded { ended.append(row.integer(0)) }
    }
    for holder in ended {
      try database.run("DELETE FROM leases WHERE origin = ? AND holder = ?", [.text(origin), .integer(holder)])
    }
    return !ended.isEmpty
  }
}
