import CSQLite
import Foundation
import Testing

@testable import RewardJudges

@Suite("Answers that are kept", .timeLimit(.minutes(10)))
struct JudgeStoreTests {
  private func key(_ number: Int) -> Digest { Digest(of: Array("question \(number)".utf8)) }
  private func value(_ number: Int) -> [UInt8] { Array("answer \(number) ".utf8) + [0, 255] }

  @Test func `an answer is there after the file was opened again`() throws {
    let folder = try TemporaryFolder()
    do {
      let store = try JudgeStore(path: folder.file("judges"))
      #expect(try store.get(key(1)) == nil)
      try store.put(value(1), for: key(1))
      try store.put([], for: key(2))
    }
    let store = try JudgeStore(path: folder.file("judges"))
    #expect(try store.get(key(1)) == value(1))
    #expect(try store.get(key(2)) == [])
    #expect(try store.count() == 2)
  }

  @Test func `the first answer stays, and is the one to use`() throws {
    let folder = try TemporaryFolder()
    let (one, other) = (
      try JudgeStore(path: folder.file("judges")), try JudgeStore(path: folder.file("judges"))
    )
    #expect(try one.put(value(1), for: key(1)) == value(1))
    #expect(try other.put(value(2), for: key(1)) == value(1))
    #expect(try one.get(key(1)) == value(1))
  }

  @Test func `many threads with connections of their own write and read at once`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("judges")
    // They make the file at the same time, too.
    try await withThrowingTaskGroup { group in
      for writer in 0..<8 {
        group.addTask {
          let store = try JudgeStore(path: path)
          for number in 0..<100 {
            try store.put(value(number), for: key(number * (1 + writer % 2)))
            _ = try store.get(key(number))
          }
        }
      }
      try await group.waitForAll()
    }
    // 0...99 and the even ones to 198.
    #expect(try JudgeStore(path: path).count() == 150)
  }

  @Test func `what is no judge cache is said to be none, by its name`() throws {
    let folder = try TemporaryFolder()
    func reason(_ name: String) -> String? {
      do throws(StoreError) {
        _ = try JudgeStore(path: folder.file(name))
        return nil
      } catch {
        #expect(error.description.contains(folder.file(name)))
        return error.reason
      }
    }
    try Data(repeating: 0x41, count: 9000).write(to: URL(filePath: folder.file("text")))
    #expect(reason("text")?.contains("damaged or no judge cache") == true)

    sqlite(folder.file("foreign"), "CREATE TABLE t (x)")
    #expect(reason("foreign") == "is a SQLite file of another program")

    _ = try JudgeStore(path: folder.file("later"))
    sqlite(folder.file("later"), "PRAGMA user_version = 7")
    #expect(reason("later")?.contains("has the form 7") == true)

    #expect(reason("nowhere/judges")?.contains("cannot be opened: No such file") == true)
    #expect(reason("") != nil, "a folder")
  }

  @Test func `a page that was damaged is an error, not an answer`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("judges")
    do {
      let store = try JudgeStore(path: path)
      for number in 0..<500 { try store.put([UInt8](repeating: 7, count: 200), for: key(number)) }
    }
    sqlite(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    let size = try file.seekToEnd()
    try file.seek(toOffset: 4096)
    try file.write(contentsOf: Data(repeating: 0xEE, count: Int(size) - 4096))
    try file.close()
    #expect {
      let store = try JudgeStore(path: path)
      for number in 0..<500 { _ = try store.get(key(number)) }
    } throws: { error in (error as? StoreError)?.cause == .damaged }
  }

  private func sqlite(_ path: String, _ statement: String) {
    var connection: OpaquePointer?
    #expect(sqlite3_open(path, &connection) == SQLITE_OK)
    #expect(sqlite3_exec(connection, statement, nil, nil, nil) == SQLITE_OK)
    sqlite3_close(connection)
  }
}
