/// What an element is worth by its place: its position, the item or part that it is, what stands at another.
extension Evaluation {
  /// The place among siblings. Tokens count in their rollout, whatever its turns; parts in the batch; items in their
  /// list, also those of a product.
  func position(of element: Element) -> Int {
    switch element {
    case .token, .turn, .pair: structure.place(of: element, in: .rollout) ?? 0
    case .rollout: structure.place(of: element, in: .group) ?? 0
    case .group(let number), .part(_, let number): number
    case .batch, .run: 0
    case .item(let item), .product(_, let item): item.place
    }
  }

  /// The item of a list that has as many as the list of the grain; it may be shorter.
  func item(of list: Value, at element: Element) -> Value {
    let place = position(of: element)
    return Value.joining([list]) { place < list.list.count ? list.list[place] : Value(missing: .lengthsDiffer) }
  }

  /// The value at the element of its grain that has this number.
  func gather(_ operand: ExpressionID, _ number: Value) -> Value {
    if number.isMissing { return Value(missing: number.status) }
    let elements = structure.elements(of: spec.expressions[operand].type.grain)
    guard let place = Int(exactly: number.number), elements.indices.contains(place) else {
      return Value(missing: .noElement)
    }
    return value(of: operand, at: elements[place])
  }

  /// The number of the part that a member lies in. All members are numbered at once.
  func parts(
    _ id: ExpressionID, keys: ArraySlice<ExpressionID>, where condition: ExpressionID?, at element: Element
  ) -> Value {
    var numbers: [[Value.Payload]: Int] = [:]
    for member in structure.elements(of: element.grain) {
      var number = Value(missing: .noElement)
      if passes(condition, at: member) {
        let values = keys.map { value(of: $0, at: member) }
        if !values.contains(where: \.isMissing) {
          let key = values.map(\.payload)
          number = Value(Double(numbers[key, default: numbers.count]))
          numbers[key] = Int(number.number)
        }
      }
      known[Key(expression: id, element: member)] = number
    }
    return known[Key(expression: id, element: element)] ?? Value(missing: .noElement)
  }

  /// Where the random numbers of an element come from: the key of its group, then each place on the way down to it.
  func source(for element: Element, draw name: String) -> RandomSource {
    func inside(_ outer: Element) -> RandomSource {
      source(for: outer, draw: name).element(position(of: element))
    }
    switch element {
    case .batch, .run: return RandomSource(seed: rows.seed, spec: spec.name, step: rows.step).draw(name)
    case .group(let group): return source(for: .batch, draw: name).group(structure.groupKeys[group])
    case .rollout(let rollout): return inside(.group(rows.rollouts[rollout].group))
    case .token(let rollout, _), .turn(let rollout, _), .pair(let rollout, _): return inside(.rollout(rollout))
    case .part: return inside(.batch)
    case .item(let item): return inside(item.owner)
    case .product(let own, _): return inside(own)
    }
  }
}
