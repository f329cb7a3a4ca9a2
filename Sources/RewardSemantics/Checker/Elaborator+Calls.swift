import RewardSyntax

/// Calls: of user and library functions (expanded), of core functions, of builtins.
extension Elaborator {
  func call(_ callee: SyntaxNode, _ call: CallSyntax, at range: SourceRange, in scope: Scope) -> Meaning {
    switch callee.expression {
    case .name(let name):
      return self.call(name, call, at: range, in: scope)
    case .member(let base, let member):
      if case .name(let owner) = base.expression, let id = scope.module.aliases[owner.text] {
        guard let function = modules[id].functions[member.text] else {
          report(
            .unknownFunction, "`\(owner.text)` has no function `\(member.text)`", at: member.range,
            fix: nearest(member.text, among: Array(modules[id].functions.keys), at: member.range))
          return .poison
        }
        note(alias: owner, in: scope.module)
        note(member, entity(of: function))
        return expand(function, of: modules[id], call, at: range, in: scope)
      }
      if case .name(let owner) = base.expression, scope.module.unreadable.contains(owner.text) { return .poison }
      if let module = libraryModule(base, from: scope) {
        guard let function = module.functions[member.text] else {
          report(
            .unknownFunction, "`\(module.name)` has no function `\(member.text)`", at: member.range,
            fix: nearest(member.text, among: Array(module.functions.keys), at: member.range))
          return .poison
        }
        note(library: module, at: base.range)
        note(member, entity(of: function))
        return expand(function, of: module, call, at: range, in: scope)
      }
      if case .member(let root, let module) = base.expression, case .name(let name) = root.expression,
        name.text == "std",
        !isLocal("std", in: scope), scope.module.values["std"] == nil
      {
        let known = modules.filter(\.isLibrary).map(\.name)
        report(
          .unknownModule, "there is no library module `std.\(module.text)`", at: base.range,
          notes: ["the library has: \(known.sorted().joined(separator: ", "))"],
          fix: nearest("std.\(module.text)", among: known, at: base.range))
        return .poison
      }
      return method(member, of: base, call, at: range, in: scope)
    case .error:
      return .poison
    default:
      report(.unknownFunction, "only a function can be called", at: callee.range)
      return .poison
    }
  }

  /// `std.rubric` before a function of it.
  private func libraryModule(_ node: SyntaxNode, from scope: Scope) -> Module? {
    guard case .member(let base, let member) = node.expression, case .name(let root) = base.expression,
      root.text == "std", !isLocal("std", in: scope), scope.module.values["std"] == nil
    else { return nil }
    return modules.first { $0.isLibrary && $0.name == "std.\(member.text)" }
  }

  /// `xs.map(x => ...)`, `text.contains(...)`: a function of a list, or a builtin whose first argument stands before it.
  private func method(_ name: Name, of base: SyntaxNode, _ call: CallSyntax, at range: SourceRange, in scope: Scope)
    -> Meaning
  {
    let value = expression(base, in: scope)
    if isPoison(value) { return .poison }
    if case .list = type(of: value).value.base {
      note(name, Entity(.member, name.text, of: "list"))
      return .expression(listMethod(name, of: value, call, at: range, in: scope))
    }
    report(
      .unknownMember, "\(describe(type(of: value).value)) has no function `\(name.text)`", at: name.range,
      notes: registry[name.text] != nil || CoreFunction.named(name.text) != nil
        ? ["write `\(name.text)(\(source(base.range)), ...)`"] : [])
    return .poison
  }

  private func call(_ name: Name, _ call: CallSyntax, at range: SourceRange, in scope: Scope) -> Meaning {
    if let (function, module) = function(named: name.text, from: scope.module) {
      used.insert(Key(module: module.id, name: "func " + name.text))
      note(name, entity(of: function))
      return expand(function, of: module, call, at: range, in: scope)
    }
    noteBuiltin(name, call)
    if let stateful = statefulCall(name, call, at: range, in: scope) { return stateful }
    if let comprehension = call.comprehension {
      return .expression(self.comprehension(name, call, comprehension, at: range, in: scope))
    }
    if let core = CoreFunction.named(name.text), !isBuiltinForm(core, call) {
      return .expression(self.core(core, name, call, at: range, in: scope))
    }
    if call.over != nil {
      report(
        .unknownFunction, "`\(name.text)` is no aggregate", at: name.range,
        fix: nearest(name.text, among: CoreFunction.all.filter(\.takesOver).map(\.name), at: name.range))
      return .poison
    }
    if name.text == "length", let unit = call.arguments.first(where: { $0.label?.text == "in" }),
      case .name(let word) = unit.value.expression, word.text == "tok", call.arguments.count == 2,
      let text = call.arguments.first(where: { $0.label?.text != "in" })
    {
      let id = expression(text.value, in: scope)
      return .expression(isPoison(id) ? id : length(of: id, in: "tok", at: range))
    }
    if call.arguments.count == 1, call.arguments[0].label == nil,
      Elaborator.jsonReaders.contains(name.text)
    {
      let value = expression(call.arguments[0].value, in: scope)
      if isPoison(value) { return .poison }
      if let read = jsonReader(name.text, value, at: range) { return .expression(read) }
      if registry[name.text] != nil { return .expression(callBuiltin(name.text, [value], at: range)) }
    }
    let builtin = name.text == "count" ? "count_matches" : name.text
    if registry[builtin] != nil {
      return .expression(
        callBuiltin(builtin, arguments: call.arguments.map { ($0.label, $0.value) }, at: range, in: scope))
    }
    if scope.module.unreadable.contains(name.text) || scope.module.lacksOpenImport { return .poison }
    var known = Array(scope.module.functions.keys) + CoreFunction.all.map(\.name) + registry.builtins.map(\.name)
    for module in modules where module.isLibrary { known += module.functions.keys }
    report(
      .unknownFunction, "there is no function `\(name.text)`", at: name.range,
      notes: scope.module.values[name.text] != nil ? ["`\(name.text)` is a value, not a function"] : [],
      fix: nearest(name.text, among: known, at: name.range))
    return .poison
  }

  /// What reads a JSON value as one of the language.
  static let jsonReaders = ["number", "text", "bool", "numbers", "texts", "list"]

  private func noteBuiltin(_ name: Name, _ call: CallSyntax) {
    guard recorder != nil, isBuiltin(name.text) else { return }
    note(name, Entity(.builtin, name.text))
    for label in call.arguments.compactMap(\.label) { note(label, Entity(.argument, label.text, of: name.text)) }
  }

  /// Whether the language or the rule library has a function of this name.
  func isBuiltin(_ name: String) -> Bool {
    CoreFunction.named(name) != nil || registry[name] != nil || Elaborator.statefulForms[name] != nil
      || Elaborator.jsonReaders.contains(name)
  }

  /// `count(text, /re/)` is a builtin; `count(x over g)` is an aggregate.
  private func isBuiltinForm(_ core: CoreFunction, _ call: CallSyntax) -> Bool {
    core.name == "count" && call.over == nil && call.arguments.count >= 2
  }

  func function(named name: String, from module: Module) -> (FunctionSyntax, Module)? {
    if let function = module.functions[name] { return (function, module) }
    for id in module.open { if let function = modules[id].functions[name] { return (function, modules[id]) } }
    for library in modules where library.isLibrary {
      if let function = library.functions[name] { return (function, library) }
    }
    return nil
  }

  /// `1 argument`, `2 arguments`.
  func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
