/// The terms of a claim about one or two specs: equal terms are one, and so are variables of one meaning.
struct TermTable {
  let specs: [TypedSpec]
  /// How many rollouts the claim is about.
  let rollouts: Int
  private(set) var terms: [Term] = []
  private(set) var variables: [Variable] = []
  /// Whether two specs read other symbols from one column: their numbers are not those of one another.
  private(set) var isAmbiguous = false

  private var keys = ExpressionKeys()
  private var numbers: [Term: TermID] = [:]
  private var variableNumbers: [VariableKey: VariableID] = [:]
  private var known: [Place: TermID] = [:]

  private struct VariableKey: Hashable {
    enum Meaning: Hashable {
      case expression(Int)
      /// A column of the rows.
      case column(String)
    }
    var meaning: Meaning
    var rollout: Int?
  }
  private struct Place: Hashable {
    var spec: Int
    var expression: ExpressionID
    var rollout: Int?
  }

  init(_ specs: [TypedSpec], rollouts: Int) {
    self.specs = specs
    self.rollouts = rollouts
  }

  mutating func intern(_ term: Term) -> TermID {
    if let number = numbers[term] { return number }
    terms.append(term)
    numbers[term] = terms.count - 1
    return terms.count - 1
  }

  /// The value of a declaration at a rollout.
  mutating func term(ofDeclaration declaration: DeclarationID, at rollout: Int, in spec: Int = 0) -> TermID {
    term(of: specs[spec].declarations[declaration].value, at: rollout, in: spec)
  }

  /// An expression at a rollout; what is coarser than that is shared by all.
  mutating func term(of id: ExpressionID, at rollout: Int?, in spec: Int = 0) -> TermID {
    let expression = specs[spec].expressions[id]
    let grain = expression.type.grain
    let place = Place(spec: spec, expression: id, rollout: isShared(grain) ? nil : rollout)
    // A probe is shared, and yet looks at a rollout.
    if let known = known[place] { return known }
    let term = self.term(expression, id, at: place.rollout, in: spec)
    known[place] = term
    return term
  }

  private mutating func term(_ expression: TypedExpression, _ id: ExpressionID, at rollout: Int?, in spec: Int)
    -> TermID
  {
    func operands(_ table: inout TermTable) -> [TermID] {
      expression.operands.map { table.term(of: $0, at: rollout, in: spec) }
    }
    let isNumber = expression.type.value.base.isNumeric
    switch expression.operation {
    case .reference(let declaration):
      return term(of: specs[spec].declarations[declaration].value, at: rollout, in: spec)
    case .probe(let row, let declaration):
      return term(ofDeclaration: declaration, at: row, in: spec)
    case .constant(let value) where value.isMissing: return intern(.missing)
    case .constant(let value) where isNumber: return intern(.constant(value.number))
    case .arithmetic(.sameText), .arithmetic(.differentText):
      return symbols(expression, id, at: rollout, in: spec) ?? texts(expression, id, at: rollout, in: spec)
    case .arithmetic(let operation) where isNumber: return intern(.arithmetic(operation, operands(&self)))
    case .not: return intern(.not(operands(&self)[0]))
    case .and:
      let both = operands(&self)
      return intern(.and(both[0], both[1]))
    case .or:
      let both = operands(&self)
      return intern(.or(both[0], both[1]))
    case .when where isNumber: return intern(.when(operands(&self)))
    case .given where isNumber:
      let parts = operands(&self)
      return intern(.given(parts[0], condition: parts[1], otherwise: parts.count > 2 ? parts[2] : nil))
    case .coalesce where isNumber:
      let both = operands(&self)
      return intern(.coalesce(both[0], both[1]))
    case .isPresent: return intern(.isPresent(operands(&self)[0]))
    case .settle(let onLimit): return intern(.settle(operands(&self)[0], onLimit: onLimit))
    case .joined where isNumber:
      let both = operands(&self)
      return intern(.joined(both[0], both[1]))
    case .lift where isNumber && expression.type.grain == .rollout: return operands(&self)[0]
    case .reduce(let reduction) where isNumber && Bounds.follows(reduction):
      return intern(.reduce(reduction, operands(&self)))
    default: return variable(id, at: rollout, in: spec)
    }
  }

  /// `kind == call`, for a symbol of the rows: a number among those of its set.
  private mutating func symbols(_ expression: TypedExpression, _ id: ExpressionID, at rollout: Int?, in spec: Int)
    -> TermID?
  {
    let sides = expression.operands.map { specs[spec].expressions[$0] }
    guard case .symbol(let set) = sides[0].type.value.base, case .symbol(set) = sides[1].type.value.base else {
      return nil
    }
    var terms: [TermID] = []
    for operand in expression.operands {
      let (operand, rollout) = value(of: operand, at: rollout, in: spec)
      let side = specs[spec].expressions[operand]
      if case .constant(let value) = side.operation, !value.isMissing {
        guard let place = set.firstIndex(where: { Array($0.utf8)[...] == value.text }) else { return nil }
        terms.append(intern(.constant(Double(place))))
      } else {
        guard specs[spec].input(readBy: operand) != nil else { return nil }
        terms.append(variable(operand, at: rollout, in: spec))
      }
    }
    let operation: Arithmetic = expression.operation == .arithmetic(.sameText) ? .equal : .notEqual
    return intern(.arithmetic(operation, terms))
  }

