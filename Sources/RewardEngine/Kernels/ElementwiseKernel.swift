import RewardGraph
import RewardSemantics

/// Elementwise operations other than arithmetic.
enum ElementwiseKernel {
  static func not(_ a: NumberOperand, count: Int) -> Column {
    var values = [Double](repeating: 0, count: count)
    var status = [UInt8](repeating: 0, count: count)
    for element in 0..<count {
      let place = element * a.stride
      status[element] = a.status[place]
      if status[element] < 16 { values[element] = a.values[place] == 0 ? 1 : 0 }
    }
    return Column(.numbers(values), status: status)
  }

  /// A condition on the status alone; never unknown.
  static func test(_ operand: ColumnOperand, count: Int, _ isTrue: (UInt8) -> Bool) -> Column {
    let values = (0..<count).map { isTrue(operand.column.status[operand.place($0)]) ? 1.0 : 0 }
    return Column(.numbers(values), status: Array(repeating: 0, count: count))
  }

  /// `and`, decided by false, or `or`, decided by true. A decisive operand gives its own status.
  static func kleene(_ a: NumberOperand, _ b: NumberOperand, count: Int, decidedBy decisive: Bool) -> Column {
    var values = [Double](repeating: 0, count: count)
    var status = [UInt8](repeating: 0, count: count)
    for element in 0..<count {
      let (i, j) = (element * a.stride, element * b.stride)
      let (first, second) = (Status(rawValue: a.status[i]), Status(rawValue: b.status[j]))
      if !first.isMissing, (a.values[i] != 0) == decisive {
        values[element] = a.values[i]
        status[element] = first.rawValue
      } else if first.isMissing, !second.isMissing, (b.values[j] != 0) == decisive {
        values[element] = b.values[j]
        status[element] = second.rawValue
      } else {
        let joined = first.joined(second)
        values[element] = !joined.isMissing && b.values[j] != 0 ? 1 : 0
        status[element] = joined.rawValue
      }
    }
    return Column(.numbers(values), status: status)
  }

  /// A limited element becomes `onLimit`, marked as caused.
  static func settle(_ column: Column, onLimit: Double) -> Column {
    guard column.status.contains(where: { Status(rawValue: $0).isLimited }) else { return column }
    guard case .numbers(var values) = column.storage else { return column }
    var status = column.status
    for element in status.indices where Status(rawValue: status[element]).isLimited {
      values[element] = onLimit
      status[element] = Status.caused.rawValue
    }
    return Column(.numbers(values), status: status)
  }

  /// The operand; missing where `status` is, with it.
  static func joined(_ operand: ColumnOperand, status: [UInt8]) -> Column {
    let missing = status.indices.filter { status[$0] >= 16 }
    if missing.isEmpty {
      return operand.isScalar ? operand.column.gathered(Array(repeating: 0, count: status.count)) : operand.column
    }
    var indices = status.indices.map { Int32(operand.place($0)) }
    for element in missing { indices[element] = Frame.unknown }
    var column = operand.column.gathered(indices)
    for element in missing { column.status[element] = status[element] }
    return column
  }

  /// Equality of payloads of any form.
  static func equality(_ a: ColumnOperand, _ b: ColumnOperand, count: Int, isEqual: Bool) -> Column {
    var values = [Double](repeating: 0, count: count)
    var status = [UInt8](repeating: 0, count: count)
    for element in 0..<count {
      let (i, j) = (a.place(element), b.place(element))
      let joined = Status(rawValue: a.column.status[i]).joined(Status(rawValue: b.column.status[j]))
      status[element] = joined.rawValue
      if !joined.isMissing { values[element] = Column.areEqual(a.column, i, b.column, j) == isEqual ? 1 : 0 }
    }
    return Column(.numbers(values), status: status)
  }

  /// A list of the operands at each element; missing where one is.
  static func list(_ operands: [ColumnOperand], count: Int) -> Column {
    var status = [UInt8](repeating: 0, count: count)
    for operand in operands {
      join(operand.column.status, isScalar: operand.isScalar, isPlain: false, into: &status, count: count)
    }
    // The operands behind one another, and of these the values of one element side by side.
    let all = Column.joined(operands.map { ($0.column, [0..<$0.column.count]) })
    var starts = [0]
    for operand in operands { starts.append(starts[starts.count - 1] + operand.column.count) }
    var offsets = [0]
    offsets.reserveCapacity(count + 1)
    var places: [Int32] = []
    for element in 0..<count {
      if status[element] < 16 {
        for (number, operand) in operands.enumerated() { places.append(Int32(starts[number] + operand.place(element))) }
      }
      offsets.append(places.count)
    }
    var items = all.gathered(places)
    // A caused value is one like any other inside a list.
    items.status = Array(repeating: Status.present.rawValue, count: places.count)
    return Column(.lists(offsets: offsets, items: items), status: status)
  }
}
