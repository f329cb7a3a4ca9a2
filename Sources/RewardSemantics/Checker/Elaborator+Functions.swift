import RewardSyntax

/// Functions are hygienic templates, expanded at each call: a body sees its parameters, its locals and its own module.
extension Elaborator {
  static let callDepthLimit = 64

  func expand(
    _ function: FunctionSyntax, of module: Module, _ call: CallSyntax, at range: SourceRange, in caller: Scope
  ) -> Meaning {
    let name = function.name.text
    // `spread(x over group)`: the grain is the function's own parameter.
    let grains = function.parameters.filter { parameter in
      if let type = parameter.type, case .name(let name) = type.type { name.text == "grain" } else { false }
    }
    let isOver = grains.count == 1 && call.over?.by == nil && call.over?.condition == nil && call.over?.isOther != true
    if call.over != nil && !isOver || call.comprehension != nil {
      report(
        .unknownArgument, "`\(name)` is a function, not an aggregate", at: range,
        notes: ["pass the grain as an argument, if it has such a parameter"])
      return .poison
    }
    if module.unreadable.contains(name) { return .poison }
    guard calls.count < Elaborator.callDepthLimit else {
      report(.recursion, "functions call each other more than \(Elaborator.callDepthLimit) deep", at: range)
      return .poison
    }
    if calls.contains(where: { $0.function.name.range == function.name.range }) {
      let chain = (calls.map(\.function.name.text) + [name]).joined(separator: " → ")
      report(.recursion, "functions cannot call themselves: \(chain)", at: range)
      return .poison
    }
    let scope = Scope(module: module)
    introduceNames(of: function, in: scope)
    if let over = call.over {
      guard let grain = self.grain(over.grain, in: caller) else { return .poison }
      scope.bindings[grains[0].name.text] = .meaning(.grain(grain))
    }
    guard bind(call, to: function, of: module, at: range, from: caller, in: scope) else { return .poison }
    guard let body = function.body else { return .poison }
    expanded.insert(Key(module: module.id, name: name))
    for local in function.locals { scope.bindings[local.name.text] = .deferred(local.value, nil, scope) }
    calls.append((function, range, module.isLibrary))
    defer { calls.removeLast() }
    let result = meaning(body, expecting: .value, in: scope)
    if case .expression(let id) = result, let declared = function.result.flatMap({ declaredType($0, in: scope) }) {
      return fits(id, declared, of: "`\(name)`", at: body.range) ? result : .poison
    }
    return result
  }

  /// Gives every parameter an argument or its default, and collects the rest in the bundle.
  private func bind(
    _ call: CallSyntax, to function: FunctionSyntax, of module: Module, at range: SourceRange, from caller: Scope,
    in scope: Scope
  ) -> Bool {
    let name = function.name.text
    var types: [String: DeclaredType] = [:]
    var bundleName: String?
    for parameter in function.parameters {
      guard let node = parameter.type, let type = declaredType(node, in: scope) else { continue }
      types[parameter.name.text] = type
      if type.special == .bundle { bundleName = parameter.name.text }
      if case .symbol(let set) = type.value.base { scope.symbolSets[parameter.name.text] = set }
    }
    var parts: [Meaning.Part] = []
    var next = 0
    // A bad argument does not hide another.
    var isGood = true
    let positional = function.parameters.filter { $0.name.text != bundleName }
    for argument in call.arguments {
      var target: FunctionSyntax.Parameter?
      if let label = argument.label {
        target = function.parameters.first { $0.name.text == label.text }
        if let target { note(label, Entity(.functionParameter, label.text, at: target.name.range)) }
        if target == nil {
          guard bundleName != nil else {
            report(
              .unknownArgument, "`\(name)` has no parameter `\(label.text)`", at: label.range,
              notes: ["it takes: \(function.parameters.map(\.name.text).joined(separator: ", "))"],
              fix: nearest(label.text, among: function.parameters.map(\.name.text), at: label.range))
            return false
          }
          guard let part = part(label, weight: argument.value, from: caller) else {
            isGood = false
            continue
          }
          if parts.contains(where: { $0.name == part.name }) {
            report(.duplicateArgument, "`\(part.name)` is given twice", at: label.range)
            return false
          }
          if constantNumber(part.weight) != 0 { parts.append(part) }
          continue
        }
        if bundleName != nil, caller.module.values[label.text] != nil, isScore(label.text, in: caller.module) {
          report(
            .optionName, "`\(label.text)` is both a declared score and an option of `\(name)`", at: label.range,
            notes: ["rename the declaration: here the name means the option"])
          return false
        }
      } else {
        let wanted = next < positional.count ? types[positional[next].name.text]?.value.base : .symbol([])
        if bundleName != nil, case .name(let score) = argument.value.expression, case .symbol(let set)? = wanted,
          !set.contains(score.text), !isLocal(score.text, in: caller), caller.module.values[score.text] != nil
        {
          report(
            .unknownArgument, "a score is given to `\(name)` by its name with its weight", at: score.range,
            fix: .init("give it a weight", range: score.range, replacement: "\(score.text): 1"))
          return false
        }
        if next < positional.count {
          target = positional[next]
          next += 1
        } else {
          if let bundle = bundleName {
            let meaning = meaning(argument.value, expecting: .bundle, in: caller)
            if case .poison = meaning { return false }
            if case .expression(let id) = meaning, isPoison(id) { return false }
            if case .bundle = meaning {
              scope.bindings[bundle] = .meaning(meaning)
              continue
            }
          }
          report(
            .tooManyArguments, "`\(name)` takes \(count(positional.count, "argument"))", at: argument.value.range,
            notes: bundleName != nil ? ["scores are named with their weights: `\(name)(format: 1, correct: 1)`"] : [])
          return false
        }
      }
      guard let target else { continue }
      if scope.bindings[target.name.text] != nil {
        report(
          .duplicateArgument, "`\(target.name.text)` is given twice", at: argument.label?.range ?? argument.value.range)
        return false
      }
      let meaning = self.argument(argument.value, as: types[target.name.text], in: caller)
      if case .poison = meaning { isGood = false }
      scope.bindings[target.name.text] = .meaning(meaning)
    }
    guard isGood else { return false }
    for parameter in function.parameters where scope.bindings[parameter.name.text] == nil {
      if parameter.name.text == bundleName {
        scope.bindings[parameter.name.text] = .meaning(.bundle(parts))
        if parts.isEmpty {
          report(
            .emptyBundle, "`\(name)` needs one score at least", at: range,
            notes: ["name declared scores with their weights: `\(name)(format: 1, correct: 1)`"])
          return false
        }
      } else if let value = parameter.defaultValue {
        scope.bindings[parameter.name.text] = .deferred(value, types[parameter.name.text], scope)
      } else {
        report(
          .missingArgument, "`\(name)` needs its argument `\(parameter.name.text)`", at: range,
          notes: ["it takes: \(function.parameters.map(\.name.text).joined(separator: ", "))"])
        return false
      }
    }
    return true
  }

