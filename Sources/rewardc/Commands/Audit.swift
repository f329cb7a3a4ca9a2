import ArgumentParser
import RewardSemantics

struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say whether a spec keeps what its author promises.",
    discussion: """
      Invariants and gates are proved or refuted; the probes of `audit { reject ... accept ... }` are scored in rows made from
      the spec's tests; costs are bounded. `rewardc doc audit` lists the probes.

      Exit code 1 when a promise is broken, 3 when one could not be checked, 2 when nothing is promised.
      """)

  @OptionGroup var options: SpecOptions
  @OptionGroup var sandbox: SandboxOptions

  @Flag(name: .customLong("static"), help: "Only what needs no rollouts and no models: all there is in this version.")
  var isStatic = false

  func run() throws {
    let spec = try options.typedSpec()
    try sandbox.apply(to: spec)
    let report = spec.auditStatically()
    guard !report.findings.isEmpty else {
      throw Stop(.unasked, "the spec has no invariant, no gate and no `audit`: nothing is promised")
    }
    var unchecked = 0
    for finding in report.findings {
      let file = spec.sources[finding.range.file]
      let position = file.position(of: finding.range.start)
      let place = "\(file.name):\(position.line):\(position.column)"
      switch finding.verdict {
      case .kept: Terminal.print(Terminal.harmless("kept       \(finding.promise)"))
      case .broken(let reason):
        Terminal.print(Terminal.harmless("BROKEN     \(finding.promise)\n           \(place): \(reason)"))
      case .unchecked(let reason):
        unchecked += 1
        Terminal.print(Terminal.harmless("unchecked  \(finding.promise)\n           \(place): \(reason)"))
      }
    }
    if report.hasBroken { throw Stop(.bad) }
    if unchecked > 0 { throw Stop(.partial, "\(unchecked) of \(report.findings.count) promises could not be checked") }
  }
}
