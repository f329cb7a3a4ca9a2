extension Reduction {
  /// The reduction of a population. The result has the status ``Status/present`` or is missing.
  ///
  /// `sum` and `product` are missing if one sample is, and 0 and 1 without samples. Statistics leave missing samples
  /// out and abstain with ``Status/noElement`` where none is left.
  ///
  /// - Parameters:
  ///   - extra: The level of a quantile; the place of a pick; the constant term of `logSumExp`, if there is one.
  ///   - isVector: Whether the values are lists of numbers, which `sum` and `mean` take component by component.
  func apply(_ population: Population, extra: Value?, isVector: Bool) -> Value {
    if let extra, extra.isMissing { return Value(missing: extra.status) }
    switch self {
    case .sum where isVector: return population.missing ?? Value(vector: population.vectorSum().result)
    case .mean where isVector: return Value(vector: population.vectorMoments().result)
    case .sum: return population.missing ?? Value(finite: population.sum().value)
    case .product: return population.missing ?? Value(finite: product(population.present))
    case .mean:
      let moments = population.moments()
      return statistic(moments.mean, or: moments.reason)
    case .variance(let ddof): return variance(population, ddof: ddof) { $0 }
    case .deviation(let ddof): return variance(population, ddof: ddof) { $0.squareRoot() }
    case .minimum: return statistic(extremum(population, Scalar.minimum))
    case .maximum: return statistic(extremum(population, Scalar.maximum))
    case .any: return kleene(population, decidedBy: true)
    case .all: return kleene(population, decidedBy: false)
    case .countTrue: return Value(Double(population.present.count { $0.value.isTrue }))
    case .first: return element(population.present.first)
    case .last: return element(population.present.last)
    case .quantile(let lower):
      return statistic(quantile(population.present.map(\.number).sorted(), level: extra?.number ?? 0.5, lower: lower))
    case .logSumExp: return statistic(logSumExp(population.present.map(\.number) + (extra.map { [$0.number] } ?? [])))
    case .pick: return element(extra.flatMap { pick(population.present, at: $0.number) })
    case .collect: return population.missing ?? Value(list: population.samples.map { $0.value.with(.present) })
    case .concatenate: return population.missing ?? Value(list: population.samples.flatMap(\.value.list))
    case .entropy(let base):
      let counts = labels(population).counts
      return statistic(LabelCounts.entropy(counts.span, base: base))
    case .mode:
      let (first, counts) = labels(population)
      return element(LabelCounts.mode(counts.span).map { first[$0] })
    }
  }

  private func statistic(_ number: Double?, or reason: Status = .noElement) -> Value {
    number.map { Value(finite: $0) } ?? Value(missing: reason)
  }

  private func element(_ sample: Population.Sample?) -> Value {
    sample?.value.with(.present) ?? Value(missing: .noElement)
  }

  private func pick(_ samples: [Population.Sample], at place: Double) -> Population.Sample? {
    Int(exactly: place).flatMap { samples.indices.contains($0) ? samples[$0] : nil }
  }

  /// Weights are frequencies: a sample of weight 2 is two factors.
  private func product(_ samples: [Population.Sample]) -> Double {
    samples.reduce(1) { $0 * ($1.frequency == 1 ? $1.number : Scalar.power($1.number, $1.frequency)) }
  }

  /// What is made of the variance, or why there is none.
  private func variance(_ population: Population, ddof: Int, _ made: (Double) -> Double) -> Value {
    let moments = population.moments()
    let variance = moments.mean.map { population.deviations(around: $0).variance(of: moments, ddof: ddof) }
    return statistic(variance.map(made), or: moments.reason)
  }

  private func extremum(_ population: Population, _ better: (Double, Double) -> Double) -> Double? {
    let numbers = population.present.map(\.number)
    return numbers.first.map { numbers.dropFirst().reduce($0, better) }
  }

  /// One decisive sample decides; otherwise a missing one leaves the result unknown.
  private func kleene(_ population: Population, decidedBy decisive: Bool) -> Value {
    if population.present.contains(where: { $0.value.isTrue == decisive }) { return Value(decisive) }
    return population.missing ?? Value(!decisive)
  }

  private func quantile(_ sorted: [Double], level: Double, lower: Bool) -> Double? {
    if lower { return Quantile.lower(sorted.span, level: level) }
    return Quantile.linear(sorted.span, level: level)
  }

  private func logSumExp(_ terms: [Double]) -> Double? {
    guard let maximum = terms.max() else { return nil }
    var sum = ExponentialSum(maximum: maximum)
    for term in terms { sum.add(term) }
    return sum.logarithm
  }

  /// The first sample of each label in order of appearance, and how often it occurs.
  private func labels(_ population: Population) -> (first: [Population.Sample], counts: [Int]) {
    var first: [Population.Sample] = []
    var counts: [Int] = []
    var places: [Value.Payload: Int] = [:]
    for sample in population.present {
      if let place = places[sample.value.payload] {
        counts[place] += 1
      } else {
        places[sample.value.payload] = counts.count
        first.append(sample)
        counts.append(1)
      }
    }
    return (first, counts)
  }
}

extension Value {
  fileprivate init(vector result: (values: [Double], status: Status)) {
    if result.status.isMissing {
      self.init(missing: result.status)
    } else {
      self.init(list: result.values.map { Value($0) })
    }
  }
}
