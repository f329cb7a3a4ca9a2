import RewardSyntax

/// `fault ... then drop`: a rollout that one of its rewards asks such a judge about, without an answer, is left out.
///
/// What training reads, and what is logged, sees no reward of it: there every reward is failed. The rewards themselves, rules,
/// gates and the `let`s that they read keep their values. Whether a rollout is dropped is a value like another, so that
/// nobody is asked for its sake.
extension Elaborator {
  /// Makes every reader of rewards see them so; changes nothing where no judge drops.
  func applyDrops() {
    guard judges.contains(where: { $0.fault == .drop }) else { return }
    var fates = Fates()
    let dropped = declarations.indices.filter { declarations[$0].kind == .reward }.compactMap { id in
      fate(of: declarations[id].value, &fates).map { perRollout($0) }
    }
    guard let first = dropped.first else { return }
    let isDropped = dropped.dropFirst().reduce(first) { logic(false, $0, $1, at: start) }
    let grain = type(of: isDropped).grain
    let failed = append(
      .constant(Value(missing: .dropped)), [], ExpressionType(.real, per: .run, absence: [.fail]), at: start)
    let kept = append(.constant(Value(1)), [], ExpressionType(.real, per: .run), at: start)
    let seen = append(
      .when, [isDropped, failed, kept], ExpressionType(.real, per: grain, absence: [.fail]), at: start)
    var readers = Readers(seen: seen)
    for id in declarations.indices { declarations[id].value = value(of: id, &readers) }
  }

  // MARK: Whether a rollout is dropped

  /// By expression, the condition that a judge in it was asked and gave no answer; nil where there is none.
  private struct Fates {
    var known: [ExpressionID: ExpressionID?] = [:]
  }

  /// Whether a judge that drops is asked for an expression and gives no answer, as far as what asks for it is open.
  private func fate(of id: ExpressionID, _ fates: inout Fates) -> ExpressionID? {
    if let known = fates.known[id] { return known }
    let expression = expressions[id]
    let operands = expression.operands
    var result: ExpressionID?
    switch expression.operation {
    // What came back for a request is no rollout that could be left out: its score fails, and nobody reads that.
    case _ where expression.type.grain.derivedGrains.contains(where: \.isAnswers): result = nil
    case .ask(let judge):
      result = any(operands.map { fate(of: $0, &fates) })
      if judges[judge].fault == .drop {
        let own = append(.isFailed, [id], ExpressionType(.bool, per: expression.type.grain), at: start)
        result = any([own, result])
      }
    case .reference(let declaration): result = fate(of: declarations[declaration].value, &fates)
    case .given(let hasElse):
      let otherwise = hasElse ? fate(of: operands[2], &fates) : nil
      result = any([
        fate(of: operands[1], &fates), open(operands[1], fate(of: operands[0], &fates), else: otherwise),
      ])
    case .when:
      result = fate(of: operands[operands.count - 1], &fates)
      for arm in stride(from: operands.count - 3, through: 0, by: -2) {
        result = any([
          fate(of: operands[arm], &fates), open(operands[arm], fate(of: operands[arm + 1], &fates), else: result),
        ])
      }
    // Where the first is unknown the second is asked for, too.
    case .and:
      result = any([
        fate(of: operands[0], &fates), open(holds(negated(operands[0])), nil, else: fate(of: operands[1], &fates)),
      ])
    case .or:
      result = any([fate(of: operands[0], &fates), open(holds(operands[0]), nil, else: fate(of: operands[1], &fates))])
    case .coalesce:
      result = any([
        fate(of: operands[0], &fates), open(isThere(operands[0]), nil, else: fate(of: operands[1], &fates)),
      ])
    case .aggregate(let aggregate):
      let inside = fate(of: operands[0], &fates)
      let condition = aggregate.hasWhere ? operands[aggregate.hasBy ? 2 : 1] : nil
      let counted = condition.map { open($0, inside, else: nil) } ?? inside
      result = any([counted] + operands.dropFirst().map { fate(of: $0, &fates) }).map { perRollout($0) }
    case .window, .other, .swap, .gather, .elements:
      result = any(operands.map { fate(of: $0, &fates) }).map { perRollout($0) }
    default: result = any(operands.map { fate(of: $0, &fates) })
    }
    fates.known[id] = .some(result)
    return result
  }

  private func truth(_ value: Bool) -> ExpressionID {
    append(.constant(Value(value)), [], ExpressionType(.bool, per: .run), at: start)
  }

