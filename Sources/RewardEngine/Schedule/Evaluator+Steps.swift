import RewardGraph
import RewardSemantics

/// What a step of the run brings beside its rows.
struct Step {
  /// What the states are worth at its start.
  var states = StateValues()
  /// The source of its random numbers.
  var random = RandomSource(seed: 0, spec: "", step: [])
  /// The key of each group.
  var groupKeys: [[UInt8]] = []
  /// What requests are told apart by, beside their prompts.
  var identity = RequestIdentity(spec: "", step: "")
  /// What came back for requests; nil where nothing did.
  var answers: AnswerTable?
  /// Which attempt each group is; empty where all are the first.
  var attempts: [Int] = []
}

/// States and random numbers.
extension Evaluator {
  /// What a state is worth at the start of the step; with a key, for the key of each element.
  func state(_ id: StateID, key: NodeID?, at grain: Grain, form: Node.Form) -> Column {
    let initial = graph.states[id].initial
    guard let key else {
      return Column(repeating: step.states.cells[id] ?? initial, form: form, count: frame.count(grain))
    }
    let keys = expanded(operand(key, at: grain), count: frame.count(grain))
    let table = step.states.tables[id] ?? [:]
    return Column(
      (0..<keys.count).map { element in
        let key = keys.value(element)
        if key.isMissing { return Value(missing: key.status) }
        var value = table[key.payload] ?? initial
        if !value.isMissing { value.status = value.status.joined(key.status) }
        return value
      }, form: form)
  }

  /// A number for each element: a function of where it stands.
  func random(_ name: String, at grain: Grain) -> Column {
    let values = sources(step.random.draw(name), at: grain).map(\.uniform)
    return Column(.numbers(values), status: Array(repeating: 0, count: values.count))
  }

  private func sources(_ batch: RandomSource, at grain: Grain) -> [RandomSource] {
    switch grain {
    case .batch, .run: return [batch]
    case .group:
      return (0..<frame.groupCount).map { group in
        batch.group(group < step.groupKeys.count ? step.groupKeys[group] : Array("\(group)".utf8))
      }
    case .derived(let derived) where derived.kind == .parts: return (0..<frame.count(grain)).map(batch.element)
    default: break
    }
    let container: Grain =
      switch grain {
      case .token, .turn, .pair: .rollout
      case .rollout: .group
      case .product(let grain, _): grain
      default: grain.containers[0]
      }
    let outer = sources(batch, at: container)
    guard case .numbers(let places) = positions(grain).storage else { return [] }
    var result: [RandomSource] = []
    result.reserveCapacity(places.count)
    frame.forEachParent(of: grain, in: container) { parent in
      let source = parent >= 0 ? outer[Int(parent)] : batch
      result.append(source.element(Int(places[result.count])))
    }
    return result
  }
}

/// What a step leaves beside its scores.
extension Evaluator {
  func root(_ declaration: DeclarationID) -> Graph.Root? {
    graph.roots.first { $0.declaration == declaration }
  }

  /// A declaration per group.
  func perGroup(_ declaration: DeclarationID?) -> Column? {
    declaration.flatMap(root).map { column($0.node, at: .group) }
  }

  /// The records of each emission.
  func records() -> [ScoredBatch.Records] {
    graph.emissions.map { emission in
      guard let condition = root(emission.condition) else {
        return ScoredBatch.Records(name: emission.name, count: 0, fields: [])
      }
      let open = column(condition.node, at: emission.grain)
      let places = (0..<open.count).filter { open.isTrue($0) }.map { Int32($0) }
      let wanted = Demand.some((0..<open.count).map { open.isTrue($0) })
      let fields =
        (emission.namesRollout ? identities(of: places) : [])
        + emission.fields.compactMap { field in
          root(field.value).map { root in
            (name: field.name, column: column(root.node, at: emission.grain, wanted).gathered(places))
          }
        }
      return ScoredBatch.Records(name: emission.name, count: places.count, fields: fields)
    }
  }

  /// What the states are worth after the step, and the updates that failed.
  func updated(_ before: StateValues, lines: [Int]) throws(ScorerError) -> (
    states: StateValues, failed: [ScoredBatch.FailedUpdate]
  ) {
    var after = before
    var failed: [ScoredBatch.FailedUpdate] = []
    for (id, state) in graph.states.enumerated() {
      guard let update = root(state.update) else { continue }
      let values = column(update.node, at: state.type.grain)
      for status in values.status.lazy.map(Status.init(rawValue:)) where status.isFailed || status.isLimited {
        failed.append(ScoredBatch.FailedUpdate(state: id, status: status))
      }
      guard let keyRoot = state.key.flatMap(root) else {
        if values.count > 0, values.status[0] < 16 { after.cells[id] = Value(values.value(0)) }
        continue
      }
      let keys = column(keyRoot.node, at: state.type.grain)
      var given: [Value.Payload: Constant] = [:]
      for element in 0..<values.count where keys.status[element] < 16 && values.status[element] < 16 {
        let key = keys.value(element)
        let value = values.value(element)
        if let earlier = given[key.payload], earlier != Constant(Value(value)) {
          throw .twoUpdates(
            state: state.name, key: key.description, line: line(of: element, at: state.type.grain, lines))
        }
        given[key.payload] = Constant(Value(value))
        after.tables[id, default: [:]][key.payload] = Value(value)
      }
    }
    return (after, failed)
  }

  /// The line of the row that an element stands in, or the first of its rows.
  private func line(of element: Int, at grain: Grain, _ lines: [Int]) -> Int {
    if grain.refines(.rollout), case .indices(let rollouts) = frame.parents(of: grain, in: .rollout) {
      return lines[Int(rollouts[element])]
    }
    if grain == .rollout { return lines[element] }
    if grain == .group { return lines[Int(frame.groupMembers[frame.groupOffsets[element]])] }
    return lines.first ?? 0
  }
}

extension Value {
  /// The same value as a plain one: what a step read does not say how it came about.
  fileprivate init(_ value: Value) {
    self = value
    status = .present
  }
}
