import CSimdjson

/// Parses JSON documents one after the other; a ``JSONValue`` is valid until the next call.
final class JSONParser {
  private let parser: OpaquePointer

  /// Nil when there is no memory.
  init?(depthLimit: Int) {
    guard let parser = rw_json_parser_new(depthLimit) else { return nil }
    self.parser = parser
  }

  deinit { rw_json_parser_free(parser) }

  /// Parses `bytes` whole. `isPadded`: at least ``padding`` readable bytes follow them.
  func parse(_ bytes: UnsafeBufferPointer<UInt8>, isPadded: Bool) -> (result: rw_json_result, root: JSONValue?) {
    var document = rw_json_document()
    let result = rw_json_parse(parser, bytes.baseAddress, bytes.count, isPadded, &document)
    guard result == RW_JSON_GOOD, let tape = document.tape, let strings = document.strings else { return (result, nil) }
    return (result, JSONValue(tape: tape, strings: strings, index: 1))
  }

  static let padding = rw_json_padding
}

/// A value of a parsed document: a place on the parser's tape.
struct JSONValue {
  enum Kind: UInt8 {
    case object = 0x7B
    case array = 0x5B
    case string = 0x22
    case integer = 0x6C
    case unsigned = 0x75
    case real = 0x64
    case yes = 0x74
    case no = 0x66
    case null = 0x6E

    var isNumber: Bool { self == .integer || self == .unsigned || self == .real }

    /// As messages name it: `a list`.
    var name: String {
      switch self {
      case .object: "an object"
      case .array: "a list"
      case .string: "a string"
      case .integer, .unsigned, .real: "a number"
      case .yes: "true"
      case .no: "false"
      case .null: "null"
      }
    }
  }

  let tape: UnsafePointer<UInt64>
  let strings: UnsafePointer<UInt8>
  let index: Int

  private static let payloadMask: UInt64 = 0x00FF_FFFF_FFFF_FFFF

  @inline(__always) var kind: Kind { Kind(rawValue: UInt8(tape[index] >> 56)) ?? .null }
  @inline(__always) private var payload: UInt64 { tape[index] & Self.payloadMask }

  /// Tape index of what follows the value.
  @inline(__always) var end: Int {
    switch kind {
    case .object, .array: Int(payload & 0xFFFF_FFFF)
    case .integer, .unsigned, .real: index + 2
    case .string, .yes, .no, .null: index + 1
    }
  }

  /// Tape index just past the last member or element of a container.
  @inline(__always) var contentEnd: Int { Int(payload & 0xFFFF_FFFF) - 1 }
  @inline(__always) func at(_ index: Int) -> JSONValue { JSONValue(tape: tape, strings: strings, index: index) }

  /// The UTF-8 of a string or key, valid as long as the document.
  @inline(__always) var string: UnsafeBufferPointer<UInt8> {
    let start = strings + Int(payload)
    let count = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    return UnsafeBufferPointer(start: start + 4, count: Int(count))
  }

  /// A number, or true and false as 1 and 0; nil for anything else. Integers beyond 2^53 are rounded.
  @inline(__always) var number: Double? {
    switch kind {
    case .real: Double(bitPattern: tape[index + 1])
    case .integer: Double(Int64(bitPattern: tape[index + 1]))
    case .unsigned: Double(tape[index + 1])
    case .yes: 1
    case .no: 0
    case .object, .array, .string, .null: nil
    }
  }

  /// Number of elements of an array.
  var count: Int {
    let stored = Int(payload >> 32)
    // The tape's field has 24 bits; a longer list is counted.
    if stored < 0xFF_FFFF { return stored }
    var count = 0
    forEachElement { _ in count += 1 }
    return count
  }

  @inline(__always)
  func forEachElement<Failure: Error>(_ body: (JSONValue) throws(Failure) -> Void) throws(Failure) {
    let end = contentEnd
    var next = index + 1
    while next < end {
      let element = at(next)
      try body(element)
      next = element.end
    }
  }

  @inline(__always)
  func forEachMember<Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>, JSONValue) throws(Failure) -> Void
  ) throws(Failure) {
    let end = contentEnd
    var next = index + 1
    while next < end {
      let value = at(next + 1)
      try body(at(next).string, value)
      next = value.end
    }
  }
}

extension JSONWriter {
  /// Writes `value` without white space. Numbers are written anew, so `1.50` becomes `1.5`; one with a point keeps it, for
  /// there are those to whom `1.0` is no whole number.
  mutating func value(_ value: JSONValue) {
    // A loop over the tape: the depth of a row must not become the depth of the stack.
    var open: [(closing: Int, isObject: Bool)] = []
    var expectsKey = false
    var next = value.index
    let end = value.end
    while next < end {
      if let innermost = open.last, innermost.closing == next {
        open.removeLast()
        if innermost.isObject { endObject() } else { endArray() }
        expectsKey = open.last?.isObject ?? false
        next += 1
        continue
      }
      let item = value.at(next)
      if expectsKey {
        key(item.string)
        expectsKey = false
        next += 1
        continue
      }
      switch item.kind {
      case .object:
        beginObject()
        open.append((item.contentEnd, true))
        expectsKey = true
        next += 1
        continue
      case .array:
        beginArray()
        open.append((item.contentEnd, false))
        next += 1
        continue
      case .string: string(item.string)
      case .integer: integer(Int64(bitPattern: item.tape[next + 1]))
      case .unsigned: raw(String(item.tape[next + 1]))
      case .real: raw(Double(bitPattern: item.tape[next + 1]).description)
      case .yes: bool(true)
      case .no: bool(false)
      case .null: null()
      }
      expectsKey = open.last?.isObject ?? false
      next = item.end
    }
  }
}
