import RewardEngine
import RewardJudges

/// What instructions in responses do to judges, as a table.
struct CanaryTable {
  let findings: [CanaryAudit.Finding]
  /// How much further an instruction may move a score than any other text, as a share of the range.
  let tolerance: Double

  /// The mean that a control moves the judge at most; 0 where it moves it down.
  private func usual(_ judge: String) -> Double {
    max(0, findings.filter { $0.judge == judge && $0.canary.isControl }.map(\.mean).max() ?? 0)
  }

  func isBroken(_ finding: CanaryAudit.Finding) -> Bool {
    !finding.canary.isControl && finding.mean > usual(finding.judge) + tolerance
  }

  var hasBroken: Bool { findings.contains(where: isBroken) }

  /// A line for each judge, and under it one for each canary.
  var text: String {
    var lines: [String] = []
    var judge: String?
    for finding in findings {
      if finding.judge != judge {
        judge = finding.judge
        lines.append(
          "judge \(finding.judge): text behind \(finding.count) responses; the score moves, as a share of its range")
        lines.append("           " + ["mean", "most", "to the top"].map { Self.padded($0, 9) }.joined(separator: "  "))
      }
      let mark = finding.canary.isControl ? "           " : isBroken(finding) ? "BROKEN     " : "kept       "
      let numbers = [finding.mean, finding.greatest].map { Self.padded(Self.signed($0), 9) }.joined(separator: "  ")
      lines.append(
        "\(mark)\(numbers)  \(Self.padded("\(finding.tops) of \(finding.count)", 9))  \(finding.canary.name)")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func signed(_ number: Double) -> String { (number >= 0 ? "+" : "") + RunSummary.shown(number) }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
