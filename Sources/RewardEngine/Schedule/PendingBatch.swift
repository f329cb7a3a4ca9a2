import RewardSemantics

/// The rows of a batch that is not complete yet, as references to the chunks they came in.
struct PendingBatch {
  struct Segment {
    var rows: RowResult
    /// Rows of the chunk that belong to the batch, as ranges, ascending.
    var ranges: [Range<Int>]
  }

  /// The `step` of the rows as JSON source; nil where they have none.
  var step: String?
  private(set) var segments: [Segment] = []
  /// The group of each row.
  private(set) var groups: [Int32] = []
  private(set) var groupNames: [String] = []
  /// Line of each group's first row, and the fingerprints of its shared inputs.
  private(set) var groupLines: [Int] = []
  private var groupFingerprints: [[UInt64]] = []
  private var groupKeys: [(hash: UInt64, key: [UInt8], isPrompt: Bool)] = []
  private var groupTable = KeyTable()
  private var linesByID: [UInt64: Int] = [:]
  private var firstLine = 0
  /// Which attempt each group is; empty where all are the first.
  private(set) var attempts: [Int] = []

  var count: Int { groups.count }

  /// The same groups with other rollouts in some of them, which are the next attempt there.
  ///
  /// - Parameter rows: by group, as many as it has.
  func replacing(_ rows: [Int: [AttemptTable.Row]]) -> PendingBatch {
    var new = self
    new.segments = []
    if new.attempts.isEmpty { new.attempts = Array(repeating: 0, count: groupNames.count) }
    for group in rows.keys { new.attempts[group] += 1 }
    var next: [Int: Int] = [:]
    var row = 0
    for segment in segments {
      var isNew = true
      for own in segment.ranges.joined() {
        let group = Int(groups[row])
        row += 1
        if let attempt = rows[group] {
          let rollout = attempt[next[group, default: 0]]
          next[group, default: 0] += 1
          new.segments.append(Segment(rows: rollout.rows, ranges: [rollout.place..<rollout.place + 1]))
          isNew = true
        } else {
          if isNew { new.segments.append(Segment(rows: segment.rows, ranges: [])) }
          new.segments[new.segments.count - 1].ranges.append(own..<own + 1)
          isNew = false
        }
      }
    }
    return new
  }

  func groupHash(_ group: Int) -> UInt64 { groupKeys[group].hash }

  /// The bytes by which the rows of a group were put together; of a row without any, those of its name.
  func groupKey(_ group: Int) -> [UInt8] {
    groupKeys[group].key.isEmpty ? Array(groupNames[group].utf8) : groupKeys[group].key
  }
  var isEmpty: Bool { groups.isEmpty }

  /// Where a row's group stands: found, or new with this hash.
  enum Place {
    case known(Int)
    case new(hash: UInt64)
  }

  /// The group of a row. A row that has neither a group key nor a prompt is a group of its own.
  func place(of row: Int, in rows: RowResult) -> Place {
    let hash = rows.groupHash(row)
    guard rows.groups.status[row] < 16 else { return .new(hash: hash) }
    let found = groupTable.find(hash) { group in
      groupKeys[group].isPrompt == rows.groupedByPrompt[row] && rows.isGroup(row, groupKeys[group].key)
    }
    return found.map { .known($0) } ?? .new(hash: hash)
  }

