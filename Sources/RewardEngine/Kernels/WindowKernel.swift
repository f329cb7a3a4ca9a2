import RewardGraph
import RewardSemantics

/// Windows: one result for each element of a container, from the others in element order. Results are plain or missing.
struct WindowKernel {
  let window: Window
  /// Already parted by `by`.
  let containers: Containers
  /// The container of each element before it was parted.
  let parents: Frame.Parents
  let form: Node.Form
  /// By element, the status of one that is in no container.
  let outside: [UInt8]
  /// By element, whether the lists of its rollout would have too many items together; nil where no rollout's would.
  var isCrowded: [Bool]?

  var count: Int { outside.count }

  /// - Parameters:
  ///   - values: `window.values` columns of `count` elements.
  ///   - condition: `where`, by element: where it fails there is no element.
  ///   - extra: gamma, or the value at the edge; of `sample` the levels, by container.
  func callAsFunction(_ values: [Column], condition: NumberOperand?, extra: ColumnOperand?) -> Column {
    switch window.kind {
    case .previous, .next: return neighbours(values[0], condition, edge: extra)
    case .cumulative(.append, let exclusive): return appended(values[0], condition, exclusive: exclusive)
    case .cumulative(.union, let exclusive): return united(values[0], condition, exclusive: exclusive)
    default: break
    }
    var result = Result(outside: outside)
    let numbers = values.map { NumberOperand($0, isPlain: false, isScalar: false) }
    forEachContainer { elements in
      let isInside = elements.map { WindowKernel.passes(condition, $0) }
      switch window.kind {
      case .discounted: discount(numbers[0], extra, elements, isInside, &result)
      case .cumulative(let fold, let exclusive): accumulate(numbers[0], fold, exclusive, elements, isInside, &result)
      case .rank(let ties): rank(values, ties, elements, isInside, &result)
      case .softmax: softmax(numbers[0], elements, isInside, &result)
      case .sample: draw(numbers[0], extra, elements, isInside, &result)
      case .automaton(let automaton): run(automaton, numbers, elements, isInside, &result)
      case .until: until(numbers[0], numbers[1], elements, isInside, &result)
      case .previous, .next: break
      }
    }
    return Column(.numbers(result.values), status: result.status)
  }

  /// Results by element.
  struct Result {
    var values: [Double]
    var status: [UInt8]

    init(outside: [UInt8]) {
      values = Array(repeating: 0, count: outside.count)
      status = outside
    }

    @inline(__always)
    mutating func set(_ element: Int, _ value: Double, _ state: Status = .present) {
      if state.isMissing {
        status[element] = state.rawValue
      } else if value.isFinite {
        values[element] = value
        status[element] = Status.present.rawValue
      } else {
        status[element] = Status.notFinite.rawValue
      }
    }
  }

  /// Calls `body` with the elements of each container that is known.
  func forEachContainer(_ body: ([Int]) -> Void) {
    var elements: [Int] = []
    for container in 0..<containers.count where containers.isUnknown?[container] != true {
      elements.removeAll(keepingCapacity: true)
      for place in containers.offsets[container]..<containers.offsets[container + 1] {
        elements.append(containers.elements.map { Int($0[place]) } ?? place)
      }
      if !elements.isEmpty { body(elements) }
    }
  }

  @inline(__always)
  static func passes(_ condition: NumberOperand?, _ element: Int) -> Bool {
    guard let condition else { return true }
    let place = element * condition.stride
    return condition.status[place] < 16 && condition.values[place] != 0
  }

  // MARK: Neighbours

  private func neighbours(_ value: Column, _ condition: NumberOperand?, edge: ColumnOperand?) -> Column {
    // 0: a neighbour; 1: the edge.
    var choice = [Int32](repeating: -1, count: count)
    var indices = [Int32](repeating: -1, count: count)
    var status = outside
    forEachContainer { elements in
      var neighbour: Int?
      for element in window.kind == .next ? elements.reversed() : elements {
        status[element] = Status.noElement.rawValue
        if let neighbour {
          indices[element] = Int32(neighbour)
          choice[element] = 0
        } else if edge != nil {
          choice[element] = 1
        }
        if WindowKernel.passes(condition, element) { neighbour = element }
      }
    }
    var sources = [ColumnOperand(column: value.gathered(indices), isScalar: false)]
    if let edge { sources.append(edge) }
    var result = Column.chosen(from: sources, by: choice, status: status, form: form)
    for element in 0..<count where result.status[element] == Status.caused.rawValue {
      result.status[element] = Status.present.rawValue
    }
    return result
  }
}
