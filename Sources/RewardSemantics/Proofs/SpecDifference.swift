/// What became of the scores of a spec in another version of it.
public struct SpecDifference: Sendable {
  /// What became of one score.
  public enum Change: Sendable, Hashable {
    /// The same operations on the same columns, whatever they are called.
    case same
    /// Other operations.
    case changed
    /// Only in the new version, or only in the old one.
    case added, removed
  }
  /// A rule, gate, reward, metric or advantage.
  public struct Score: Sendable {
    /// As declared.
    public var name: String
    /// In the new version, or in the old one where it is gone.
    public var kind: TypedDeclaration.Kind
    /// What became of it.
    public var change: Change
  }
  /// In the order of the new version, then what is gone.
  public var scores: [Score]

  /// Whether no score is worth anything else than before.
  public var isEmpty: Bool { scores.allSatisfy { $0.change == .same } }

  /// Compares the scores of two versions by name.
  public init(from old: TypedSpec, to new: TypedSpec) {
    var keys = ExpressionKeys()
    var before: [String: Int] = [:]
    for declaration in old.declarations where declaration.kind.isCompared {
      before[declaration.name] = keys.key(of: declaration.value, in: old, at: 0)
    }
    scores = []
    for declaration in new.declarations where declaration.kind.isCompared {
      let key = keys.key(of: declaration.value, in: new, at: 1)
      let change: Change = before[declaration.name].map { $0 == key ? .same : .changed } ?? .added
      scores.append(Score(name: declaration.name, kind: declaration.kind, change: change))
    }
    let kept = Set(scores.map(\.name))
    for declaration in old.declarations where declaration.kind.isCompared && !kept.contains(declaration.name) {
      scores.append(Score(name: declaration.name, kind: declaration.kind, change: .removed))
    }
  }
}

extension TypedDeclaration.Kind {
  /// Whether a version of the spec answers for it: what rows hold, and what is minimised.
  fileprivate var isCompared: Bool { isScore || self == .objective }
}

/// Whether the new version of a score ever pays more than the old one.
public enum PayComparison: Sendable {
  /// Never, for all that the components can be: in real arithmetic, where both have a value.
  /// `always`: both always have a value.
  case neverMore(always: Bool)
  /// It does here: the values of the components and of both versions, in words.
  case more(String)
  /// Neither was found out.
  case undecided
}

extension TypedSpec {
  /// Compares what a score pays here with what it paid in `old`, for each rollout by itself.
  ///
  /// Components are what neither version looks into further: columns of the rows, whether a pattern matches. Those of
  /// one meaning are the same in both.
  ///
  /// - Returns: nil where one of the versions has no such score per rollout.
  public func pays(_ score: String, comparedWith old: TypedSpec) -> PayComparison? {
    let specs = [old, self]
    let declarations = specs.compactMap { spec in
      spec.declarations.firstIndex { $0.name == score && $0.kind.isScore && $0.type.grain == .rollout }
    }
    guard declarations.count == 2 else { return nil }
    var table = TermTable(specs, rollouts: 1)
    let worth = [0, 1].map { table.term(ofDeclaration: declarations[$0], at: 0, in: $0) }
    if table.isAmbiguous { return .undecided }
    // More by a rounding error is not more.
    let difference = table.intern(.arithmetic(.subtract, [worth[1], worth[0]]))
    let claim = table.intern(.arithmetic(.lessOrEqual, [difference, table.intern(.constant(1e-9))]))
    var prover = Prover<String>(table, conclusion: claim) { [variables = table.variables] choices in
      let replays = [0, 1].map { Replay(specs[$0], place: $0, variables, choices, rollouts: 1) }
      let values = [0, 1].map { replays[$0].value(of: declarations[$0], at: 0) }
      guard !values.contains(where: \.isMissing), values[1].number > values[0].number + 1e-9 else { return nil }
      var components: [String] = []
      for place in [1, 0] {
        for component in Counterexample(of: declarations[place], replays[place], in: specs[place]).described
        where !components.contains(component) {
          components.append(component)
        }
      }
      let given = components.isEmpty ? "" : " with " + components.joined(separator: ", ")
      return "a rollout\(given): \(values[1].description), and \(values[0].description) before"
    }
    switch prover.decide() {
    case .proved:
      let absence = [0, 1].map { specs[$0].declarations[declarations[$0]].type.absence }
      return .neverMore(always: absence.allSatisfy(\.isEmpty))
    case .refuted(let example): return .more(example)
    case .undecided: return .undecided
    }
  }
}
