import RewardGraph
import RewardSemantics

/// Judges: questions about the demanded elements, answered all together.
extension Evaluator {
  /// What has to be computed where a node is wanted: of a judge that is shown several elements together, all of them.
  func wanted(_ demand: Demand, of id: NodeID) -> Demand {
    guard case .ask(let judge, _) = graph[id].operation, let over = graph.judges[judge].jointly else { return demand }
    let grain = graph[id].grain
    return frame.lowered(frame.raised(demand, from: grain, to: over), from: over, to: grain)
  }

  /// Computes what training reads: rewards, the advantage, the objective, records, requests, states and which groups are
  /// kept.
  ///
  /// What is only reported (rules, gates, metrics, the judges themselves) asks nobody from then on: of a judge it reads the
  /// answers that are there.
  func demandTrained() -> [ScoredBatch.Records] {
    guard !graph.judges.isEmpty else { return records() }
    let questions = Set(graph.requests.map(\.prompt) + [graph.resample?.prompt].compactMap(\.self))
    for root in graph.roots where root.kind.isTrained && (root.kind != .emit || questions.contains(root.declaration)) {
      demand(root.node, .all)
    }
    let records = records()
    mayAsk = false
    return records
  }

  /// The answers of a judge: for the elements of `new` asked now, for the others of `total` those that are known.
  func ask(_ judge: JudgeID, _ id: NodeID, _ node: Node, _ new: Demand, _ total: Demand) -> Column {
    let count = frame.count(node.grain)
    guard let judging = prepared.judging, mayAsk else { return known(id) ?? placeholder(for: id) }
    for operand in node.operands { demandOperand(operand, of: node, total) }
    let operands = node.operands.map { expanded(operand($0, at: node.grain), count: count) }
    let declared = graph.judges[judge]
    func values(_ element: Int) -> [Value] { operands.map { $0.value(element) } }

    var answers = (0..<count).map { known(id)?.value($0) ?? Value(missing: .notAsked) }
    // The elements of each question, those of a container together where they are shown together.
    var asked: [[Int]] = []
    var questions: [JudgeQuestion] = []
    for container in containers(of: node.grain, in: declared.jointly) where container.contains(where: new.contains) {
      // What is too long to be shown, or is not there, is not asked about.
      let shown = container.filter { element in
        let status = values(element).reduce(Status.present) { $0.joined($1.status) }
        if status.isMissing { answers[element] = Value(missing: status) }
        return !status.isMissing
      }
      guard !shown.isEmpty else { continue }
      asked.append(shown)
      questions.append(
        JudgeQuestion(
          judge: judge, items: shown.map(values),
          swapped: declared.asksBothOrders ? values(Int(frame.swappedPairs[shown[0]])) : nil))
    }
    noteCalls(asked.reduce(0) { $0 + $1.count }, of: id)
    for (elements, values) in zip(asked, judging.answers(to: questions)) {
      for (element, value) in zip(elements, values) { answers[element] = value }
    }
    return Column(answers, form: node.form)
  }

  /// The elements that are shown together, in element order; each by itself where nothing is.
  private func containers(of grain: Grain, in over: Grain?) -> [[Int]] {
    guard let over else { return (0..<frame.count(grain)).map { [$0] } }
    let containers = Containers(frame, of: grain, in: over, order: .element)
    return (0..<containers.count).map { container in
      (containers.offsets[container]..<containers.offsets[container + 1]).map { place in
        containers.elements.map { Int($0[place]) } ?? place
      }
    }
  }
}