  /// Whether one of several conditions holds.
  private func any(_ conditions: [ExpressionID?]) -> ExpressionID? {
    conditions.compactMap(\.self).reduce(nil) { joined, next in
      guard let joined else { return next }
      let areTogether = type(of: joined).grain.meet(type(of: next).grain) != nil
      return areTogether
        ? logic(false, joined, next, at: start) : logic(false, perRollout(joined), perRollout(next), at: start)
    }
  }

  /// `inside` where the condition holds, `otherwise` where it does not; neither where it is unknown.
  private func open(_ condition: ExpressionID, _ inside: ExpressionID?, else otherwise: ExpressionID?) -> ExpressionID?
  {
    if inside == nil, otherwise == nil { return nil }
    let (inside, otherwise) = (beside(condition, inside), beside(condition, otherwise))
    let closed = otherwise.map { select([holds(negated(condition)), $0, truth(false)], at: start) } ?? truth(false)
    return select([holds(condition), inside ?? truth(false), closed], at: start)
  }

  /// The same at a grain that has one in common with the condition's.
  private func beside(_ condition: ExpressionID, _ inside: ExpressionID?) -> ExpressionID? {
    inside.map { type(of: $0).grain.meet(type(of: condition).grain) == nil ? perRollout($0) : $0 }
  }

  /// Whether a condition is known to hold.
  private func holds(_ condition: ExpressionID) -> ExpressionID {
    logic(true, isThere(condition), condition, at: start)
  }

  private func isThere(_ value: ExpressionID) -> ExpressionID {
    append(.isPresent, [value], ExpressionType(.bool, per: type(of: value).grain), at: start)
  }

  private func negated(_ condition: ExpressionID) -> ExpressionID {
    append(.not, [condition], type(of: condition), at: start)
  }

  /// For each rollout, whether the condition holds at one of its elements.
  private func perRollout(_ condition: ExpressionID) -> ExpressionID {
    let grain = type(of: condition).grain
    if Grain.rollout.refines(grain) { return condition }
    guard grain.refines(.rollout) else {
      // Per criterion, which lies in a group.
      return append(
        .aggregate(Aggregate(.any, over: .group, population: grain)), [condition], ExpressionType(.bool, per: .group),
        at: start)
    }
    return append(
      .aggregate(Aggregate(.any, over: .rollout, population: grain)), [condition], ExpressionType(.bool, per: .rollout),
      at: start)
  }

  // MARK: Who sees it

  /// What the readers of rewards read, as far as it is known.
  private struct Readers {
    /// 1 where a rollout is kept, failed where it is dropped.
    let seen: ExpressionID
    var values: [DeclarationID: ExpressionID] = [:]
    /// Of what sees dropped rewards, and of what does not.
    var changed: [[ExpressionID: ExpressionID]] = [[:], [:]]
  }

  private func value(of declaration: DeclarationID, _ readers: inout Readers) -> ExpressionID {
    if let known = readers.values[declaration] { return known }
    let value = declarations[declaration].value
    readers.values[declaration] = value
    let result = reading(value, sees: declarations[declaration].kind.seesDrops, &readers)
    readers.values[declaration] = result
    declarations[declaration].value = result
    return result
  }

  /// The same value, with the rewards in it as they are seen.
  private func reading(_ id: ExpressionID, sees: Bool, _ readers: inout Readers) -> ExpressionID {
    if let known = readers.changed[sees ? 1 : 0][id] { return known }
    let expression = expressions[id]
    var result = id
    if case .reference(let declaration) = expression.operation {
      let read = declarations[declaration]
      let before = read.value
      if read.kind == .reward {
        if sees {
          var type = expression.type
          type.absence.insert(.fail)
          result = append(.joined, [id, readers.seen], type, at: expression.range)
        }
      } else if read.kind == .let, sees {
        let value = reading(before, sees: true, &readers)
        if value != before { result = value }
      } else if value(of: declaration, &readers) != before {
        result = append(expression.operation, [], expression.type, at: expression.range)
      }
    } else {
      let operands = expression.operands.map { reading($0, sees: sees, &readers) }
      if operands != expression.operands {
        var type = expression.type
        type.absence.insert(.fail)
        result = append(expression.operation, operands, type, at: expression.range)
      }
    }
    readers.changed[sees ? 1 : 0][id] = result
    return result
  }
}

extension TypedDeclaration.Kind {
  /// Whether it sees no reward of a dropped rollout.
  fileprivate var seesDrops: Bool {
    switch self {
    case .metric, .advantage, .objective, .kept, .state, .emit: true
    case .let, .rule, .judge, .gate, .reward: false
    }
  }
}
