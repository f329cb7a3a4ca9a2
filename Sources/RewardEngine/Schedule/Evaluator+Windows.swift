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
    if case .cumulative(.append, _) = window.kind, !hasRoom(containers, at: node.grain, in: window.over) {
      return Column(repeating: Value(missing: .itemLimit), form: node.form, count: count)
    }
    let kernel = WindowKernel(
      window: window, containers: containers, parents: parents, form: node.form, outside: outside)
    return kernel(
      values.map { expanded(operand($0, at: node.grain), count: count) }, condition: condition,
      extra: window.extraIndex.map { operand(node.operands[$0], at: grainOfExtra(window, node.grain)) })
  }

  /// Whether a list for each element, of those before it, can be held; see ``Frame/overfull``.
  private func hasRoom(_ containers: Containers, at grain: Grain, in over: Grain) -> Bool {
    let most = over.refines(.rollout) ? Grain.itemsPerRollout : .max
    let items = (0..<containers.count).reduce(0) { items, container in
      let size = containers.offsets[container + 1] - containers.offsets[container]
      return items + min(size * (size + 1) / 2, most)
    }
    return frame.canHold(items, of: grain)
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
