import RewardSyntax

/// Names in parts that the checker passes over, such as the arms of a `when` that is decided, for the index: they are
/// looked up by the same rules, and nothing is reported.
extension Elaborator {
  func notePassedOver() {
    guard recorder != nil else { return }
    for module in modules where !module.isLibrary {
      for node in module.tree.root.declarations {
        var bound: [String: Entity] = [:]
        func bind(_ names: [Name], _ kind: Entity.Kind) {
          for name in names { bound[name.text] = Entity(kind, name.text, at: name.range) }
        }
        switch node.declaration {
        case .function(let function):
          bind(function.parameters.map(\.name), .functionParameter)
          bind(function.locals.map(\.name), .local)
        case .test(let test):
          for case .group(_, let members, _) in test.items { bind(members.map(\.name), .rollout) }
        case .invariant(let invariant): bind(invariant.rollouts, .rollout)
        default: break
        }
        for child in node.children { passOver(child, bound, in: module) }
      }
    }
  }

  private func passOver(_ node: SyntaxNode, _ bound: [String: Entity], in module: Module) {
    var bound = bound
    func bind(_ variable: Name) {
      let entity = Entity(.variable, variable.text, at: variable.range)
      bound[variable.text] = entity
      noteAnew(variable, entity)
    }
    var children = node.children
    switch node.expression {
    case .name(let name):
      if let entity = bound[name.text] ?? declared(name.text, from: module).map({ entity(of: $0.entry) }) {
        noteAnew(name, entity)
      } else if Grain(named: name.text) != nil {
        noteAnew(name, Entity(.grain, name.text))
      }
    case .member(let base, let member):
      if case .name(let owner) = base.expression, bound[owner.text] == nil, let id = module.aliases[owner.text],
        let entry = modules[id].values[member.text]
      {
        noteAnew(alias: owner, in: module)
        noteAnew(member, entity(of: entry))
      }
    case .binary(.equal, let left, let right, _), .binary(.notEqual, let left, let right, _):
      for case .name(let name) in [left.expression, right.expression] where module.symbols.contains(name.text) {
        if bound[name.text] == nil, declared(name.text, from: module) == nil {
          noteAnew(name, Entity(.symbol, name.text))
        }
      }
    case .lambda(let variable, _): bind(variable)
    case .comprehension(_, let variable, _, _): bind(variable)
    case .call(let callee, let call):
      if let comprehension = call.comprehension { bind(comprehension.variable) }
      if let over = call.over, let entity = bound[over.grain.text] { noteAnew(over.grain, entity) }
      passOver(callee, call, in: module)
      if callee.kind == .nameExpression { children.removeFirst() }
    default: break
    }
    for child in children { passOver(child, bound, in: module) }
  }

  private func passOver(_ callee: SyntaxNode, _ call: CallSyntax, in module: Module) {
    var found: (FunctionSyntax, Module)?
    switch callee.expression {
    case .name(let name):
      found = function(named: name.text, from: module)
      if let (function, _) = found {
        noteAnew(name, entity(of: function))
      } else if isBuiltin(name.text) {
        noteAnew(name, Entity(.builtin, name.text))
        for label in call.arguments.compactMap(\.label) {
          noteAnew(label, Entity(.argument, label.text, of: name.text))
        }
      }
    case .member(let base, let member):
      guard case .name(let owner) = base.expression, let id = module.aliases[owner.text],
        let function = modules[id].functions[member.text]
      else { return }
      noteAnew(alias: owner, in: module)
      noteAnew(member, entity(of: function))
      found = (function, modules[id])
    default: return
    }
    guard let (function, _) = found else { return }
    for argument in call.arguments {
      guard let label = argument.label else { continue }
      if let parameter = function.parameters.first(where: { $0.name.text == label.text }) {
        noteAnew(label, Entity(.functionParameter, label.text, at: parameter.name.range))
        if case .symbols(let symbols) = parameter.type?.type, case .name(let name) = argument.value.expression,
          symbols.contains(where: { $0.text == name.text })
        {
          noteAnew(name, Entity(.symbol, name.text))
        }
      } else if let (entry, _) = declared(label.text, from: module) {
        noteAnew(label, entity(of: entry))
      }
    }
  }

  private func noteAnew(_ name: Name, _ entity: Entity) {
    if recorder?.occurrences[name.range] == nil { note(name, entity) }
  }

  private func noteAnew(alias: Name, in module: Module) {
    if recorder?.occurrences[alias.range] == nil { note(alias: alias, in: module) }
  }
}
