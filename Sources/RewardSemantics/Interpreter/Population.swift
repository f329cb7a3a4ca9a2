/// The elements that a reduction folds, with their values.
struct Population {
  struct Sample {
    var value: Value
    var weight: Value = Value(1)

    var status: Status { value.status.joined(weight.status) }
    /// Number, or numbers of a list, and weight; of a sample that is not missing.
    var number: Double { value.number }
    var numbers: [Double] { value.list.map(\.number) }
    var frequency: Double { weight.number }
  }

  /// Which samples lie directly in a container, and its child containers in element order.
  struct Tree {
    var samples: [Int] = []
    var children: [Tree] = []
  }

  /// In element order, or in that of the keys.
  let samples: [Sample]
  /// Those that are not missing, in the same order.
  let present: [Sample]
  /// How they lie in the containers along the chain, for sums.
  let tree: Tree

  /// Operands of one element: they lie in no further containers.
  init(_ values: [Value]) { self.init(values.map { Sample(value: $0) }, Tree(samples: Array(values.indices))) }

  init(_ samples: [Sample], _ tree: Tree) {
    self.samples = samples
    self.tree = tree
    present = samples.filter { !$0.status.isMissing }
  }

  /// The joined status of the missing samples, in order; nil where none is.
  var missing: Value? {
    let status = samples.reduce(Status.present) { $0.joined($1.status) }
    return status.isMissing ? Value(missing: status) : nil
  }

  /// Weighted sum, first pass and second pass, each along the tree over the samples that are not missing; sum and first
  /// pass also of samples that are lists of numbers.
  func sum() -> CompensatedSum { sum(tree) }
  func vectorSum() -> VectorSum { vectorTotal(tree) }
  func vectorMoments() -> VectorMoments { vectorTotal(tree) }
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

  private func vectorTotal<Component>(_ tree: Tree) -> VectorTotal<Component> {
    var total = VectorTotal<Component>()
    for sample in present(tree) { total.add(sample.numbers.span, weight: sample.frequency) }
    for child in tree.children { total.merge(vectorTotal(child)) }
    return total
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
