import Glibc
import RewardSemantics

extension RunSummary {
  /// A compact table for a terminal of `columns` characters: a line of totals, a line for each score, the reasons of
  /// missing values, and the calls that laziness spared. Numbers have four significant digits; `dead` counts the groups
  /// whose values are all the same, of those with two values or more.
  ///
  /// Where the table is too wide, its rightmost columns are left out first; names are shortened last.
  public func text(columns: Int) -> String {
    var lines = [totals]
    if !scores.isEmpty { lines += [""] + table(columns: columns) }
    let levels = scores.filter { $0.kind == .metric || $0.kind == .advantage }.compactMap(\.levelsLine)
    if !levels.isEmpty { lines += ["", "distinct groups of values, by group size"] + levels }
    let missing = scores.flatMap(\.missingLines)
    if !missing.isEmpty { lines += ["", "missing values"] + missing }
    let spared = laziness.filter { $0.skipped > 0 }
    if !spared.isEmpty {
      lines += ["", "calls spared"] + spared.map { "  \($0.label): \($0.skipped) of \($0.called + $0.skipped)" }
    }
    return lines.map { Self.shortened($0, to: columns) + "\n" }.joined()
  }

  private var totals: String {
    let counts = Self.counts(rollouts: rowCount, groups: groupCount, batches: batchCount)
    return badRowCount > 0 ? "\(counts), \(Self.counted(badRowCount, "row", "rows")) left out" : counts
  }

  /// `320 rollouts, 40 groups, 1 batch`
  public static func counts(rollouts: Int, groups: Int, batches: Int) -> String {
    [
      counted(rollouts, "rollout", "rollouts"), counted(groups, "group", "groups"),
      counted(batches, "batch", "batches"),
    ].joined(separator: ", ")
  }

  private static func counted(_ count: Int, _ noun: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? noun : plural)"
  }

  private func table(columns: Int) -> [String] {
    var cells: [[String]] = [
      ["score", "kind", "n", "mean", "std", "min", "max", "missing", "dead", "caused", "distinct"]
    ]
    for score in scores {
      let grain = score.grain == .rollout ? "" : " per \(score.grain.name)"
      let isGrouped = score.grain == .rollout && score.isNumeric
      cells.append([
        score.name, score.kind.rawValue + grain, String(score.count),
        Self.shown(score.roundedMean), Self.shown(score.standardDeviation), Self.shown(score.minimum),
        Self.shown(score.maximum),
        String(score.missing.values.reduce(0, +)),
        isGrouped ? "\(score.deadGroups)/\(score.deadGroups + score.liveGroups)" : "-",
        String(score.causedCount),
        !score.isNumeric ? "-" : score.distinctCount.map(String.init) ?? ">\(ScoreSummary.distinctLimit)",
      ])
    }
    var widths = cells[0].indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    while widths.count > 2, widths.reduce(0, +) + 2 * (widths.count - 1) > columns { widths.removeLast() }
    return cells.map { row in
      let padded = zip(row, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return column < 2 ? cell.0 + space : space + cell.0
      }
      return Self.trimmed(padded.joined(separator: "  "))
    }
  }

  /// `value` in four significant digits; `-` for none.
  public static func shown(_ value: Double?) -> String {
    guard let value else { return "-" }
    var text = [CChar](repeating: 0, count: 32)
    _ = withVaList([value]) { vsnprintf(&text, text.count, "%.4g", $0) }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  private static func shortened(_ line: String, to columns: Int) -> String {
    line.count <= columns ? line : line.prefix(max(0, columns - 1)) + "…"
  }
}

extension ScoreSummary {
  /// The mean, without the residue of rounding that centred values leave.
  fileprivate var roundedMean: Double? {
    guard let mean, let minimum, let maximum else { return nil }
    return abs(mean) < 1e-12 * max(abs(minimum), abs(maximum)) ? 0 : mean
  }

  /// `  concise: 3 abstained: condition is false`
  fileprivate var missingLines: [String] {
    missing.sorted { $0.key.rawValue < $1.key.rawValue }.map { "  \(name): \($0.value) \($0.key.cause)" }
  }
}

extension ScoreSummary {
  /// `advantage  2: 3, 3: 6, 4: 14`: how many different groups the score can tell apart, whatever their order.
  fileprivate var levelsLine: String? {
    guard grain == .rollout, isNumeric, !distinctGroups.isEmpty else { return nil }
    let sizes = distinctGroups.sorted { $0.key < $1.key }.map { size, count in
      "\(size): \(count.map(String.init) ?? ">\(ScoreSummary.distinctLimit)")"
    }
    return "  \(name)  " + sizes.joined(separator: ", ")
  }
}
