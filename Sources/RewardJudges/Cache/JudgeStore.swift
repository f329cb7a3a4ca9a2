import Synchronization

/// Answers that were paid for, in a SQLite file that runs and processes share. What ``put(_:for:)`` returned from is in the
/// file, whatever becomes of the process (a machine that loses its power may lose the last moments).
///
/// The same file keeps what all processes together have asked of a host, for ``RateLimiter``. No key is ever in it.
public final class JudgeStore: Sendable {
  /// Where it lies.
  public let path: String
  private let database: Mutex<SharedDatabase>

  /// `rwJC`: whose file it is, for SQLite.
  private static let application = 0x7277_4A43
  private static let version = 1

  /// Opens the file at `path`, or makes it.
  public init(path: String) throws(StoreError) {
    self.path = path
    let database = try SharedDatabase(path: path)
    try Self.prepare(database)
    self.database = Mutex(database)
  }

  /// One of this process alone, which is gone with it.
  public convenience init() throws(StoreError) { try self.init(path: ":memory:") }

  /// The answer to a question; nil where nobody has got one.
  public func get(_ key: Digest) throws(StoreError) -> [UInt8]? {
    try use { database throws(StoreError) in try Self.answer(to: key, in: database) }
  }

  /// Keeps an answer. Where another process was faster, its answer stays.
  ///
  /// - Returns: the answer that is kept, which is the one to use, so that all processes use the same.
  @discardableResult
  public func put(_ value: [UInt8], for key: Digest) throws(StoreError) -> [UInt8] {
    try use { database throws(StoreError) in
      let changed = try database.run(
        "INSERT INTO answers (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING", [.bytes(key.bytes), .bytes(value)])
      if changed == 1 { return value }
      return try Self.answer(to: key, in: database) ?? value
    }
  }

  /// How many answers there are.
  public func count() throws(StoreError) -> Int {
    try use { database throws(StoreError) in
      var count = 0
      try database.run("SELECT count(*) FROM answers") { count = $0.integer(0) }
      return count
    }
  }

  /// Runs `body` with the connection, one thread at a time.
  func use<Result: Sendable>(_ body: (SharedDatabase) throws(StoreError) -> Result) throws(StoreError) -> Result {
    // `withLock` does not carry the type of the error.
    let result = database.withLock { database in
      do throws(StoreError) {
        return Swift.Result<Result, StoreError>.success(try body(database))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func answer(to key: Digest, in database: SharedDatabase) throws(StoreError) -> [UInt8]? {
    var value: [UInt8]?
    try database.run("SELECT value FROM answers WHERE key = ?", [.bytes(key.bytes)]) { value = $0.bytes(0) }
    return value
  }

  /// Makes the tables of a new file, and checks those of an old one.
  private static func prepare(_ database: SharedDatabase) throws(StoreError) {
    if try isNew(database) {
      try database.useWriteAheadLog()
      try database.transaction { () throws(StoreError) in
        // Another process may have made them meanwhile.
        guard try isNew(database) else { return }
        try database.run("CREATE TABLE answers (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID")
        try SharedLedger.makeTables(in: database)
        try database.run("PRAGMA application_id = \(application)")
        try database.run("PRAGMA user_version = \(version)")
      }
    }
    func pragma(_ name: String) throws(StoreError) -> Int {
      var value = 0
      try database.run("PRAGMA \(name)") { value = $0.integer(0) }
      return value
    }
    guard try pragma("application_id") == application else {
      throw StoreError(path: database.path, cause: .damaged, reason: "is a SQLite file of another program")
    }
    let found = try pragma("user_version")
    guard found == version else {
      throw StoreError(
        path: database.path, cause: .damaged,
        reason: "has the form \(found), and this rewardc reads the form \(version)")
    }
    try database.useWriteAheadLog()
  }

  private static func isNew(_ database: SharedDatabase) throws(StoreError) -> Bool {
    var tables = 0
    try database.run("SELECT count(*) FROM sqlite_master") { tables = $0.integer(0) }
    return tables == 0
  }
}
