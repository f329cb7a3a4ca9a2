import RewardSemantics

/// States that outlive the process, in a SQLite file that one run uses at a time.
///
/// Values are kept under (run, spec, state, key) and the step that left them, each step in one transaction. A step that
/// is run again reads what it read the first time, and what it leaves is not kept again: a run that was killed may be
/// run again from its first row and leaves the same states and writes the same rows.
///
/// A state is found again by its name, whatever the version of the spec; its type must be the same.
public final class StateFile: RunState {
  private let database: Database
  private let run: String
  private let spec: String
  private let states: [TypedState]
  private let stateOf: [String: StateID]
  /// The number of the step after which the states were worth `values`; 0 is before the first.
  private var number = 0
  private var last = 0
  private var values = StateValues()
  /// The step that began last, if it is new, and its number.
  private var fresh: String?
  private var begun = 0
  /// How many steps were run that had been kept before.
  public private(set) var repeatedSteps = 0

  /// Opens or makes the file at `path`; it is locked until this object goes.
  ///
  /// - Parameters:
  ///   - run: the name of the training run, which several runs of the program continue.
  ///   - spec: whose states are kept.
  public init(path: String, run: String, spec: TypedSpec) throws(StateError) {
    self.run = run
    self.spec = spec.name
    states = spec.states
    stateOf = Dictionary(spec.states.enumerated().map { ($1.name, $0) }) { first, _ in first }
    database = try StateFile.opened(path)
    try declareStates(version: spec.version)
    try database.query("SELECT coalesce(max(number), 0) FROM step WHERE run = ? AND spec = ?", key()) { row in
      last = row[0].integer
    }
  }

  public func begin(_ step: String?) throws(StateError) -> StateValues {
    guard let step else {
      throw StateError(path: database.path, cause: .noStep, reason: "states are kept by step, and a row has no `step`")
    }
    var known: Int?
    try database.query("SELECT number FROM step WHERE run = ? AND spec = ? AND step = ?", key(.text(step))) { row in
      known = row[0].integer
    }
    fresh = known == nil ? step : nil
    begun = known ?? last + 1
    if known != nil { repeatedSteps += 1 }
    try move(to: known.map { $0 - 1 } ?? last)
    return values
  }

  public func commit(_ values: StateValues) throws(StateError) {
    guard let step = fresh else { return }
    fresh = nil
    let values = values.settled()
    try database.execute("BEGIN IMMEDIATE")
    do throws(StateError) {
      try database.query("INSERT INTO step VALUES (?, ?, ?, ?)", key(.integer(last + 1), .text(step)))
      for (state, key, value) in self.values.changes(to: values) {
        guard states.indices.contains(state), let json = StateEncoding.json(value) else { continue }
        try database.query(
          "INSERT INTO value VALUES (?, ?, ?, ?, ?, ?)",
          self.key(.text(states[state].name), .text(key), .integer(last + 1), .text(json)))
      }
      try database.execute("COMMIT")
    } catch {
      try? database.execute("ROLLBACK")
      throw error
    }
    last += 1
    number = last
    self.values = values
  }

  /// What the states are worth after the step that began last: of one that was kept before what it left then, whatever
  /// its rows say now. Nil where it is not kept.
  public func valuesAfterStep() throws(StateError) -> StateValues? {
    guard begun > 0, begun <= last else { return nil }
    try move(to: begun)
    return values
  }

  private func key(_ more: Database.Argument...) -> [Database.Argument] { [.text(run), .text(spec)] + more }

  // MARK: Reading

  /// Makes `values` what they were after the step of a number.
  private func move(to target: Int) throws(StateError) {
    if target == number { return }
    if target == number + 1 {
      try load("SELECT state, key, value FROM value WHERE run = ? AND spec = ? AND number = ?", key(.integer(target)))
    } else {
      values = StateValues()
      try load(
        """
        SELECT state, key, value FROM value AS v WHERE run = ? AND spec = ? AND number = (SELECT max(number) FROM value
          WHERE run = v.run AND spec = v.spec AND state = v.state AND key = v.key AND number <= ?)
        """, key(.integer(target)))
    }
    number = target
  }

