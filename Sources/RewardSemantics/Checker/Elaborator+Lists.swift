import RewardSyntax

/// `x => body`, or the parts of a comprehension: what is made of each item of a list.
struct ItemFunction {
  var variable: Name
  var body: SyntaxNode
}

/// Lists: literals, and functions over their items. The items of a list are a grain of their own, so that what is said
/// of each of them is an ordinary expression, and what is made of all of them an ordinary aggregate.
extension Elaborator {
  func list(_ nodes: [SyntaxNode], at range: SourceRange, in scope: Scope) -> ExpressionID {
    let elements = nodes.map { expression($0, in: scope) }
    if elements.contains(where: isPoison) { return poison(at: range) }
    guard let grain = meet(elements, at: range) else { return poison(at: range) }
    var element = ValueType(.text)
    if !elements.isEmpty {
      guard let joined = joined(elements, at: range) else { return poison(at: range) }
      element = joined
    }
    switch element.base {
    case .bool, .int, .real, .text, .symbol, .list, .json, .record: break
    case .table, .pattern, .poison:
      report(.wrongType, "a list cannot hold \(describe(element))", at: range)
      return poison(at: range)
    }
    let values = elements.compactMap(constantValue)
    var absence: Absence = []
    for id in elements { absence.formUnion(type(of: id).absence) }
    let type = ExpressionType(
      ValueType(.list(element.base), domain: element.domain, unit: element.unit), per: grain, absence: absence)
    // A missing element makes the list missing, as it does in a row.
    if values.count == elements.count, !values.contains(where: \.isMissing) {
      return append(.constant(Value(list: values)), [], type, at: range)
    }
    return append(.list, elements, type, at: range)
  }

  /// `a ++ b`
  func concatenation(_ operands: [ExpressionID], at range: SourceRange) -> ExpressionID {
    if operands.contains(where: isPoison) { return poison(at: range) }
    for id in operands {
      guard case .list = type(of: id).value.base else {
        report(
          .wrongType, "`++` joins lists, and this is \(describe(type(of: id).value))", at: expressions[id].range,
          notes: ["one element in brackets is a list: `[x]`"])
        return poison(at: range)
      }
    }
    return callBuiltin("concat", operands, at: range)
  }

  /// `[]` in the kind of the list beside it.
  func isEmptyList(_ id: ExpressionID) -> Bool { constantValue(id).map { $0.payload == .list([]) } ?? false }

  /// Whether two lists of a builtin hold the same kind of thing, plain values or lists, or a value can be an element of
  /// its list; reported where not, for then nothing in one could ever equal what is in the other.
  func areAlike(_ operands: [ExpressionID], of builtin: Builtin) -> Bool {
    guard builtin.parameters.count == 2, operands.count == 2, builtin.parameters[1].accepts == .anyList else {
      return true
    }
    let isElement = builtin.parameters[0].accepts == .any
    guard isElement || builtin.parameters[0].accepts == .anyList else { return true }
    func depth(_ base: BaseType) -> Int { if case .list(let element) = base { 1 + depth(element) } else { 0 } }
    let depths = operands.map { depth(type(of: $0).value.base) }
    if depths[0] + (isElement ? 1 : 0) == depths[1] || operands.contains(where: isEmptyList) { return true }
    let types = operands.map { describe(type(of: $0).value) }
    report(
      .wrongType,
      isElement
        ? "\(types[0]) is no element of \(types[1])" : "\(types[0]) and \(types[1]) do not go together",
      at: expressions[operands[isElement ? 0 : 1]].range,
      because: [.init(expressions[operands[isElement ? 1 : 0]].range, types[isElement ? 1 : 0])],
      notes: isElement ? [] : ["one list in brackets is a list of lists: `[xs]`"])
    return false
  }

