/// What came back for requests.
extension Evaluation {
  /// The column of the answers to the request about an element. Nothing came back for what was not asked.
  func answers(
    to request: RequestID, _ column: AnswerColumn, where condition: ExpressionID, at element: Element
  ) -> Value {
    let isAsked = value(of: condition, at: element)
    guard !isAsked.isMissing, isAsked.isTrue else {
      return Value(missing: isAsked.isMissing ? isAsked.status : .closed)
    }
    let answers = answers(to: request, about: element)
    switch column {
    case .row: return Value(list: answers.indices.map { Value(text: "\($0)") })
    case .value(let input):
      let form = spec.inputs[input].type.value.base
      return Value(
        list: answers.map { answer in
          guard let value = answer.inputs[input], !value.isMissing else { return form.absentItem }
          return value.with(.present)
        })
    case .presence(let input):
      return Value(list: answers.map { Value($0.inputs[input].map { !$0.isMissing } ?? false) })
    }
  }

  private func answers(to request: RequestID, about element: Element) -> [Rows.Answer] {
    var rollout = element
    if element.grain != .rollout, let first = structure.members(of: element, at: .rollout)?.first { rollout = first }
    guard case .rollout(let place) = rollout else { return [] }
    return rows.rollouts[place].answers[request] ?? []
  }

  /// The answer that an element is, or is about; nil for all that is about rollouts.
  private func answer(at element: Element) -> Rows.Answer? {
    switch element {
    case .item(let item):
      guard let request = spec.requests.firstIndex(where: { $0.items == item.grain }) else {
        return answer(at: item.owner)
      }
      let all = answers(to: request, about: item.owner)
      return all.indices.contains(item.place) ? all[item.place] : nil
    case .product(let own, let item): return answer(at: own) ?? answer(at: .item(item))
    default: return nil
    }
  }

  /// What an answer says that a declaration is worth.
  func stub(ofAnswer id: DeclarationID, at element: Element) -> Value? {
    spec.requests.isEmpty ? nil : answer(at: element)?.stubs[id]
  }

  /// What stands for a declaration of the answers: the stub of the answer, or that of the declaration that it is a copy of.
  func stub(ofCopy id: DeclarationID, of original: DeclarationID, at element: Element) -> Value? {
    if spec.declarations[original].kind == .judge { return nil }
    return stub(ofAnswer: original, at: element) ?? stubs[original]
  }

  /// Whether an element is an answer, or is about one.
  func isOfAnswer(_ element: Element) -> Bool { !spec.requests.isEmpty && answer(at: element) != nil }
}

extension BaseType {
  /// What stands in a list for a value that is not there.
  fileprivate var absentItem: Value {
    switch self {
    case .bool, .int, .real, .poison, .pattern: Value(0)
    case .text, .json, .symbol, .table, .record: Value(text: "")
    case .list: Value(list: [])
    }
  }
}
