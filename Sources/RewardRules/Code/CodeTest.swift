/// One test of a program.
enum CodeTest: Hashable, Sendable {
  /// Statements that run after the program, beside its definitions; they pass where they end without an error.
  case snippet([UInt8])
  /// The program is given `input` to read and must print `output`.
  case input([UInt8], output: [UInt8])
  /// The program's function is called with the elements of a JSON array and must return a JSON value.
  case call(function: [UInt8], arguments: [UInt8], value: [UInt8])

  /// How many tests a program may have.
  static let most = 1000

  /// As the driver reads it, without what is expected.
  func appendJSON(to json: inout [UInt8]) {
    switch self {
    case .snippet(let code):
      json += Array("{\"kind\": \"snippet\", \"code\": ".utf8)
      json.appendJSON(code)
    case .input(let input, _):
      json += Array("{\"kind\": \"input\", \"input\": ".utf8)
      json.appendJSON(input)
    case .call(let function, let arguments, _):
      json += Array("{\"kind\": \"call\", \"function\": ".utf8)
      json.appendJSON(function)
      json += Array(", \"arguments\": ".utf8) + arguments
    }
    json.append(UInt8(ascii: "}"))
  }

  /// Whether what came of it is what is expected, and if not, why not.
  func verdict(on test: SandboxReport.Test) -> (passed: Bool, why: [UInt8]) {
    guard test.ended == "done" else { return (false, Self.reason(test)) }
    switch self {
    case .snippet: return (true, [])
    case .input(_, let expected):
      if Self.lines(test.output) == Self.lines(expected) { return (true, []) }
      return (false, Self.difference(expected, test.output))
    case .call(_, _, let expected):
      guard let value = test.value else { return (false, Array("it returned nothing that is JSON".utf8)) }
      return JSONValue.areAlike(value, expected) ? (true, []) : (false, Self.difference(expected, value))
    }
  }

  private static func reason(_ test: SandboxReport.Test) -> [UInt8] {
    let last = test.errors.split(separator: UInt8(ascii: "\n")).last.map(Array.init) ?? []
    let what =
      switch test.ended {
      case "failed": "an assertion failed"
      case "overtime": "it took too long"
      case "overflow": "it printed too much"
      case "exited": "it ended before the test did"
      case "killed": "it crashed"
      default: "it raised an error"
      }
    return Array((last.isEmpty ? what : what + ": ").utf8) + last
  }

  private static func difference(_ expected: [UInt8], _ found: [UInt8]) -> [UInt8] {
    Array("expected `".utf8) + expected.prefix(200) + Array("`, got `".utf8) + found.prefix(200) + Array("`".utf8)
  }

  /// The lines of an output: blanks at the end of a line and empty lines at the end do not count.
  private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      line.lastIndex { !isBlank($0) }.map { line[...$0] } ?? line.prefix(0)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension JSONValue {
  /// Whether a program's value is the expected one: numbers to a relative 1e-9, members in any order. An expected array of
  /// one element may stand for that element, as data sets of called functions have it.
  fileprivate static func areAlike(_ found: [UInt8], _ expected: [UInt8]) -> Bool {
    found.withUnsafeBufferPointer { foundBytes in
      expected.withUnsafeBufferPointer { expectedBytes in
        guard let found = JSONValue(foundBytes), let expected = JSONValue(expectedBytes) else { return false }
        if found.isLike(expected) { return true }
        guard let elements = expected.elements, elements.count == 1 else { return false }
        return found.isLike(elements[0])
      }
    }
  }
}

extension JSONValue {
  private func isLike(_ other: JSONValue) -> Bool {
    if let mine = members, let theirs = other.members {
      return mine.count == theirs.count && mine.allSatisfy { name, value in theirs[name].map(value.isLike) ?? false }
    }
    if let mine = elements, let theirs = other.elements {
      return mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.isLike($1) }
    }
    guard kind == other.kind else { return false }
    switch kind {
    case .string: return string?.decoded == other.string?.decoded
    case .number:
      guard let mine = number, let theirs = other.number else { return false }
      return mine == theirs || abs(mine - theirs) <= 1e-9 * max(abs(mine), abs(theirs))
    case .bool: return number == other.number
    case .null: return true
    case .object, .array: return false
    }
  }

  /// The members of an object, the first of equal names; nil for another kind.
  private var members: [[UInt8]: JSONValue]? {
    guard kind == .object else { return nil }
    var members: [[UInt8]: JSONValue] = [:]
    var scanner = JSONScanner(bytes)
    _ = scanner.members { scanner, name in
      let name = JSONString(scanner.text.slice(name)).decoded
      guard let place = scanner.value() else { return false }
      if members[name] == nil, let value = JSONValue(scanner.text.slice(place)) { members[name] = value }
      return true
    }
    return members
  }
}