  /// `a[i]`: an item of a list, a value of a table or of a JSON value.
  func index(_ base: SyntaxNode, _ index: SyntaxNode, at range: SourceRange, in scope: Scope) -> ExpressionID {
    let value = expression(base, in: scope)
    let place = expression(index, in: scope)
    if isPoison(value) || isPoison(place) { return poison(at: range) }
    switch type(of: value).value.base {
    case .list: return element(of: value, at: place, range)
    case .table(let element): return lookUp(value, place, element, at: range)
    case .json: return path(value, adding: place, at: range)
    default:
      report(
        .wrongType,
        "only a list, a table or JSON has parts by place or key, and this is \(describe(type(of: value).value))",
        at: base.range)
      return poison(at: range)
    }
  }

  /// The element of a list at a place. A list of lists is not copied to find one of them.
  private func element(of list: ExpressionID, at place: ExpressionID, _ range: SourceRange) -> ExpressionID {
    guard case .list(.list) = type(of: list).value.base, type(of: place).value.base.isNumeric else {
      return callBuiltin("element", [list, place], at: range)
    }
    let items = items(of: list, named: "item")
    let item = item(items, of: list, at: range)
    guard let grain = meet([list, place], at: range) else { return poison(at: range) }
    let pick = Aggregate(.pick, over: type(of: list).grain, population: .derived(items), hasExtra: true)
    let absence = type(of: list).absence.union(type(of: place).absence).union(.abstain)
    let type = ExpressionType(type(of: item).value, per: grain, absence: absence)
    return joined(append(.aggregate(pick), [item, place], type, at: range), with: list, at: range)
  }

  // MARK: Items

  /// The grain of the items of a list.
  func items(of list: ExpressionID, named name: String, areAnswers: Bool = false) -> DerivedGrain {
    let items = DerivedGrain(
      id: derivedGrains.count, name: name, kind: .items, members: nil, containers: [type(of: list).grain],
      isAnswers: areAnswers)
    derivedGrains.append(list)
    return items
  }

  /// The item of a list at each of its items.
  func item(_ items: DerivedGrain, of list: ExpressionID, at range: SourceRange) -> ExpressionID {
    var value = type(of: list).value
    if case .list(let element) = value.base { value.base = element }
    return append(.item, [list], ExpressionType(value, per: .derived(items)), at: range)
  }

  /// What may be called on a list, in the order of the manual.
  static let listMethods = [
    "map", "filter", "flat_map", "sort_by", "sum", "product", "mean", "median", "min", "max", "var", "std", "any",
    "all", "count", "first", "last", "take", "drop", "distinct", "reverse", "contains", "union", "intersect",
  ]

  /// `xs.name(arguments)`.
  func listMethod(_ name: Name, of list: ExpressionID, _ call: CallSyntax, at range: SourceRange, in scope: Scope)
    -> ExpressionID
  {
    if call.over != nil || call.comprehension != nil {
      report(.unknownArgument, "what a list's `\(name.text)` goes over is the list", at: range)
      return poison(at: range)
    }
    var arguments = call.arguments
    if let first = arguments.first, first.label == nil, case .lambda(let variable, let body) = first.value.expression {
      arguments.removeFirst()
      return listMethod(
        name, of: list, ItemFunction(variable: variable, body: body), arguments, where: nil, at: range, in: scope)
    }
    return listMethod(name, of: list, arguments, at: range, in: scope)
  }