  /// What a name stands for, and the rollout it is read of.
  private func value(of id: ExpressionID, at rollout: Int?, in spec: Int) -> (ExpressionID, Int?) {
    switch specs[spec].expressions[id].operation {
    case .reference(let declaration):
      value(of: specs[spec].declarations[declaration].value, at: rollout, in: spec)
    case .probe(let row, let declaration):
      value(of: specs[spec].declarations[declaration].value, at: row, in: spec)
    default: (id, rollout)
    }
  }

  /// `a == b` of texts, and `a != b` as what it is not.
  private mutating func texts(_ expression: TypedExpression, _ id: ExpressionID, at rollout: Int?, in spec: Int)
    -> TermID
  {
    let isDifferent = expression.operation == .arithmetic(.differentText)
    let (place, isOfRollout) = self.place(of: id, at: rollout, in: spec)
    let key = keys.equality(of: id, in: specs[spec], at: spec, isOfRollout: isOfRollout)
    let same = variable(
      id, VariableKey(meaning: .expression(key), rollout: place), rollout: place, isNegated: isDifferent, in: spec)
    return isDifferent ? intern(.not(same)) : same
  }

  /// Whether all rollouts of a claim have one value.
  private func isShared(_ grain: Grain) -> Bool { [.group, .batch, .run].contains(grain) }

  /// The rollout that an expression belongs to: a condition of a claim about one rollout to that one.
  private func place(of id: ExpressionID, at rollout: Int?, in spec: Int) -> (rollout: Int?, isOfRollout: Bool) {
    guard specs[spec].expressions[id].type.grain == .run else { return (rollout, false) }
    let rollouts = specs[spec].rolloutsRead(by: id)
    guard rollouts.count == 1 else { return (rollout, false) }
    return (isShared(specs[spec].grainRead(by: id)) ? nil : rollouts.first, true)
  }

  private mutating func variable(_ id: ExpressionID, at rollout: Int?, in spec: Int) -> TermID {
    let (place, isOfRollout) = self.place(of: id, at: rollout, in: spec)
    let meaning: VariableKey.Meaning
    if let input = specs[spec].input(readBy: id) {
      // However its values are checked: of a column there is one value.
      meaning = .column("\(specs[spec].inputs[input].source)")
    } else {
      meaning = .expression(keys.key(of: id, in: specs[spec], at: spec, isOfRollout: isOfRollout))
    }
    return variable(id, VariableKey(meaning: meaning, rollout: place), rollout: place, isNegated: false, in: spec)
  }

  private mutating func variable(
    _ id: ExpressionID, _ key: VariableKey, rollout: Int?, isNegated: Bool, in spec: Int
  ) -> TermID {
    let expression = specs[spec].expressions[id]
    let occurrence = Variable.Occurrence(spec: spec, expression: id, isNegated: isNegated)
    let type = expression.type
    var bounds = Bounds(
      numbers: type.value.base.isNumeric ? type.value.domain : .constant(0),
      mayBeMissing: !type.absence.subtracting(.limits).isEmpty,
      mayBeLimited: !type.absence.isDisjoint(with: .limits))
    var symbols: [String]?
    if case .symbol(let set) = type.value.base {
      bounds.numbers = Domain(values: set.indices.map(Double.init))
      symbols = set
    }
    if let number = variableNumbers[key] {
      if !variables[number].expressions.contains(occurrence) { variables[number].expressions.append(occurrence) }
      variables[number].bounds = variables[number].bounds.intersection(bounds)
      isAmbiguous = isAmbiguous || variables[number].symbols != symbols
      return intern(.variable(number))
    }
    variableNumbers[key] = variables.count
    variables.append(
      Variable(
        bounds: bounds, isWhole: type.value.base == .int || symbols != nil, rollout: rollout, expressions: [occurrence],
        isDependent: isDependent(expression, id, in: spec), symbols: symbols))
    let result = intern(.variable(variables.count - 1))
    if isDependent(expression, id, in: spec) {
      // What it is computed from can be chosen.
      for operand in expression.operands where specs[spec].expressions[operand].type.grain == .rollout {
        for other in 0..<rollouts { _ = term(of: operand, at: other, in: spec) }
      }
    }
    return result
  }

  /// Whether a value follows from several rollouts.
  private func isDependent(_ expression: TypedExpression, _ id: ExpressionID, in spec: Int) -> Bool {
    switch expression.operation {
    case _ where expression.type.grain == .run && specs[spec].rolloutsRead(by: id).count > 1: true
    case .aggregate(let aggregate): aggregate.population.refines(.rollout) && aggregate.over != .rollout
    case .window(let window): window.over != .rollout
    case _ where !Grain.chain.contains(expression.type.grain): true
    case .elements: expression.type.grain != .rollout
    case .position, .parts, .gather: true
    default: false
    }
  }
}
