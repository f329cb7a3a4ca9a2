/// The elements that a reduction folds, with their values.
struct Population {
  struct Sample {
    var value: Value
    var weight: Value = Value(1)

    var status: Status { value.status.joined(weight.status) }
    /// Number and weight; of a sample that is not missing.
    var number: Double { value.number }
    var frequency: Double { weight.number }
  }

  /// Which samples lie directly in a container, and its child containers in element order.
  struct Tree {
    var samples: [Int] = []
    var children: [Tree] = []
  }

  /// In element order.
  var samples: [Sample]
  /// How they lie in the containers along the chain, for sums.
  var tree: Tree

  /// Operands of one element: they lie in no further containers.
  init(_ values: [Value]) {
    samples = values.map { Sample(value: $0) }
    tree = Tree(samples: Array(values.indices))
  }

  init(_ samples: [Sample], _ tree: Tree) {
    self.samples = samples
    self.tree = tree
  }

  /// Those that are not missing, in element order.
  var present: [Sample] { samples.filter { !$0.status.isMissing } }

  /// The joined status of the missing samples, in element order; nil where none is.
  var missing: Value? {
    let status = samples.reduce(Status.present) { $0.joined($1.status) }
    return status.isMissing ? Value(missing: status) : nil
  }

  /// Weighted sum, first pass and second pass, each along the tree over the samples that are not missing.
  func sum() -> CompensatedSum { sum(tree) }
  func moments() -> Moments { moments(tree) }
  func deviations(around mean: Double) -> SquaredDeviations { deviations(tree, mean) }

  private func present(_ tree: Tree) -> [Sample] {
    tree.samples.map { samples[$0] }.filter { !$0.status.isMissing }
  }

  private func sum(_ tree: Tree) -> CompensatedSum {
    var sum = CompensatedSum()
    for sample in present(tree) { sum.add(sample.frequency * sample.number) }
    for child in tree.children { sum.add(self.sum(child)) }
    return sum
  }

  private func moments(_ tree: Tree) -> Moments {
    var moments = Moments()
    for sample in present(tree) { moments.add(sample.number, weight: sample.frequency) }
    for child in tree.children { moments.merge(self.moments(child)) }
    return moments
  }

  private func deviations(_ tree: Tree, _ mean: Double) -> SquaredDeviations {
    var deviations = SquaredDeviations(around: mean)
    for sample in present(tree) { deviations.add(sample.number, weight: sample.frequency) }
    for child in tree.children { deviations.merge(self.deviations(child, mean)) }
    return deviations
  }
}
