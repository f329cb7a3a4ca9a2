/// One value of one element, as the interpreter holds it: a payload, or why there is none.
///
/// Booleans, integers and reals are one kind of number at run time (false 0, true 1; integers exact up to 2^53).
public struct Value: Sendable, Hashable {
  public enum Payload: Sendable, Hashable {
    case none
    case number(Double)
    /// UTF-8, validated when the row was read. `json` values are their source text.
    case text(ArraySlice<UInt8>)
    case list([Value])
  }

  public var status: Status
  public var payload: Payload

  public init(_ number: Double, status: Status = .present) {
    self.status = status
    payload = .number(number)
  }
  public init(_ condition: Bool, status: Status = .present) { self.init(condition ? 1 : 0, status: status) }
  public init(text: ArraySlice<UInt8>, status: Status = .present) {
    self.status = status
    payload = .text(text)
  }
  public init(text: String) { self.init(text: Array(text.utf8)[...]) }
  public init(list: [Value], status: Status = .present) {
    self.status = status
    payload = .list(list)
  }
  public init(missing status: Status) {
    self.status = status
    payload = .none
  }

  public var isMissing: Bool { status.isMissing }

  /// The number of a value that is known to be one; 0 when it is missing.
  public var number: Double { if case .number(let value) = payload { value } else { 0 } }
  public var text: ArraySlice<UInt8> { if case .text(let bytes) = payload { bytes } else { [] } }
  public var list: [Value] { if case .list(let values) = payload { values } else { [] } }
}

/// A constant that the compiler knows: an argument of a builtin's static parameter, a parameter of a spec.
public enum StaticValue: Sendable, Hashable {
  case number(Double)
  case text([UInt8])
  case symbol(String)
  case pattern(Pattern)
  case list([StaticValue])

  /// A regular expression as written: PCRE2 syntax, flags from `imsxU`.
  public struct Pattern: Sendable, Hashable {
    public var bytes: [UInt8]
    public var flags: [UInt8]
    public init(bytes: [UInt8], flags: [UInt8] = []) {
      self.bytes = bytes
      self.flags = flags
    }
  }

  public var number: Double? { if case .number(let value) = self { value } else { nil } }
  public var symbol: String? { if case .symbol(let value) = self { value } else { nil } }
}
