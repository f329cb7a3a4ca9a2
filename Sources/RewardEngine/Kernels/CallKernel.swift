import RewardGraph
import RewardSemantics
import Synchronization

/// Calls of an elementwise builtin for the demanded elements of a column.
struct CallKernel {
  let function: ElementFunction
  let missing: Builtin.MissingRule
  /// For each dynamic argument, whether it is an operand or was left out.
  let present: [Bool]
  let form: Node.Form
  /// Calls wait for another process: many are made at once.
  var isWaiting = false

  /// How many calls wait at once. What they wait for has limits of its own.
  private static let waitingCalls = 16

  /// - Parameters:
  ///   - isDemanded: by element; nil for all. The others get ``Status/notAsked``.
  func callAsFunction(_ operands: [ColumnOperand], count: Int, where isDemanded: [Bool]?) -> Column {
    Pointers.withPointers(to: operands.map(\.column)) { pointers in
      let early = isWaiting ? outcomes(operands, pointers, count: count, where: isDemanded) : []
      var result = ResultBuilder(form: form, count: count)
      let arguments = UnsafeMutableBufferPointer<Operand>.allocate(capacity: present.count)
      arguments.initialize(repeating: .missing(.noValue))
      defer {
        arguments.deinitialize()
        arguments.deallocate()
      }
      for element in 0..<count {
        if let isDemanded, !isDemanded[element] {
          result.append(missing: .notAsked)
          continue
        }
        let status = status(of: operands, at: element)
        if status.isMissing {
          result.append(missing: status)
          continue
        }
        var outcome = isWaiting ? early[element] : nil
        if outcome == nil {
          fill(arguments, operands, pointers, at: element)
          outcome = function(UnsafeBufferPointer(arguments))
        }
        result.append(outcome ?? .missing(.failed), status: status) { argument in
          // A slice names an argument; the operand behind it may stand further left.
          let operand = present[..<argument].count { $0 }
          return (operands[operand].column, operands[operand].place(element))
        }
      }
      return result.finish()
    }
  }

  /// The status of the arguments together.
  @inline(__always)
  private func status(of operands: [ColumnOperand], at element: Int) -> Status {
    var status = Status.present
    for operand in operands {
      let own = Status(rawValue: operand.column.status[operand.place(element)])
      if missing == .propagates || !own.isMissing { status = status.joined(own) }
    }
    return status
  }

  @inline(__always)
  private func fill(
    _ arguments: UnsafeMutableBufferPointer<Operand>, _ operands: [ColumnOperand], _ pointers: [Pointers],
    at element: Int
  ) {
    var next = 0
    for (place, isOperand) in present.enumerated() where isOperand {
      arguments[place] = pointers[next].operand(at: operands[next].place(element))
      next += 1
    }
  }

  /// The outcomes of all demanded elements whose arguments are there, found many at a time; nil for the others.
  private func outcomes(
    _ operands: [ColumnOperand], _ pointers: [Pointers], count: Int, where isDemanded: [Bool]?
  ) -> [Outcome?] {
    let wanted = (0..<count).filter { (isDemanded?[$0] ?? true) && !status(of: operands, at: $0).isMissing }
    var outcomes = [Outcome?](repeating: nil, count: count)
    outcomes.withUnsafeMutableBufferPointer { outcomes in
      // Each element is written by one thread, and read when all have ended.
      nonisolated(unsafe) let outcomes = outcomes
      nonisolated(unsafe) let pointers = pointers
      let next = Atomic(0)
      Threads.forEachRange(of: Swift.min(wanted.count, Self.waitingCalls), threads: Self.waitingCalls, minimum: 1) {
        _ in
        let arguments = UnsafeMutableBufferPointer<Operand>.allocate(capacity: present.count)
        arguments.initialize(repeating: .missing(.noValue))
        defer {
          arguments.deinitialize()
          arguments.deallocate()
        }
        while true {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < wanted.count else { return }
          fill(arguments, operands, pointers, at: wanted[index])
          outcomes[wanted[index]] = function(UnsafeBufferPointer(arguments))
        }
      }
    }
    return outcomes
  }
}

/// The arguments of one operand, as pointers that are good for one pass over a column.
private struct Pointers {
  var status: UnsafeBufferPointer<UInt8>
  var numbers = UnsafeBufferPointer<Double>(start: nil, count: 0)
  var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  var starts = UnsafeBufferPointer<Int>(start: nil, count: 0)
  var ends = UnsafeBufferPointer<Int>(start: nil, count: 0)
  /// Of lists.
  var offsets = UnsafeBufferPointer<Int>(start: nil, count: 0)
  /// Of lists of lists: the lists in them.
  var items: UnsafePointer<Pointers>?
  var shape = ValueShape.number

  @inline(__always)
  func operand(at index: Int) -> Operand {
    if status[index] >= 16 { return .missing(Status(rawValue: status[index])) }
    switch shape {
    case .number: return .number(numbers[index])
    case .text: return .text(text(index))
    case .numbers: return .numbers(UnsafeBufferPointer(rebasing: numbers[offsets[index]..<offsets[index + 1]]))
    case .texts: return .texts((offsets[index]..<offsets[index + 1]).map(text))
    case .lists: return lists(at: index)
    }
  }

  private func lists(at index: Int) -> Operand {
    guard let items else { return .missing(.badValue) }
    return .lists((offsets[index]..<offsets[index + 1]).map { items.pointee.operand(at: $0) })
  }

  @inline(__always)
  private func text(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[starts[index]..<ends[index]])
  }

  static func withPointers<Result>(to columns: [Column], _ body: ([Pointers]) -> Result) -> Result {
    func next(_ index: Int, _ pointers: [Pointers]) -> Result {
      guard index < columns.count else { return body(pointers) }
      return columns[index].status.withUnsafeBufferPointer { status in
        let own = Pointers(status: status)
        switch columns[index].storage {
        case .numbers(let values):
          return values.withUnsafeBufferPointer { values in
            var own = own
            own.numbers = values
            return next(index + 1, pointers + [own])
          }
        case .texts(let texts): return withTexts(texts, own) { next(index + 1, pointers + [$0]) }
        case .lists(let offsets, let items):
          return offsets.withUnsafeBufferPointer { offsets in
            var own = own
            own.shape = ValueShape(.list(items.form))
            own.offsets = offsets
            switch items.storage {
            case .numbers(let values):
              return values.withUnsafeBufferPointer { values in
                own.numbers = values
                return next(index + 1, pointers + [own])
              }
            case .texts(let texts):
              return withTexts(texts, own) { pointer in
                var own = pointer
                own.shape = .texts
                return next(index + 1, pointers + [own])
              }
            case .lists:
              return withPointers(to: [items]) { inner in
                inner.withUnsafeBufferPointer {
                  own.items = $0.baseAddress
                  return next(index + 1, pointers + [own])
                }
              }
            }
          }
        }
      }
    }
    return next(0, [])
  }

  private static func withTexts<Result>(
    _ texts: TextStorage, _ own: Pointers, _ body: (Pointers) -> Result
  ) -> Result {
    texts.arena.bytes.withUnsafeBufferPointer { bytes in
      texts.starts.withUnsafeBufferPointer { starts in
        texts.ends.withUnsafeBufferPointer { ends in
          var own = own
          own.shape = .text
          own.bytes = bytes
          own.starts = starts
          own.ends = ends
          return body(own)
        }
      }
    }
  }
}
