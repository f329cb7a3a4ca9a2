/// The last attempt of each group, where a spec samples groups again.
extension Interpreter {
  /// - Parameter attempts: By rollout, what it is in each attempt after the first.
  init(
    spec: TypedSpec, rows: Rows, attempts: [[Rows.Answer]], stubs: [DeclarationID: Value] = [:],
    state: StateValues = StateValues()
  ) {
    var rows = rows
    var interpreter = Interpreter(spec: spec, rows: rows, stubs: stubs, state: state)
    while let resample = spec.resample {
      var rollouts = rows.rollouts
      var isChanged = false
      for group in Set(rollouts.map(\.group)).sorted() {
        let members = rollouts.indices.filter { rollouts[$0].group == group }
        let asked = interpreter.value(ofDeclaration: resample.asked, at: .group(group))
        // An attempt is whole, or it is none.
        guard !asked.isMissing, asked.isTrue,
          members.allSatisfy({ attempts[$0].indices.contains(rollouts[$0].attempt) })
        else { continue }
        for member in members { rollouts[member].retry(as: attempts[member], of: spec) }
        isChanged = true
      }
      guard isChanged else { break }
      rows = Rows(rollouts, step: rows.step, seed: rows.seed)
      interpreter = Interpreter(spec: spec, rows: rows, stubs: stubs, state: state)
    }
    self = interpreter
  }
}

extension Rows.Rollout {
  /// Goes on to the next attempt. What the group has in common stays.
  fileprivate mutating func retry(as attempts: [Rows.Answer], of spec: TypedSpec) {
    let next = attempts[attempt]
    inputs = inputs.filter { Grain.group.refines(spec.inputs[$0.key].type.grain) }
    inputs.merge(next.inputs) { _, new in new }
    stubs = next.stubs
    attempt += 1
  }
}
