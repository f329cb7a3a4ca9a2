import RewardGraph
import RewardSemantics

/// A reduction over the operands of one element: each element is a container whose elements are the operands in order.
///
/// Elementwise: a caused operand makes a caused result. The level of a quantile and the place of a pick are the last
/// operand.
struct OperandReduction {
  let reduction: Reduction
  let form: Node.Form

  init(_ reduction: Reduction, form: Node.Form) {
    self.reduction = reduction
    self.form = form
  }

  func callAsFunction(_ operands: [ColumnOperand], count: Int) -> Column {
    let result = folded(operands, count: count)
    let limited = operands.filter { $0.column.status.holdsLimits }
    if limited.isEmpty { return result }
    let limits = (0..<count).map { element in
      let statuses = limited.lazy.map { $0.column.status[$0.place(element)] }
      return statuses.first { Status(rawValue: $0).isLimited } ?? 0
    }
    return result.limited(limits, by: reduction)
  }

  private func folded(_ operands: [ColumnOperand], count: Int) -> Column {
    var folded = operands
    var level: NumberOperand?
    func popLevel() {
      guard let last = folded.popLast() else { return }
      level = NumberOperand(last.column, isPlain: last.column.status.isAllPresent, isScalar: last.isScalar)
    }
    switch reduction {
    case .first, .last, .mode, .entropy: return labels(folded, count: count)
    case .pick, .collect, .concatenate:
      if reduction == .pick { popLevel() }
      let row = Row(folded, count: count)
      let kernel = OrderedKernel(reduction: reduction, containers: row.containers, form: form)
      let result = kernel(
        row.values, keys: [], condition: nil, count: count, containerOfResult: nil, place: level)
      return caused(result, by: operands)
    case .sum where form != .number, .mean where form != .number:
      let row = Row(folded, count: count)
      let kernel = VectorKernel(reduction: reduction, containers: row.containers, levels: SumLevels())
      let result = kernel(row.values, condition: nil, weight: nil, count: count, containerOfResult: nil)
      return caused(result, by: operands)
    case .quantile: popLevel()
    default: break
    }
    return numbers(folded, level: level, count: count)
  }

  /// The operands of each element behind one another, and each element as a container of its operands.
  private struct Row {
    let values: Column
    let containers: Containers

    init(_ operands: [ColumnOperand], count: Int) {
      let all = Column.joined(operands.map { ($0.column, [0..<$0.column.count]) })
      var starts = [0]
      for operand in operands { starts.append(starts[starts.count - 1] + operand.column.count) }
      var places: [Int32] = []
      places.reserveCapacity(count * operands.count)
      for element in 0..<count {
        for (number, operand) in operands.enumerated() { places.append(Int32(starts[number] + operand.place(element))) }
      }
      values = all.gathered(places)
      containers = Containers(offsets: (0...count).map { $0 * operands.count }, elements: nil)
    }
  }

  /// The result, caused where it has a value and an operand is.
  private func caused(_ result: Column, by operands: [ColumnOperand]) -> Column {
    var result = result
    for operand in operands where !operand.column.status.isAllPresent {
      for element in result.status.indices where result.status[element] < 16 {
        if operand.column.status[operand.place(element)] == Status.caused.rawValue {
          result.status[element] = Status.caused.rawValue
        }
      }
    }
    return result
  }

  private func numbers(_ operands: [ColumnOperand], level: NumberOperand?, count: Int) -> Column {
    let sources = operands.map { NumberOperand($0.column, isPlain: false, isScalar: $0.isScalar) }
    var values = [Double](repeating: 0, count: sources.count)
    var statuses = [UInt8](repeating: 0, count: sources.count)
    var kernel = ReductionKernel(reduction)
    var results = [Double](repeating: 0, count: count)
    var status = [UInt8](repeating: 0, count: count)
    for element in 0..<count {
      var caused: UInt8 = 0
      for (index, source) in sources.enumerated() {
        let place = element * source.stride
        values[index] = source.values[place]
        statuses[index] = source.status[place]
        if statuses[index] < 16 { caused |= statuses[index] }
      }
      if let level {
        let own = level.status[element * level.stride]
        if own >= 16 {
          status[element] = own
          continue
        }
        caused |= own
      }
      let (value, outcome) = values.withUnsafeBufferPointer { values in
        statuses.withUnsafeBufferPointer { statuses in
          kernel(
            Population(values: values, status: statuses), 0..<values.count,
            extra: level.map { $0.values[element * $0.stride] })
        }
      }
      results[element] = value
      status[element] = outcome.isMissing ? outcome.rawValue : caused
    }
    return Column(.numbers(results), status: status)
  }

  /// Operands of any form, laid behind one another as one column of labels.
  private func labels(_ operands: [ColumnOperand], count: Int) -> Column {
    let row = Row(operands, count: count)
    let (all, containers) = (row.values, row.containers)
    var kernel = LabelKernel(reduction, labels: all)
    var picked = [Int32](repeating: -1, count: count)
    var results = [Double](repeating: 0, count: count)
    var status = [UInt8](repeating: Status.noElement.rawValue, count: count)
    all.status.withUnsafeBufferPointer { statuses in
      let population = Population(values: UnsafeBufferPointer(start: nil, count: 0), status: statuses)
      for element in 0..<count {
        let places = containers.offsets[element]..<containers.offsets[element + 1]
        let caused = places.reduce(UInt8(0)) { statuses[$1] < 16 ? $0 | statuses[$1] : $0 }
        if case .entropy(let base) = reduction {
          guard let entropy = kernel.entropy(population, places, base: base) else { continue }
          results[element] = entropy.isFinite ? entropy : 0
          status[element] = entropy.isFinite ? caused : Status.notFinite.rawValue
        } else if let place = kernel.element(population, places) {
          picked[element] = Int32(place)
          status[element] = caused
        }
      }
    }
    if case .entropy = reduction { return Column(.numbers(results), status: status) }
    var column = all.gathered(picked)
    column.status = status
    return column
  }
}
