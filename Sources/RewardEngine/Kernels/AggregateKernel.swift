import RewardGraph
import RewardSemantics

/// Reductions over the containers of a frame.
struct AggregateKernel {
  /// Operands, each already broadcast to the grain it is read at.
  struct Operands {
    /// By element of the population.
    var value: Column
    var key: Column?
    var condition: NumberOperand?
    var weight: NumberOperand?
    /// By element of the result.
    var resultKey: Column?
    var extra: NumberOperand?
  }

  let aggregate: Aggregate
  let frame: Frame
  let resultGrain: Grain
  let form: Node.Form
  let threads: Int

  func callAsFunction(_ operands: Operands) -> Column {
    let usesTree = ReductionKernel.usesTree(aggregate.reduction)
    var containers = Containers(
      frame, of: aggregate.population, in: aggregate.over, order: usesTree ? .tree : .element)
    let levels = usesTree ? SumLevels(frame, of: aggregate.population, in: aggregate.over) : nil
    let count = frame.count(resultGrain)
    var containerOfResult: [Int32]?
    var operands = operands
    if let key = operands.key, let resultKey = operands.resultKey {
      let parents = frame.parents(of: resultGrain, in: aggregate.over)
      let classes = Classes(containers, key: key, condition: operands.condition, resultKey: resultKey) { result in
        switch parents {
        case .identity: result
        case .single: 0
        case .indices(let indices): Int(indices[result])
        }
      }
      containers = classes.containers
      operands.condition = nil
      containerOfResult = classes.ofResult
    } else if let isUnknown = containers.isUnknown {
      containerOfResult = isUnknown.enumerated().map { $1 ? -2 : Int32($0) }
    }
    return withPopulation(operands, containers, levels) { population in
      switch aggregate.reduction {
      case .first, .last, .mode:
        return pick(operands.value, population, containers, count, containerOfResult, operands.extra)
      default: return fold(operands.value, population, containers, count, containerOfResult, operands.extra)
      }
    }
  }

  // MARK: Results

  /// The container a result is folded from, or the status that it has without one.
  private static func container(_ result: Int, _ containerOfResult: [Int32]?, _ extra: NumberOperand?) -> (Int, Status)
  {
    let container = containerOfResult.map { Int($0[result]) } ?? result
    if container == -2 { return (0, .failed) }
    if container == -1 { return (0, .noElement) }
    if let extra {
      let status = Status(rawValue: extra.status[result * extra.stride])
      if status.isMissing { return (0, status) }
    }
    return (container, .present)
  }

  /// Results that are numbers of their own.
  private func fold(
    _ value: Column, _ population: Population, _ containers: Containers, _ count: Int, _ containerOfResult: [Int32]?,
    _ extra: NumberOperand?
  ) -> Column {
    if let containerOfResult, extra == nil {
      // Each class once, however many elements see it.
      let folded = fold(value, population, containers, containers.count, nil, nil)
      var column = folded.gathered(containerOfResult)
      for (result, container) in containerOfResult.enumerated() where container == -1 {
        column.status[result] = Status.noElement.rawValue
      }
      return column
    }
    var values = [Double](repeating: 0, count: count)
    var status = [UInt8](repeating: 0, count: count)
    let reduction = aggregate.reduction
    values.withUnsafeMutableBufferPointer { values in
      status.withUnsafeMutableBufferPointer { status in
        nonisolated(unsafe) let (values, status) = (values, status)
        let smallest = max(1, 20_000 * count / max(containers.offsets[containers.count], 1))
        Threads.forEachRange(of: count, threads: threads, minimum: smallest) { range in
          var kernel = ReductionKernel(reduction)
          var labels = LabelKernel(reduction, labels: value)
          for result in range {
            let (container, missing) = Self.container(result, containerOfResult, extra)
            var outcome = (0.0, missing)
            if missing == .present {
              let places = containers.offsets[container]..<containers.offsets[container + 1]
              if case .entropy(let base) = reduction {
                let entropy = labels.entropy(population, places, base: base)
                outcome = entropy.map { $0.isFinite ? ($0, .present) : (0, .notFinite) } ?? (0, .noElement)
              } else {
                outcome = kernel(population, places, extra: extra.map { $0.values[result * $0.stride] })
              }
            }
            values[result] = outcome.0
            status[result] = outcome.1.rawValue
          }
        }
      }
    }
    return Column(.numbers(values), status: status)
  }

  /// Results that are one of the elements.
  private func pick(
    _ value: Column, _ population: Population, _ containers: Containers, _ count: Int, _ containerOfResult: [Int32]?,
    _ extra: NumberOperand?
  ) -> Column {
    var kernel = LabelKernel(aggregate.reduction, labels: value)
    var picked = [Int32](repeating: -1, count: count)
    var missing = [UInt8](repeating: 0, count: count)
    for result in 0..<count {
      let (container, status) = Self.container(result, containerOfResult, extra)
      missing[result] = status.rawValue
      if status != .present { continue }
      let places = containers.offsets[container]..<containers.offsets[container + 1]
      if let element = kernel.element(population, places) {
        picked[result] = Int32(element)
      } else {
        missing[result] = Status.noElement.rawValue
      }
    }
    var column = value.gathered(picked)
    column.status = missing
    return column
  }

  // MARK: Pointers

  private func withPopulation(
    _ operands: Operands, _ containers: Containers, _ levels: SumLevels?, _ body: (Population) -> Column
  ) -> Column {
    var values: [Double] = []
    if case .numbers(let numbers) = operands.value.storage { values = numbers }
    return Self.withPointers(values, operands.value.status) { values, status in
      Self.withPointers(operands.condition?.values ?? [], operands.condition?.status ?? []) {
        condition, conditionStatus in
        Self.withPointers(operands.weight?.values ?? [], operands.weight?.status ?? []) { weights, weightStatus in
          (containers.elements ?? []).withUnsafeBufferPointer { elements in
            (levels?.rollouts ?? []).withUnsafeBufferPointer { rollouts in
              (levels?.groups ?? []).withUnsafeBufferPointer { groups in
                body(
                  Population(
                    values: values, status: status, condition: condition, conditionStatus: conditionStatus,
                    weights: weights, weightStatus: weightStatus, elements: elements, rollouts: rollouts,
                    groups: groups))
              }
            }
          }
        }
      }
    }
  }

  private static func withPointers<Result>(
    _ values: [Double], _ status: [UInt8],
    _ body: (UnsafeBufferPointer<Double>, UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    values.withUnsafeBufferPointer { values in status.withUnsafeBufferPointer { body(values, $0) } }
  }
}
