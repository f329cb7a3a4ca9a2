import RewardSyntax

/// What the checker proves of a spec without mistakes: its invariants, and that a deeper rollout never earns less.
extension Elaborator {
  func reportProofs() {
    let spec = spec()
    for cost in spec.audit.costs {
      guard case .broken(let reason) = StaticCost(of: cost.subject, in: spec).verdict(of: cost) else { continue }
      report(.costExceeded, "scoring can cost more than this", at: cost.range, label: reason)
    }
    for invariant in spec.invariants { report(invariant, spec.prove(invariant), in: spec) }
    for gate in spec.gates where isLinting {
      guard case .refuted(let example) = spec.proveDominance(of: gate) else { continue }
      report(
        .noDominance, as: .warning, "a rollout that gets further in `\(gate.name)` can earn less", at: gate.range,
        notes: example.lines(in: spec) + ["bands (`in 0.3..0.7`) rule that out; `invariant` states what must hold"])
    }
  }

  private func report(_ invariant: TypedInvariant, _ outcome: ProofOutcome<Counterexample>, in spec: TypedSpec) {
    switch outcome {
    case .proved: break
    case .undecided:
      report(
        .undecidedInvariant, as: .warning, "`\(invariant.name)` could be neither proved nor refuted",
        at: invariant.nameRange, notes: ["what it reads is followed through numbers and conditions, not through texts"])
    case .refuted(let example):
      report(
        .refutedInvariant, "`\(invariant.name)` does not hold", at: invariant.range,
        because: example.causes(in: spec), notes: example.lines(in: spec) + example.test(in: spec))
    }
  }
}
