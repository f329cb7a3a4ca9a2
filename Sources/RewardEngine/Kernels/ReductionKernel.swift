import RewardSemantics

/// Reductions of one container to a number.
///
/// The rules: `sum` and `product` are missing if one element is; statistics leave missing elements out and abstain
/// where none is left; `any` and `all` are Kleene. The result is plain or missing, never caused.
struct ReductionKernel {
  let reduction: Reduction
  /// Room for the values of a container that must be sorted or read twice.
  private var scratch: [Double] = []

  init(_ reduction: Reduction) { self.reduction = reduction }

  /// Whether sums follow the tree of containers, so that elements are wanted in tree order.
  static func usesTree(_ reduction: Reduction) -> Bool {
    switch reduction {
    case .sum, .mean, .variance, .deviation: true
    default: false
    }
  }

  /// - Parameters:
  ///   - places: the container.
  ///   - extra: level of a quantile, constant term of `logSumExp`.
  /// - Returns: a number, or 0 with the status of a missing result.
  mutating func callAsFunction(_ population: Population, _ places: Range<Int>, extra: Double?) -> (Double, Status) {
    switch reduction {
    case .sum:
      let status = population.joinedStatus(of: places)
      if status.isMissing { return (0, status) }
      return finite(population.total(places, empty: WeightedSum()).sum.value)
    case .product:
      let status = population.joinedStatus(of: places)
      if status.isMissing { return (0, status) }
      return finite(product(population, places))
    case .mean:
      let moments = population.total(places, empty: Moments())
      return statistic(moments.mean, or: moments.reason)
    case .variance(let ddof): return variance(population, places, ddof: ddof) { $0 }
    case .deviation(let ddof): return variance(population, places, ddof: ddof) { $0.squareRoot() }
    case .minimum: return statistic(extremum(population, places, Scalar.minimum))
    case .maximum: return statistic(extremum(population, places, Scalar.maximum))
    case .any: return kleene(population, places, decidedBy: true)
    case .all: return kleene(population, places, decidedBy: false)
    case .countTrue:
      var count = 0
      population.forEachPresent(places) { if population.values[$0] != 0 { count += 1 } }
      return (Double(count), .present)
    case .quantile(let lower):
      collect(population, places)
      scratch.sort()
      let level = extra ?? 0.5
      return statistic(
        lower ? Quantile.lower(scratch.span, level: level) : Quantile.linear(scratch.span, level: level))
    case .logSumExp:
      collect(population, places)
      if let extra { scratch.append(extra) }
      guard let maximum = scratch.max() else { return (0, .noElement) }
      var sum = ExponentialSum(maximum: maximum)
      for term in scratch { sum.add(term) }
      return finite(sum.logarithm)
    case .first, .last, .mode, .entropy, .pick, .collect, .concatenate:
      // Reductions of labels and places: LabelKernel, OrderedKernel.
      return (0, .noElement)
    }
  }

  private func finite(_ number: Double) -> (Double, Status) { number.isFinite ? (number, .present) : (0, .notFinite) }

  private func statistic(_ number: Double?, or reason: Status = .noElement) -> (Double, Status) {
    number.map(finite) ?? (0, reason)
  }

  private mutating func collect(_ population: Population, _ places: Range<Int>) {
    scratch.removeAll(keepingCapacity: true)
    population.forEachPresent(places) { scratch.append(population.values[$0]) }
  }

  /// Weights are frequencies: an element of weight 2 is two factors.
  private func product(_ population: Population, _ places: Range<Int>) -> Double {
    var product = 1.0
    population.forEachPresent(places) { element in
      let value = population.values[element]
      let weight = population.weight(element)
      product *= weight == 1 ? value : Scalar.power(value, weight)
    }
    return product
  }

  /// What is made of the variance, or why there is none.
  private func variance(
    _ population: Population, _ places: Range<Int>, ddof: Int, _ made: (Double) -> Double
  ) -> (Double, Status) {
    let moments = population.total(places, empty: Moments())
    guard let mean = moments.mean else { return (0, moments.reason) }
    let deviations = population.total(places, empty: SquaredDeviations(around: mean))
    return finite(made(deviations.variance(of: moments, ddof: ddof)))
  }

  private func extremum(
    _ population: Population, _ places: Range<Int>, _ better: (Double, Double) -> Double
  ) -> Double? {
    var best: Double?
    population.forEachPresent(places) { element in
      let value = population.values[element]
      best = best.map { better($0, value) } ?? value
    }
    return best
  }

  /// One decisive element decides; otherwise a missing one leaves the result unknown.
  private func kleene(_ population: Population, _ places: Range<Int>, decidedBy decisive: Bool) -> (Double, Status) {
    var isDecided = false
    var joined = Status.present
    population.forEach(places) { element in
      let status = population.joinedStatus(element)
      joined = joined.joined(status)
      if !status.isMissing, (population.values[element] != 0) == decisive { isDecided = true }
    }
    if isDecided { return (decisive ? 1 : 0, .present) }
    return joined.isMissing ? (0, joined) : (decisive ? 0 : 1, .present)
  }
}
