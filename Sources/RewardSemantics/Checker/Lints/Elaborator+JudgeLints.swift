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
      if let everywhere = demand.everywhere[id], let level = demand.behindLevel[id], !demand.isOpenInGate.contains(id) {
        report(
          .askedForAll, as: .warning, "`\(judge.name)` is asked for every \(judge.grain.name) here", at: everywhere,
          because: [.init(level, "here only where the levels before passed")],
          notes: ["give the judge a condition of its own: `given ...`, or read the gate instead"])
      } else if !roots.isEmpty, !demand.isAsked.contains(id) {
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
        // What the engine derives, such as `turn.text`, has no declaration.
        let isDeclared = if case .field = inputs[input].source { true } else { false }
        return report(
          .unboundedPrompt, as: .warning, "the prompt is as long as the policy makes `\(name)`",
          at: expressions[id].range,
          notes: [
            isDeclared
              ? "bound it where it is declared: `input \(name): text <= 8192 tok`; a longer one is not asked about"
              : nil,
            "show its beginning: `let shown = truncate(\(name), 4000 word)`",
          ].compactMap(\.self))
      }
    }
  }

  /// The input of the policy's text of any length that a text holds; nil where there is none.
  private func unboundedText(in id: ExpressionID, _ origins: Origins) -> InputID? {
    func isBounded(_ expression: TypedExpression) -> Bool {
      guard case .call(let builtin, _, _) = expression.operation else { return false }
      // The declared bound of an input, and a text that is cut.
      return [Builtin.withinLength.name, "truncate"].contains(builtins[builtin].name)
    }
    func holdsText(_ id: ExpressionID) -> Bool {
      switch type(of: id).value.base {
      case .text, .json, .list, .record, .table: true
      default: false
      }
    }
    guard holdsText(id) else { return nil }
    return firstRead(from: id, next: { isBounded($0) ? [] : $0.operands.filter(holdsText) }) { id in
      guard case .input(let input) = expressions[id].operation, origins.isWrittenByPolicy(id) else { return nil }
      return input
    }
  }
}

/// Where the scores of a spec ask its judges: for every element, or behind the levels of a gate.
private struct JudgeDemand {
  let expressions: [TypedExpression]
  let declarations: [TypedDeclaration]
  /// Judges that are asked at all.
  private(set) var isAsked: Set<JudgeID> = []
  /// By judge, the first place outside of gates that reads it without a condition.
  private(set) var everywhere: [JudgeID: SourceRange] = [:]
  /// By judge, the first place in a gate where levels before it must pass.
  private(set) var behindLevel: [JudgeID: SourceRange] = [:]
  /// Judges that a gate reads without a condition, too.
  private(set) var isOpenInGate: Set<JudgeID> = []
  private var seen: Set<Visit> = []

  private struct Visit: Hashable {
    var expression: ExpressionID
    var isOpen: Bool
    var isInGate: Bool
  }

  init(expressions: [TypedExpression], declarations: [TypedDeclaration]) {
    self.expressions = expressions
    self.declarations = declarations
  }

  /// - Parameters:
  ///   - isOpen: whether the value is asked for without a condition.
  ///   - place: where what leads here is written.
  mutating func visit(_ id: ExpressionID, isOpen: Bool, isInGate: Bool = false, readAt place: SourceRange) {
    guard seen.insert(Visit(expression: id, isOpen: isOpen, isInGate: isInGate)).inserted else { return }
    let expression = expressions[id]
    func visit(_ places: some Sequence<Int>, isOpen: Bool, _ demand: inout JudgeDemand) {
      for operand in places {
        demand.visit(expression.operands[operand], isOpen: isOpen, isInGate: isInGate, readAt: place)
      }
    }
    let all = expression.operands.indices
    switch expression.operation {
    case .ask(let judge):
      isAsked.insert(judge)
      switch (isInGate, isOpen) {
      case (false, true): everywhere[judge] = everywhere[judge] ?? place
      case (true, false): behindLevel[judge] = behindLevel[judge] ?? place
      case (true, true): isOpenInGate.insert(judge)
      case (false, false): break
      }
      visit(all, isOpen: isOpen, &self)
    case .reference(let declaration):
      let read = declarations[declaration]
      self.visit(
        read.value, isOpen: isOpen, isInGate: isInGate || read.kind == .gate, readAt: expression.range)
    case .given:
      visit([1], isOpen: isOpen, &self)
      visit(all.filter { $0 != 1 }, isOpen: false, &self)
    // The first is always asked for: a condition, or what decides.
    case .when, .and, .or, .coalesce:
      visit(all.prefix(1), isOpen: isOpen, &self)
      visit(all.dropFirst(), isOpen: false, &self)
    // Elements for which its condition does not hold are no elements.
    case .aggregate(let aggregate) where aggregate.hasWhere:
      visit(all.prefix(1), isOpen: false, &self)
      visit(all.dropFirst(), isOpen: isOpen, &self)
    default: visit(all, isOpen: isOpen, &self)
    }
  }
}
