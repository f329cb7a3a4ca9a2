import RewardSyntax

/// `objective`: what is minimised, one number for each step, differentiated by the trained inputs that it reads.
extension Elaborator {
  /// What is minimised, from the expression that is written: over the elements that are trained, and 0 where it abstains.
  /// Nil after a report.
  func objective(_ id: ExpressionID, _ node: SyntaxNode, in module: Module) -> ExpressionID? {
    let type = type(of: id)
    let range = node.range
    guard type.value.base.isNumeric else {
      report(.wrongType, "an objective is a number, and this is \(describe(type.value))", at: range)
      return nil
    }
    guard Grain.batch.refines(type.grain) else {
      report(
        .wrongGrainOfObjective, "an objective is one number for each step, and this is per \(type.grain.name)",
        at: range,
        notes: type.grain == .token
          ? ["`mean(... over batch)` counts tokens; `sequence_mean(...)` gives every response the same weight"] : [],
        fix: .init("take the mean of the step", range: range, replacement: "mean(\(source(range)) over batch)"))
      return nil
    }
    let paths = gradientPaths
    guard !paths.inputs(reachedFrom: id).isEmpty else {
      let trained = inputs.filter(\.isTrained).map { "`\($0.name)`" }
      report(
        .noGradient, "the objective does not depend on a trained input", at: range,
        because: stop(of: id, paths),
        notes: [
          trained.isEmpty
            ? "trained are `input logp: real per token` and what is marked: `input value: real per token trained`"
            : "it is differentiated by \(trained.joined(separator: ", "))"
        ])
      return nil
    }
    loss = (id, node, module)
    return overTrained(id, paths, in: module, at: range)
  }

  var gradientPaths: GradientPaths {
    GradientPaths(expressions: expressions, declarations: declarations, inputs: inputs, builtins: builtins)
  }

  /// Terms that only shift the objective, and inputs that are marked `trained` and reached by no gradient.
  func warnOfGradients() {
    guard loss != nil || inputs.contains(where: \.isTrained) else { return }
    let paths = gradientPaths
    var trained = loss.map { paths.inputs(reachedFrom: $0.value) } ?? []
    if let loss {
      for term in terms(of: loss.value, loss.node, in: loss.module)
      where paths.inputs(reachedFrom: term.value).isEmpty && constantValue(term.value) == nil {
        report(
          .termWithoutGradient, as: .warning, "this term of the objective has no gradient", at: term.node.range,
          because: stop(of: term.value, paths),
          notes: ["no trained input is reached from it; what is only to be logged is a `metric`"])
        // What such a term reads is not to blame.
        trained.formUnion(paths.inputs(readBy: term.value))
      }
    }
    for name in main.order {
      guard case .input(let syntax, _) = main.values[name], syntax.isTrained,
        used.contains(Key(module: main.id, name: name)),
        let input = inputs.firstIndex(where: { $0.name == name }), !trained.contains(input)
      else { continue }
      report(
        .notDifferentiated, as: .warning, "nothing trains `\(name)`", at: syntax.name.range,
        notes: [
          loss == nil
            ? "a spec without `objective` trains no input" : "no gradient of the objective reaches it"
        ])
    }
  }

  /// The place where the gradient of a value stops, where the user wrote it.
  private func stop(of id: ExpressionID, _ paths: GradientPaths) -> [Diagnostic.Label] {
    guard let stop = paths.stop(from: id) else { return [] }
    var place = expressions[stop.read].range
    var label = "no gradient passes through this"
    if case .reference(let declaration) = expressions[stop.reader].operation {
      place = expressions[stop.reader].range
      let kind = declarations[declaration].kind
      label = "\(kind == .let ? "a value of a gate" : kind.described) is a plain number here"
    }
    return sourceIsLibrary(place.file) ? [] : [.init(place, label)]
  }

  /// The summands of a value as they are written, also those of a `let` that it names.
  private func terms(of id: ExpressionID, _ node: SyntaxNode, in module: Module) -> [(
    value: ExpressionID, node: SyntaxNode
  )] {
    let operands = expressions[id].operands
    switch (node.expression, expressions[id].operation) {
    case (.parenthesized(let inner), _): return terms(of: id, inner, in: module)
    case (.negate(let inner), .arithmetic(.negate)): return terms(of: operands[0], inner, in: module)
    case (.binary(.add, let left, let right, _), .arithmetic(.add)),
      (.binary(.subtract, let left, let right, _), .arithmetic(.subtract)):
      return terms(of: operands[0], left, in: module) + terms(of: operands[1], right, in: module)
    case (.binary(.multiply, let left, let right, _), .arithmetic(.multiply)):
      if constantNumber(operands[0]) != nil { return terms(of: operands[1], right, in: module) }
      if constantNumber(operands[1]) != nil { return terms(of: operands[0], left, in: module) }
    case (.binary(.divide, let left, _, _), .arithmetic(.divide)) where constantNumber(operands[1]) != nil:
      return terms(of: operands[0], left, in: module)
    case (.name(let name), .reference(let declaration)) where declarations[declaration].kind == .let:
      if case .value(let syntax, _) = module.values[name.text], let value = syntax.value {
        return terms(of: declarations[declaration].value, value, in: module)
      }
    default: break
    }
    return [(id, node)]
  }

  /// Whether a name is that of an objective, which only the expectations of tests read; reported where it is.
  func refusesObjective(_ entry: Module.Entry, _ name: Name) -> Bool {
    guard case .value(let syntax, _) = entry, syntax.keyword == .objective else { return false }
    report(
      .readObjective, "only tests read the objective", at: name.range,
      notes: ["it is computed from the scores, by whoever trains; a loss that is to be logged is a `metric` of its own"]
    )
    return true
  }
}

extension TypedDeclaration.Kind {
  /// The keyword with its article.
  fileprivate var described: String { "\(self == .advantage || self == .emit ? "an" : "a") \(rawValue)" }
}
