import RewardSyntax

/// Warnings about what is asked of models, and errors of tests that would ask one.
extension Elaborator {
  /// A test never asks a model.
  func reportMissingStubs() {
    let spec = spec()
    for test in tests {
      guard let (expectation, judge) = Interpreter.question(in: test, of: spec) else { continue }
      let name = judges[judge].name
      report(
        .missingStub, "this asks the judge `\(name)`, and a test asks no model", at: expressions[expectation].range,
        notes: ["say what it answers: `stub \(name) = ...`"])
    }
  }

  func reportJudgeLints(_ origins: Origins) {
    guard !judges.isEmpty else { return }
    warnOfUnboundedPrompt(origins)
    var demand = JudgeDemand(expressions: expressions, declarations: declarations)
    let roots = declarations.filter {
      switch $0.kind {
      case .reward, .advantage, .objective, .kept, .state, .emit: true
      case .let, .rule, .judge, .gate, .metric: false
      }
    }
    for root in roots { demand.visit(root.value, isOpen: true, readAt: root.range) }
    for (id, judge) in judges.enumerated() where !sourceIsLibrary(judge.range.file) {
      if let everywhere = demand.everywhere[id], let somewhere = demand.somewhere[id] {
        report(
          .askedForAll, as: .warning, "`\(judge.name)` is asked for every \(judge.grain.name) here", at: everywhere,
          because: [.init(somewhere, "here only for some")],
          notes: ["give the judge a condition of its own: `given ...`, or read the gate instead"])
      } else if !roots.isEmpty, demand.everywhere[id] == nil, demand.somewhere[id] == nil {
        report(
          .neverAsked, as: .warning, "nothing that is trained on reads the judge `\(judge.name)`, so it is not asked",
          at: judge.range, notes: ["a metric asks no model: it shows what was answered for other scores"])
      }
    }
  }

  /// A prompt that may grow with what the policy writes; said once a spec.
  private func warnOfUnboundedPrompt(_ origins: Origins) {
    for judge in judges where !sourceIsLibrary(judge.range.file) {
      for id in expressions[judge.asked].operands {
        guard let input = unboundedText(in: id, origins) else { continue }
        let name = inputs[input].name
        return report(
          .unboundedPrompt, as: .warning, "the prompt is as long as the policy makes `\(name)`",
          at: expressions[id].range,
          notes: [
            "bound it where it is declared: `input \(name): text <= 8192 tok`; a longer one is not asked about",
            "or show its beginning: `let shown = truncate(\(name), 4000 word)`",
          ])
      }
    }
  }

  /// The input of the policy's text of any length that a text holds; nil where there is none.
  private func unboundedText(in id: ExpressionID, _ origins: Origins) -> InputID? {
    let expression = expressions[id]
    switch expression.type.value.base {
    case .text, .json, .list, .record, .table: break
    default: return nil
    }
    switch expression.operation {
    case .input(let input): return origins.isWrittenByPolicy(id) ? input : nil
    // The declared bound of an input, and a text that is cut.
    case .call(let builtin, _, _) where [Builtin.withinLength.name, "truncate"].contains(builtins[builtin].name):
      return nil
    case .reference(let declaration): return unboundedText(in: declarations[declaration].value, origins)
    default: return expression.operands.lazy.compactMap { self.unboundedText(in: $0, origins) }.first
    }
  }
}

/// Where the scores of a spec ask its judges: for every element, or where a condition lets them.
private struct JudgeDemand {
  let expressions: [TypedExpression]
  let declarations: [TypedDeclaration]
  /// By judge, the first place that reads it for every element, and the first one that does not.
  private(set) var everywhere: [JudgeID: SourceRange] = [:]
  private(set) var somewhere: [JudgeID: SourceRange] = [:]
  private var seen: Set<Visit> = []

  private struct Visit: Hashable {
    var expression: ExpressionID
    var isOpen: Bool
  }

  init(expressions: [TypedExpression], declarations: [TypedDeclaration]) {
    self.expressions = expressions
    self.declarations = declarations
  }

  /// - Parameters:
  ///   - isOpen: whether the value is asked for without a condition.
  ///   - place: where what leads here is written.
  mutating func visit(_ id: ExpressionID, isOpen: Bool, readAt place: SourceRange) {
    guard seen.insert(Visit(expression: id, isOpen: isOpen)).inserted else { return }
    let expression = expressions[id]
    let operands = expression.operands
    switch expression.operation {
    case .ask(let judge):
      let known = isOpen ? everywhere[judge] : somewhere[judge]
      if known == nil, isOpen { everywhere[judge] = place } else if known == nil { somewhere[judge] = place }
      for operand in operands { visit(operand, isOpen: isOpen, readAt: place) }
    case .reference(let declaration):
      visit(declarations[declaration].value, isOpen: isOpen, readAt: expression.range)
    case .given:
      visit(operands[1], isOpen: isOpen, readAt: place)
      visit(operands[0], isOpen: false, readAt: place)
      if operands.count > 2 { visit(operands[2], isOpen: false, readAt: place) }
    // The first is always asked for: a condition, or what decides.
    case .when, .and, .or, .coalesce:
      for (number, operand) in operands.enumerated() {
        visit(operand, isOpen: isOpen && number == 0, readAt: place)
      }
    default: for operand in operands { visit(operand, isOpen: isOpen, readAt: place) }
    }
  }
}
