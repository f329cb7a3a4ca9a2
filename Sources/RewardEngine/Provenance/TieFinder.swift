import RewardSemantics

/// Looks for two rollouts of one group that a metric cannot tell apart and the advantage can: what decoupled
/// normalisation sees and a sum does not.
public struct TieFinder: Sendable {
  /// One of the two rollouts.
  public struct Rollout: Sendable {
    /// Its line in the input, from 1.
    public var line: Int
    /// Its place among the rollouts of its line; nil where a line is one rollout.
    public var rollout: Int?
    /// JSON source of its id; nil where the row has none.
    public var id: String?
    /// Its rules, rewards and metrics per rollout, in file order; nil for missing ones.
    public var scores: [(name: String, value: Double?)]
    /// Its advantage.
    public var advantage: Double
  }

  /// The pair whose advantages lie furthest apart.
  public struct Tie: Sendable {
    /// The metric that ties them.
    public var metric: String
    /// The metric's value at the rollout with the higher advantage; the other is equal up to rounding.
    public var value: Double
    /// The name of their group.
    public var group: String
    /// The rollout with the higher advantage.
    public var higher: Rollout
    /// The rollout with the lower advantage.
    public var lower: Rollout
  }

  /// The metric that ties them.
  private let metric: String
  /// The best pair of all batches so far; nil where no advantages of tied rollouts differ.
  public private(set) var best: Tie?

  /// `metric` names a declaration per rollout; without one of that name nothing is found.
  public init(metric: String) { self.metric = metric }

  /// Looks through the groups of one more batch.
  public mutating func add(_ batch: ScoredBatch) {
    guard let (metricColumn, metricStatus) = numbers(of: batch, where: { $0.name == metric }),
      let (advantages, advantageStatus) = numbers(of: batch, where: { $0.kind == .advantage })
    else { return }
    var members = [[Int]](repeating: [], count: batch.groupNames.count)
    for (row, group) in batch.groups.enumerated() where metricStatus[row] < 16 && advantageStatus[row] < 16 {
      members[group].append(row)
    }
    for (group, rows) in members.enumerated() {
      let sorted = rows.sorted { (metricColumn[$0], $0) < (metricColumn[$1], $1) }
      var start = 0
      for index in sorted.indices {
        if !areEqual(metricColumn[sorted[start]], metricColumn[sorted[index]]) { start = index }
        for earlier in start..<index {
          let pair = [sorted[earlier], sorted[index]].sorted { advantages[$0] > advantages[$1] }
          let distance = advantages[pair[0]] - advantages[pair[1]]
          let record = best.map { $0.higher.advantage - $0.lower.advantage } ?? 1e-9
          guard distance > record else { continue }
          best = Tie(
            metric: metric, value: metricColumn[pair[0]], group: batch.groupNames[group],
            higher: rollout(pair[0], of: batch, advantage: advantages[pair[0]]),
            lower: rollout(pair[1], of: batch, advantage: advantages[pair[1]]))
        }
      }
    }
  }

  private func areEqual(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(a)) }

  private func numbers(of batch: ScoredBatch, where isWanted: (ScoredBatch.Output) -> Bool) -> ([Double], [UInt8])? {
    guard let output = batch.outputs.first(where: { isWanted($0) && $0.grain == .rollout }),
      case .numbers(let values) = output.column.storage
    else { return nil }
    return (values, output.column.status)
  }

  private func rollout(_ row: Int, of batch: ScoredBatch, advantage: Double) -> Rollout {
    var scores: [(String, Double?)] = []
    for output in batch.outputs where output.grain == .rollout && output.kind != .advantage {
      guard case .numbers(let values) = output.column.storage else { continue }
      scores.append((output.name, output.column.status[row] < 16 ? values[row] : nil))
    }
    var id: String?
    if case .texts(let texts) = batch.ids.storage, batch.ids.status[row] == Status.present.rawValue {
      id = String(decoding: texts.arena.bytes[texts.starts[row]..<texts.ends[row]], as: UTF8.self)
    }
    return Rollout(
      line: batch.lines[row], rollout: batch.rollouts?[row], id: id, scores: scores, advantage: advantage)
  }
}

extension TieFinder.Tie: CustomStringConvertible {
  /// Two columns of scores, one for each rollout.
  public var description: String {
    let names = [higher, lower].map { rollout in
      (rollout.id ?? "line \(rollout.line)") + (rollout.rollout.map { " rollout \($0)" } ?? "")
    }
    var rows = [("", names[0], names[1])]
    for (one, other) in zip(higher.scores, lower.scores) where one.name != metric {
      rows.append((one.name, Self.shown(one.value), Self.shown(other.value)))
    }
    rows.append((metric, Self.shown(value), Self.shown(value)))
    rows.append(("advantage", Self.shown(higher.advantage), Self.shown(lower.advantage)))
    let widths = [rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0, rows.map(\.2.count).max() ?? 0]
    func padded(_ text: String, _ width: Int) -> String { String(repeating: " ", count: width - text.count) + text }
    let table = rows.map { row in
      "  " + row.0 + String(repeating: " ", count: widths[0] - row.0.count) + "  " + padded(row.1, widths[1]) + "  "
        + padded(row.2, widths[2])
    }
    return
      (["`\(metric)` ties these rollouts of group \(Self.shortened(group)), the advantage tells them apart:"] + table)
      .joined(separator: "\n")
  }

  /// A group's name may be its whole prompt.
  private static func shortened(_ name: String) -> String {
    let line = String(name.map { $0.isNewline ? " " : $0 })
    return line.count <= 60 ? line : line.prefix(59) + "…"
  }

  private static func shown(_ value: Double?) -> String {
    guard let value else { return "missing" }
    let rounded = (value * 1e4).rounded() / 1e4
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}
