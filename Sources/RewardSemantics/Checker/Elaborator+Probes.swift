import RewardSyntax

/// The rollouts that a test or an invariant can name, and what it may read of them.
struct ProbedRollouts {
  enum Reader { case test, invariant }
  /// By row; nil for the only rollout of a test without groups.
  var labels: [String?]
  var readers: Reader

  /// The code of what is read wrongly.
  var code: DiagnosticCode { readers == .test ? .badTest : .badInvariant }
}

/// What expectations and invariants read: the values of declarations at given rollouts.
extension Elaborator {
  /// A plain name in an expectation: the value of a declaration of the only rollout, or of a coarser one.
  func probedName(_ name: Name, of probed: ProbedRollouts) -> Meaning? {
    guard let entry = main.values[name.text] else { return nil }
    if case .input = entry, probed.readers == .test {
      report(.badTest, "`\(name.text)` is what the rows give, not something the spec computes", at: name.range)
      return .poison
    }
    if probed.readers == .invariant, refusesObjective(entry, name) { return .poison }
    switch entry {
    case .value, .judge, .gate, .state, .machine, .input, .hindsight, .resample: break
    default: return nil
    }
    if case .resample = entry { return probe(row: 0, name, of: probed, at: name.range) }
    if probed.labels.count != 1 {
      let id = expression(resolve(entry, named: name, in: main), at: name.range)
      if isPoison(id) { return .poison }
      guard Grain.group.refines(type(of: id).grain)
      else {
        report(
          probed.code, "there are several rollouts; say whose `\(name.text)` is meant", at: name.range,
          notes: ["`\(probed.labels.first.flatMap { $0 } ?? "a").\(name.text)`"])
        return .poison
      }
    }
    return probe(row: 0, name, of: probed, at: name.range)
  }

  /// `a.correct`: the value of a declaration at a rollout of the test.
  func probe(row: Int, _ member: Name, of probed: ProbedRollouts, at range: SourceRange) -> Meaning {
    if member.text == "kept", main.values["kept"] == nil, let kept = selected(at: member.range) {
      return probe(row: row, .expression(kept), named: member, of: probed, at: range)
    }
    guard let entry = main.values[member.text] else {
      report(
        .unknownName, "nothing is named `\(member.text)`", at: member.range,
        fix: nearest(member.text, among: Array(main.values.keys), at: member.range))
      return .poison
    }
    if probed.readers == .invariant, refusesObjective(entry, member) { return .poison }
    return probe(row: row, resolve(entry, named: member, in: main), named: member, of: probed, at: range)
  }

  private func probe(
    row: Int, _ meaning: Meaning, named name: Name, of probed: ProbedRollouts, at range: SourceRange
  ) -> Meaning {
    if case .request(let request, let members) = meaning {
      return .request(request, members: members.mapValues { probe(row: row, $0, named: name, of: probed, at: range) })
    }
    if case .resample(let members) = meaning {
      return .resample(members.mapValues { probe(row: row, $0, named: name, of: probed, at: range) })
    }
    if case .compound(let value, let members) = meaning {
      guard case .expression(let own) = probe(row: row, .expression(value), named: name, of: probed, at: range) else {
        return .poison
      }
      return .compound(
        value: own,
        members: members.mapValues { member in
          // A member that has no value of its own for a rollout is said to be wrong where it is read.
          guard case .expression(let id) = member, !Grain.rollout.refines(self.type(of: id).grain) else {
            return probe(row: row, member, named: name, of: probed, at: range)
          }
          return member
        })
    }
    let id = expression(meaning, at: name.range)
    if isPoison(id) { return .poison }
    var declaration: DeclarationID?
    if case .reference(let known) = expressions[id].operation {
      declaration = known
    } else if probed.readers == .invariant, case .input = main.values[name.text] {
      declaration = declarationOfInput(name, id)
    }
    guard let declaration else {
      report(
        probed.code, "`\(name.text)` is an input or a constant, not something the spec computes", at: name.range)
      return .poison
    }
    var type = type(of: id)
    guard Grain.rollout.refines(type.grain) else {
      report(
        probed.code, "`\(name.text)` has one value for each \(type.grain.name); read something of the rollout",
        at: name.range)
      return .poison
    }
    type.grain = .run
    return .expression(append(.probe(row: row, declaration), [], type, at: range))
  }

  /// A `let` that is an input, so that it can be read of a rollout.
  private func declarationOfInput(_ name: Name, _ id: ExpressionID) -> DeclarationID {
    if let known = declarations.firstIndex(where: { $0.name == name.text }) { return known }
    let place = main.values[name.text]?.name.range ?? name.range
    _ = declare(name.text, .let, id, at: place, documentation: "", in: main)
    return declarations.count - 1
  }

  func readsProbe(_ id: ExpressionID) -> Bool {
    if case .probe = expressions[id].operation { return true }
    return expressions[id].operands.contains(where: readsProbe)
  }
}
