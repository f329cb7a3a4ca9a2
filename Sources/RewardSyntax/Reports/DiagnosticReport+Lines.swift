extension DiagnosticReport {
  /// How many findings anyone reads.
  private static let limit = 50

  /// Every finding in full, with its lines; the first 50 of them.
  ///
  /// - Parameter color: adds ANSI colors.
  public func human(color: Bool) -> String {
    let renderer = DiagnosticRenderer()
    return limited { renderer.render($0.diagnostic, in: $0.sources, color: color) }
  }

  /// One line for each finding: `a.reward:3:8: error[E150]: nothing is named ...`; the first 50 of them.
  public var compact: String {
    let renderer = DiagnosticRenderer()
    return limited { renderer.compact($0.diagnostic, in: $0.sources) }
  }

  private func limited(_ text: (Finding) -> String) -> String {
    let rest = findings.count - Self.limit
    return findings.prefix(Self.limit).map { text($0) + "\n" }.joined() + (rest > 0 ? "... and \(rest) more\n" : "")
  }

  /// The codes of all findings, each once, in order.
  public var codes: [DiagnosticCode] {
    Set(findings.map(\.diagnostic.code)).sorted { $0.code < $1.code }
  }
}
