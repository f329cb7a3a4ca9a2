import RewardSyntax

/// Warnings about a spec without mistakes: what is legal and seldom meant.
extension Elaborator {
  /// One pass over what the user wrote and something reads.
  func reportLints() {
    let origins = Origins(expressions: expressions, declarations: declarations, inputs: inputs)
    let spec = spec()
    let read = spec.expressionsRead(from: spec.declarations.indices)
    var measured = Measured(in: spec, read)
    // A sum that says itself what its absence is worth.
    var settled: Set<ExpressionID> = []
    for id in read {
      switch expressions[id].operation {
      case .coalesce, .isPresent: settled.insert(expressions[id].operands[0])
      default: break
      }
    }
    let conjoined = conjoined(among: read)
    for id in read where !sourceIsLibrary(expressions[id].range.file) {
      let expression = expressions[id]
      switch expression.operation {
      case .coalesce:
        warnOfOptimism(expression, origins)
        warnOfHiddenFailure(expression)
      case .aggregate(let aggregate) where aggregate.reduction == .all && !conjoined.contains(id):
        warnOfEmptyList(aggregate, expression, origins, &measured)
      case .aggregate(let aggregate) where !settled.contains(id): warnOfMissingTerms(aggregate, expression)
      case .given(hasElse: false): warnOfWayOut(expression, origins)
      case .call(let builtin, _, _) where builtins[builtin].name == "contains":
        warnOfEmptyNeedle(expression, origins, &measured)
      default: break
      }
    }
    reportJudgeLints(origins)
    warnOfLostGroups()
    for declaration in declarations where !sourceIsLibrary(declaration.range.file) {
      if declaration.kind == .reward { warnOfDrowning(declaration) }
      if declaration.kind == .advantage { warnOfTies(declaration) }
    }
  }

  /// `x ?? 1`: what is absent is worth more than most of what is there.
  private func warnOfOptimism(_ expression: TypedExpression, _ origins: Origins) {
    let (value, other) = (expression.operands[0], expression.operands[1])
    let domain = type(of: value).value.domain
    // What a gate or a library fills in says so itself.
    guard let number = constantNumber(other), source(expression.range).contains("??"),
      origins.isLeftOutByPolicy(value), domain.low.isFinite,
      domain.high.isFinite, type(of: value).absence.contains(.abstain), number > (domain.low + domain.high) / 2
    else { return }
    report(
      .optimisticDefault, as: .warning, "what is missing is worth more than most of what is there",
      at: expressions[other].range, because: [.init(expressions[value].range, "ranges over \(domain.description)")],
      notes: ["a response that leaves it out earns this"])
  }

  /// `x ?? 0`: where a judge did not answer, the response gets a score as if it had been judged.
  private func warnOfHiddenFailure(_ expression: TypedExpression) {
    let value = expression.operands[0]
    guard source(expression.range).contains("??"), expression.type.value.base.isNumeric,
      let judge = unansweredJudge(in: value), !isAsked(expression.operands[1])
    else { return }
    report(
      .hiddenFailure, as: .warning, "where `\(judge)` gives no answer, this scores the response all the same",
      at: expressions[expression.operands[1]].range,
      because: [.init(expressions[value].range, "may be missing for no fault of the response")],
      notes: ["what is missing stays out of the statistics and gets no gradient; a default trains on the fault"])
  }

  /// Whether a default is another judge's answer, and no score that nobody gave.
  private func isAsked(_ id: ExpressionID) -> Bool {
    firstRead(from: id) { id in if case .ask(let judge) = expressions[id].operation { judge } else { nil } } != nil
  }

  /// The judge without whose answer a value is missing, if there may be none.
  private func unansweredJudge(in id: ExpressionID) -> String? {
    func isMissable(_ id: ExpressionID) -> Bool { !type(of: id).absence.isDisjoint(with: [.abstain, .fail]) }
    guard isMissable(id) else { return nil }
    return firstRead(
      from: id,
      next: { expression in
        switch expression.operation {
        case .coalesce: [expression.operands[1]].filter(isMissable)
        // Statistics leave out what is missing.
        case .aggregate, .window: []
        default: expression.operands.filter(isMissable)
        }
      },
      { id in
        // What a text or JSON does not hold is the model's doing.
        guard case .ask(let judge) = expressions[id].operation, judges[judge].fault != .stop,
          type(of: id).value.base.isNumeric
        else { return nil }
        return judges[judge].name
      })
  }

  /// `sum(x over rollout)` of values that may be absent: one of them, and the sum is.
  private func warnOfMissingTerms(_ aggregate: Aggregate, _ expression: TypedExpression) {
    guard aggregate.reduction == .sum || aggregate.reduction == .product, !aggregate.hasWhere,
      type(of: expression.operands[0]).absence.contains(.abstain)
    else { return }
    let name = aggregate.reduction == .sum ? "sum" : "product"
    report(
      .sumOfAbsent, as: .warning, "one absent value makes the whole \(name) absent", at: expression.range,
      because: [.init(expressions[expression.operands[0]].range, "may be absent")],
      notes: ["say what it is worth (`?? 0`), or leave it out: `where present(...)`"])
  }

  /// `x given c else abstain` where the response decides: leaving the statistics is a way out.
  private func warnOfWayOut(_ expression: TypedExpression, _ origins: Origins) {
    guard source(expression.range).contains("abstain"), origins.isWrittenByPolicy(expression.operands[1]),
      type(of: expression.operands[0]).value.base.isNumeric
    else { return }
    report(
      .policyAbstains, as: .warning, "a response can choose not to be scored",
      at: expressions[expression.operands[1]].range,
      label: "follows from what the policy writes",
      notes: ["what abstains is in no statistic; a plain `given` pays 0 there"])
  }
}

/// Where values come from: whether the policy wrote what they follow from.
struct Origins {
  private var isWritten: [Bool]
  private var isLeftOut: [Bool]

  /// Operands stand before their users, so one pass is enough.
  init(expressions: [TypedExpression], declarations: [TypedDeclaration], inputs: [TypedInput]) {
    let names = Set(["response"] + WellKnownFields.aliases(of: "response").map { $0.joined(separator: ".") })
    let policy = inputs.map { input in
      switch input.source {
      case .turnText, .turnCalls, .turnArguments, .turnToolCalls: true
      case .field(let path, _): names.contains(path.joined(separator: "."))
      default: false
      }
    }
    isWritten = []
    isLeftOut = []
    for expression in expressions {
      let operands = expression.operands
      switch expression.operation {
      case .input(let input): isWritten.append(policy[input])
      case .reference(let declaration): isWritten.append(isWritten[declarations[declaration].value])
      default: isWritten.append(operands.contains { isWritten[$0] })
      }
      let absent = operands.filter { expressions[$0].type.absence.contains(.abstain) }
      if case .reference(let declaration) = expression.operation {
        isLeftOut.append(isLeftOut[declarations[declaration].value])
      } else if case .ask = expression.operation {
        // Where no answer comes, it is no doing of the response.
        isLeftOut.append(false)
      } else if absent.isEmpty {
        isLeftOut.append(expression.type.absence.contains(.abstain) && isWritten[isWritten.count - 1])
      } else {
        isLeftOut.append(absent.contains { isLeftOut[$0] })
      }
    }
  }

  /// Whether a value follows from what the policy wrote.
  func isWrittenByPolicy(_ id: ExpressionID) -> Bool { isWritten[id] }
  /// Whether a value may be absent because of what the policy wrote.
  func isLeftOutByPolicy(_ id: ExpressionID) -> Bool { isLeftOut[id] }
}