  private func isScore(_ name: String, in module: Module) -> Bool {
    if case .value = module.values[name] { return true }
    return false
  }

  /// `correct: 1` in a call: the declared score and its weight.
  private func part(_ label: Name, weight: SyntaxNode, from caller: Scope) -> Meaning.Part? {
    let value = expression(lookUp(label, expecting: .value, in: caller), at: label.range)
    if isPoison(value) { return nil }
    guard type(of: value).value.base.isNumeric else {
      report(
        .wrongType, "a score is needed here, and `\(label.text)` is \(describe(type(of: value).value))", at: label.range
      )
      return nil
    }
    let weight = expression(weight, in: caller)
    if isPoison(weight) { return nil }
    guard type(of: weight).value.base.isNumeric else {
      report(.wrongType, "a weight is a number", at: expressions[weight].range)
      return nil
    }
    return Meaning.Part(name: label.text, weight: weight, value: value)
  }

  /// An argument in the form its parameter's type wants.
  func argument(_ node: SyntaxNode, as declared: DeclaredType?, in scope: Scope) -> Meaning {
    guard let declared else { return meaning(node, expecting: .value, in: scope) }
    switch declared.special {
    case .grain:
      let meaning = meaning(node, expecting: .grain, in: scope)
      if case .grain = meaning { return meaning }
      if case .poison = meaning { return meaning }
      report(.unknownGrain, "a grain is needed here", at: node.range)
      return .poison
    case .bundle:
      return meaning(node, expecting: .bundle, in: scope)
    case .criteria:
      report(.wrongType, "criteria are no argument; read `criterion.text` and the like", at: node.range)
      return .poison
    case .none:
      if case .symbol(let set) = declared.value.base {
        let meaning = meaning(node, expecting: .symbol(set), in: scope)
        switch meaning {
        case .symbol(let name) where set.contains(name): return meaning
        case .poison: return meaning
        default:
          report(
            .wrongType, "one of \(set.map { "`\($0)`" }.joined(separator: ", ")) is needed here", at: node.range)
          return .poison
        }
      }
      let meaning = meaning(node, expecting: .value, in: scope)
      if case .part = meaning {
        report(.notAValue, "write `.value` or `.weight` of a part", at: node.range)
        return .poison
      }
      let id = expression(meaning, at: node.range)
      if isEmptyList(id), case .list = declared.value.base {
        // `[]` is of the kind that the parameter wants.
        let type = ExpressionType(declared.value, per: .run)
        return .expression(append(.constant(Value(list: [])), [], type, at: node.range))
      }
      return fits(id, declared, of: "this argument", at: node.range) ? .expression(id) : .poison
    }
  }
}
