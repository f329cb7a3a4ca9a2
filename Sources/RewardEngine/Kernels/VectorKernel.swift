import RewardSemantics

/// Sum and mean of lists of numbers, component by component.
struct VectorKernel {
  let reduction: Reduction
  let containers: Containers
  let levels: SumLevels

  /// - Parameters:
  ///   - condition: `where`, by element of the population.
  ///   - weight: by element of the population.
  ///   - containerOfResult: nil where result i is container i.
  func callAsFunction(
    _ value: Column, condition: NumberOperand?, weight: NumberOperand?, count: Int, containerOfResult: [Int32]?
  ) -> Column {
    var offsets = [0]
    var values: [Double] = []
    var status: [UInt8] = []
    for container in 0..<containers.count {
      let (vector, state) = folded(container, value, condition, weight)
      values += vector
      offsets.append(values.count)
      status.append(state.rawValue)
    }
    let items = Column(.numbers(values), status: Array(repeating: Status.present.rawValue, count: values.count))
    let column = Column(.lists(offsets: offsets, items: items), status: status)
    return containerOfResult.map(column.gathered) ?? column
  }

  private func folded(_ container: Int, _ value: Column, _ condition: NumberOperand?, _ weight: NumberOperand?) -> (
    [Double], Status
  ) {
    if containers.isUnknown?[container] == true { return ([], .failed) }
    var elements: [Int] = []
    for place in containers.offsets[container]..<containers.offsets[container + 1] {
      let element = containers.elements.map { Int($0[place]) } ?? place
      if WindowKernel.passes(condition, element) { elements.append(element) }
    }
    func status(_ element: Int) -> Status {
      let own = Status(rawValue: value.status[element])
      return weight.map { own.joined(Status(rawValue: $0.status[element * $0.stride])) } ?? own
    }
    if case .sum = reduction {
      let joined = elements.sorted().reduce(Status.present) { $0.joined(status($1)) }
      if joined.isMissing { return ([], joined) }
      let sum: VectorSum = total(elements, value, weight, status)
      return sum.result
    }
    let moments: VectorMoments = total(elements, value, weight, status)
    return moments.result
  }

  /// Adds up along the chain: the vectors of a rollout first, then those of a group.
  private func total<Component>(
    _ elements: [Int], _ value: Column, _ weight: NumberOperand?, _ status: (Int) -> Status
  ) -> VectorTotal<Component> {
    let empty = VectorTotal<Component>()
    var (total, group, rollout) = (empty, empty, empty)
    var (lastGroup, lastRollout) = (Int32(-1), Int32(-1))
    for element in elements where !status(element).isMissing {
      let thisRollout = levels.rollouts?[element] ?? -1
      if thisRollout != lastRollout {
        group.merge(rollout)
        rollout = empty
        lastRollout = thisRollout
      }
      let thisGroup = levels.groups?[element] ?? -1
      if thisGroup != lastGroup {
        total.merge(group)
        group = empty
        lastGroup = thisGroup
      }
      let vector = Array(value.numberList(element))
      let frequency = weight.map { $0.values[element * $0.stride] } ?? 1
      if levels.rollouts != nil {
        rollout.add(vector.span, weight: frequency)
      } else if levels.groups != nil {
        group.add(vector.span, weight: frequency)
      } else {
        total.add(vector.span, weight: frequency)
      }
    }
    group.merge(rollout)
    total.merge(group)
    return total
  }
}
