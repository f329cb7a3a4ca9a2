import RewardSyntax

/// Warnings about sums of scores: components that others drown, and sums that tie what is not the same.
extension Elaborator {
  /// A term of a sum.
  private struct Component {
    /// The value without its weight.
    var value: ExpressionID
    var weight: Double
    var domain: Domain
    /// How far it can move the sum.
    var reach: Double { (domain.high - domain.low) * abs(weight) }
  }

  /// As many combinations of values are counted.
  private static let combinationLimit = 4096
  /// What tells rollouts of a group apart.
  private static let statistics: Set<Reduction> = [
    .mean, .minimum, .maximum, .deviation(ddof: 1), .deviation(ddof: 0), .variance(ddof: 1), .variance(ddof: 0),
  ]
  /// From this many times on a component drowns the next one.
  private static let drowningFactor = 10.0

  func warnOfDrowning(_ declaration: TypedDeclaration) {
    let components = components(of: declaration.value).filter { $0.reach > 0 }
    guard components.count > 1, components.allSatisfy(\.reach.isFinite) else { return }
    let sorted = components.sorted { $0.reach > $1.reach }
    let factor = sorted[0].reach / sorted[1].reach
    guard factor >= Self.drowningFactor else { return }
    let name = source(expressions[sorted[0].value].range)
    report(
      .drowned, as: .warning, "`\(name)` drowns the other components of `\(declaration.name)`", at: declaration.range,
      because: sorted.prefix(2).map { component in
        .init(expressions[component.value].range, "moves the sum by up to \(Self.shown(component.reach))")
      },
      notes: ["normalise each by itself (`gdpo`), or bring their weights together"])
  }

  /// An advantage that compares sums over the group: which combinations of its components it cannot tell apart.
  func warnOfTies(_ advantage: TypedDeclaration) {
    for declaration in summedOverGroups(by: advantage.value) {
      let components = components(of: declarations[declaration].value)
      let sets = components.compactMap(\.domain.values)
      let names = components.compactMap { scoreName(of: $0.value) }
      guard components.count > 1, names.count == components.count, sets.count == components.count,
        sets.allSatisfy({ $0.count > 1 }), declarations[declaration].type.grain == .rollout,
        sets.reduce(1, { min($0 * $1.count, Self.combinationLimit + 1) }) <= Self.combinationLimit
      else { continue }
      var sums = [0.0]
      for (component, values) in zip(components, sets) {
        sums = sums.flatMap { sum in values.map { sum + component.weight * $0 } }
      }
      // Sums that differ by rounding only are one.
      let levels = Set(sums.map { ($0 * 1e9).rounded() }).count
      guard levels < sums.count else { continue }
      let parts = zip(names, components).map { "\($0): \(Self.shown($1.weight))" }.joined(separator: ", ")
      report(
        .tiedComponents, as: .warning,
        "`\(declarations[declaration].name)` is the same for different scores, and the advantage cannot tell them apart",
        at: declarations[declaration].range,
        notes: [
          "\(sums.count) combinations of \(names.joined(separator: ", ")) make \(levels) different sums",
          "`gdpo(\(parts))` keeps all \(sums.count) apart",
        ])
    }
  }

  /// The name of a declared score per rollout, as a bundle takes it.
  private func scoreName(of id: ExpressionID) -> String? {
    guard case .reference(let declaration) = expressions[id].operation,
      declarations[declaration].type.grain == .rollout,
      !declarations[declaration].name.contains(".")
    else { return nil }
    return declarations[declaration].name
  }

  /// Groups are dropped by the spread of a sum whose components the advantage keeps apart: among them those in which only
  /// the components differ.
  func warnOfLostGroups() {
    guard let selection, let advantage = declarations.first(where: { $0.kind == .advantage }) else { return }
    let trained = declarationsRead(from: advantage.value)
    for declaration in summedOverGroups(by: declarations[selection.kept].value) where !trained.contains(declaration) {
      let names = components(of: declarations[declaration].value).compactMap { scoreName(of: $0.value) }
      let apart = names.filter { name in trained.contains { declarations[$0].name == name } }
      guard apart.count > 1 else { continue }
      report(
        .lostGroups, as: .warning,
        "groups are dropped in which `\(declarations[declaration].name)` is the same and its components are not",
        at: selection.range,
        because: [.init(declarations[declaration].range, "a sum of \(names.joined(separator: ", "))")],
        notes: [
          "the advantage learns from each by itself: `keep groups where "
            + apart.map { "spread(\($0))" }.joined(separator: " + ") + " > 0`"
        ])
    }
  }

  /// Declared rewards and metrics that an expression compares over the group.
  private func summedOverGroups(by root: ExpressionID) -> [DeclarationID] {
    var found: [DeclarationID] = []
    var seen: Set<ExpressionID> = []
    var pending = [root]
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      let expression = expressions[id]
      if case .aggregate(let aggregate) = expression.operation, Self.statistics.contains(aggregate.reduction),
        aggregate.over == .group,
        case .reference(let declaration) = expressions[expression.operands[0]].operation,
        [.reward, .metric].contains(declarations[declaration].kind), !found.contains(declaration)
      {
        found.append(declaration)
      }
      if case .reference(let declaration) = expression.operation { pending.append(declarations[declaration].value) }
      pending += expression.operands
    }
    return found.sorted()
  }

  /// The terms of a sum with constant weights; constants left out. A declared score is a term of its own.
  private func components(of root: ExpressionID) -> [Component] {
    var result: [Component] = []
    func add(_ id: ExpressionID, _ weight: Double) {
      let expression = expressions[id]
      switch expression.operation {
      case .settle: return add(expression.operands[0], weight)
      case .reference(let declaration) where declarations[declaration].kind == .let:
        return add(declarations[declaration].value, weight)
      case .arithmetic(.add):
        for operand in expression.operands { add(operand, weight) }
        return
      case .arithmetic(.subtract):
        add(expression.operands[0], weight)
        return add(expression.operands[1], -weight)
      case .arithmetic(.multiply):
        for (factor, other) in [(0, 1), (1, 0)] {
          if let number = constantNumber(expression.operands[factor]) {
            return add(expression.operands[other], weight * number)
          }
        }
      case .arithmetic(.divide):
        if let number = constantNumber(expression.operands[1]), number != 0 {
          return add(expression.operands[0], weight / number)
        }
      case .reduce(.sum):
        for operand in expression.operands { add(operand, weight) }
        return
      default: break
      }
      if constantValue(id) == nil {
        result.append(Component(value: id, weight: weight, domain: expression.type.value.domain))
      }
    }
    add(root, 1)
    return result
  }

  private static func shown(_ number: Double) -> String { Value((number * 1e6).rounded() / 1e6).description }
}
