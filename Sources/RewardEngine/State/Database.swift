import CSQLite
import Glibc

/// A connection to a SQLite file that no other process can use meanwhile. Used by one thread.
final class Database {
  let path: String
  private var connection: OpaquePointer?

  /// Opens or makes the file at `path` and locks it until the connection goes.
  init(path: String) throws(StateError) {
    self.path = path
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &connection, flags, nil)
    guard code == SQLITE_OK else {
      let system = connection.map(sqlite3_system_errno) ?? 0
      let reason = system == 0 ? String(cString: sqlite3_errstr(code)) : String(cString: strerror(system))
      throw StateError(path: path, cause: .notWritable, reason: "cannot be opened: \(reason)")
    }
    sqlite3_extended_result_codes(connection, 1)
  }

  deinit { sqlite3_close_v2(connection) }

  /// Runs statements that give nothing back.
  func execute(_ statements: String) throws(StateError) {
    let code = sqlite3_exec(connection, statements, nil, nil, nil)
    if code != SQLITE_OK { throw error(code) }
  }

  /// Runs one statement; `row` takes the columns of each row of its result.
  func query(
    _ statement: String, _ arguments: [Argument] = [], row: ([Field]) throws(StateError) -> Void = { _ in }
  ) throws(StateError) {
    var prepared: OpaquePointer?
    var code = sqlite3_prepare_v2(connection, statement, -1, &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw error(code) }
    defer { sqlite3_finalize(prepared) }
    for (index, argument) in arguments.enumerated() {
      let place = CInt(index + 1)
      code =
        switch argument {
        case .text(let text): csqlite_bind_text(prepared, place, text, CInt(text.utf8.count))
        case .integer(let integer): sqlite3_bind_int64(prepared, place, Int64(integer))
        }
      if code != SQLITE_OK { throw error(code) }
    }
    while true {
      code = sqlite3_step(prepared)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw error(code) }
      try row((0..<sqlite3_column_count(prepared)).map { Field(statement: prepared, column: $0) })
    }
  }

  /// What a statement is given for a `?`.
  enum Argument {
    case text(String), integer(Int)
  }

  /// A column of a row, valid until the next row.
  struct Field {
    fileprivate let statement: OpaquePointer
    fileprivate let column: CInt

    var integer: Int { Int(sqlite3_column_int64(statement, column)) }

    var bytes: UnsafeBufferPointer<UInt8> {
      let start = sqlite3_column_text(statement, column)
      return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private func error(_ code: CInt) -> StateError {
    let reason = String(cString: sqlite3_errmsg(connection))
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: return StateError(path: path, cause: .inUse, reason: "another run uses it")
    case SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_SCHEMA, SQLITE_ERROR:
      return StateError(path: path, cause: .damaged, reason: "is damaged or no state file: \(reason)")
    default: return StateError(path: path, cause: .notWritable, reason: "cannot be written: \(reason)")
    }
  }
}
