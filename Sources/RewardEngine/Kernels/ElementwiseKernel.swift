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
  static func list(_ operands: [ColumnOperand], form: Node.Form, count: Int) -> Column {
    var status = [UInt8](repeating: 0, count: count)
    for operand in operands {
      join(operand.column.status, isScalar: operand.isScalar, isPlain: false, into: &status, count: count)
    }
    var offsets = [0]
    offsets.reserveCapacity(count + 1)
    var numbers: [Double] = []
    var texts = TextBuilder()
    for element in 0..<count {
      if status[element] < 16 {
        for operand in operands {
          let place = operand.place(element)
          switch operand.column.storage {
          case .numbers(let values): numbers.append(values[place])
          case .texts(let source): texts.append(source.arena, source.starts[place], source.ends[place])
          case .numberLists, .textLists: break
          }
        }
      }
      offsets.append(form == .numberList ? numbers.count : texts.count)
    }
    if form == .numberList { return Column(.numberLists(offsets: offsets, values: numbers), status: status) }
    return Column(.textLists(offsets: offsets, values: texts.finish()), status: status)
  }
}
