import Testing

@testable import RewardSyntax

/// `--deny`, `--allow` and `--warn`.
@Suite struct DiagnosticPolicyTests {
  private static let known = ["E150", "W150", "W310"].map { DiagnosticCode($0) }

  /// What becomes of an error and two warnings.
  private func applied(deny: [String] = [], allow: [String] = [], warn: [String] = []) throws -> [String] {
    let place = Diagnostic.Label(SourceRange(file: FileID(0), start: 0, end: 0))
    let found = Self.known.map { Diagnostic($0, $0.code.hasPrefix("W") ? .warning : .error, "", at: place) }
    let policy = try DiagnosticPolicy(deny: deny, allow: allow, warn: warn, known: Self.known)
    return policy.applied(to: found).map { "\($0.severity.name) \($0.code.code)" }
  }

  @Test func `without a word nothing changes`() throws {
    #expect(try applied() == ["error E150", "warning W150", "warning W310"])
  }

  @Test func `a denied warning is an error, an allowed one is not said`() throws {
    #expect(try applied(deny: ["W150"]) == ["error E150", "error W150", "warning W310"])
    #expect(try applied(allow: ["W150"]) == ["error E150", "warning W310"])
    #expect(try applied(deny: ["warnings"]) == ["error E150", "error W150", "error W310"])
  }

  @Test func `what names a code wins over what names all`() throws {
    #expect(try applied(deny: ["warnings"], warn: ["W310"]) == ["error E150", "error W150", "warning W310"])
    #expect(try applied(deny: ["warnings"], allow: ["W150"]) == ["error E150", "error W310"])
  }

  @Test func `an error is neither allowed nor made a warning`() {
    #expect(throws: DiagnosticPolicy.Mistake(message: "--allow: `E150` is an error, and an error stays one")) {
      try applied(allow: ["E150"])
    }
    #expect(throws: DiagnosticPolicy.Mistake.self) { try applied(warn: ["E150"]) }
    #expect(throws: Never.self) { try applied(deny: ["E150"]) }
  }

  @Test func `a code has one level and is known`() {
    #expect(throws: DiagnosticPolicy.Mistake(message: "`W150` cannot be both --deny and --allow")) {
      try applied(deny: ["W150"], allow: ["W150"])
    }
    #expect(throws: DiagnosticPolicy.Mistake(message: "--deny: there is no diagnostic `W309`; did you mean `W310`?")) {
      try applied(deny: ["W309"])
    }
    #expect(throws: DiagnosticPolicy.Mistake(message: "--allow: there is no diagnostic `warnings`")) {
      try applied(allow: ["warnings"])
    }
  }
}
