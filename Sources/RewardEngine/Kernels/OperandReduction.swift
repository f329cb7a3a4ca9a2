import RewardGraph
import RewardSemantics

/// A reduction over the operands of one element: each element is a container whose elements are the operands in order.
///
/// Elementwise: a caused operand makes a caused result. The level of a quantile is the last operand.
struct OperandReduction {
  let reduction: Reduction
  let form: Node.Form

  init(_ reduction: Reduction, form: Node.Form) {
    self.reduction = reduction
    self.form = form
  }

  func callAsFunction(_ operands: [ColumnOperand], count: Int) -> Column {
    var folded = operands
    var level: NumberOperand?
    if case .quantile = reduction, let last = folded.popLast() {
      level = NumberOperand(last.column, isPlain: last.column.status.isAllPresent, isScalar: last.isScalar)
    }
    switch reduction {
    case .first, .last, .mode, .entropy: return labels(folded, count: count)
    default: return numbers(folded, level: level, count: count)
    }
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
    let width = operands.count
    let choice = (0..<count * width).map { Int32($0 % max(width, 1)) }
    let sources = operands.map { operand in
      ColumnOperand(
        column: operand.column.gathered((0..<count * width).map { Int32(operand.place($0 / max(width, 1))) }),
        isScalar: false)
    }
    let inner: Node.Form = if case .entropy = reduction { sources.first?.column.form ?? .number } else { form }
    let all = Column.chosen(
      from: sources, by: choice, status: Array(repeating: 0, count: choice.count), form: inner)
    let containers = Containers(offsets: (0...count).map { $0 * width }, elements: nil)
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
