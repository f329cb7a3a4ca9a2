/// Tells which expressions mean the same, inside a spec and between two of them: the same operation on the same
/// operands, whatever they are called and wherever they stand.
struct ExpressionKeys {
  /// What is the same for the same number.
  private struct Form: Hashable {
    var operation: Operation
    var grain: Grain
    /// What the operation refers to by a number of its own spec.
    var subject: String
    var operands: [Int]
  }
  private struct Place: Hashable {
    var spec: Int
    var expression: ExpressionID
    /// Whether what is read of one rollout is taken as that rollout has it.
    var isOfRollout: Bool
  }
  private var numbers: [Form: Int] = [:]
  private var known: [Place: Int] = [:]
  /// States whose updates are being looked at: they may read themselves.
  private var open: Set<String> = []

  /// The number of an expression of the spec with number `place`; equal for equal meanings.
  ///
  /// - Parameter isOfRollout: for a condition about one rollout of a claim: the key of what that rollout has itself.
  mutating func key(of id: ExpressionID, in spec: TypedSpec, at place: Int, isOfRollout: Bool = false) -> Int {
    let here = Place(spec: place, expression: id, isOfRollout: isOfRollout)
    if let key = known[here] { return key }
    let expression = spec.expressions[id]
    func key(of id: ExpressionID, _ table: inout ExpressionKeys) -> Int {
      table.key(of: id, in: spec, at: place, isOfRollout: isOfRollout)
    }
    let result: Int
    switch expression.operation {
    case .reference(let declaration):
      result = key(of: spec.declarations[declaration].value, &self)
    case .probe(_, let declaration) where isOfRollout:
      result = self.key(of: spec.declarations[declaration].value, in: spec, at: place)
    case .probe(let row, let declaration):
      let value = key(of: spec.declarations[declaration].value, &self)
      result = number(
        Form(operation: .probe(row: row, 0), grain: .run, subject: "", operands: [value]))
    default:
      var form = Form(
        operation: expression.operation, grain: expression.type.grain, subject: "",
        operands: expression.operands.map { key(of: $0, &self) })
      if isOfRollout, form.grain == .run { form.grain = spec.grainRead(by: id) }
      switch expression.operation {
      case .input(let input):
        form.operation = .input(0)
        form.subject = "\(spec.inputs[input].source)"
      case .call(let builtin, let statics, let present):
        form.operation = .call(builtin: 0, statics: statics, present: present)
        form.subject = spec.builtins[builtin].name
      case .state(let state):
        form.operation = .state(0)
        form.subject = subject(of: spec.states[state], in: spec, at: place)
      case .ask(let judge):
        form.operation = .ask(0)
        form.subject = spec.judges[judge].question
      case .arithmetic(.sameText), .arithmetic(.differentText): form.operands.sort()
      default:
        // Grains that a spec makes have numbers of their own.
        if !spec.derivedGrains.isEmpty { form.subject = "in spec \(place)" }
      }
      result = number(form)
    }
    known[here] = result
    return result
  }

  /// The key of the texts that an expression compares, whether for being the same or not.
  mutating func equality(of id: ExpressionID, in spec: TypedSpec, at place: Int, isOfRollout: Bool) -> Int {
    let expression = spec.expressions[id]
    let operands = expression.operands.map { key(of: $0, in: spec, at: place, isOfRollout: isOfRollout) }.sorted()
    let grain = isOfRollout ? spec.grainRead(by: id) : expression.type.grain
    return number(
      Form(
        operation: .arithmetic(.sameText), grain: grain, subject: "",
        operands: operands))
  }

  private mutating func number(_ form: Form) -> Int {
    let number = numbers[form] ?? numbers.count
    numbers[form] = number
    return number
  }

  /// A state by its name, by what it begins with and by what it becomes.
  private mutating func subject(of state: TypedState, in spec: TypedSpec, at place: Int) -> String {
    guard open.insert("\(place) \(state.name)").inserted else { return "\(state.name) itself" }
    defer { open.remove("\(place) \(state.name)") }
    let update = key(of: spec.declarations[state.update].value, in: spec, at: place)
    let key = state.key.map { self.key(of: spec.declarations[$0].value, in: spec, at: place) }
    return "\(state.name) \(state.initial) \(update) \(key ?? -1)"
  }
}

extension TypedSpec {
  /// The rollouts of a claim that a condition reads.
  func rolloutsRead(by id: ExpressionID) -> Set<Int> {
    if case .probe(let row, _) = expressions[id].operation { return [row] }
    return expressions[id].operands.reduce(into: []) { $0.formUnion(rolloutsRead(by: $1)) }
  }

  /// The grain at which a condition of a claim would stand if it were about its rollout alone.
  func grainRead(by id: ExpressionID) -> Grain {
    if case .probe(_, let declaration) = expressions[id].operation { return declarations[declaration].type.grain }
    return expressions[id].operands.map(grainRead).reduce(expressions[id].type.grain) { $1.refines($0) ? $1 : $0 }
  }
}