  private func load(_ statement: String, _ arguments: [Database.Argument]) throws(StateError) {
    guard let parser = JSONParser(depthLimit: RowParser.depthLimit) else {
      throw StateError(path: database.path, cause: .notWritable, reason: "no memory to read it")
    }
    try database.query(statement, arguments) { (row) throws(StateError) in
      guard let state = stateOf[row[0].text] else { return }
      let isKeyed = states[state].key != nil
      let key = isKeyed ? parser.parse(row[1].bytes, isPadded: false).root.flatMap(StateEncoding.key) : nil
      guard key != nil || !isKeyed, let json = parser.parse(row[2].bytes, isPadded: false).root,
        let value = StateEncoding.value(json, as: states[state].type.value.base)
      else {
        throw StateError(
          path: database.path, cause: .damaged,
          reason: "the value of `\(states[state].name)` is no \(states[state].type.value)")
      }
      if let key { values.tables[state, default: [:]][key] = value } else { values.cells[state] = value }
    }
  }

  // MARK: The file

  /// `rwst` as a number: what tells a state file from other databases.
  private static let application = 0x7277_7374
  private static let format = 1

  private static func opened(_ path: String) throws(StateError) -> Database {
    let database = try Database(path: path)
    // The lock that the first transaction takes is kept.
    try database.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
    var application = 0
    var format = 0
    var tables = 0
    try database.query("PRAGMA application_id") { application = $0[0].integer }
    try database.query("PRAGMA user_version") { format = $0[0].integer }
    try database.query("SELECT count(*) FROM sqlite_schema") { tables = $0[0].integer }
    guard application == self.application || tables == 0 && application == 0 else {
      throw StateError(path: path, cause: .damaged, reason: "is a database of something else")
    }
    guard format <= self.format else {
      throw StateError(
        path: path, cause: .tooNew, reason: "was written by a later version of rewardc (format \(format))")
    }
    try database.execute(
      """
      PRAGMA application_id = \(self.application);
      PRAGMA user_version = \(self.format);
      CREATE TABLE IF NOT EXISTS state (
        run TEXT NOT NULL, spec TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, version TEXT NOT NULL,
        PRIMARY KEY (run, spec, name)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS step (
        run TEXT NOT NULL, spec TEXT NOT NULL, number INTEGER NOT NULL, step TEXT NOT NULL,
        PRIMARY KEY (run, spec, number), UNIQUE (run, spec, step)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS value (
        run TEXT NOT NULL, spec TEXT NOT NULL, state TEXT NOT NULL, key TEXT NOT NULL, number INTEGER NOT NULL,
        value TEXT NOT NULL, PRIMARY KEY (run, spec, state, key, number)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS value_by_step ON value (run, spec, number);
      COMMIT;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      """)
    try database.query("PRAGMA quick_check(1)") { (row) throws(StateError) in
      if row[0].text != "ok" {
        throw StateError(path: path, cause: .damaged, reason: "is damaged: \(row[0].text)")
      }
    }
    return database
  }

  /// Enters the states of the spec, or holds them against those of an earlier version of it.
  private func declareStates(version: String) throws(StateError) {
    for state in states {
      let type = state.type.value.description + (state.key == nil ? "" : " per key")
      var known: (type: String, version: String)?
      try database.query(
        "SELECT type, version FROM state WHERE run = ? AND spec = ? AND name = ?", key(.text(state.name))
      ) { known = ($0[0].text, $0[1].text) }
      if let known, known.type != type {
        throw StateError(
          path: database.path, cause: .otherType,
          reason: "holds `\(state.name)` of run `\(run)` as \(known.type), as declared by \(spec) \(known.version); "
            + "this spec declares \(type)")
      }
      if known == nil {
        try database.query(
          "INSERT INTO state VALUES (?, ?, ?, ?, ?)", key(.text(state.name), .text(type), .text(version)))
      }
    }
  }
}

extension StateValues {
  /// What differs in `other`: the state, the key as JSON (empty for a state without one), and the value there.
  fileprivate func changes(to other: StateValues) -> [(state: StateID, key: String, value: Value)] {
    var result: [(StateID, String, Value)] = []
    for (state, value) in other.cells.sorted(by: { $0.key < $1.key }) {
      if let old = cells[state], old.isIdentical(to: value) { continue }
      result.append((state, "", value))
    }
    for (state, table) in other.tables.sorted(by: { $0.key < $1.key }) {
      let changed = table.filter { key, value in !(tables[state]?[key]?.isIdentical(to: value) ?? false) }
      result += changed.map { (state, StateEncoding.json(key: $0.key), $0.value) }.sorted { $0.1 < $1.1 }
    }
    return result
  }
}
