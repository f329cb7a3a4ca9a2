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
    /// The keys of the order, by element of the population.
    var order: [Column] = []
    /// By container, whether its lists have too many items together; nil where none has.
    var isCrowded: [Bool]?
  }

  let aggregate: Aggregate
  let frame: Frame
  let resultGrain: Grain
  let form: Node.Form
  let threads: Int

  func callAsFunction(_ operands: Operands) -> Column { limited(folded(operands), by: operands) }

  private func folded(_ operands: Operands) -> Column {
    let usesTree = ReductionKernel.usesTree(aggregate.reduction)
    var containers = Containers(
      frame, of: aggregate.population, in: aggregate.over, order: usesTree ? .tree : .element)
    let levels = usesTree ? SumLevels(frame, of: aggregate.population, in: aggregate.over) : nil
    let count = frame.count(resultGrain)
    var containerOfResult: [Int32]?
    var operands = operands
    let parents = frame.parents(of: resultGrain, in: aggregate.over)
    if let key = operands.key, let resultKey = operands.resultKey {
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
    } else {
      switch parents {
      case .identity: break
      case .single: if containers.count == 1, count != 1 { containerOfResult = Array(repeating: 0, count: count) }
      case .indices(let indices): containerOfResult = indices
      }
      if let isUnknown = containers.isUnknown {
        containerOfResult = (0..<count).map { result in
          let container = containerOfResult?[result] ?? Int32(result)
          return container >= 0 && isUnknown[Int(container)] ? Frame.unknown : container
        }
      }
    }
    switch aggregate.reduction {
    case .pick, .collect, .concatenate: return ordered(operands, containers, count, containerOfResult)
    case .first, .last: if !operands.order.isEmpty { return ordered(operands, containers, count, containerOfResult) }
    case .sum, .mean:
      if operands.value.form == .list(.number), let levels {
        return VectorKernel(reduction: aggregate.reduction, containers: containers, levels: levels)(
          operands.value, condition: operands.condition, weight: operands.weight, count: count,
          containerOfResult: containerOfResult)
      }
    default: break
    }
    return withPopulation(operands, containers, levels) { population in
      switch aggregate.reduction {
      case .first, .last, .mode:
        return pick(operands.value, population, containers, containerOfResult)
      default: return fold(operands.value, population, containers, count, containerOfResult, operands.extra)
      }
    }
  }

  private func ordered(
    _ operands: Operands, _ containers: Containers, _ count: Int, _ containerOfResult: [Int32]?
  ) -> Column {
    OrderedKernel(reduction: aggregate.reduction, containers: containers, form: form)(
      operands.value, keys: operands.order, condition: operands.condition, count: count,
      containerOfResult: containerOfResult, place: aggregate.reduction == .pick ? operands.extra : nil)
  }

  // MARK: Results

  /// The container a result is folded from, or the status that it has without one.
  private static func container(_ result: Int, _ containerOfResult: [Int32]?, _ extra: NumberOperand?) -> (Int, Status)
  {
    let container = containerOfResult.map { Int($0[result]) } ?? result
    if container == Frame.none { return (0, .noElement) }
    if container < 0 { return (0, .failed) }
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
    if let containerOfResult, extra?.isScalar ?? true {
      // Each class once, however many elements see it.
      return fold(value, population, containers, containers.count, nil, extra).gathered(containerOfResult)
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
    _ value: Column, _ population: Population, _ containers: Containers, _ containerOfResult: [Int32]?
  ) -> Column {
    var kernel = LabelKernel(aggregate.reduction, labels: value)
    let picked = (0..<containers.count).map { container in
      let places = containers.offsets[container]..<containers.offsets[container + 1]
      return kernel.element(population, places).map { Int32($0) } ?? Frame.none
    }
    var column = value.gathered(picked)
    for container in picked.indices where picked[container] >= 0 {
      column.status[container] = Status.present.rawValue
    }
    return containerOfResult.map(column.gathered) ?? column
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
