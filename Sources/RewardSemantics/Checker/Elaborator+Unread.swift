import RewardSyntax

/// Mistakes in what nothing reads: declarations of imported files, and functions that nothing calls.
extension Elaborator {
  /// Reports the errors of unread parts of the user's files. Each file has a compilation of its own, so that the spec
  /// does not get inputs, scores or states that nothing asked for.
  func reportUnread() {
    for module in modules where !module.isLibrary {
      let own = Elaborator(beside: self)
      // What is kept, the main file says.
      if main.optimizations.isEmpty, !module.optimizations.isEmpty {
        own.unknownNames.insert(Key(module: module.id, name: "kept"))
      }
      if module !== main {
        for name in module.order {
          guard let entry = module.values[name] else { continue }
          _ = own.resolve(entry, named: entry.name, in: module, isRead: false)
        }
        for emission in module.emissions { own.emission(emission.syntax, in: module) }
      }
      for function in module.functions.values.sorted(by: { $0.name.range.start < $1.name.range.start }) {
        let key = Key(module: module.id, name: function.name.text)
        let isSwitchedOff = module === main && used.contains(Key(module: module.id, name: "func " + key.name))
        if !expanded.contains(key), !own.expanded.contains(key), !isSwitchedOff { own.check(function, of: module) }
      }
      let excused = codesExcused(in: module)
      for diagnostic in own.diagnostics where diagnostic.severity == .error && !excused.contains(diagnostic.code) {
        reported.insert(Reported(code: diagnostic.code, range: diagnostic.primary.range))
        diagnostics.append(diagnostic)
      }
      unknownNames.formUnion(own.unknownNames)
    }
  }

  /// What is no mistake of a file whose parts are not read: what the importing spec does not have, and, where it sets
  /// parameters of the file, what their values make wrong.
  private func codesExcused(in module: Module) -> Set<DiagnosticCode> {
    let absent: Set<DiagnosticCode> = [.noTokens, .noCriteria, .badSelection, .tooLarge]
    let isSet =
      !module.settings.isEmpty
      || settable.contains { $0.value.module == module.id && overrides[$0.key] != nil }
    guard module !== main, isSet else { return absent }
    return absent.union([
      .constantScore, .thresholdOutside, .badBand, .divisionByZero, .outOfRange, .outsideDomain,
    ])
  }

  /// A function on its own: whatever its parameters stand for fits everywhere, the rest of its body is checked.
  private func check(_ function: FunctionSyntax, of module: Module) {
    if module.unreadable.contains(function.name.text) { return }
    let scope = Scope(module: module)
    introduceNames(of: function, in: scope)
    for parameter in function.parameters {
      let type = parameter.type.flatMap { declaredType($0, in: scope) }
      if case .symbol(let set) = type?.value.base { scope.symbolSets[parameter.name.text] = set }
      scope.bindings[parameter.name.text] = .meaning(.poison)
      if let type, let value = parameter.defaultValue { _ = argument(value, as: type, in: scope) }
    }
    for local in function.locals { scope.bindings[local.name.text] = .deferred(local.value, nil, scope) }
    for local in function.locals { _ = lookUp(local.name, expecting: .value, in: scope) }
    guard let body = function.body else { return }
    let result = meaning(body, expecting: .value, in: scope)
    if let declared = function.result.flatMap({ declaredType($0, in: scope) }), case .expression(let id) = result {
      _ = fits(id, declared, of: "`\(function.name.text)`", at: body.range)
    }
  }
}
