import RewardGraph
import RewardSemantics

extension Evaluator {
  /// Passes the demand of a window on to one of its operands.
  func demandOfWindow(_ window: Window, _ operand: NodeID, of node: Node, _ wanted: Demand) {
    let grain = graph[operand].grain
    func ask(_ demanded: Demand) { demand(operand, frame.raised(demanded, from: node.grain, to: grain)) }
    // One node may be several operands.
    for (index, other) in node.operands.enumerated() where other == operand {
      if index == window.extraIndex {
        if window.kind == .sample {
          demand(
            operand, frame.raised(frame.raised(wanted, from: node.grain, to: window.over), from: window.over, to: grain)
          )
        } else {
          ask(wanted)
        }
      } else if index < window.values, !window.hasBy, !window.hasWhere {
        switch window.kind {
        case .previous: ask(frame.shifted(wanted, by: -1, of: node.grain, in: window.over))
        case .next: ask(frame.shifted(wanted, by: 1, of: node.grain, in: window.over))
        default: ask(whole(window, wanted, at: node.grain))
        }
      } else {
        ask(whole(window, wanted, at: node.grain))
      }
    }
  }

  /// All elements of the containers in which wanted ones lie.
  private func whole(_ window: Window, _ wanted: Demand, at grain: Grain) -> Demand {
    frame.lowered(frame.raised(wanted, from: grain, to: window.over), from: window.over, to: grain)
  }

  /// The window over the containers, parted by the key where there is one. Where `where` fails the values are not
  /// demanded.
  func window(_ window: Window, _ node: Node, _ total: Demand) -> Column {
    let count = frame.count(node.grain)
    let values = node.operands.prefix(window.values)
    var condition: NumberOperand?
    if let index = window.whereIndex {
      demandOperand(node.operands[index], of: node, total)
      let open = expandedNumbers(node.operands[index], at: node.grain)
      condition = open
      let inside = whole(window, total, at: node.grain)
        .filtered(count: count) { open.status[$0] < 16 && open.values[$0] != 0 }
      for value in values {
        let isEager = prepared.plan.isEager[value]
        demand(value, isEager ? .all : frame.raised(inside, from: node.grain, to: graph[value].grain))
      }
    } else {
      for value in values { demandOperand(value, of: node, total) }
    }
    for index in [window.byIndex, window.extraIndex].compactMap({ $0 }) {
      demandOperand(node.operands[index], of: node, total)
    }
    let parents = frame.parents(of: node.grain, in: window.over)
    var containers = Containers(frame, of: node.grain, in: window.over, order: .element)
    var outside = outside(parents, containers.isUnknown, count: count)
    if let index = window.byIndex {
      let key = expanded(operand(node.operands[index], at: node.grain), count: count)
      containers = Classes.parted(containers, key: key)
      if key.status.holdsLimits {
        var element = 0
        frame.forEachParent(of: node.grain, in: window.over) { container in
          if container >= 0, outside[element] == Status.noElement.rawValue {
            outside[element] = Status.ofElement(withKey: Status(rawValue: key.status[element])).rawValue
          }
          element += 1
        }
      }
    }
    var kernel = WindowKernel(
      window: window, containers: containers, parents: parents, form: node.form, outside: outside)
    let columns = values.map { expanded(operand($0, at: node.grain), count: count) }
    if case .cumulative(let fold, _) = window.kind, fold.makesLists {
      guard let crowded = crowded(kernel, fold, columns[0], condition, at: node.grain) else {
        return Column(repeating: Value(missing: .itemLimit), form: node.form, count: count)
      }
      kernel.isCrowded = crowded.contains(true) ? crowded : nil
    }
    return kernel(
      columns, condition: condition,
      extra: window.extraIndex.map { operand(node.operands[$0], at: grainOfExtra(window, node.grain)) })
  }

  /// By element, whether the lists that `cumulative` makes in its rollout may have too many items together; nil where
  /// those of the others cannot be held at once, see ``Frame/overfull``.
  private func crowded(
    _ kernel: WindowKernel, _ fold: Window.Fold, _ values: Column, _ condition: NumberOperand?, at grain: Grain
  ) -> [Bool]? {
    var rollouts = Array(repeating: Int32(0), count: kernel.window.over.refines(.rollout) ? kernel.count : 0)
    if !rollouts.isEmpty {
      var element = 0
      frame.forEachParent(of: grain, in: .rollout) { rollout in
        rollouts[element] = rollout
        element += 1
      }
    }
    var items = Array(repeating: 0, count: frame.rolloutCount)
    var others = 0
    kernel.forEachContainer { elements in
      let added = elements.map { element in
        if !WindowKernel.passes(condition, element) { return 0 }
        return fold == .append ? 1 : values.itemCount(element)
      }
      let count = Window.items(ofLists: added)
      if !rollouts.isEmpty, rollouts[elements[0]] >= 0 {
        items[Int(rollouts[elements[0]])] += count
      } else {
        others += count
      }
    }
    let held = items.reduce(others) { $1 > Grain.itemsPerRollout ? $0 : $0 + $1 }
    guard frame.canHold(held, of: grain) else { return nil }
    return rollouts.map { $0 >= 0 && items[Int($0)] > Grain.itemsPerRollout }
  }

  /// The grain at which the extra operand is read: what `sample` draws belongs to the container.
  private func grainOfExtra(_ window: Window, _ grain: Grain) -> Grain { window.kind == .sample ? window.over : grain }

  /// The status of each element where it has no window: it lies in no container, or has no key.
  private func outside(_ parents: Frame.Parents, _ isUnknown: [Bool]?, count: Int) -> [UInt8] {
    var status = Array(repeating: Status.noElement.rawValue, count: count)
    if case .indices(let indices) = parents {
      for element in 0..<count {
        let container = indices[element]
        if container == Frame.unknown || container >= 0 && isUnknown?[Int(container)] == true {
          status[element] = Status.failed.rawValue
        }
      }
    }
    return status
  }
}
