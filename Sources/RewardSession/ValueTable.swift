import RewardEngine
import RewardSemantics

/// Values as people read them: a line for each element, or how they are spread where there are many.
struct ValueTable {
  private let found: ElementValues

  /// Of more elements only their distribution is shown, or the first ones where they have none.
  static let lineLimit = 20
  /// More different numbers are put into ``binCount`` intervals.
  private static let barLimit = 12
  private static let binCount = 10
  private static let barWidth = 40

  init(_ found: ElementValues) { self.found = found }

  /// - Parameter columns: widest line, in characters.
  func text(columns: Int) -> String {
    let lines: [String]
    if found.values.isEmpty {
      lines = ["no \(found.type.grain.name) in these rows"]
    } else if found.columns.isEmpty {
      lines = found.values.map { shown($0.value) }
    } else if found.values.count <= Self.lineLimit {
      lines = table(found.values[...])
    } else if found.type.value.base == .bool {
      lines = [heading] + bars(counts { shown($0) }) + missingLines
    } else if case .symbol = found.type.value.base {
      lines = [heading] + bars(counts { shown($0) }) + missingLines
    } else if found.type.value.base.isNumeric {
      lines = numbers
    } else {
      lines = table(found.values.prefix(Self.lineLimit)) + ["… \(found.values.count) in all"]
    }
    return lines.map { Self.cut($0, to: columns) + "\n" }.joined()
  }

  private var per: String { "per \(found.type.grain.name)" }

  // MARK: A line for each element

  private func table(_ values: ArraySlice<(place: [String], value: Value)>) -> [String] {
    let head = found.columns + ["\(found.type.value)"]
    return Self.aligned([head] + values.map { $0.place + [shown($0.value)] })
  }

  /// Rows of cells with the columns below one another.
  static func aligned(_ cells: [[String]]) -> [String] {
    let widths = cells.first.map { $0.indices.map { column in cells.map { $0[column].count }.max() ?? 0 } } ?? []
    return cells.map { row in
      let padded = zip(row, widths).enumerated().map { column, cell in
        column == row.count - 1 ? cell.0 : cell.0 + String(repeating: " ", count: cell.1 - cell.0.count)
      }
      return padded.joined(separator: "  ")
    }
  }

  /// A literal of the language, or why there is no value.
  private func shown(_ value: Value) -> String {
    var text = value.description
    if !value.isMissing {
      switch found.type.value.base {
      case .bool: text = value.number == 0 ? "false" : "true"
      case .symbol: text = String(decoding: value.text, as: UTF8.self)
      default: break
      }
      if value.status == .caused { text += " (caused)" }
    }
    return text
  }

  static func cut(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 1)) + "…"
  }

  // MARK: Distributions

  private var present: [Value] { found.values.map(\.value).filter { !$0.isMissing } }

  private var heading: String { "\(found.values.count) \(per)" }

  /// How often each text occurs, the most frequent first.
  private func counts(_ text: (Value) -> String) -> [(String, Int)] {
    let counts = present.reduce(into: [:]) { $0[text($1), default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }

  /// Mean and spread, then a bar for each number or for each of some intervals.
  private var numbers: [String] {
    let numbers = present.map(\.number)
    var moments = Moments()
    for number in numbers { moments.add(number) }
    guard let mean = moments.mean else { return [heading] + missingLines }
    var squares = SquaredDeviations(around: mean)
    for number in numbers { squares.add(number) }
    let (low, high) = (moments.minimum, moments.maximum)
    let statistics = [
      ("mean", Self.withoutResidue(mean, from: low, to: high)), ("std", squares.deviation(of: moments, ddof: 1)),
      ("min", low), ("max", high),
    ].map { "\($0) \(RunSummary.shown($1.isFinite ? $1 : nil))" }
    let line = "\(heading): " + statistics.joined(separator: ", ")
    return [line] + bars(spread(numbers, from: low, to: high)) + missingLines
  }

  /// 0 for what rounding leaves of a zero among numbers of this size.
  private static func withoutResidue(_ number: Double, from low: Double, to high: Double) -> Double {
    abs(number) < 1e-12 * max(abs(low), abs(high)) ? 0 : number
  }

  private func spread(_ numbers: [Double], from low: Double, to high: Double) -> [(String, Int)] {
    // Numbers that look the same share a bar.
    let distinct = numbers.reduce(into: [:]) { bars, number in
      bars[RunSummary.shown(number), default: (number, 0)].1 += 1
    }
    if distinct.count <= Self.barLimit {
      return distinct.sorted { $0.value.0 < $1.value.0 }.map { ($0.key, $0.value.1) }
    }
    // Halves, so that the width of the widest interval is finite.
    let width = (high / 2 - low / 2) / Double(Self.binCount) * 2
    var counts = Array(repeating: 0, count: Self.binCount)
    for number in numbers {
      let bin = ((number / 2 - low / 2) / (width / 2)).rounded(.down)
      counts[min(max(0, Int(bin)), Self.binCount - 1)] += 1
    }
    let edges = (0...Self.binCount).map { bin in
      let share = Double(bin) / Double(Self.binCount)
      let edge = low * (1 - share) + high * share
      return RunSummary.shown(Self.withoutResidue(edge, from: low, to: high))
    }
    return counts.enumerated().map { ("\(edges[$0]) .. \(edges[$0 + 1])", $1) }
  }

  private func bars(_ counts: [(label: String, count: Int)]) -> [String] {
    let most = counts.map(\.count).max() ?? 0
    let label = counts.map(\.label.count).max() ?? 0
    let digits = "\(most)".count
    func right(_ text: String, _ width: Int) -> String { String(repeating: " ", count: width - text.count) + text }
    return counts.map { item in
      let length = item.count == 0 ? 0 : max(1, item.count * Self.barWidth / most)
      let bar = length == 0 ? "" : "  " + String(repeating: "#", count: length)
      return "  \(right(item.label, label))  \(right("\(item.count)", digits))\(bar)"
    }
  }

  /// `missing: 12 abstained: no match`
  private var missingLines: [String] {
    let missing = found.values.map(\.value).filter(\.isMissing).reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
    return missing.sorted { $0.key.rawValue < $1.key.rawValue }.map { "missing: \($0.value) \($0.key.cause)" }
  }
}
