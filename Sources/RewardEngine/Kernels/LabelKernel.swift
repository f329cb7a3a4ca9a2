import RewardSemantics

/// Reductions of one container that look at which values are equal, or only at their places: values of any form.
struct LabelKernel {
  let reduction: Reduction
  let labels: Column
  private var table = KeyTable()
  /// For each label of the container, its first element and how often it occurs.
  private var firsts: [Int] = []
  private var counts: [Int] = []

  init(_ reduction: Reduction, labels: Column) {
    self.reduction = reduction
    self.labels = labels
  }

  /// The element that `first`, `last` or `mode` gives; nil without present elements.
  mutating func element(_ population: Population, _ places: Range<Int>) -> Int? {
    switch reduction {
    case .first:
      for place in places {
        var found: Int?
        population.forEachPresent(place..<place + 1) { found = $0 }
        if found != nil { return found }
      }
      return nil
    case .last:
      for place in places.reversed() {
        var found: Int?
        population.forEachPresent(place..<place + 1) { found = $0 }
        if found != nil { return found }
      }
      return nil
    default:
      count(population, places)
      return LabelCounts.mode(counts.span).map { firsts[$0] }
    }
  }

  /// Entropy of the label shares; nil without present elements.
  mutating func entropy(_ population: Population, _ places: Range<Int>, base: Double) -> Double? {
    count(population, places)
    return LabelCounts.entropy(counts.span, base: base)
  }

  private mutating func count(_ population: Population, _ places: Range<Int>) {
    table.removeAll()
    firsts.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    population.forEachPresent(places) { element in
      let label = table.insert(labels.hash(element)) { Column.areEqual(labels, firsts[$0], labels, element) }
      if label == firsts.count {
        firsts.append(element)
        counts.append(1)
      } else {
        counts[label] += 1
      }
    }
  }
}
