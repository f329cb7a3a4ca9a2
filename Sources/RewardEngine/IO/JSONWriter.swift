/// Appends JSON to a buffer of bytes. Commas are set by the writer; the caller sees to it that containers close.
public struct JSONWriter: Sendable {
  /// All that was written.
  public internal(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// A writer that has written nothing.
  public init() {}

  /// Removes what was written and keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Begins an object; members follow as ``key(_:)`` and value.
  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  /// Ends the innermost object.
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  /// Begins an array; values follow.
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  /// Ends the innermost array.
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// The key of the member that is written next.
  public mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func key(_ name: UnsafeBufferPointer<UInt8>) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// The shortest number that reads back as `value`: `0.1`, `1e-07`, and no fraction for whole numbers below 2^53
  /// (`3`, and `0` for -0). A number that is not finite becomes `null`.
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    if value.magnitude < 9_007_199_254_740_992, value == value.rounded(.towardZero) {
      integer(Int64(value))
    } else {
      raw(value.description)
    }
  }

  /// All digits of `value`, beyond 2^53 too.
  public mutating func integer(_ value: Int64) {
    separate()
    if value >= 0, value < 10 {
      bytes.append(UInt8(ascii: "0") + UInt8(value))
    } else {
      bytes.append(contentsOf: value.description.utf8)
    }
  }

  /// All digits of `value`.
  public mutating func integer(_ value: Int) { integer(Int64(value)) }
  /// `true` or `false`.
  public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
  /// `null`.
  public mutating func null() { raw("null") }

  /// A JSON string of these UTF-8 bytes.
  public mutating func string(_ utf8: UnsafeBufferPointer<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    for offset in utf8.indices {
      let byte = utf8[offset]
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<offset]))
      escape(byte)
      start = offset + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    bytes.append(UInt8(ascii: "\""))
  }

  /// A JSON string of `text`.
  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string($0) }
  }

  /// A JSON string of these UTF-8 bytes.
  public mutating func string(_ utf8: ArraySlice<UInt8>) { utf8.withUnsafeBufferPointer { string($0) } }

  /// A whole JSON value, passed through as it is.
  public mutating func raw(_ source: ArraySlice<UInt8>) {
    separate()
    bytes.append(contentsOf: source)
  }

  /// A whole JSON value, passed through as it is.
  public mutating func raw(_ source: String) {
    separate()
    bytes.append(contentsOf: source.utf8)
  }

  /// Ends a document of a JSON Lines file.
  public mutating func newline() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// The next value begins a document of its own, directly after the bytes written so far.
  mutating func beginDocument() { needsComma = false }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
    case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
    case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    default:
      bytes.append(contentsOf: [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")])
      bytes.append(Self.digits[Int(byte >> 4)])
      bytes.append(Self.digits[Int(byte & 15)])
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