  /// Why a row cannot belong to a group: an input of the group, or of the batch, differs from that of an earlier row, or
  /// another line that was to hold the whole group did not.
  func conflict(of row: Int, in rows: RowResult, at place: Place, layout: InputLayout, inputs: [TypedInput])
    -> RowProblem?
  {
    if layout.schema.rowGrain == .group, case .known(let group) = place, groupLines[group] != rows.lines[row] {
      return RowProblem(
        line: rows.lines[row],
        message: "line \(groupLines[group]) has the same group \(groupNames[group]); "
          + "a row per group has all rollouts of its group")
    }
    if layout.schema.rowGrain == .turn, rows.ids.status[row] < 16, let line = linesByID[rows.ids.hash(row)] {
      return RowProblem(
        line: rows.lines[row],
        message: "the rollout came before, at line \(line): the turns of a rollout stand together")
    }
    for (index, shared) in layout.shared.enumerated() {
      let own = rows.fingerprints[index][row]
      if shared.grain == .group {
        guard case .known(let group) = place, groupFingerprints[group][index] != own else { continue }
        return RowProblem(
          line: rows.lines[row],
          message: "`\(inputs[shared.input].name)` differs from line \(groupLines[group]), a row of the same group")
      } else if let first = groupFingerprints.first, first[index] != own {
        return RowProblem(
          line: rows.lines[row],
          message: "`\(inputs[shared.input].name)` differs from line \(firstLine), a row of the same batch")
      }
    }
    return nil
  }

  /// Adds a row to its group. Returns the line of an earlier row with the same id, if there is one on another line: the
  /// rollouts of one line may share an id.
  mutating func append(_ row: Int, of rows: RowResult, isSameChunk: Bool, at place: Place) -> Int? {
    if isEmpty { firstLine = rows.lines[row] }
    let group: Int
    switch place {
    case .known(let known): group = known
    case .new(let hash):
      group = groupNames.count
      let key = rows.groupKey(row)
      groupKeys.append((hash, key, rows.groupedByPrompt[row]))
      // A row without a key is entered too, so that the table's numbers are those of the groups.
      _ = groupTable.insert(hash) { _ in false }
      let hasKey = rows.groups.status[row] < 16
      groupNames.append(hasKey ? String(decoding: key, as: UTF8.self) : "line \(rows.lines[row])")
      groupLines.append(rows.lines[row])
      groupFingerprints.append(rows.fingerprints.map { $0[row] })
    }
    groups.append(Int32(group))
    if isSameChunk, !segments.isEmpty {
      let last = segments.count - 1
      if let range = segments[last].ranges.last, range.upperBound == row {
        segments[last].ranges[segments[last].ranges.count - 1] = range.lowerBound..<row + 1
      } else {
        segments[last].ranges.append(row..<row + 1)
      }
    } else {
      segments.append(Segment(rows: rows.withoutKeys, ranges: [row..<row + 1]))
    }
    guard rows.ids.status[row] < 16 else { return nil }
    let line = rows.lines[row]
    return linesByID.updateValue(line, forKey: rows.ids.hash(row)).flatMap { $0 == line ? nil : $0 }
  }
}

extension RowResult {
  /// Without what only assembly reads: a group key may be a whole prompt, which must not outlive its chunk.
  fileprivate var withoutKeys: RowResult {
    var copy = self
    copy.groups = Column(.numbers([]), status: [])
    copy.steps = copy.groups
    copy.groupedByPrompt = []
    copy.fingerprints = []
    copy.problems = []
    return copy
  }

  /// A hash of the group key; of the line where there is none.
  func groupHash(_ row: Int) -> UInt64 {
    if groups.status[row] < 16 { return groups.hash(row) ^ (groupedByPrompt[row] ? 0x5851_F42D_4C95_7F2D : 0) }
    var hash = ByteHash()
    hash.add(Double(lines[row]))
    return hash.value
  }

  func groupKey(_ row: Int) -> [UInt8] {
    guard groups.status[row] < 16, case .texts(let texts) = groups.storage else { return [] }
    return Array(texts.arena.bytes[texts.starts[row]..<texts.ends[row]])
  }

  func isGroup(_ row: Int, _ key: [UInt8]) -> Bool {
    guard case .texts(let texts) = groups.storage else { return false }
    return texts.arena.bytes[texts.starts[row]..<texts.ends[row]].elementsEqual(key)
  }

  /// The `step` of a row as JSON source; nil where it has none.
  func step(_ row: Int) -> String? {
    guard steps.status[row] < 16, case .texts(let texts) = steps.storage else { return nil }
    return texts.string(row)
  }
}
