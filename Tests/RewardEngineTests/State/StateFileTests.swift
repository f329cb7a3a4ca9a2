import CSQLite
import Glibc
import RewardSemantics
import Testing

@testable import RewardEngine

/// States in a file: each step is kept once, whole or not at all.
@Suite struct StateFileTests {
  private let file = TemporaryFile(suffix: ".db")

  private func open(_ spec: TypedSpec = StateSpec.counters, run: String = "default") throws(StateError) -> StateFile {
    try StateFile(path: file.path, run: run, spec: spec)
  }

  /// What opening the file comes to.
  private func failure(_ spec: TypedSpec = StateSpec.counters) -> StateError? {
    do throws(StateError) {
      _ = try open(spec)
      return nil
    } catch {
      return error
    }
  }

  /// Changes the file behind the back of the class.
  private func change(_ statements: String) throws {
    var connection: OpaquePointer?
    #expect(sqlite3_open(file.path, &connection) == SQLITE_OK)
    #expect(sqlite3_exec(connection, statements, nil, nil, nil) == SQLITE_OK)
    sqlite3_close(connection)
  }

  @Test func `the next process reads what the last one left`() throws {
    do {
      let state = try open()
      #expect(try state.begin("1") == StateValues())
      try state.commit(.counters(-0.0, ["a": 1.0 / 3]))
      #expect(try state.begin("2") == .counters(0, ["a": 1.0 / 3]))
      try state.commit(.counters(-0.0, ["a": 1.0 / 3, "b": 7]))
    }
    let values = try open().begin("3")
    #expect(values == .counters(0, ["a": 1.0 / 3, "b": 7]))
    #expect(values.cells[0]?.number.sign == .minus)
  }

  @Test func `a step that is run again reads what it read, and leaves nothing more`() throws {
    do {
      let state = try open()
      for step in 1...4 {
        let before = try state.begin("\(step)")
        #expect(before.cells[0]?.number ?? 0 == Double(step - 1))
        try state.commit(.counters(Double(step), ["k\(step % 2)": Double(step)]))
      }
    }
    let state = try open()
    for (step, total) in [("1", nil), ("2", 1.0), ("3", 2.0)] as [(String, Double?)] {
      #expect(try state.begin(step).cells[0]?.number == total)
      try state.commit(.counters(1000))
    }
    #expect(try state.begin("2") == .counters(1, ["k1": 1]))
    #expect(state.repeatedSteps == 4)
    #expect(try state.begin("5") == .counters(4, ["k1": 3, "k0": 4]))
    try state.commit(.counters(5, ["k1": 3, "k0": 4]))
    #expect(try state.begin("6") == .counters(5, ["k1": 3, "k0": 4]))
    #expect(try state.begin("4") == .counters(3, ["k1": 3, "k0": 2]))
  }

  @Test func `a step that is not committed leaves nothing`() throws {
    do {
      let state = try open()
      _ = try state.begin("1")
    }
    let state = try open()
    #expect(try state.begin("1") == StateValues())
    #expect(state.repeatedSteps == 0)
  }

  @Test func `runs do not see one another`() throws {
    do {
      let state = try open(run: "a")
      _ = try state.begin("1")
      try state.commit(.counters(1))
    }
    do {
      let state = try open(run: "b")
      #expect(try state.begin("1") == StateValues())
      try state.commit(.counters(2))
    }
    #expect(try open(run: "a").begin("2") == .counters(1))
  }

  @Test func `a row without a step has nothing to be kept under`() throws {
    let state = try open()
    #expect(throws: StateError.self) { try state.begin(nil) }
  }

  @Test func `steps are texts or numbers`() throws {
    let state = try open()
    _ = try state.begin("\"a\"")
    try state.commit(.counters(1))
    #expect(try state.begin("\"b\"") == .counters(1))
    #expect(try state.begin("\"a\"") == StateValues())
  }

  @Test func `one process uses the file at a time`() throws {
    let first = try open()
    #expect(failure() == StateError(path: file.path, cause: .inUse, reason: "another run uses it"))
    #expect(try first.begin("1") == StateValues())
  }

  @Test func `another version of the spec finds its states by name`() throws {
    do {
      let state = try open()
      _ = try state.begin("1")
      try state.commit(.counters(1, ["a": 2]))
    }
    let later = StateSpec.of(("label", .text, false), ("seen", .real, true), ("total", .real, false), version: "2.0.0")
    do {
      let state = try open(later)
      let values = try state.begin("2")
      #expect(values.cells == [2: Value(1)])
      #expect(values.tables[1]?.count == 1)
      var next = values
      next.cells[0] = Value(text: "x")
      try state.commit(next)
    }
    #expect(try open(later).begin("3").cells == [0: Value(text: "x"), 2: Value(1)])
    let other = StateSpec.of(("total", ValueType(.list(.real)), false), version: "3.0.0")
    #expect(
      failure(other)?.description == "state file \(file.path): holds `total` of run `default` as real, as declared by "
        + "spec 1.0.0; this spec declares list<real>")
    #expect(failure(StateSpec.of(("total", .real, true)))?.reason.hasSuffix("this spec declares real per key") == true)
  }

  @Test func `a file of something else is left alone`() throws {
    try change("CREATE TABLE mine (x)")
    let before = file.bytes
    #expect(failure()?.reason == "is a database of something else")
    #expect(file.bytes == before)
    let text = TemporaryFile(String(repeating: "not a database\n", count: 100))
    #expect(throws: StateError.self) { try StateFile(path: text.path, run: "r", spec: StateSpec.counters) }
    #expect(text.text.hasPrefix("not a database\nnot"))
  }

  @Test func `a file of a later version is left alone`() throws {
    _ = try open()
    try change("PRAGMA user_version = 9")
    #expect(
      failure()
        == StateError(
          path: file.path, cause: .tooNew, reason: "was written by a later version of rewardc (format 9)"))
  }

  @Test func `damage is found when the file is opened`() throws {
    do {
      let state = try open()
      for step in 0..<200 {
        _ = try state.begin("\(step)")
        try state.commit(.counters(Double(step), ["key \(step)": 1]))
      }
    }
    var bytes = file.bytes
    #expect(bytes.count > 3 * 4096)
    for page in 2..<bytes.count / 4096 {
      bytes.replaceSubrange(page * 4096..<page * 4096 + 64, with: repeatElement(0xEE, count: 64))
    }
    let broken = TemporaryFile(bytes, suffix: ".db")
    let error = #expect(throws: StateError.self) {
      try StateFile(path: broken.path, run: "default", spec: StateSpec.counters)
    }
    #expect(error?.cause == .damaged)
  }

  @Test func `a value that is none of its type is damage`() throws {
    do {
      let state = try open()
      _ = try state.begin("1")
      try state.commit(.counters(1))
    }
    try change("UPDATE value SET value = '\"one\"'")
    let state = try open()
    let error = #expect(throws: StateError.self) { try state.begin("2") }
    #expect(error?.reason == "the value of `total` is no real")
  }

  @Test func `a file that cannot be made`() {
    let error = #expect(throws: StateError.self) {
      try StateFile(path: "/nowhere/run.db", run: "r", spec: StateSpec.counters)
    }
    #expect(error?.description == "state file /nowhere/run.db: cannot be opened: No such file or directory")
    #expect(throws: StateError.self) { try StateFile(path: "/tmp", run: "r", spec: StateSpec.counters) }
  }
}
