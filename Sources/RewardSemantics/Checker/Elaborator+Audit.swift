import RewardSyntax

/// `audit`: promises about scores, bounds on costs, and warnings that are meant to stay.
extension Elaborator {
  func audit(_ syntax: AuditSyntax, in module: Module) {
    for item in syntax.items {
      switch item {
      case .reject(let probes, let scores): promise(probes, on: scores, areAttacks: true, in: module)
      case .accept(let probes, let scores): promise(probes, on: scores, areAttacks: false, in: module)
      case .cost(let what, let limit, let grain): cost(what, limit, grain, in: module)
      case .allow(let code, _, _) where !code.text.hasPrefix("W"):
        report(.badAudit, "`\(code.text)` is no warning; an error cannot be allowed", at: code.range)
      // ``applyAllowances()``, once there are warnings.
      case .allow(_, let subject, _): if let subject { note(path: subject, in: module) }
      }
    }
  }

  private func promise(_ probes: [Name], on scores: [Name], areAttacks: Bool, in module: Module) {
    let scope = Scope(module: module)
    let declared = scores.compactMap { name -> DeclarationID? in
      let id = score(name, in: scope)
      guard !isPoison(id) else { return nil }
      guard case .reference(let declaration) = expressions[id].operation, type(of: id).value.base.isNumeric,
        type(of: id).grain == .rollout
      else {
        report(.badAudit, "`\(name.text)` is no score per rollout", at: name.range)
        return nil
      }
      return declaration
    }
    for name in probes {
      guard let probe = Probe(rawValue: name.text) else {
        let known = Probe.allCases.filter { $0.isAttack == areAttacks }.map(\.rawValue)
        report(
          .badAudit, "there is no probe `\(name.text)` to \(areAttacks ? "reject" : "accept")", at: name.range,
          notes: ["there are: \(known.joined(separator: ", "))"], fix: nearest(name.text, among: known, at: name.range))
        continue
      }
      guard probe.isAttack == areAttacks else {
        report(
          .badAudit, "`\(name.text)` is to be \(probe.isAttack ? "rejected" : "accepted")", at: name.range,
          notes: [probe.summary])
        continue
      }
      typedAudit.promises += declared.map { .init(probe: probe, score: $0, range: name.range) }
    }
  }

  /// The score of a name, which may be that of an import or of a gate's level: `shop.right`, `gate.level`.
  private func score(_ name: Name, in scope: Scope) -> ExpressionID {
    note(path: name, in: scope.module)
    let parts = name.text.split(separator: ".").map(String.init)
    var meaning = lookUp(Name(parts[0], name.range), expecting: .value, in: scope)
    if parts.count > 1, let id = scope.module.aliases[parts[0]] {
      guard let entry = modules[id].values[parts[1]] else {
        report(.unknownName, "`\(parts[0])` has no declaration `\(parts[1])`", at: name.range)
        return poison(at: name.range)
      }
      if refusesObjective(entry, name) { return poison(at: name.range) }
      meaning = resolve(entry, named: Name(parts[1], name.range), in: modules[id])
    } else {
      for part in parts.dropFirst() {
        guard case .compound(_, let members) = meaning, let member = members[part] else {
          report(.unknownName, "nothing is named `\(name.text)`", at: name.range)
          return poison(at: name.range)
        }
        meaning = member
      }
    }
    if case .compound(let value, _) = meaning { return value }
    return expression(meaning, at: name.range)
  }

  private func cost(_ what: Name, _ node: SyntaxNode, _ per: Name?, in module: Module) {
    let scope = Scope(module: module)
    let known = TypedAudit.Cost.Subject.allCases.map(\.rawValue)
    guard let subject = TypedAudit.Cost.Subject(rawValue: what.text) else {
      report(
        .badAudit, "`\(what.text)` is not counted", at: what.range,
        notes: ["counted are: \(known.joined(separator: ", "))"], fix: nearest(what.text, among: known, at: what.range))
      return
    }
    let id = expression(node, in: scope)
    guard !isPoison(id) else { return }
    guard let limit = constantNumber(id), limit >= 0 else {
      report(.badAudit, "a cost is bounded by a number that is known now", at: node.range)
      return
    }
    var grain = Grain.rollout
    if let per {
      guard let written = self.grain(per, in: scope) else { return }
      guard [.rollout, .group, .batch].contains(written) else {
        report(.badAudit, "a cost is bounded per rollout, group or batch", at: per.range)
        return
      }
      grain = written
    }
    typedAudit.costs.append(.init(subject: subject, limit: limit, grain: grain, range: what.range.union(node.range)))
  }

  // MARK: Warnings that are meant to stay

  /// Takes away the warnings that the audit allows; an allowance of nothing is a warning itself. Allowances may overlap.
  ///
  /// What is allowed of rows (``DiagnosticCode/ofData``) is not: it is no mistake of a file that one file of rows is whole.
  ///
  /// - Parameter hasContracts: whether a trainer's wire was asked about; what is allowed of one (W8..) is else unused.
  func applyAllowances(hasContracts: Bool) {
    var allowed: Set<Int> = []
    for (syntax, _) in main.audits {
      for case .allow(let code, let subject, _) in syntax.items {
        var place: SourceRange?
        if let subject {
          guard let found = main.tree.root.declarations.first(where: { $0.declaredName == subject.text }) else {
            report(
              .unknownName, "nothing is named `\(subject.text)`", at: subject.range,
              fix: nearest(subject.text, among: Array(main.values.keys), at: subject.range))
            continue
          }
          place = found.range
        }
        let allowance = TypedAudit.Allowance(code: code.text, place: place)
        typedAudit.allowances.append(allowance)
        let found = diagnostics.indices.filter { allowance.covers(diagnostics[$0]) }
        allowed.formUnion(found)
        let isAsked =
          code.text.hasPrefix("W8") ? hasContracts : !DiagnosticCode.ofData.contains { $0.code == code.text }
        if found.isEmpty, isAsked {
          report(
            .unusedAllowance, as: .warning, "there is no \(code.text) to allow\(subject == nil ? "" : " here")",
            at: code.range)
        }
      }
    }
    diagnostics = diagnostics.indices.filter { !allowed.contains($0) }.map { diagnostics[$0] }
  }
}

extension SyntaxNode {
  /// The name that a declaration gives; `advantage` for that.
  fileprivate var declaredName: String? {
    switch declaration {
    case .input(let syntax): syntax.name.text
    case .parameter(let name, _, _): name.text
    case .value(let syntax): syntax.name.text
    case .function(let syntax): syntax.name.text
    case .gate(let syntax): syntax.name.text
    case .partition(let syntax): syntax.name.text
    case .state(let syntax): syntax.name.text
    case .machine(let syntax): syntax.name.text
    case .rubric(let syntax): syntax.name.text
    case .emit(let syntax): syntax.name.text
    case .invariant(let syntax): syntax.name.text
    default: nil
    }
  }
}
