import Testing

@testable import RewardEngine

@Suite struct PythonLiteralTests {
  private func json(_ source: String) -> String? {
    Array(source.utf8).withUnsafeBufferPointer { PythonLiteral.json($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    (#"[{'a': None, 'b': (1, 2.5e-3,), }]"#, #"[{"a":null,"b":[1,2.5e-3]}]"#),
    (#"['it\'s', "a \"b\"", 'x\ny', 'é\xe9\u00e9']"#, #"["it's","a \"b\"","x\ny","ééé"]"#),
    ("{'on': True, 'off': False}", #"{"on":true,"off":false}"#), ("[]", "[]"), (" -3 ", "-3"),
  ])
  func `a literal is the same value in JSON`(source: String, expected: String) {
    #expect(json(source) == expected)
  }

  @Test(arguments: ["['a", #"['\"#, #"['\q']"#, "[1,,2]", "[@]", #"['\xZZ']"#])
  func `what is none has no JSON`(source: String) {
    #expect(json(source) == nil)
  }
}
