import RewardSyntax

/// What the wires of some trainers cannot carry of a spec. One message for a mistake: it names every trainer that it is one
/// for, and each has a note with what it does.
struct ContractCheck {
  let spec: TypedSpec
  let contracts: [TrainerContract]
  let isLibrary: (FileID) -> Bool
  private var diagnostics: [Diagnostic] = []
  /// By score, the trainers about which something was said of it: one mistake, one message, and what reads it is not to
  /// blame.
  private var said: [DeclarationID: Set<String>] = [:]

  static func diagnostics(
    of spec: TypedSpec, for contracts: [TrainerContract], isLibrary: @escaping (FileID) -> Bool
  ) -> [Diagnostic] {
    var check = ContractCheck(spec: spec, contracts: contracts, isLibrary: isLibrary)
    check.statistics()
    check.states()
    check.grains()
    check.missingScores()
    check.severalRewards()
    check.advantage()
    return check.diagnostics
  }

  private init(spec: TypedSpec, contracts: [TrainerContract], isLibrary: @escaping (FileID) -> Bool) {
    self.spec = spec
    self.contracts = contracts
    self.isLibrary = isLibrary
  }

  private var scores: [(id: DeclarationID, score: TypedDeclaration)] {
    spec.declarations.enumerated().filter { [.rule, .gate, .reward, .metric].contains($1.kind) }
      .map { (id: $0, score: $1) }
  }
  private var rewards: [TypedDeclaration] { spec.declarations.filter { $0.kind == .reward } }
  private var advantageDeclaration: (id: DeclarationID, score: TypedDeclaration)? {
    spec.declarations.firstIndex { $0.kind == .advantage }.map { (id: $0, score: spec.declarations[$0]) }
  }

  // MARK: Groups, batches, steps

  /// E801: what is computed of a group or batch that a call does not show.
  private mutating func statistics() {
    let finder = ReachFinder(spec: spec, isLibrary: isLibrary)
    var sites: Set<SourceRange> = []
    for (id, score) in scores + [advantageDeclaration].compactMap({ $0 }) {
      guard let found = finder.reach(of: score) else { continue }
      let blind = contracts.filter { contract in
        let view = found.reach == .group ? contract.group : contract.batch
        // What is left of a group is enough for nothing; that the trainer computes the advantage itself is said elsewhere.
        return score.kind == .advantage ? view == .nothing : view != .whole
      }
      guard !blind.isEmpty else { continue }
      note(id, blind)
      guard sites.insert(found.site).inserted else { continue }
      let what = found.reach == .group ? "group" : "batch"
      let isAdvantage = score.kind == .advantage
      var notes = blind.map { contract in
        let otherwise = found.reach == .group ? contract.wider.group : contract.wider.batch
        return "\(contract.name): calls \(contract.call)"
          + (isAdvantage ? "; it computes \(contract.advantage)" : otherwise.map { "; \($0)" } ?? "")
      }
      notes.append(
        isAdvantage
          ? "declare what is to be trained on as a `reward`, and leave the advantage to the trainer"
          : "`rewardc run` scores saved rollouts, whole batches of them")
      if !found.path.isEmpty { notes.append("read through \(Self.listed(found.path))") }
      let isWritten = found.site != score.range
      diagnostics.append(
        Diagnostic(
          .unseenStatistic, .error,
          "`\(score.name)` needs its whole \(what), which \(Self.phrase(blind, "does", "do")) not show",
          at: .init(score.range, isWritten ? "" : "reads other rollouts of the \(what) in a library function"),
          because: isWritten ? [.init(found.site, "reads other rollouts of the \(what)")] : [], notes: notes))
    }
  }

  /// E803: what lasts from step to step, under a trainer that never calls with a whole step.
  private mutating func states() {
    let partial = contracts.filter { $0.batch != .whole }
    guard !partial.isEmpty else { return }
    for state in spec.states {
      diagnostics.append(
        Diagnostic(
          .unheldState, .error,
          "`\(state.name)` lasts from step to step, and \(Self.phrase(partial, "calls", "call")) with parts of a step",
          at: .init(state.range),
          notes: partial.map { "\($0.name): calls \($0.call)" }
            + ["`rewardc run --state` scores whole steps; what only changes with time can be a column of the rows"]))
    }
  }

  // MARK: Values

  /// W807: several values of a rollout where one number arrives.
  private mutating func grains() {
    for (id, score) in scores where score.type.grain != .rollout && score.type.grain.refines(.rollout) {
      let grain = score.type.grain.name
      if score.kind == .reward {
        note(id, contracts)
        diagnostics.append(
          Diagnostic(
            .finerReward, .warning,
            "`\(score.name)` is per \(grain), and \(Self.phrase(contracts, "takes", "take")) one number for a rollout",
            at: .init(score.range),
            notes: ["aggregate it: `sum(\(score.name) over rollout)`"]))
        continue
      }
      let strict = contracts.filter { $0.unequalKeys != nil }
      guard !strict.isEmpty else { continue }
      note(id, strict)
      diagnostics.append(
        Diagnostic(
          .finerReward, .warning,
          "`\(score.name)` is per \(grain), and what \(Self.phrase(strict, "logs", "log")) is one number for a rollout",
          at: .init(score.range), notes: strict.map { "\($0.name): \($0.unequalKeys ?? "")" }))
    }
  }

