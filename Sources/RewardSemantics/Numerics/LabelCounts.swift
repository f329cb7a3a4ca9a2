import Glibc

/// How often each label of a container occurs, in order of first appearance.
public enum LabelCounts {
  /// Entropy of the shares: `-sum p log p`, in units of `log(base)`. Nil without labels.
  @inlinable public static func entropy(_ counts: Span<Int>, base: Double) -> Double? {
    var total = 0
    for index in counts.indices { total += counts[index] }
    if total == 0 { return nil }
    var sum = CompensatedSum()
    for index in counts.indices where counts[index] > 0 && counts[index] < total {
      let share = Double(counts[index]) / Double(total)
      sum.add(-share * log(share))
    }
    return sum.value / log(base)
  }

  /// Index of the most frequent label, the first to appear among equals. Nil without labels.
  @inlinable public static func mode(_ counts: Span<Int>) -> Int? {
    var best: Int?
    for index in counts.indices where counts[index] > 0 && counts[index] > best.map({ counts[$0] }) ?? 0 {
      best = index
    }
    return best
  }
}
