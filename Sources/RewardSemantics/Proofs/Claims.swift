/// The claims about one spec, with the interpreter to replay what refutes them.
extension TypedSpec {
  /// Whether an invariant holds for all that its components can be.
  func prove(_ invariant: TypedInvariant) -> ProofOutcome<Counterexample> {
    var table = TermTable([self], rollouts: invariant.rollouts.count)
    let hypothesis = invariant.hypothesis.map { table.term(of: $0, at: nil) }
    let conclusion = table.term(of: invariant.conclusion, at: nil)
    var prover = Prover<Counterexample>(table, hypothesis: hypothesis, conclusion: conclusion) {
      [variables = table.variables] values in
      let replay = Replay(self, variables, values, rollouts: invariant.rollouts.count)
      if let hypothesis = invariant.hypothesis, !replay.holds(hypothesis) { return nil }
      guard replay.fails(invariant.conclusion) else { return nil }
      if let hypothesis = invariant.hypothesis, replay.isRounding(hypothesis, invariant.conclusion) { return nil }
      let roots = [invariant.hypothesis, invariant.conclusion].compactMap { $0 }
      return Counterexample(of: invariant, roots, replay, in: self)
    }
    return prover.decide()
  }

  /// Whether of two rollouts the one for which more levels of a gate are open earns at least as much.
  func proveDominance(of gate: TypedGate) -> ProofOutcome<Counterexample> {
    guard gate.open.count > 1 else { return .proved }
    var table = TermTable([self], rollouts: 2)
    let depths = [0, 1].map { row in
      let open = gate.open.map { table.term(ofDeclaration: $0, at: row) }
      return table.intern(.reduce(.sum, open))
    }
    let scores = [0, 1].map { table.term(ofDeclaration: gate.score, at: $0) }
    let hypothesis = table.intern(.arithmetic(.greater, depths))
    // Less by a rounding error is not less.
    let margin = table.intern(.constant(-1e-9))
    let difference = table.intern(.arithmetic(.subtract, scores))
    let conclusion = table.intern(.arithmetic(.greaterOrEqual, [difference, margin]))
    var prover = Prover<Counterexample>(table, hypothesis: hypothesis, conclusion: conclusion) {
      [variables = table.variables] values in
      let replay = Replay(self, variables, values, rollouts: 2)
      let scores = [0, 1].map { replay.value(of: gate.score, at: $0) }
      let deeper = gate.open.first { replay.isTrue($0, at: 0) && replay.isFalse($0, at: 1) }
      guard let deeper, !scores.contains(where: \.isMissing), scores[0].number < scores[1].number - 1e-9 else {
        return nil
      }
      return Counterexample(of: gate, opened: deeper, replay, in: self)
    }
    return prover.decide()
  }
}
