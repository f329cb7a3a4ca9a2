/// One argument of one call of an elementwise builtin. Texts and lists are borrowed for the call: copy to keep.
public enum Operand {
  /// No value; only for builtins whose rule is ``Builtin/MissingRule/sees``, or an argument left out.
  case missing(Status)
  /// A number, or a condition as 0 or 1.
  case number(Double)
  /// The bytes of a text or of JSON source, UTF-8.
  case text(UnsafeBufferPointer<UInt8>)
  /// A list of numbers.
  case numbers(UnsafeBufferPointer<Double>)
  /// A list of texts.
  case texts([UnsafeBufferPointer<UInt8>])
  /// A list of lists, each as an operand of its own.
  case lists([Operand])

  /// The number of an operand that is known to be one; 0 for anything else.
  public var number: Double { if case .number(let value) = self { value } else { 0 } }
  /// The bytes of an operand that is known to be a text; empty for anything else.
  public var text: UnsafeBufferPointer<UInt8> {
    if case .text(let bytes) = self { bytes } else { UnsafeBufferPointer(start: nil, count: 0) }
  }
  /// Whether there is no value.
  public var isMissing: Bool { if case .missing = self { true } else { false } }
}

/// What one call of an elementwise builtin gives.
public enum Outcome {
  /// No value, for the reason given.
  case missing(Status)
  /// A finite number, or a condition as 0 or 1.
  case number(Double)
  /// Bytes `range` of text argument number `argument`: no copy is made.
  case slice(argument: Int, range: Range<Int>)
  /// A text of its own, UTF-8.
  case text([UInt8])
  /// Subranges of text argument number `argument`.
  case slices(argument: Int, ranges: [Range<Int>])
  /// A list of texts of its own, UTF-8.
  case texts([[UInt8]])
  /// A list of finite numbers.
  case numbers([Double])
  /// A list of lists of their own: `texts`, `numbers` or `lists` each.
  case lists([Outcome])

  /// A condition: true is 1, false is 0.
  @inlinable public static func bool(_ condition: Bool) -> Outcome { .number(condition ? 1 : 0) }
}

/// An elementwise builtin made ready for its static arguments: a pure function of one element's arguments.
///
/// Called from many threads at once. It never returns a number that is not finite; it returns
/// ``Status/stepLimit`` where the text of the response made it go over its limit.
public typealias ElementFunction = @Sendable (UnsafeBufferPointer<Operand>) -> Outcome

/// Why static arguments cannot be used (a pattern that does not compile).
public struct PreparationError: Error, Sendable {
  /// Lower case, no full stop.
  public var message: String
  /// The parameter it is about.
  public var parameter: String
  /// Byte offset inside a pattern or text argument, where known.
  public var offset: Int?
  /// `parameter` names the parameter it is about.
  public init(_ message: String, parameter: String, offset: Int? = nil) {
    self.message = message
    self.parameter = parameter
    self.offset = offset
  }
}
