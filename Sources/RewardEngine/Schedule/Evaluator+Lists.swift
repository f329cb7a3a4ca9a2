import RewardGraph
import RewardSemantics

/// Lists that are read once for each of many elements: what they are made into is limited before it is made.
extension Evaluator {
  /// Whether the lists of a column can be held once for each of the elements that read them; see ``Frame/overfull``.
  func canHold(_ column: Column, at parents: [Int32], of grain: Grain) -> Bool {
    guard case .lists = column.storage else { return true }
    return frame.canHold(parents.reduce(0) { $1 < 0 ? $0 : $0 + column.itemCount(Int($1)) }, of: grain)
  }

  /// The values of an aggregate's elements. Where they are lists, containers whose lists have too many items together
  /// (``Grain/itemsPerRollout``) have none, and are told.
  func elements(of aggregate: Aggregate, _ id: NodeID, where condition: NumberOperand?) -> (Column, [Bool]?) {
    let population = aggregate.population
    let count = frame.count(population)
    guard aggregate.holdsLists, aggregate.keepsLimits, case .list = graph[id].form else {
      return (expanded(operand(id, at: population), count: count), nil)
    }
    let own = column(id)
    var parents: [Int32] = []
    parents.reserveCapacity(count)
    frame.forEachParent(of: population, in: graph[id].grain) { parents.append($0) }
    var containers: [Int32] = []
    containers.reserveCapacity(count)
    frame.forEachParent(of: population, in: aggregate.over) { containers.append($0) }
    var items = Array(repeating: 0, count: frame.count(aggregate.over))
    for element in 0..<count where parents[element] >= 0 && containers[element] >= 0 {
      if WindowKernel.passes(condition, element) {
        items[Int(containers[element])] += own.itemCount(Int(parents[element]))
      }
    }
    let isCrowded = items.map { $0 > Grain.itemsPerRollout }
    let held = zip(items, isCrowded).reduce(0) { $1.1 ? $0 : $0 + $1.0 }
    if !frame.canHold(held, of: population) {
      return (Column(repeating: Value(missing: .itemLimit), form: graph[id].form, count: count), nil)
    }
    guard isCrowded.contains(true) else { return (expanded(operand(id, at: population), count: count), nil) }
    for element in 0..<count where containers[element] >= 0 && isCrowded[Int(containers[element])] {
      parents[element] = Frame.none
    }
    return (own.gathered(parents), isCrowded)
  }
}
