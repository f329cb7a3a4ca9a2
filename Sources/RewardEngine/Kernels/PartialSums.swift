import RewardSemantics

/// What a container's elements add up to, in a form that is carried up to the next container.
protocol PartialSum {
  mutating func add(_ value: Double, weight: Double)
  mutating func merge(_ child: Self)
}

extension Moments: PartialSum {}
extension SquaredDeviations: PartialSum {}

/// The weighted sum alone.
struct WeightedSum: PartialSum {
  var sum = CompensatedSum()

  @inline(__always) mutating func add(_ value: Double, weight: Double) { sum.add(weight * value) }
  @inline(__always) mutating func merge(_ child: WeightedSum) { sum.add(child.sum) }
}