  /// A method without a function of the items.
  func listMethod(
    _ name: Name, of list: ExpressionID, _ arguments: [CallSyntax.Argument], at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    if isPoison(list) { return list }
    var operands: [ExpressionID] { [list] + arguments.map { expression($0.value, in: scope) } }
    switch name.text {
    case "count" where arguments.isEmpty:
      guard case .list(.list) = type(of: list).value.base else { return callBuiltin("list_count", [list], at: range) }
      let items = items(of: list, named: "item")
      let type = ExpressionType(
        ValueType(.int, domain: .count), per: type(of: list).grain, absence: type(of: list).absence)
      let count = append(.elements(of: .derived(items), hasWhere: false), [], type, at: range)
      return joined(count, with: list, at: range)
    case "count": break
    case "first" where arguments.isEmpty: return element(of: list, at: constant(0, .int, at: range), range)
    case "last" where arguments.isEmpty:
      let end = callBuiltin("take_last", [list, constant(1, .int, at: range)], at: range)
      return isPoison(end) ? end : element(of: end, at: constant(0, .int, at: range), range)
    case "last" where arguments.count == 1: return callBuiltin("take_last", operands, at: range)
    case "take", "drop", "union", "intersect":
      guard arguments.count == 1 else { break }
      return callBuiltin(name.text, operands, at: range)
    case "distinct", "reverse":
      guard arguments.isEmpty else { break }
      return callBuiltin(name.text, [list], at: range)
    case "contains":
      guard arguments.count == 1 else { break }
      return callBuiltin("in_list", [expression(arguments[0].value, in: scope), list], at: range)
    case "map", "filter", "flat_map", "sort_by":
      report(
        .missingArgument, "`\(name.text)` needs a function of an item", at: range,
        notes: ["`.\(name.text)(x => ...)`"])
      return poison(at: range)
    default: break
    }
    return listMethod(name, of: list, nil, arguments, where: nil, at: range, in: scope)
  }

  /// A method that makes something of each item.
  func listMethod(
    _ name: Name, of list: ExpressionID, _ function: ItemFunction?, _ arguments: [CallSyntax.Argument],
    where condition: ItemFunction?, at range: SourceRange, in scope: Scope
  ) -> ExpressionID {
    if isPoison(list) { return list }
    guard Elaborator.listMethods.contains(name.text) else {
      report(
        .unknownMember, "a list has no `\(name.text)`", at: name.range,
        notes: ["it has: \(Elaborator.listMethods.joined(separator: ", "))"],
        fix: nearest(name.text, among: Elaborator.listMethods, at: name.range))
      return poison(at: range)
    }
    let items = items(of: list, named: function?.variable.text ?? "item")
    let item = item(items, of: list, at: range)
    // What a method's own arguments say of an item, they say by the same name.
    let inner = Scope(module: scope.module, outer: scope)
    for variable in [function?.variable, condition?.variable].compactMap({ $0 }) {
      if scope.module.values[variable.text] != nil {
        report(
          .duplicateName, "`\(variable.text)` is already declared: an item needs a name of its own", at: variable.range)
        return poison(at: range)
      }
      inner.bindings[variable.text] = .meaning(.expression(item))
      introduce(variable, .variable, in: inner, calls.isEmpty ? .expression(item) : nil)
    }
    let body = function.map { expression($0.body, in: inner) } ?? item
    let open = condition.map { expression($0.body, in: inner) }
    // What is kept or sorted are the items themselves.
    let kept = ["filter", "sort_by", "first", "last"].contains(name.text) ? item : body
    guard let (reduction, result, options) = listReduction(name, kept, arguments, at: range, in: inner) else {
      return poison(at: range)
    }
    var fold = ListFold(
      reduction: reduction, result: result, value: body, condition: open, order: options.order, weight: options.weight,
      extra: options.extra)
    switch name.text {
    case "filter": (fold.value, fold.condition) = (item, body)
    case "first", "last":
      // Of the items for which it holds.
      if function != nil { (fold.value, fold.condition) = (item, body) }
    case "sort_by":
      (fold.value, fold.order) = (item, [body])
      switch type(of: body).value.base {
      case .bool, .int, .real, .text, .symbol, .poison: break
      default:
        report(
          .wrongType, "items are sorted by numbers or texts, not by \(describe(type(of: body).value))",
          at: expressions[body].range)
        return poison(at: range)
      }
    default: break
    }
    return folded(fold, items, list, at: range)
  }

  /// What a method makes of the items of a list.
  private struct ListFold {
    var reduction: Reduction
    var result: ValueType
    var value: ExpressionID
    var condition: ExpressionID?
    var order: [ExpressionID]
    var weight: ExpressionID?
    var extra: ExpressionID?
  }

