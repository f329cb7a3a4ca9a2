import RewardGraph
import RewardSemantics

/// Requests: what is asked, and what came back.
extension Evaluator {
  /// One request: the element that it is about, and the id under which answers come.
  private struct Asked {
    var element: Int
    var id: String
  }

  /// The requests where the prompt has a value.
  private func asked(_ request: TypedRequest, _ prompts: Column) -> [Asked] {
    guard case .texts(let texts) = prompts.storage else { return [] }
    var places: [Int] = []
    if request.grain == .rollout, case .numbers(let positions) = positions(.rollout).storage {
      places = positions.map { Int($0) }
    }
    return (0..<prompts.count).compactMap { element in
      guard prompts.status[element] < 16 else { return nil }
      let isOfRollout = request.grain == .rollout
      let id = step.identity.id(
        of: request.name, group: isOfRollout ? Int(frame.groups[element]) : element,
        rollout: isOfRollout ? element : nil, place: isOfRollout ? places[element] : nil, prompt: texts[element])
      return Asked(element: element, id: id)
    }
  }

  /// A column of what came back, as a list for each element.
  func answers(to id: RequestID, _ column: AnswerColumn, _ node: Node) -> Column {
    let request = graph.requests[id]
    let count = frame.count(node.grain)
    let prompts = expanded(operand(node.operands[1], at: node.grain), count: count)
    var rows: [[Int32]] = Array(repeating: [], count: count)
    if let table = step.answers {
      for asked in asked(request, prompts) {
        rows[asked.element] = table.rows(for: asked.id, atMost: request.answers)
      }
    }
    var offsets = [0]
    for own in rows { offsets.append(offsets[offsets.count - 1] + own.count) }
    let all = rows.flatMap { $0 }
    let items = step.answers.map { $0.column(column).gathered(all) } ?? Column([], form: node.form.item)
    let status = prompts.status.map { $0 < 16 ? Status.present.rawValue : $0 }
    return Column(.lists(offsets: offsets, items: items), status: status)
  }

  /// What each request asks for.
  func requested() -> [ScoredBatch.Records] {
    graph.requests.map { request in
      guard let root = root(request.prompt) else {
        return ScoredBatch.Records(name: request.recordName, count: 0, fields: [])
      }
      let prompts = column(root.node, at: request.grain)
      let asked = asked(request, prompts)
      let places = asked.map { Int32($0.element) }
      let isOfRollout = request.grain == .rollout
      let groups = places.map { isOfRollout ? frame.groups[Int($0)] : $0 }
      let missing = Column(repeating: Value(missing: .noValue), form: .text, count: asked.count)
      let rollouts = isOfRollout && !step.identity.ids.status.isEmpty ? step.identity.ids.gathered(places) : missing
      let wanted = Column(repeating: Value(Double(request.answers)), form: .number, count: asked.count)
      return ScoredBatch.Records(
        name: request.recordName, count: asked.count,
        fields: [
          ("id", Column(asked.map { Value(text: $0.id) }, form: .text)), ("prompt", prompts.gathered(places)),
          ("group", groupNames(groups)), ("rollout", rollouts), ("answers", wanted),
        ])
    }
  }

  /// The types of the fields of a request.
  static let requestTypes: [BaseType] = [.text, .text, .text, .json, .int]

  /// Id and group of rollouts, as records name them.
  func identities(of rollouts: [Int32]) -> [(name: String, column: Column)] {
    let ids = step.identity.ids
    let known =
      ids.status.isEmpty
      ? Column(repeating: Value(missing: .noValue), form: .text, count: rollouts.count) : ids.gathered(rollouts)
    return [("id", known), ("group", groupNames(rollouts.map { frame.groups[Int($0)] }))]
  }

  /// Their types.
  static let identityTypes: [BaseType] = [.json, .text]

  func groupNames(_ groups: [Int32]) -> Column {
    let names = step.identity.groupNames
    return Column(
      groups.map { Int($0) < names.count ? Value(text: names[Int($0)]) : Value(missing: .noValue) }, form: .text)
  }
}

extension Node.Form {
  /// Of a list, the form of its items.
  fileprivate var item: Node.Form { if case .list(let item) = self { item } else { self } }
}

extension TypedSpec {
  /// The names under which a run writes what it asks for.
  public var requestNames: [String] { requests.map(\.recordName) + [resample].compactMap { $0?.recordName } }
}

extension TypedRequest {
  /// The name under which a run writes its requests.
  public var recordName: String { "\(name).requests" }
}
