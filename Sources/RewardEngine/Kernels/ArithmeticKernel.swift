import RewardSemantics

/// Arithmetic and comparison over whole columns.
enum ArithmeticKernel {
  /// - Parameters:
  ///   - operands: As many as the operation takes, each with `count` elements or one for all.
  static func apply(_ operation: Arithmetic, _ operands: [NumberOperand], count: Int) -> Column {
    var status = [UInt8](repeating: 0, count: count)
    for operand in operands { join(operand, into: &status, count: count) }
    let isPlain = operands.allSatisfy(\.isPlain)
    return Column(settling: values(operation, operands, count), status: status, isPlain: isPlain)
  }

  private static func values(_ operation: Arithmetic, _ operands: [NumberOperand], _ count: Int) -> [Double] {
    switch operands.count {
    case 1: unary(operation, operands[0], count)
    case 2: binary(operation, operands[0], operands[1], count)
    default: ternary(operation, operands, count)
    }
  }

  private static func unary(_ operation: Arithmetic, _ a: NumberOperand, _ count: Int) -> [Double] {
    switch operation {
    case .negate: map(a, count) { -$0 }
    case .absolute: map(a, count) { abs($0) }
    default: map(a, count) { operation.apply($0) }
    }
  }

  private static func binary(_ operation: Arithmetic, _ a: NumberOperand, _ b: NumberOperand, _ count: Int)
    -> [Double]
  {
    switch operation {
    case .add: map(a, b, count) { $0 + $1 }
    case .subtract: map(a, b, count) { $0 - $1 }
    case .multiply: map(a, b, count) { $0 * $1 }
    case .divide: map(a, b, count) { $0 / $1 }
    case .equal: map(a, b, count) { $0 == $1 ? 1 : 0 }
    case .notEqual: map(a, b, count) { $0 != $1 ? 1 : 0 }
    case .less: map(a, b, count) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: map(a, b, count) { $0 <= $1 ? 1 : 0 }
    case .greater: map(a, b, count) { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: map(a, b, count) { $0 >= $1 ? 1 : 0 }
    case .minimum: map(a, b, count) { Scalar.minimum($0, $1) }
    case .maximum: map(a, b, count) { Scalar.maximum($0, $1) }
    default: map(a, b, count) { operation.apply($0, $1) }
    }
  }

  private static func ternary(_ operation: Arithmetic, _ operands: [NumberOperand], _ count: Int) -> [Double] {
    switch operation {
    case .clamp: map(operands[0], operands[1], operands[2], count) { Scalar.clamp($0, $1, $2) }
    case .divideOr: map(operands[0], operands[1], operands[2], count) { Scalar.divide($0, $1, or: $2) }
    default: map(operands[0], operands[1], operands[2], count) { operation.apply($0, $1, $2) }
    }
  }

  // MARK: Loops

  // The loops are inlined with their function, so that each hot operation is one vector loop.

  @inline(__always)
  private static func map(_ a: NumberOperand, _ count: Int, _ function: (Double) -> Double) -> [Double] {
    Array(unsafeUninitializedCapacity: count) { result, initialized in
      a.values.withUnsafeBufferPointer { values in
        let stride = a.stride
        for element in 0..<count { result.initializeElement(at: element, to: function(values[element * stride])) }
      }
      initialized = count
    }
  }

  @inline(__always)
  private static func map(
    _ a: NumberOperand, _ b: NumberOperand, _ count: Int, _ function: (Double, Double) -> Double
  ) -> [Double] {
    Array(unsafeUninitializedCapacity: count) { result, initialized in
      a.values.withUnsafeBufferPointer { left in
        b.values.withUnsafeBufferPointer { right in
          switch (a.isScalar, b.isScalar) {
          case (false, false):
            for element in 0..<count {
              result.initializeElement(at: element, to: function(left[element], right[element]))
            }
          case (false, true):
            let constant = right[0]
            for element in 0..<count { result.initializeElement(at: element, to: function(left[element], constant)) }
          case (true, false):
            let constant = left[0]
            for element in 0..<count { result.initializeElement(at: element, to: function(constant, right[element])) }
          case (true, true):
            let constant = function(left[0], right[0])
            for element in 0..<count { result.initializeElement(at: element, to: constant) }
          }
        }
      }
      initialized = count
    }
  }

  @inline(__always)
  private static func map(
    _ a: NumberOperand, _ b: NumberOperand, _ c: NumberOperand, _ count: Int,
    _ function: (Double, Double, Double) -> Double
  ) -> [Double] {
    Array(unsafeUninitializedCapacity: count) { result, initialized in
      a.values.withUnsafeBufferPointer { first in
        b.values.withUnsafeBufferPointer { second in
          c.values.withUnsafeBufferPointer { third in
            let (i, j, k) = (a.stride, b.stride, c.stride)
            for element in 0..<count {
              result.initializeElement(
                at: element, to: function(first[element * i], second[element * j], third[element * k]))
            }
          }
        }
      }
      initialized = count
    }
  }
}
