import RewardSemantics

/// The tests of a program in the forms that data sets have them.
enum CodeTests {
  /// The tests of an argument, which is a list of texts, a text, or JSON; nil where it is none of the forms.
  ///
  /// - JSON: an array of tests, or an object with `inputs` and `outputs` (and `fn_name`), as APPS, TACO and their kin.
  /// - A test is a string, a snippet; or an object: `input` and `output` of the program, or with `fn_name` the arguments
  ///   and the value of a function.
  static func read(_ operand: Operand) -> [CodeTest]? {
    let tests: [CodeTest]?
    switch operand {
    case .texts(let texts): tests = texts.map { .snippet(Array($0)) }
    case .text(let text): tests = read(text)
    default: tests = nil
    }
    return tests.flatMap { $0.count <= CodeTest.most ? $0 : nil }
  }

  private static func read(_ text: UnsafeBufferPointer<UInt8>) -> [CodeTest]? {
    guard let value = JSONValue(text), value.kind == .object || value.kind == .array else {
      return [.snippet(Array(text))]
    }
    if let elements = value.elements {
      let tests = elements.map { test($0) }
      return tests.contains { $0 == nil } ? nil : tests.compactMap { $0 }
    }
    guard let inputs = member("inputs", of: value)?.elements, let outputs = member("outputs", of: value)?.elements,
      inputs.count == outputs.count
    else { return test(value).map { [$0] } }
    let function = member("fn_name", of: value)?.string?.decoded
    let tests = zip(inputs, outputs).map { test(input: $0, output: $1, function: function) }
    return tests.contains { $0 == nil } ? nil : tests.compactMap { $0 }
  }

  private static func test(_ value: JSONValue) -> CodeTest? {
    if let snippet = value.string { return .snippet(snippet.decoded) }
    guard let input = ["input", "stdin"].lazy.compactMap({ member($0, of: value) }).first,
      let output = ["output", "expected_output", "stdout"].lazy.compactMap({ member($0, of: value) }).first
    else { return nil }
    return test(input: input, output: output, function: member("fn_name", of: value)?.string?.decoded)
  }

  /// Input and output of a program are texts, or arrays of lines.
  private static func test(input: JSONValue, output: JSONValue, function: [UInt8]?) -> CodeTest? {
    if let function {
      guard input.kind == .array else { return nil }
      return .call(function: function, arguments: Array(input.bytes), value: Array(output.bytes))
    }
    guard let given = text(input), let expected = text(output) else { return nil }
    return .input(given, output: expected)
  }

  private static func text(_ value: JSONValue) -> [UInt8]? {
    if let string = value.string { return string.decoded }
    guard let lines = value.elements, lines.allSatisfy({ $0.kind == .string }) else { return nil }
    return Array(lines.compactMap { $0.string?.decoded }.joined(separator: [UInt8(ascii: "\n")]))
  }

  private static func member(_ name: String, of value: JSONValue) -> JSONValue? {
    guard case .value(let found) = JSONValue.find([Array(name.utf8)], in: value.bytes), found.kind != .null else {
      return nil
    }
    return found
  }
}
