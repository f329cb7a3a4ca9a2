import RewardGraph
import RewardSemantics

/// Which rows of a file have a value for which inputs of a spec.
///
/// The inputs are those that a run reads, and whether a row has one says the reader of a run: it looks for the value and
/// does not read it, so that a value of the wrong type is there. Memory does not grow with the file.
///
/// Not looked at: single values within a list for each rollout, turn or token, and whether `messages` have an assistant's.
public struct InputCensus {
  /// What is known of one input.
  public struct Entry: Sendable {
    /// As the spec declares it, or the first use of what is derived from the turns of the row.
    public var input: TypedInput
    /// Where it was looked for, as messages say it: `` `answer` ``.
    public var places: [String]
    /// Whether a run leaves out a row without it. Where a row is a turn, another row of the rollout may have the value.
    public var isNeededOfEachRow: Bool
    /// Rows that lack it, and how many of them have it as null.
    public var lackingCount = 0
    public var nullCount = 0
    /// The line, from 1, of the first row that lacks it.
    public var firstLackingLine: Int?
  }

  /// In the order of the inputs.
  public private(set) var entries: [Entry]
  /// Rows that were looked at.
  public private(set) var rowCount = 0
  /// Lines that hold something other than a row.
  public private(set) var unreadableCount = 0
  /// Paths of what the first rows hold, such as `extra.answer`: ``pathLimit`` at most.
  public private(set) var paths: Set<String> = []

  private let reader: RowReader
  /// More paths, and those of more rows, are not looked for: they only serve to guess what was meant.
  private static let (pathLimit, rowsWithPaths, depth) = (1000, 1000, 4)

  /// No row has been looked at.
  public init(of spec: TypedSpec) {
    let graph = Graph(lowering: spec)
    let layout = InputLayout(graph)
    reader = RowReader(RowParser(schema: layout.schema))
    entries = zip(layout.columns, reader.plan.fields).map { column, field in
      let input = graph.inputs[column.input]
      return Entry(input: input, places: field.placesTried(), isNeededOfEachRow: !field.isOptional)
    }
    if layout.schema.needsTurns, let first = layout.turnInputs.first {
      var places = reader.plan.response.placesTried()
      if !places.contains("`messages`") { places.append("`messages`") }
      entries.append(Entry(input: graph.inputs[first.input], places: places, isNeededOfEachRow: true))
    }
  }

  /// Looks at the rows of a block.
  public mutating func add(_ block: LineBlock) {
    unreadableCount += block.problems.count
    _ = RowParser.forEachRow(of: block) { text, line, isPadded in
      guard let row = reader.open(text, isPadded: isPadded) else {
        unreadableCount += 1
        return
      }
      rowCount += 1
      if rowCount <= Self.rowsWithPaths { row.notePaths(in: &paths, limit: Self.pathLimit, depth: Self.depth) }
      for (index, presence) in zip(entries.indices, reader.presences()) where presence != .there {
        entries[index].lackingCount += 1
        if presence == .null { entries[index].nullCount += 1 }
        if entries[index].firstLackingLine == nil { entries[index].firstLackingLine = line }
      }
    }
  }

  /// Looks at all rows of a file: JSON Lines, plain or gzip; `-` is standard input.
  public mutating func add(fileAt path: String) throws(FileError) {
    let lines = try LineSource(path: path)
    while let block = try lines.next() { add(block) }
  }
}
