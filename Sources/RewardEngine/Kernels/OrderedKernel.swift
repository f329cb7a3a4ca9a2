import RewardGraph
import RewardSemantics

/// Reductions that take elements in an order: one of them, or all as a list.
struct OrderedKernel {
  let reduction: Reduction
  let containers: Containers
  /// Of the result.
  let form: Node.Form

  /// - Parameters:
  ///   - keys: by element of the population, compared from left to right; an element with a missing key is left out.
  ///   - condition: `where`, by element of the population.
  ///   - count: of results.
  ///   - containerOfResult: nil where result i is container i.
  ///   - place: of `pick`, by result.
  func callAsFunction(
    _ value: Column, keys: [Column], condition: NumberOperand?, count: Int, containerOfResult: [Int32]?,
    place: NumberOperand?
  ) -> Column {
    let sorted = (0..<containers.count).map { elements(of: $0, value, keys, condition) }
    switch reduction {
    case .collect, .concatenate:
      let lists = reduction == .collect ? collected(value, sorted) : concatenated(value, sorted)
      return containerOfResult.map(lists.gathered) ?? lists
    default: return picked(value, sorted, count, containerOfResult, place)
    }
  }

  /// The elements of a container in the order of the keys. Of a list all, of one element those that are not missing.
  private func elements(of container: Int, _ value: Column, _ keys: [Column], _ condition: NumberOperand?) -> [Int32] {
    var isList = false
    if reduction == .collect || reduction == .concatenate { isList = true }
    var elements: [Int32] = []
    for place in containers.offsets[container]..<containers.offsets[container + 1] {
      let element = containers.elements.map { Int($0[place]) } ?? place
      guard WindowKernel.passes(condition, element), isList || value.status[element] < 16,
        !keys.contains(where: { $0.status[element] >= 16 })
      else { continue }
      elements.append(Int32(element))
    }
    if !keys.isEmpty { elements.sort { keys.precedes(Int($0), Int($1)) ?? ($0 < $1) } }
    return elements
  }

  private func picked(
    _ value: Column, _ sorted: [[Int32]], _ count: Int, _ containerOfResult: [Int32]?, _ place: NumberOperand?
  ) -> Column {
    var indices = [Int32](repeating: Frame.none, count: count)
    var missing: [(Int, UInt8)] = []
    for result in 0..<count {
      let container = containerOfResult.map { Int($0[result]) } ?? result
      guard container >= 0 else {
        indices[result] = Int32(container)
        continue
      }
      if containers.isUnknown?[container] == true {
        indices[result] = Frame.unknown
        continue
      }
      let elements = sorted[container]
      switch reduction {
      case .first: if let first = elements.first { indices[result] = first }
      case .last: if let last = elements.last { indices[result] = last }
      default:
        guard let place else { continue }
        let own = result * place.stride
        if place.status[own] >= 16 {
          missing.append((result, place.status[own]))
          continue
        }
        let number = place.values[own]
        if number >= 0, number < Double(elements.count), number == number.rounded() {
          indices[result] = elements[Int(number)]
        }
      }
    }
    var column = value.gathered(indices)
    for result in 0..<count where column.status[result] == Status.caused.rawValue {
      column.status[result] = Status.present.rawValue
    }
    for (result, status) in missing { column.status[result] = status }
    return column
  }

  private func collected(_ value: Column, _ sorted: [[Int32]]) -> Column {
    var offsets = [0]
    var places: [Int32] = []
    var status: [UInt8] = []
    for (container, elements) in sorted.enumerated() {
      let joined = joinedStatus(value, elements, container)
      status.append(joined.rawValue)
      if !joined.isMissing { places += elements }
      offsets.append(places.count)
    }
    var items = value.gathered(places)
    items.status = Array(repeating: Status.present.rawValue, count: places.count)
    return Column(.lists(offsets: offsets, items: items), status: status)
  }

  private func concatenated(_ value: Column, _ sorted: [[Int32]]) -> Column {
    guard case .lists(let ends, let items) = value.storage else {
      return Column(repeating: Value(missing: .badValue), form: form, count: sorted.count)
    }
    var offsets = [0]
    var places: [Int32] = []
    var status: [UInt8] = []
    for (container, elements) in sorted.enumerated() {
      let joined = joinedStatus(value, elements, container)
      status.append(joined.rawValue)
      if !joined.isMissing {
        for element in elements {
          for item in ends[Int(element)]..<ends[Int(element) + 1] { places.append(Int32(item)) }
        }
      }
      offsets.append(places.count)
    }
    return Column(.lists(offsets: offsets, items: items.gathered(places)), status: status)
  }

  /// Missing where one of the elements is, with the joined status in their order.
  private func joinedStatus(_ value: Column, _ elements: [Int32], _ container: Int) -> Status {
    if containers.isUnknown?[container] == true { return .failed }
    let joined = elements.reduce(Status.present) { $0.joined(Status(rawValue: value.status[Int($1)])) }
    return joined.isMissing ? joined : .present
  }
}
