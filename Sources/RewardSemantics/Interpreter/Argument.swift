/// One argument of a builtin on its way from values to borrowed operands and back.
struct Argument {
  var value: Value
  /// Tells an empty list of texts from one of numbers.
  var type: BaseType

  init(_ value: Value, type: BaseType) {
    self.value = value
    self.type = type
  }

  /// An operand whose texts and lists are ranges of one buffer.
  private enum Stored {
    case missing(Status)
    case number(Double)
    case text(Range<Int>)
    case numbers(Range<Int>)
    case texts([Range<Int>])
    case lists([Stored])
  }

  /// Lends the arguments to `body` as operands.
  static func withOperands<Result>(
    _ arguments: [Argument], _ body: (UnsafeBufferPointer<Operand>) -> Result
  ) -> Result {
    var bytes: [UInt8] = []
    var numbers: [Double] = []
    func store(_ text: ArraySlice<UInt8>) -> Range<Int> {
      bytes.append(contentsOf: text)
      return bytes.count - text.count..<bytes.count
    }
    func store(_ value: Value, as type: BaseType) -> Stored {
      switch value.payload {
      case .none: return .missing(value.status)
      case .number(let number): return .number(number)
      case .text(let text): return .text(store(text))
      case .list(let values):
        switch type {
        case .list(.text), .list(.json), .list(.symbol), .list(.record): return .texts(values.map { store($0.text) })
        case .list(.list(let element)): return .lists(values.map { store($0, as: .list(element)) })
        default:
          numbers.append(contentsOf: values.map(\.number))
          return .numbers(numbers.count - values.count..<numbers.count)
        }
      }
    }
    let stored = arguments.map { store($0.value, as: $0.type) }
    return bytes.withUnsafeBufferPointer { bytes in
      numbers.withUnsafeBufferPointer { numbers in
        func lent(_ operand: Stored) -> Operand {
          switch operand {
          case .missing(let status): .missing(status)
          case .number(let number): .number(number)
          case .text(let range): .text(UnsafeBufferPointer(rebasing: bytes[range]))
          case .numbers(let range): .numbers(UnsafeBufferPointer(rebasing: numbers[range]))
          case .texts(let ranges): .texts(ranges.map { UnsafeBufferPointer(rebasing: bytes[$0]) })
          case .lists(let lists): .lists(lists.map(lent))
          }
        }
        return stored.map(lent).withUnsafeBufferPointer(body)
      }
    }
  }
}

extension Value {
  /// What a builtin gave; slices are cut from the texts of its arguments.
  init(_ outcome: Outcome, arguments: [Argument]) {
    func slice(_ argument: Int, _ range: Range<Int>) -> ArraySlice<UInt8> {
      let text = arguments[argument].value.text
      return text[text.startIndex + range.lowerBound..<text.startIndex + range.upperBound]
    }
    switch outcome {
    case .missing(let status): self.init(missing: status)
    case .number(let number): self.init(finite: number)
    case .slice(let argument, let range): self.init(text: slice(argument, range))
    case .text(let bytes): self.init(text: bytes[...])
    case .slices(let argument, let ranges): self.init(list: ranges.map { Value(text: slice(argument, $0)) })
    case .texts(let texts): self.init(list: texts.map { Value(text: $0[...]) })
    case .numbers(let numbers): self.init(list: numbers.map { Value($0) })
    case .lists(let lists): self.init(list: lists.map { Value($0, arguments: arguments) })
    }
  }
}
