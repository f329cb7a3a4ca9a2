import RewardSyntax

/// What became of the promises of a spec.
public struct AuditReport: Sendable {
  /// What became of one promise.
  public enum Verdict: Sendable, Hashable {
    /// Kept, or proved.
    case kept
    /// Broken: how.
    case broken(String)
    /// Not found out: why.
    case unchecked(String)
  }
  /// One promise.
  public struct Finding: Sendable {
    /// What was promised.
    public var promise: String
    /// Where.
    public var range: SourceRange
    /// What became of it.
    public var verdict: Verdict
  }
  /// In the order: invariants, gates, probes, costs.
  public var findings: [Finding] = []

  /// Whether a promise is broken.
  public var hasBroken: Bool {
    findings.contains { if case .broken = $0.verdict { true } else { false } }
  }
}

extension TypedSpec {
  /// Everything that can be found out about the promises of a spec without rollouts and models.
  ///
  /// Probes are made from the tests of the spec: from a rollout whose response earns the score in full and mentions the
  /// ground truth. The score is then computed by the interpreter, as a run would.
  public func auditStatically() -> AuditReport {
    var report = AuditReport()
    for invariant in invariants {
      report.findings.append(
        .init(promise: "invariant \(invariant.name)", range: invariant.nameRange, verdict: verdict(prove(invariant))))
    }
    for gate in gates {
      report.findings.append(
        .init(
          promise: "gate \(gate.name): getting further never pays less", range: gate.range,
          verdict: verdict(proveDominance(of: gate))))
    }
    let bench = ProbeBench(self)
    for promise in audit.promises {
      let verb = promise.probe.isAttack ? "reject" : "accept"
      report.findings.append(
        .init(
          promise: "\(verb) \(promise.probe.rawValue) on \(declarations[promise.score].name)", range: promise.range,
          verdict: bench.verdict(of: promise)))
    }
    for cost in audit.costs {
      let bound = StaticCost(of: cost.subject, in: self)
      let limit = Value(cost.limit).description
      report.findings.append(
        .init(
          promise: "cost \(cost.subject.rawValue) <= \(limit) per \(cost.grain.name)", range: cost.range,
          verdict: bound.verdict(of: cost)))
    }
    return report
  }

  private func verdict(_ outcome: ProofOutcome<Counterexample>) -> AuditReport.Verdict {
    switch outcome {
    case .proved: .kept
    case .refuted(let example): .broken(example.lines(in: self).joined(separator: "; "))
    case .undecided: .unchecked("neither proved nor refuted")
    }
  }
}

/// How often something costly is done, as far as the spec alone tells.
struct StaticCost {
  /// How many of them there are for each element, by grain.
  private var counts: [Grain: Int] = [:]

  init(of subject: TypedAudit.Cost.Subject, in spec: TypedSpec) {
    var keys = ExpressionKeys()
    var seen: Set<Int> = []
    for id in spec.expressionsRead() {
      guard let (count, grain) = Self.count(of: subject, at: id, in: spec) else { continue }
      // Equal calls are made once.
      if seen.insert(keys.key(of: id, in: spec, at: 0)).inserted { counts[grain, default: 0] += count }
    }
  }

  /// How often one expression does it, and for each of what.
  private static func count(
    of subject: TypedAudit.Cost.Subject, at id: ExpressionID, in spec: TypedSpec
  ) -> (Int, Grain)? {
    let expression = spec.expressions[id]
    switch (subject, expression.operation) {
    case (.judgeCalls, .ask(let judge)):
      let judge = spec.judges[judge]
      return (judge.callsPerQuestion, judge.jointly ?? judge.grain)
    case (.patternMatches, .call(_, let statics, _)):
      let hasPattern = statics.contains { if case .pattern = $0 { true } else { false } }
      return hasPattern ? (1, expression.type.grain) : nil
    default: return nil
    }
  }

  func verdict(of cost: TypedAudit.Cost) -> AuditReport.Verdict {
    var total = 0
    for (grain, count) in counts.sorted(by: { $0.key.name < $1.key.name }) {
      if cost.grain.refines(grain) {
        total += count
      } else {
        return .unchecked(
          "\(count) for each \(grain.name), and how many there are in a \(cost.grain.name) is not bounded")
      }
    }
    return Double(total) <= cost.limit ? .kept : .broken("there are up to \(total)")
  }
}