  /// W802: a reward that may be missing. W804: another score that may be, where all rollouts must have the same keys.
  private mutating func missingScores() {
    for (id, score) in scores where !score.type.absence.isDisjoint(with: [.abstain, .fail]) {
      let known = spec.scoresRead(by: id).union([id]).reduce(into: Set<String>()) { $0.formUnion(said[$1] ?? []) }
      let isReward = score.kind == .reward
      let strict = contracts.filter {
        !known.contains($0.name) && (isReward ? !$0.missing.isCarried : $0.unequalKeys != nil)
      }
      guard !strict.isEmpty else { continue }
      note(id, strict)
      let message: String
      var notes: [String]
      if isReward {
        message = "`\(score.name)` may be missing, which \(Self.named(strict)) cannot be told"
        notes = strict.map { "\($0.name): \($0.missing.how)" }
        notes.append("say what a rollout without it gets (`\(score.name) ?? v`), and log `present(...)` as a metric")
      } else {
        message =
          "`\(score.name)` may be missing, and \(Self.phrase(strict, "needs", "need")) the same keys for every rollout"
        notes = strict.map { "\($0.name): \($0.unequalKeys ?? "")" }
        notes.append("say what stands there then: `... ?? v`")
      }
      diagnostics.append(
        Diagnostic(isReward ? .missingReward : .unequalKeys, .warning, message, at: .init(score.range), notes: notes))
    }
  }

  // MARK: Rewards together

  /// W805: several rewards where one number arrives.
  private mutating func severalRewards() {
    let narrow = contracts.filter { if case .one = $0.rewards { true } else { false } }
    guard !narrow.isEmpty, rewards.count > 1 else { return }
    diagnostics.append(
      Diagnostic(
        .severalRewards, .warning,
        "there are \(rewards.count) rewards, and \(Self.phrase(narrow, "takes", "take")) one number",
        at: .init(rewards[1].range), because: [.init(rewards[0].range, "the first one")],
        notes: narrow.compactMap { contract in
          if case .one(let how) = contract.rewards { "\(contract.name): \(how)" } else { nil }
        } + ["declare one `reward` that is their sum, and the parts as `metric`s"]))
  }

  /// W806: an advantage of several scores, whose weights stand by place at the trainer. W808: any other advantage. Each
  /// trainer computes its own.
  private mutating func advantage() {
    guard let (id, advantage) = advantageDeclaration else { return }
    let rest = contracts.filter { !(said[id]?.contains($0.name) ?? false) }
    let parts = spec.scoresReadDirectly(by: id).map { spec.declarations[$0].name }
    var placed: [TrainerContract] = []
    var notes: [String] = []
    for contract in rest where parts.count > 1 {
      let order: (how: String, names: [String])
      switch contract.weights {
      case .named: continue
      case .inOrder(let how): order = (how, parts)
      case .alphabetically(let how): order = (how, parts.sorted())
      }
      placed.append(contract)
      notes.append("\(contract.name): \(order.how): \(Self.listed(order.names)); it computes \(contract.advantage)")
    }
    if !placed.isEmpty {
      diagnostics.append(
        Diagnostic(
          .weightsByPlace, .warning,
          "\(Self.phrase(placed, "computes", "compute")) the advantage, with weights by place",
          at: .init(advantage.range),
          notes: notes))
    }
    let others = rest.filter { contract in !placed.contains { $0.name == contract.name } }
    guard !others.isEmpty else { return }
    diagnostics.append(
      Diagnostic(
        .advantageNotCarried, .warning,
        "\(Self.phrase(others, "takes rewards and computes", "take rewards and compute")) the advantage",
        at: .init(advantage.range),
        notes: others.map { "\($0.name): \($0.advantage)" }))
  }

  // MARK: Words

  private mutating func note(_ id: DeclarationID, _ contracts: [TrainerContract]) {
    said[id, default: []].formUnion(contracts.map(\.name))
  }

  /// `trl takes`, `trl and verl take`.
  private static func phrase(_ contracts: [TrainerContract], _ one: String, _ several: String) -> String {
    "\(named(contracts)) \(contracts.count == 1 ? one : several)"
  }

  /// `trl`, `trl and verl`, `trl, verl and slime`.
  private static func named(_ contracts: [TrainerContract]) -> String {
    let names = contracts.map(\.name)
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func listed(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
}

extension TypedSpec {
  /// The scores that a declaration reads itself or through `let`s, in the order of their declarations.
  func scoresReadDirectly(by declaration: DeclarationID) -> [DeclarationID] {
    var found: Set<DeclarationID> = []
    var seen: Set<ExpressionID> = []
    var pending = [declarations[declaration].value]
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      pending += expressions[id].operands
      guard case .reference(let other) = expressions[id].operation else { continue }
      switch declarations[other].kind {
      case .let: pending.append(declarations[other].value)
      case .rule, .judge, .gate, .reward, .metric: found.insert(other)
      default: break
      }
    }
    return found.sorted()
  }

  /// Those, and all that they read.
  func scoresRead(by declaration: DeclarationID) -> Set<DeclarationID> {
    var found: Set<DeclarationID> = []
    var pending = scoresReadDirectly(by: declaration)
    while let id = pending.popLast() {
      if found.insert(id).inserted { pending += scoresReadDirectly(by: id) }
    }
    return found
  }
}
