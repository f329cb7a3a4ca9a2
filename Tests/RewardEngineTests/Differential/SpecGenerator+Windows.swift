import RewardSemantics

/// Windows over the elements of one grain, with every clause they take.
extension SpecGenerator {
  /// A window over the elements of one of the grains that can be read at `grain`.
  func window(_ kind: Term.Kind, at grain: Grain, _ depth: Int) -> Term? {
    let own = choices.isLucky(0.4) ? grain : choices.pick(readable(at: grain))
    let containers = containers(of: own)
    guard var container = containers.isEmpty ? nil : choices.pick(containers) else { return nil }
    // Grains of the spec's own are few.
    if choices.isLucky(0.3), let rare = containers.last(where: { !Grain.chain.contains($0) }) { container = rare }
    var over = own == .pair && container == .rollout && choices.isLucky(0.7) ? "over others" : "over \(container.name)"
    var clauses: [Term] = []
    if choices.isLucky(0.25) {
      let keys = readable(at: own).filter { $0 != .pair && $0 != container && !container.refines($0) }
      if !keys.isEmpty {
        let key = key(exactly: choices.pick(keys), 1)
        over += " by \(key.text)"
        clauses.append(key)
      }
    }
    if choices.isLucky(0.3) {
      let condition = term(.condition, at: own, depth: depth - 1)
      over += " where \(condition.text)"
      clauses.append(condition)
    }
    guard let call = call(kind, own, container, depth) else { return nil }
    let text = "\(call.name)(\(call.value.text) \(over)\(call.options))\(call.rest)"
    return Term(call.rest.isEmpty ? text : "(\(text))", of: clauses + [call.value] + call.operands).at(own).abstaining()
  }

  private struct Call {
    var name: String
    /// What stands before `over`.
    var value: Term
    var options = ""
    var operands: [Term] = []
    var rest = ""
  }

  private func call(_ kind: Term.Kind, _ own: Grain, _ container: Grain, _ depth: Int) -> Call? {
    let isNumber = kind == .number
    if choices.isLucky(isNumber ? 0.2 : 0.5) { return neighbour(kind, own, depth) }
    switch kind {
    case .number: break
    case .condition:
      if choices.isLucky(0.4) {
        let value = exactly(.number, own, depth: depth)
        let limit = choices.isLucky(0.6) ? Term(choices.pick(["1", "2"])) : leaf(.number, at: own)
        return Call(name: "top", value: Term("\(limit.text), \(value.text)", of: [limit, value]))
      }
      return Call(
        name: "cumulative", value: exactly(.condition, own, depth: depth),
        options: ", with: \(choices.pick(["any", "all"]))\(exclusive())")
    case .text: return neighbour(kind, own, depth)
    case .texts, .numbers, .vectors:
      guard let element = kind.element else { return nil }
      if choices.isLucky(0.35), kind != .vectors {
        return Call(
          name: "cumulative", value: exactly(kind, own, depth: depth), options: ", with: union\(exclusive())")
      }
      return Call(
        name: "cumulative", value: exactly(element, own, depth: depth), options: ", with: append\(exclusive())")
    }
    switch Int.random(in: 0..<8, using: &choices) {
    case 0:
      let value = exactly(.number, own, depth: depth)
      let gamma = choices.isLucky(0.6) ? Term(choices.pick(["0.9", "1", "0"])) : leaf(.number, at: own)
      return Call(name: "discounted", value: value, options: ", gamma: \(gamma.text)", operands: [gamma])
    case 1...2:
      let fold = choices.pick(["", ", with: sum", ", with: product", ", with: min", ", with: max"])
      return Call(name: "cumulative", value: exactly(.number, own, depth: depth), options: fold + exclusive())
    case 3:
      return Call(
        name: "cumulative", value: exactly(.condition, own, depth: depth), options: ", with: count\(exclusive())")
    case 4: return Call(name: "softmax", value: exactly(.number, own, depth: depth))
    case 5:
      let weight = exactly(.number, own, depth: depth)
      let positive = choices.isLucky(0.8) ? Term("max(\(weight.text), 0)", of: [weight]) : weight
      let level =
        choices.isLucky(0.4)
        ? Term(choices.pick(["0.3", "0", "0.999", "[0.1, 0.5, 0.9]"]))
        : leaf(choices.pick([.number, .numbers]), at: container)
      return Call(name: "sample", value: positive, options: ", at: \(level.text)", operands: [level])
    default: return rank(own, depth)
    }
  }

  private func rank(_ own: Grain, _ depth: Int) -> Call {
    let first = exactly(.number, own, depth: depth)
    let ties = choices.pick(["", "", ", ties: average", ", ties: min", ", ties: position"])
    if choices.isLucky(0.6) {
      let text = choices.isLucky(0.3) ? "desc(\(first.text))" : first.text
      return Call(name: "rank", value: Term(text, of: [first]), options: ties)
    }
    let second = sortKey(at: own, depth - 1)
    let keys = choices.isLucky(0.5) ? [first, second] : [second, first]
    return Call(
      name: "rank", value: Term("(\(keys.map(\.text).joined(separator: ", ")))", of: keys), options: ties)
  }

  private func neighbour(_ kind: Term.Kind, _ own: Grain, _ depth: Int) -> Call {
    let name = choices.pick(["previous", "next"])
    let value = exactly(kind, own, depth: depth)
    if choices.isLucky(0.5) { return Call(name: name, value: value) }
    let edge = kind.element != nil && choices.isLucky(0.3) ? Term("[]") : term(kind, at: own, depth: depth - 1)
    return Call(name: name, value: value, options: ", edge: \(edge.text)", operands: [edge])
  }

  private func exclusive() -> String { choices.pick(["", ", exclusive: true", ", exclusive: false"]) }
}
