/// The state of one interpretation: the values known so far, and the operations on one element.
final class Evaluation {
  struct Key: Hashable {
    var expression: ExpressionID
    var element: Element
  }

  let spec: TypedSpec
  let rows: Rows
  let stubs: [DeclarationID: Value]
  /// Whether a rollout has stubs of its own.
  private let hasOwnStubs: Bool
  /// At the start of the step.
  let state: StateValues
  let structure: Structure
  /// Values by expression and element of its own grain.
  var known: [Key: Value] = [:]
  /// For an aggregate with `by`, the elements of each class of a container.
  var classes: [Key: [Value.Payload: [Element]]] = [:]
  /// For an aggregate, the elements of a class with their values, and what they are folded into.
  var populations: [Class: Population] = [:]
  var results: [Class: Value] = [:]
  /// For a window, the neighbour of each element of its containers.
  var neighbours: [Key: Neighbour] = [:]
  /// By window and rollout, whether the lists that `cumulative` makes may have too many items.
  var crowded: [Key: Bool] = [:]
  /// The judges that were asked and have no stub.
  private(set) var unanswered: Set<JudgeID> = []
  /// Declarations that are copies for the answers of a request, and what they are copies of.
  let originals: [DeclarationID: DeclarationID]
  /// Builtins made ready for the static arguments of a call; nil where that failed.
  var functions: [ExpressionID: ElementFunction?] = [:]

  /// Who answers for judges without a stub; nil where nobody is asked, or nobody is asked any more.
  private(set) var judging: (any Judging)?

  init(
    spec: TypedSpec, rows: Rows, stubs: [DeclarationID: Value], state: StateValues, judging: (any Judging)? = nil
  ) {
    self.spec = spec
    self.judging = judging
    self.rows = rows
    hasOwnStubs = rows.rollouts.contains { !$0.stubs.isEmpty }
    self.stubs = stubs
    self.state = state
    originals = spec.requests.reduce(into: [:]) { $0.merge($1.copies) { first, _ in first } }
    structure = Structure(of: rows, in: spec)
    structure.value = { [unowned self] in value(of: $0, at: $1) }
  }

  func value(ofDeclaration id: DeclarationID, at element: Element) -> Value {
    let declaration = spec.declarations[id]
    if let original = originals[id], let stub = stub(ofCopy: id, of: original, at: element) { return stub }
    // A stub of a judge is what the model answers: its condition and its limits hold all the same.
    if declaration.kind == .judge { return value(of: declaration.value, at: element) }
    return stubs[id] ?? ownStub(of: id, at: element) ?? value(of: declaration.value, at: element)
  }

  /// What a judge answers.
  private func answer(of judge: JudgeID, to operands: [ExpressionID], at element: Element) -> Value {
    let declaration = spec.judges[judge].declaration
    let shown = Value.joining(operands.map { value(of: $0, at: element) }) { Value(1) }
    guard
      let answer = stub(ofAnswer: declaration, at: element) ?? stubs[declaration]
        ?? ownStub(of: declaration, at: element)
    else {
      if shown.status.isLimited { return shown }
      if !shown.isMissing, let judging { return ask(judge, operands, at: element, judging) }
      unanswered.insert(judge)
      return Value(missing: shown.isMissing ? shown.status : .notAsked)
    }
    // Whoever says the answer need not say what is asked. But a response that is too long to be asked about stays so.
    return shown.status.isLimited ? shown : answer
  }

  /// What whoever answers for the judge says about an element, alone or among those that are shown with it.
  private func ask(
    _ judge: JudgeID, _ operands: [ExpressionID], at element: Element, _ judging: any Judging
  ) -> Value {
    let declared = spec.judges[judge]
    func values(_ element: Element) -> [Value] { operands.map { value(of: $0, at: element) } }
    var shown = [element]
    if let over = declared.jointly, let container = structure.ancestor(of: element, at: over).element {
      shown = (structure.members(of: container, at: declared.grain) ?? []).filter { element in
        !Value.joining(values(element)) { Value(1) }.isMissing
      }
    }
    var swapped: [Value]?
    if declared.asksBothOrders, case .pair(let own, let other) = element {
      swapped = values(.pair(rollout: other, other: own))
    }
    let question = JudgeQuestion(judge: judge, items: shown.map(values), swapped: swapped)
    let answers = judging.answers(to: [question]).first ?? []
    return zip(shown, answers).first { $0.0 == element }?.1 ?? Value(missing: .noAnswer)
  }

