/// One argument of one call of an elementwise builtin. Texts and lists are borrowed for the call: copy to keep.
public enum Operand {
  case missing(Status)
  case number(Double)
  case text(UnsafeBufferPointer<UInt8>)
  case numbers(UnsafeBufferPointer<Double>)
  case texts([UnsafeBufferPointer<UInt8>])

  public var number: Double { if case .number(let value) = self { value } else { 0 } }
  public var text: UnsafeBufferPointer<UInt8> {
    if case .text(let bytes) = self { bytes } else { UnsafeBufferPointer(start: nil, count: 0) }
  }
  public var isMissing: Bool { if case .missing = self { true } else { false } }
}

/// What one call of an elementwise builtin gives.
public enum Outcome {
  case missing(Status)
  case number(Double)
  /// Bytes `range` of text argument number `argument`: no copy is made.
  case slice(argument: Int, range: Range<Int>)
  case text([UInt8])
  /// Subranges of text argument number `argument`.
  case slices(argument: Int, ranges: [Range<Int>])
  case texts([[UInt8]])
  case numbers([Double])

  @inlinable public static func bool(_ condition: Bool) -> Outcome { .number(condition ? 1 : 0) }
}

/// An elementwise builtin made ready for its static arguments: a pure function of one element's arguments.
///
/// Called from many threads at once. It never returns a number that is not finite; it returns
/// ``Status/stepLimit`` where the text of the response made it go over its limit.
public typealias ElementFunction = @Sendable (UnsafeBufferPointer<Operand>) -> Outcome

/// Why static arguments cannot be used (a pattern that does not compile).
public struct PreparationError: Error, Sendable {
  public var message: String
  /// The parameter it is about.
  public var parameter: String
  /// Byte offset inside a pattern or text argument, where known.
  public var offset: Int?
  public init(_ message: String, parameter: String, offset: Int? = nil) {
    self.message = message
    self.parameter = parameter
    self.offset = offset
  }
}
