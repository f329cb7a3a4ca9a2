import RewardSemantics

/// Where the elements of a response went over a limit; see ``Aggregate/keepsLimits``.
extension AggregateKernel {
  /// The result, limited where an element is that counts.
  func limited(_ result: Column, by operands: Operands) -> Column {
    let ofContainer = limits(of: operands)
    let ofKey = operands.resultKey.flatMap { $0.status.holdsLimits ? $0.status : nil }
    if ofContainer == nil, ofKey == nil { return result }
    var limits = Array(repeating: UInt8(0), count: result.count)
    var element = 0
    frame.forEachParent(of: resultGrain, in: aggregate.over) { container in
      if container >= 0 {
        if let ofContainer { limits[element] = ofContainer[Int(container)] }
        // Without a key it is in no class, and not decided by one.
        if limits[element] == 0, let ofKey, Status(rawValue: ofKey[element]).isLimited {
          limits[element] = ofKey[element]
        }
      }
      element += 1
    }
    return result.limited(limits, by: aggregate.reduction)
  }

  /// By container the status of the first element that is limited, 0 where none is; nil where no container has one.
  private func limits(of operands: Operands) -> [UInt8]? {
    var limits: [UInt8]?
    if aggregate.keepsLimits || aggregate.reduction.isArithmetic,
      let overfull = frame.overfull(aggregate.population, in: aggregate.over)
    {
      limits = overfull.map { $0 ? Status.itemLimit.rawValue : 0 }
    }
    guard aggregate.keepsLimits else { return limits }
    if let crowded = operands.isCrowded {
      limits = crowded.indices.map { container in
        let known = limits?[container] ?? 0
        return known == 0 && crowded[container] ? Status.itemLimit.rawValue : known
      }
    }
    let condition = operands.condition
    let clauses = [condition?.status, operands.key?.status].compactMap { $0 }.filter(\.holdsLimits)
    let counted = ([operands.value.status, operands.weight?.status].compactMap { $0 } + operands.order.map(\.status))
      .filter(\.holdsLimits)
    guard !clauses.isEmpty || !counted.isEmpty else { return limits }
    var found = limits ?? Array(repeating: 0, count: frame.count(aggregate.over))
    var element = 0
    frame.forEachParent(of: aggregate.population, in: aggregate.over) { container in
      defer { element += 1 }
      guard container >= 0, found[Int(container)] == 0 else { return }
      var status = clauses.first { Status(rawValue: $0[element]).isLimited }?[element]
      if status == nil, condition.map({ $0.status[element] < 16 && $0.values[element] != 0 }) ?? true {
        status = counted.first { Status(rawValue: $0[element]).isLimited }?[element]
      }
      if let status { found[Int(container)] = status }
    }
    return found
  }
}

extension Column {
  /// The results of a reduction, missing where a limit is given, unless they are decided.
  ///
  /// - Parameter limits: for each element a status, or 0.
  func limited(_ limits: [UInt8], by reduction: Reduction) -> Column {
    var result = self
    for element in limits.indices where limits[element] != 0 {
      if reduction.isDecided(Status(rawValue: status[element]), isTrue: isTrue(element)) { continue }
      result.status[element] = limits[element]
    }
    guard case .numbers(var values) = storage else { return result }
    for element in values.indices where result.status[element] >= 16 { values[element] = 0 }
    return Column(.numbers(values), status: result.status)
  }
}

extension Array where Element == UInt8 {
  /// Whether a status is limited.
  var holdsLimits: Bool { contains { Status(rawValue: $0).isLimited } }
}