  /// Computes what training reads, so that all judges that it asks are asked, and asks nobody from then on: what only
  /// reports reads the answers that are there.
  func demandTrained() {
    guard judging != nil else { return }
    for (id, declaration) in spec.declarations.enumerated()
    where declaration.kind.isTrained && declaration.kind != .emit {
      for element in structure.elements(of: declaration.type.grain) { _ = value(ofDeclaration: id, at: element) }
    }
    for emission in spec.emissions {
      for element in structure.elements(of: emission.grain) {
        let condition = value(ofDeclaration: emission.condition, at: element)
        guard !condition.isMissing, condition.isTrue else { continue }
        for field in emission.fields { _ = value(ofDeclaration: field.value, at: element) }
      }
    }
    judging = nil
  }

  /// What the rollout of an element says a declaration is worth.
  private func ownStub(of id: DeclarationID, at element: Element) -> Value? {
    guard hasOwnStubs, !isOfAnswer(element),
      case .rollout(let rollout)? = structure.ancestor(of: element, at: .rollout).element
    else {
      return nil
    }
    return rows.rollouts[rollout].stubs[id]
  }

  /// Broadcasts: the value of `id` at the element of its own grain in which `element` lies.
  func value(of id: ExpressionID, at element: Element) -> Value {
    let expression = spec.expressions[id]
    let own: Element
    switch structure.ancestor(of: element, at: expression.type.grain) {
    case .element(let found): own = found
    case .none(let status): return Value(missing: status)
    }
    let key = Key(expression: id, element: own)
    if let value = known[key] { return value }
    let value = compute(id, expression, at: own)
    known[key] = value
    return value
  }

  private func compute(_ id: ExpressionID, _ expression: TypedExpression, at element: Element) -> Value {
    let operands = expression.operands
    func operand(_ index: Int) -> Value { value(of: operands[index], at: element) }

    switch expression.operation {
    case .constant(let value): return value
    case .input(let input): return read(input, at: element).whole
    case .reference(let declaration): return value(ofDeclaration: declaration, at: element)
    case .call(let builtin, let statics, let present):
      return call(id, spec.builtins[builtin], statics, present, operands, at: element)
    case .arithmetic(let operation): return arithmetic(operation, operands.map { value(of: $0, at: element) })
    case .not: return operand(0).mapNumber { $0 == 0 ? 1 : 0 }
    case .and: return kleene(operands, decidedBy: false, at: element)
    case .or: return kleene(operands, decidedBy: true, at: element)
    case .coalesce:
      let first = operand(0)
      return first.status.isAbstained || first.status.isFailed ? operand(1) : first
    case .isPresent: return Value(!operand(0).isMissing)
    case .isFailed: return Value(operand(0).status.isFailed)
    case .when: return when(operands, at: element)
    case .given(let hasElse):
      let condition = operand(1)
      if condition.isMissing { return Value(missing: condition.status) }
      if condition.isTrue { return operand(0) }
      return hasElse ? operand(2) : Value(missing: .closed)
    case .settle(let onLimit):
      let score = operand(0)
      return score.status.isLimited ? Value(onLimit, status: .caused) : score
    case .detach, .lift: return operand(0)
    case .other:
      guard case .pair(_, let other) = element else { return Value(missing: .failed) }
      let value = value(of: operands[0], at: .rollout(other))
      return value.isMissing ? Value(missing: value.status.ofOther) : value
    case .swap:
      guard case .pair(let own, let other) = element else { return Value(missing: .failed) }
      let value = value(of: operands[0], at: .pair(rollout: other, other: own))
      return value.isMissing ? Value(missing: value.status.swapped) : value
    case .position: return Value(Double(position(of: element)))
    case .elements(let grain, let hasWhere):
      return count(grain, in: element, where: hasWhere ? operands.first : nil)
    case .aggregate(let aggregate): return self.aggregate(aggregate, id, operands, at: element)
    case .window(let window): return self.window(window, id, operands, at: element)
    case .reduce(let reduction): return reduce(reduction, operands, at: element)
    case .list:
      let values = operands.map { value(of: $0, at: element) }
      return Value.joining(values) { Value(list: values.map { $0.with(.present) }) }
    case .probe(let row, let declaration): return value(ofDeclaration: declaration, at: .rollout(row))
    case .ask(let judge): return answer(of: judge, to: operands, at: element)
    case .answers(let request, let column): return answers(to: request, column, where: operands[0], at: element)
    case .attempt:
      guard case .rollout(let first)? = structure.members(of: element, at: .rollout)?.first else {
        return Value(missing: .failed)
      }
      return Value(Double(rows.rollouts[first].attempt))
    case .state(let state): return self.state(state, key: operands.first, at: element)
    case .random(let name): return Value(source(for: element, draw: name).uniform)
    case .parts(let keys, let hasWhere):
      return parts(id, keys: operands.prefix(keys), where: hasWhere ? operands[keys] : nil, at: element)
    case .item: return item(of: operand(0), at: element)
    case .joined:
      let status = operand(1).status
      return status.isMissing ? Value(missing: status) : operand(0)
    case .gather: return gather(operands[0], operand(1))
    }
  }

