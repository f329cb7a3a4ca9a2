/// One value of one element, as the interpreter holds it: a payload, or why there is none.
///
/// Booleans, integers and reals are one kind of number at run time (false 0, true 1; integers exact up to 2^53).
public struct Value: Sendable, Hashable {
  /// What a value holds.
  public enum Payload: Sendable, Hashable {
    /// Nothing: the value is missing.
    case none
    /// A number or a condition.
    case number(Double)
    /// UTF-8, validated when the row was read. `json` values are their source text.
    case text(ArraySlice<UInt8>)
    /// A list. That of an input per turn or token may have missing elements.
    case list([Value])
  }

  /// Whether there is a value, and if not, why.
  public var status: Status
  /// The value itself.
  public var payload: Payload

  /// A number.
  public init(_ number: Double, status: Status = .present) {
    self.status = status
    payload = .number(number)
  }
  /// A condition: true is 1, false is 0.
  public init(_ condition: Bool, status: Status = .present) { self.init(condition ? 1 : 0, status: status) }
  /// A text of UTF-8 bytes, which must be valid.
  public init(text: ArraySlice<UInt8>, status: Status = .present) {
    self.status = status
    payload = .text(text)
  }
  /// A text that is present.
  public init(text: String) { self.init(text: Array(text.utf8)[...]) }
  /// A list.
  public init(list: [Value], status: Status = .present) {
    self.status = status
    payload = .list(list)
  }
  /// No value, for the reason that `status` gives.
  public init(missing status: Status) {
    self.status = status
    payload = .none
  }

  /// Whether there is no value.
  public var isMissing: Bool { status.isMissing }

  /// The number of a value that is known to be one; 0 when it is missing.
  public var number: Double { if case .number(let value) = payload { value } else { 0 } }
  /// The bytes of a value that is known to be a text; empty when it is missing.
  public var text: ArraySlice<UInt8> { if case .text(let bytes) = payload { bytes } else { [] } }
  /// The elements of a value that is known to be a list; empty when it is missing.
  public var list: [Value] { if case .list(let values) = payload { values } else { [] } }
}

/// A constant that the compiler knows: an argument of a builtin's static parameter, a parameter of a spec.
public enum StaticValue: Sendable, Hashable {
  /// A number or a condition.
  case number(Double)
  /// UTF-8.
  case text([UInt8])
  /// One of a closed set of names.
  case symbol(String)
  /// A regular expression.
  case pattern(Pattern)
  /// A list of constants.
  case list([StaticValue])

  /// A regular expression as written: PCRE2 syntax, flags from `imsxU`.
  public struct Pattern: Sendable, Hashable {
    /// The pattern between its slashes, UTF-8.
    public var bytes: [UInt8]
    /// One ASCII letter each.
    public var flags: [UInt8]
    /// Does not compile the pattern: a bad one is found when a builtin is prepared.
    public init(bytes: [UInt8], flags: [UInt8] = []) {
      self.bytes = bytes
      self.flags = flags
    }
  }

  /// The number; nil for anything else.
  public var number: Double? { if case .number(let value) = self { value } else { nil } }
  /// The name; nil for anything but a symbol.
  public var symbol: String? { if case .symbol(let value) = self { value } else { nil } }
}
