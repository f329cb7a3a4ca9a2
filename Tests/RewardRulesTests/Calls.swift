import RewardSemantics
import Testing

@testable import RewardRules

/// A dynamic argument of a call under test.
enum Argument {
  case text(String)
  case texts([String])
  case numbers([Double])
  case number(Double)
  case lists([Argument])
}

extension Argument: ExpressibleByStringLiteral, ExpressibleByFloatLiteral {
  init(stringLiteral value: String) { self = .text(value) }
  init(floatLiteral value: Double) { self = .number(value) }
}

extension Argument: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: String...) { self = .texts(elements) }
}

/// What a call gave, as a value that outlives its arguments.
enum Result: Hashable {
  case missing(Status)
  case number(Double)
  case text(String)
  case texts([String])
  case numbers([Double])
  case lists([Result])

  static let yes = Result.number(1)
  static let no = Result.number(0)

  /// The number; nil for anything else.
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  /// The numbers of a list of them; empty for anything else.
  var numbers: [Double] { if case .numbers(let numbers) = self { numbers } else { [] } }
}

extension StaticValue {
  static func pattern(_ source: String, _ flags: String = "") -> StaticValue {
    .pattern(Pattern(bytes: Array(source.utf8), flags: Array(flags.utf8)))
  }
  static func string(_ text: String) -> StaticValue { .text(Array(text.utf8)) }
}

extension Builtin {
  /// Prepares the builtin as a checker would (`statics` by parameter name, defaults filled in) and calls it once.
  func call(_ arguments: Argument..., statics: [String: StaticValue] = [:]) throws -> Result {
    try prepared(statics).call(arguments)
  }

  func prepared(_ statics: [String: StaticValue] = [:], further: [StaticValue] = []) throws -> Prepared {
    let values = parameters.map { statics[$0.name] ?? $0.defaultValue }
    return Prepared(function: try prepare(values + further.map { $0 }))
  }
}

/// An element function ready to be called, from any thread.
struct Prepared: Sendable {
  let function: ElementFunction

  func call(_ arguments: [Argument]) -> Result {
    var borrowed: [UnsafeMutableBufferPointer<UInt8>] = []
    func borrow(_ text: String) -> UnsafeBufferPointer<UInt8> {
      // As in a column, an empty text may have no address at all.
      if text.isEmpty { return UnsafeBufferPointer(start: nil, count: 0) }
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
      _ = copy.initialize(from: text.utf8)
      borrowed.append(copy)
      return UnsafeBufferPointer(copy)
    }
    defer { for copy in borrowed { copy.deallocate() } }

    var lists: [UnsafeMutableBufferPointer<Double>] = []
    func borrow(_ list: [Double]) -> UnsafeBufferPointer<Double> {
      let copy = UnsafeMutableBufferPointer<Double>.allocate(capacity: list.count)
      _ = copy.initialize(from: list)
      lists.append(copy)
      return UnsafeBufferPointer(copy)
    }
    defer { for copy in lists { copy.deallocate() } }

    func operand(_ argument: Argument) -> Operand {
      switch argument {
      case .text(let text): .text(borrow(text))
      case .texts(let texts): .texts(texts.map(borrow))
      case .number(let number): .number(number)
      case .numbers(let numbers): .numbers(borrow(numbers))
      case .lists(let lists): .lists(lists.map(operand))
      }
    }
    return arguments.map(operand).withUnsafeBufferPointer { Result(function($0), of: $0) }
  }
}

extension Result {
  /// Copies what an outcome borrows from its operands.
  init(_ outcome: Outcome, of operands: UnsafeBufferPointer<Operand>) {
    func slice(_ argument: Int, _ range: Range<Int>) -> String {
      String(decoding: UnsafeRawBufferPointer(operands[argument].text)[range], as: UTF8.self)
    }
    switch outcome {
    case .missing(let status): self = .missing(status)
    case .number(let number): self = .number(number)
    case .text(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
    case .texts(let texts): self = .texts(texts.map { String(decoding: $0, as: UTF8.self) })
    case .numbers(let numbers): self = .numbers(numbers)
    case .slice(let argument, let range): self = .text(slice(argument, range))
    case .slices(let argument, let ranges): self = .texts(ranges.map { slice(argument, $0) })
    case .lists(let lists): self = .lists(lists.map { Result($0, of: operands) })
    }
  }
}