  private func read(_ input: InputID, at element: Element) -> Value {
    func field(_ rollout: Int) -> Value { rows.rollouts[rollout].inputs[input] ?? Value(missing: .noValue) }
    func item(_ position: Int, _ rollout: Int) -> Value {
      let values = field(rollout)
      if values.isMissing { return values }
      return position < values.list.count ? values.list[position] : Value(missing: .lengthsDiffer)
    }
    switch element {
    case .token(let rollout, let index): return item(structure.position(ofToken: index, rollout: rollout), rollout)
    case .turn(let rollout, let position): return item(position, rollout)
    case .rollout(let rollout): return field(rollout)
    case .group, .batch, .run:
      guard case .rollout(let first) = structure.members(of: element, at: .rollout)?.first else {
        return Value(missing: .noValue)
      }
      return field(first)
    case .pair, .part, .item, .product: return Value(missing: .noValue)
    }
  }

  private func arithmetic(_ operation: Arithmetic, _ operands: [Value]) -> Value {
    Value.joining(operands) {
      switch operation {
      case .sameText: return Value(operands[0].payload == operands[1].payload)
      case .differentText: return Value(operands[0].payload != operands[1].payload)
      default:
        let numbers = operands.map(\.number) + [0, 0]
        return Value(finite: operation.apply(numbers[0], numbers[1], numbers[2]))
      }
    }
  }

  /// First true condition; an unknown one ends the search.
  private func when(_ operands: [ExpressionID], at element: Element) -> Value {
    for arm in stride(from: 0, to: operands.count - 1, by: 2) {
      let condition = value(of: operands[arm], at: element)
      if condition.isMissing { return Value(missing: condition.status) }
      if condition.isTrue { return value(of: operands[arm + 1], at: element) }
    }
    return value(of: operands[operands.count - 1], at: element)
  }

  /// `and`, decided by false, and `or`, decided by true. The second operand is not demanded where the first decides.
  private func kleene(_ operands: [ExpressionID], decidedBy decisive: Bool, at element: Element) -> Value {
    let first = value(of: operands[0], at: element)
    if !first.isMissing, first.isTrue == decisive { return first }
    return Value.kleene(first, value(of: operands[1], at: element), decidedBy: decisive)
  }

  private func count(_ grain: Grain, in container: Element, where condition: ExpressionID?) -> Value {
    guard let members = structure.members(of: container, at: grain) else { return Value(missing: .failed) }
    if container.grain.refines(.rollout) {
      if structure.isOverfull(container, at: grain) { return Value(missing: .itemLimit) }
      let conditions = condition.map { condition in members.map { value(of: condition, at: $0).status } } ?? []
      if let limited = conditions.first(where: \.isLimited) { return Value(missing: limited) }
    }
    return Value(Double(members.count { passes(condition, at: $0) }))
  }

  /// Whether an element is counted: an unknown condition does not act.
  func passes(_ condition: ExpressionID?, at element: Element) -> Bool {
    guard let condition else { return true }
    let value = value(of: condition, at: element)
    return !value.isMissing && value.isTrue
  }
}
