import RewardSemantics

/// Puts rows that are turns together: the rows of one rollout, which stand together, become one row of a chunk.
///
/// - A field per turn has the value of each row; a field per token the lists of the rows one after another.
/// - What is per rollout or coarser stands in one of the rows, or is the same in all that have it.
/// - So do the group and the step. Where no row has a group key, the rollout is grouped by the first prompt: prompts may
///   differ from turn to turn.
/// - A rollout is scored whole or not at all: where one of its rows cannot be read, the others are left out with it. A
///   row of which not even the rollout is known takes those with it between which it stands.
struct TurnJoiner {
  private let turns: RowChunk
  private let schema: RowSchema
  /// Rows that follow one another and are of one rollout.
  private var runs: [Range<Int>] = []
  private var problems: [RowProblem]

  /// The rows of a run that have what the rollout has once.
  private struct Chosen {
    var fields: [Int] = []
    var group = 0
    var step = 0
  }

  /// - Parameters:
  ///   - turns: a row for each turn.
  ///   - badRollouts: the ids, as JSON source, of lines that could not be read, by line.
  init(_ turns: RowChunk, of schema: RowSchema, _ badRollouts: [Int: [UInt8]]) {
    self.turns = turns
    self.schema = schema
    problems = turns.problems
    for row in 0..<turns.count {
      if row > 0, Column.areEqual(turns.ids, row - 1, turns.ids, row) {
        runs[runs.count - 1] = runs[runs.count - 1].lowerBound..<row + 1
      } else {
        runs.append(row..<row + 1)
      }
    }
    leaveOutBroken(badRollouts)
  }

  /// A row for each rollout.
  func joined() -> RowChunk {
    var joiner = self
    var chosen: [Chosen] = []
    var whole: [Range<Int>] = []
    for run in runs {
      guard let rows = joiner.choose(in: run) else { continue }
      chosen.append(rows)
      whole.append(run)
    }
    joiner.runs = whole
    return joiner.chunk(chosen)
  }

  // MARK: Broken rollouts

  private mutating func leaveOutBroken(_ badRollouts: [Int: [UInt8]]) {
    guard !turns.problems.isEmpty else { return }
    // By run, the line on account of which it is not whole.
    var broken: [Int: Int] = [:]
    // The first run that begins behind the problem; problems stand in the order of lines, as runs do.
    var behind = 0
    for problem in turns.problems {
      while behind < runs.count, turns.lines[runs[behind].lowerBound] < problem.line { behind += 1 }
      let isInside = behind > 0 && turns.lines[runs[behind - 1].upperBound - 1] > problem.line
      for run in [behind - 1, isInside ? behind - 1 : behind] where runs.indices.contains(run) {
        if let id = badRollouts[problem.line], id != self.id(runs[run].lowerBound) { continue }
        broken[run] = broken[run] ?? problem.line
      }
    }
    for (run, line) in broken { leaveOut(runs[run], with: line) }
    runs = runs.indices.filter { broken[$0] == nil }.map { runs[$0] }
  }

  private func id(_ row: Int) -> [UInt8] { Array(turns.ids.value(row).text) }

  private mutating func leaveOut(_ run: Range<Int>, with line: Int) {
    for row in run where turns.lines[row] != line {
      problems.append(
        RowProblem(
          line: turns.lines[row], message: "left out with line \(line): a rollout is scored with all its turns"))
    }
  }

  // MARK: What a rollout has once