  private func folded(_ fold: ListFold, _ items: DerivedGrain, _ list: ExpressionID, at range: SourceRange)
    -> ExpressionID
  {
    let clauses = [fold.condition, fold.weight].compactMap { $0 } + fold.order
    if ([fold.value] + clauses + [fold.extra].compactMap { $0 }).contains(where: isPoison) { return poison(at: range) }
    if let condition = fold.condition, !isCondition(condition, at: expressions[condition].range) {
      return poison(at: range)
    }
    guard let population = meet([fold.value] + clauses, with: .derived(items), at: range) else {
      return poison(at: range)
    }
    guard var container = population.without(items) else {
      report(.mixedGrains, "the items of another list are not put together here", at: range)
      return poison(at: range)
    }
    let over = container
    if let extra = fold.extra {
      guard let both = meet([extra], with: container, at: range) else { return poison(at: range) }
      container = both
    }
    let aggregate = Aggregate(
      fold.reduction, over: over, population: population, hasWhere: fold.condition != nil,
      hasWeight: fold.weight != nil, hasExtra: fold.extra != nil, orderKeys: fold.order.count)
    var absence = type(of: fold.value).absence
    switch fold.reduction {
    case .sum, .product, .any, .all, .collect, .concatenate: break
    case .countTrue: absence = []
    // A list may be empty.
    default: absence = .abstain
    }
    let operands = [fold.value] + [fold.condition, fold.weight, fold.extra].compactMap { $0 } + fold.order
    absence.formUnion(limits(of: aggregate, operands))
    let type = ExpressionType(fold.result, per: container, absence: absence)
    return joined(append(.aggregate(aggregate), operands, type, at: range), with: list, at: range)
  }

  /// What was made of the items of a list, missing where the list is: a missing list has no items, and what is made of
  /// none must not stand for it. Any list can fail, if only because a number in it overflows, unless it is written out.
  private func joined(_ id: ExpressionID, with list: ExpressionID, at range: SourceRange) -> ExpressionID {
    if constantValue(list) != nil { return id }
    var result = type(of: id)
    result.absence.formUnion(type(of: list).absence)
    return append(.joined, [id, list], result, at: range)
  }

  private func listReduction(
    _ name: Name, _ value: ExpressionID, _ arguments: [CallSyntax.Argument], at range: SourceRange, in scope: Scope
  ) -> (reduction: Reduction, type: ValueType, options: AggregateOptions)? {
    let operand = type(of: value).value
    let asList = ValueType(.list(operand.base), domain: operand.domain, unit: operand.unit)
    switch name.text {
    case "map", "filter", "sort_by":
      guard arguments.isEmpty else { break }
      return (.collect, asList, AggregateOptions())
    case "flat_map":
      guard case .list = operand.base else {
        report(
          .wrongType, "`flat_map` puts lists together, and this is \(describe(operand))", at: expressions[value].range,
          notes: ["`map` makes a list of single values"])
        return nil
      }
      return (.concatenate, operand, AggregateOptions())
    default:
      guard let core = CoreFunction.named(name.text), case .aggregate(let form) = core.form else { break }
      guard let options = options(of: core, arguments[...], at: range, in: scope) else { return nil }
      return reduction(form, options, of: value, at: range).map { ($0.0, $0.1, options) }
    }
    report(.tooManyArguments, "`\(name.text)` of a list takes no such argument", at: range)
    return nil
  }
}

extension Grain {
  /// The grain without the items of one list: what an aggregate over them leaves. Nil where it is made of items of
  /// those items.
  func without(_ items: DerivedGrain) -> Grain? {
    switch self {
    case .derived(items): return items.containers[0]
    case .product(let grain, items): return grain
    case .product(let grain, let other): return grain.without(items).flatMap { $0.meet(.derived(other)) }
    default: return nil
    }
  }
}
