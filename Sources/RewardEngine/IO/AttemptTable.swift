import RewardSemantics

/// Attempts of groups that were sampled again: whole rollouts, under the ids of what asked for them.
final class AttemptTable: Sendable {
  /// A rollout: its place in what the row stage made of a chunk.
  struct Row {
    var rows: RowResult
    var place: Int
  }

  private let table: AnswerTable
  private let parts: [RowResult]
  /// Part and row of each row of the table.
  private let places: [(part: Int, row: Int)]

  /// - Parameter scored: the row stage.
  init(_ table: AnswerTable, scored: (RowChunk) -> [RowResult]) {
    self.table = table
    parts = table.chunks.flatMap(scored)
    places = parts.enumerated().flatMap { part, rows in (0..<rows.count).map { (part, $0) } }
  }

  /// The rollouts of an attempt, if there are `count` of them; those beyond are left out.
  func rows(for id: String, count: Int) -> [Row]? {
    let own = table.rows(for: id, atMost: count)
    guard own.count == count else {
      if !own.isEmpty { table.noteIncomplete(id, of: count) }
      return nil
    }
    return own.map { row in
      let (part, place) = places[Int(row)]
      return Row(rows: parts[part], place: place)
    }
  }
}