  /// The rows that have each field, the group and the step; nil where the rollout must be left out.
  private mutating func choose(in run: Range<Int>) -> Chosen? {
    func leftOut(at row: Int, _ message: String) -> Chosen? {
      problems.append(RowProblem(line: turns.lines[row], message: message))
      leaveOut(run, with: turns.lines[row])
      return nil
    }
    let (first, last) = (turns.lines[run.lowerBound], turns.lines[run.upperBound - 1])
    var chosen = Chosen()
    let steps = rows(run, with: turns.steps)
    chosen.step = steps.first ?? run.lowerBound
    if let row = steps.first(where: { !Column.areEqual(turns.steps, chosen.step, turns.steps, $0) }) {
      return leftOut(at: row, "the step differs from line \(turns.lines[chosen.step]), a turn of the same rollout")
    }
    let groups = rows(run, with: turns.groups)
    let keys = groups.filter { !turns.groupedByPrompt[$0] }
    chosen.group = keys.first ?? groups.first ?? run.lowerBound
    if let row = keys.first(where: { !Column.areEqual(turns.groups, chosen.group, turns.groups, $0) }) {
      return leftOut(at: row, "the group differs from line \(turns.lines[chosen.group]), a turn of the same rollout")
    }
    for (field, column) in zip(schema.fields, turns.columns) {
      guard field.grain != .token, field.grain != .turn else {
        chosen.fields.append(run.lowerBound)
        continue
      }
      let present = rows(run, with: column)
      guard let value = present.first else {
        if !field.isOptional {
          let paths = field.paths.map { "`\($0.joined(separator: "."))`" }.joined(separator: ", ")
          let place = first == last ? "line \(first)" : "lines \(first) to \(last)"
          return leftOut(at: run.lowerBound, "no value for `\(field.name)`: none of \(paths) in \(place)")
        }
        chosen.fields.append(run.lowerBound)
        continue
      }
      if let other = present.first(where: { !Column.areEqual(column, value, column, $0) }) {
        return leftOut(
          at: other,
          "`\(field.name)` differs from line \(turns.lines[value]), a turn of the same rollout: is it `per turn`?")
      }
      chosen.fields.append(value)
    }
    return chosen
  }

  private func rows(_ run: Range<Int>, with column: Column) -> [Int] {
    run.filter { Status(rawValue: column.status[$0]).hasValue }
  }

  // MARK: Rows

  /// - Parameter chosen: for each rollout.
  private func chunk(_ chosen: [Chosen]) -> RowChunk {
    let first = runs.map { Int32($0.lowerBound) }
    var turnOffsets = [0]
    var tokenOffsets = [0]
    for run in runs {
      turnOffsets.append(turnOffsets[turnOffsets.count - 1] + run.count)
      tokenOffsets.append(tokenOffsets[tokenOffsets.count - 1] + tokens(of: run).count)
    }
    var columns: [Column] = []
    for (index, field) in schema.fields.enumerated() {
      let column = turns.columns[index]
      switch field.grain {
      case _ where field.form == .turnNumber: columns.append(numbers())
      case .token: columns.append(Column.joined([(column, runs.map(tokens))]))
      case .turn: columns.append(Column.joined([(column, runs)]))
      default: columns.append(column.gathered(chosen.map { Int32($0.fields[index]) }))
      }
    }
    func ofTurns(_ column: Column) -> Column { Column.joined([(column, runs)]) }
    var result = RowChunk(
      count: runs.count, lines: runs.map { turns.lines[$0.lowerBound] }, columns: columns,
      tokenOffsets: turns.tokenOffsets == nil ? nil : tokenOffsets, turnOffsets: turnOffsets,
      turns: turns.turns.map {
        RowChunk.Turns(
          offsets: turnOffsets, text: ofTurns($0.text), observation: ofTurns($0.observation),
          calls: $0.calls.map(ofTurns), arguments: $0.arguments.map(ofTurns),
          toolCalls: $0.toolCalls.map(ofTurns))
      },
      ids: turns.ids.gathered(first), groups: turns.groups.gathered(chosen.map { Int32($0.group) }),
      groupedByPrompt: chosen.map { turns.groupedByPrompt[$0.group] },
      steps: turns.steps.gathered(chosen.map { Int32($0.step) }),
      rounds: turns.rounds, problems: problems.sorted { $0.line < $1.line }, lineCount: turns.lineCount)
    result.lastLines = runs.map { turns.lines[$0.upperBound - 1] }
    return result
  }

  private func tokens(of run: Range<Int>) -> Range<Int> {
    turns.tokenOffsets.map { $0[run.lowerBound]..<$0[run.upperBound] } ?? 0..<0
  }

  /// The place of the turn that each token lies in.
  private func numbers() -> Column {
    var numbers: [Double] = []
    for run in runs {
      for (place, row) in run.enumerated() {
        numbers.append(contentsOf: repeatElement(Double(place), count: tokens(of: row..<row + 1).count))
      }
    }
    return Column(.numbers(numbers), status: Array(repeating: Status.present.rawValue, count: numbers.count))
  }
}
