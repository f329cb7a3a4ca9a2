import RewardSyntax

/// What `other.x` reads inside `over other group`: x at another element of the grain, under the same parent.
struct Siblings {
  var grain: Grain
  /// The number of the other element in the batch, at the grain of element and sibling.
  var place: ExpressionID
}

/// `mean(other.near over other group)`: for each group the others of its batch; for each part of a partition the others
/// of its parent. The others of an element are the items of a list of their numbers.
extension Elaborator {
  /// The aggregate with its siblings as the grain to go over; nil after a report.
  func siblings(_ over: OverSyntax, in scope: Scope) -> (siblings: Siblings, items: DerivedGrain, grain: Grain)? {
    guard let grain = self.grain(over.grain, in: scope) else { return nil }
    let range = over.grain.range
    var parent = Grain.batch
    switch grain {
    case .group: break
    case .derived(let parts) where parts.kind == .parts: parent = parts.containers[0]
    default:
      report(
        .mixedGrains, "`over other` goes over groups or the parts of a partition", at: range,
        notes: ["the other rollouts of a group are `over others`"])
      return nil
    }
    let number = ExpressionType(ValueType(.int, domain: .count), per: grain)
    let own = append(.position, [], number, at: range)
    let all = append(
      .aggregate(Aggregate(.collect, over: parent, population: grain)), [own],
      ExpressionType(ValueType(.list(.int), domain: .count), per: parent), at: range)
    let each = items(of: all, named: "each")
    let item = item(each, of: all, at: range)
    guard let pairs = grain.meet(.derived(each)) else { return nil }
    let isOther = arithmetic(.notEqual, [item, own], at: range)
    let others = append(
      .aggregate(Aggregate(.collect, over: grain, population: pairs, hasWhere: true)), [item, isOther],
      ExpressionType(ValueType(.list(.int), domain: .count), per: grain), at: range)
    let items = items(of: others, named: "other \(grain.name)")
    return (Siblings(grain: grain, place: self.item(items, of: others, at: range)), items, grain)
  }

  /// `other.x`
  func sibling(_ id: ExpressionID, _ siblings: Siblings, at range: SourceRange) -> ExpressionID {
    let type = type(of: id)
    guard type.grain != siblings.grain else {
      return append(
        .gather, [id, siblings.place],
        ExpressionType(type.value, per: self.type(of: siblings.place).grain, absence: type.absence), at: range)
    }
    if siblings.grain.refines(type.grain) { return id }
    report(
      .mixedGrains, "the other \(siblings.grain.name) has no one value of this", at: range,
      label: "one value for each \(type.grain.name)",
      notes: ["aggregate it first, or collect it: `let xs = collect(x over \(siblings.grain.name))`, then `other.xs`"])
    return poison(at: range)
  }
}
