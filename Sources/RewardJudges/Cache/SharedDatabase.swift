import CSQLite
import Glibc

/// A connection to a SQLite file that other processes use meanwhile; its statements are prepared once. Used by one thread at
/// a time.
///
/// Beside the connection that run state has, which locks its file for one process.
final class SharedDatabase {
  /// What a statement is given for a `?`.
  enum Argument {
    case bytes([UInt8]), text(String), integer(Int), real(Double)
  }

  /// The columns of a row, valid until the next.
  struct Row {
    fileprivate let statement: OpaquePointer

    func integer(_ column: Int) -> Int { Int(sqlite3_column_int64(statement, CInt(column))) }
    func real(_ column: Int) -> Double { sqlite3_column_double(statement, CInt(column)) }
    func text(_ column: Int) -> String {
      sqlite3_column_text(statement, CInt(column)).map { String(cString: $0) } ?? ""
    }
    func bytes(_ column: Int) -> [UInt8] {
      let start = sqlite3_column_blob(statement, CInt(column))
      return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, CInt(column)))))
    }
  }

  let path: String
  private var connection: OpaquePointer?
  private var statements: [String: OpaquePointer] = [:]

  /// How long it waits for others that write; what they do takes far less than a millisecond.
  private static let patienceSeconds = 60

  /// Opens or makes the file. Nothing is read yet.
  init(path: String) throws(StoreError) {
    self.path = path
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &connection, flags, nil)
    guard code == SQLITE_OK else {
      let system = connection.map(sqlite3_system_errno) ?? 0
      let reason = system == 0 ? String(cString: sqlite3_errstr(code)) : String(cString: strerror(system))
      sqlite3_close_v2(connection)
      throw StoreError(path: path, cause: .unavailable, reason: "cannot be opened: \(reason)")
    }
    sqlite3_busy_timeout(connection, CInt(Self.patienceSeconds * 1000))
  }

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close_v2(connection)
  }

  /// Lets several processes read while one writes, from here on and for all. Two that do this to a new file at the same time
  /// are in each other's way, which SQLite's own patience does not cover.
  func useWriteAheadLog() throws(StoreError) {
    for attempt in 0... {
      do throws(Failure) {
        try step("PRAGMA journal_mode = WAL", []) { _ in }
        break
      } catch {
        guard error.isBusy, attempt < Self.patienceSeconds * 100 else { throw self.error(error) }
        usleep(10_000)
      }
    }
    try run("PRAGMA synchronous = NORMAL")
  }

  /// Runs one statement; `row` takes each row of its result. How many rows it changed.
  @discardableResult
  func run(_ statement: String, _ arguments: [Argument] = [], row: (Row) -> Void = { _ in }) throws(StoreError) -> Int {
    do throws(Failure) {
      try step(statement, arguments, row: row)
    } catch {
      throw self.error(error)
    }
    return Int(sqlite3_changes(connection))
  }

  /// Runs `body` with nobody else writing; all of it takes effect, or nothing.
  func transaction<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
    try run("BEGIN IMMEDIATE")
    do throws(StoreError) {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // What failed may have ended the transaction by itself.
      if sqlite3_get_autocommit(connection) == 0 { _ = try? run("ROLLBACK") }
      throw error
    }
  }

  private struct Failure: Error {
    let code: CInt
    let message: String
    var isBusy: Bool { code & 0xFF == SQLITE_BUSY || code & 0xFF == SQLITE_LOCKED }
  }

  private func step(_ text: String, _ arguments: [Argument], row: (Row) -> Void) throws(Failure) {
    let statement = try prepared(text)
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (index, argument) in arguments.enumerated() {
      let place = CInt(index + 1)
      let code =
        switch argument {
        case .bytes(let bytes): csqlite_bind_blob(statement, place, bytes, CInt(bytes.count))
        case .text(let text): csqlite_bind_text(statement, place, text, CInt(text.utf8.count))
        case .integer(let integer): sqlite3_bind_int64(statement, place, Int64(integer))
        case .real(let real): sqlite3_bind_double(statement, place, real)
        }
      try check(code)
    }
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw failure(code) }
      row(Row(statement: statement))
    }
  }

  private func prepared(_ text: String) throws(Failure) -> OpaquePointer {
    if let statement = statements[text] { return statement }
    var statement: OpaquePointer?
    try check(sqlite3_prepare_v3(connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil))
    guard let statement else { throw failure(SQLITE_NOMEM) }
    statements[text] = statement
    return statement
  }

  private func check(_ code: CInt) throws(Failure) {
    if code != SQLITE_OK { throw failure(code) }
  }

  private func failure(_ code: CInt) -> Failure {
    Failure(code: code, message: String(cString: sqlite3_errmsg(connection)))
  }

  private func error(_ failure: Failure) -> StoreError {
    switch failure.code & 0xFF {
    case SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_SCHEMA, SQLITE_ERROR:
      StoreError(path: path, cause: .damaged, reason: "is damaged or no judge cache: \(failure.message)")
    case SQLITE_READONLY, SQLITE_PERM:
      StoreError(path: path, cause: .unavailable, reason: "cannot be written: \(failure.message)")
    case SQLITE_BUSY, SQLITE_LOCKED:
      StoreError(
        path: path, cause: .unavailable, reason: "was held by another process for \(Self.patienceSeconds) seconds")
    default: StoreError(path: path, cause: .unavailable, reason: "cannot be used: \(failure.message)")
    }
  }
}
