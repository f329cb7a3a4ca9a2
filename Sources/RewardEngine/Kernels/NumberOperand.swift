import RewardSemantics

/// A column of numbers as a kernel reads it: one value an element, or one for all.
struct NumberOperand {
  /// A missing element holds 0.
  let values: [Double]
  let status: [UInt8]
  /// Every status is ``Status/present``.
  let isPlain: Bool
  /// Holds one element that stands for all.
  let isScalar: Bool

  init(_ column: Column, isPlain: Bool, isScalar: Bool) {
    if case .numbers(let numbers) = column.storage {
      values = numbers
      status = column.status
      self.isPlain = isPlain
    } else {
      // The checker gives arithmetic no such operand.
      values = Array(repeating: 0, count: column.count)
      status = column.status.map { $0 < 16 ? Status.badValue.rawValue : $0 }
      self.isPlain = column.count == 0
    }
    self.isScalar = isScalar
  }

  var stride: Int { isScalar ? 0 : 1 }
}

extension Array where Element == UInt8 {
  /// Whether every status is ``Status/present``.
  var isAllPresent: Bool {
    withUnsafeBufferPointer { bytes in
      var seen: UInt8 = 0
      for byte in bytes { seen |= byte }
      return seen == 0
    }
  }
}

/// Joins the status of `operand` into that of `count` elements.
func join(_ operand: NumberOperand, into status: inout [UInt8], count: Int) {
  join(operand.status, isScalar: operand.isScalar, isPlain: operand.isPlain, into: &status, count: count)
}

func join(_ other: [UInt8], isScalar: Bool, isPlain: Bool, into status: inout [UInt8], count: Int) {
  if isPlain { return }
  status.withUnsafeMutableBufferPointer { status in
    other.withUnsafeBufferPointer { other in
      let stride = isScalar ? 0 : 1
      for element in 0..<count where other[element * stride] != 0 {
        status[element] = Status(rawValue: status[element]).joined(Status(rawValue: other[element * stride])).rawValue
      }
    }
  }
}

extension Column {
  /// A column of numbers made by arithmetic: where the status is missing the value becomes 0, and where it is not but
  /// the value is not finite, the element fails.
  init(settling values: consuming [Double], status: consuming [UInt8], isPlain: Bool) {
    let count = values.count
    if !(isPlain && values.isAllFinite) {
      values.withUnsafeMutableBufferPointer { values in
        status.withUnsafeMutableBufferPointer { status in
          for element in 0..<count {
            if status[element] >= 16 {
              values[element] = 0
            } else if !values[element].isFinite {
              values[element] = 0
              status[element] = Status.notFinite.rawValue
            }
          }
        }
      }
    }
    self.init(.numbers(values), status: status)
  }
}

extension Array where Element == Double {
  /// Whether no element is infinite or NaN; a loop without branches.
  var isAllFinite: Bool {
    withUnsafeBufferPointer { numbers in
      var seen: UInt64 = 0
      for number in numbers { seen |= ((number.bitPattern >> 52) & 0x7FF) &+ 1 }
      return seen & 0x800 == 0
    }
  }
}
