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
  func append(to json: inout JSONSource) {
    switch self {
    case .snippet(let code):
      json.append("{\"kind\": \"snippet\", \"code\": ")
      json.append(string: code)
    case .input(let input, _):
      json.append("{\"kind\": \"input\", \"input\": ")
      json.append(string: input)
    case .call(let function, let arguments, _):
      json.append("{\"kind\": \"call\", \"function\": ")
      json.append(string: function)
      json.append(", \"arguments\": ")
      json.bytes += arguments
    }
    json.append("}")
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
      return ParsedJSON.areAlike(value, expected) ? (true, []) : (false, Self.difference(expected, value))
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

extension ParsedJSON {
  /// Whether a program's value is the expected one: numbers to a relative 1e-9, members in any order. An expected array of
  /// one element may stand for that element, as data sets of called functions have it.
  fileprivate static func areAlike(_ found: [UInt8], _ expected: [UInt8]) -> Bool {
    found.withUnsafeBufferPointer { foundBytes in
      expected.withUnsafeBufferPointer { expectedBytes in
        guard let found = ParsedJSON(foundBytes), let expected = ParsedJSON(expectedBytes) else { return false }
        if found.isLike(0, 0, of: expected) { return true }
        guard expected.kind(0) == .array, case let elements = Array(expected.children(0)), elements.count == 1 else {
          return false
        }
        return found.isLike(0, elements[0], of: expected)
      }
    }
  }

  /// Calls itself once a level, of which there are at most ``JSONScanner/maximumDepth``.
  private func isLike(_ mine: Int, _ theirs: Int, of other: ParsedJSON) -> Bool {
    guard kind(mine) == other.kind(theirs) else { return false }
    switch kind(mine) {
    case .object:
      let (members, others) = (members(mine), other.members(theirs))
      return members.count == others.count
        && members.allSatisfy { name, value in others[name].map { isLike(value, $0, of: other) } ?? false }
    case .array:
      let (elements, others) = (Array(children(mine)), Array(other.children(theirs)))
      return elements.count == others.count && zip(elements, others).allSatisfy { isLike($0, $1, of: other) }
    case .string: return string(mine) == other.string(theirs)
    case .number:
      let (number, wanted) = (JSONNumber.value(source(mine)), JSONNumber.value(other.source(theirs)))
      return number == wanted || abs(number - wanted) <= 1e-9 * max(abs(number), abs(wanted))
    case .bool, .null: return source(mine).elementsEqual(other.source(theirs))
    }
  }

  /// The members of an object, the first of equal names.
  private func members(_ node: Int) -> [[UInt8]: Int] {
    Dictionary(children(node).map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
  }
}
