/// Counterexamples that people can read.
extension Prover {
  /// The same counterexample with simpler numbers, as far as it stays one.
  func simplified(_ found: Witness, at start: [Bounds]) -> Witness {
    var point = start
    var best = found
    for (variable, declared) in table.variables.enumerated() where !declared.isDependent && declared.symbols == nil {
      guard let number = point[variable].numbers?.low, let numbers = declared.bounds.numbers else { continue }
      for simpler in Self.numbers(simplerThan: number) where numbers.contains(simpler) {
        var other = point
        other[variable] = .number(simpler)
        guard let better = replay(values(at: other)) else { continue }
        (point, best) = (other, better)
        break
      }
    }
    return best
  }

  /// What a reader would write first, simplest first.
  private static func numbers(simplerThan number: Double) -> [Double] {
    let usual: [Double] = [0, 1, 0.5, -1, 2, 0.25, 0.75, 10, -10, 100]
    if let place = usual.firstIndex(of: number) { return Array(usual[..<place]) }
    let rounded = [1, 10, 100, 1000].map { (number * $0).rounded() / $0 }
    return usual + rounded.filter { $0 != number }
  }
}
