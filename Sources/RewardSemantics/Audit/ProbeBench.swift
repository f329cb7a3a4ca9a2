import RewardSyntax

/// Scores the responses of probes, in rows made from those of the spec's tests.
struct ProbeBench {
  private let spec: TypedSpec
  /// The inputs that hold the response, the ground truth and the prompt.
  private let response: InputID?
  private let truth: InputID?
  private let prompt: InputID?

  init(_ spec: TypedSpec) {
    self.spec = spec
    func input(_ names: [String]) -> InputID? {
      for name in names {
        let known = [name] + WellKnownFields.aliases(of: name).map { $0.joined(separator: ".") }
        if let id = spec.inputs.firstIndex(where: { known.contains($0.name) && $0.type.value.base == .text }) {
          return id
        }
      }
      return nil
    }
    response = input(["response"])
    truth = input(["answer", "ground_truth"])
    prompt = input(["prompt"])
  }

  func verdict(of promise: TypedAudit.Promise) -> AuditReport.Verdict {
    guard let response else { return .unchecked("the spec reads no response") }
    guard let truth else { return .unchecked("the spec reads no ground truth (an input `answer`)") }
    let rows = spec.tests.filter { $0.stubs.isEmpty }.flatMap(\.rows).filter(\.stubs.isEmpty)
    var reason = "no test has a rollout that earns it in full and mentions the answer"
    for row in rows {
      guard let text = row.inputs[response], let answer = row.inputs[truth],
        let template = ProbeTemplate(
          response: Self.string(text), truth: Self.string(answer),
          prompt: prompt.flatMap { row.inputs[$0] }.map(Self.string)),
        earns(promise.score, row, text: template.response(template.truth), truth: template.truth)
      else { continue }
      switch template.make(promise.probe) {
      case .none(let because): reason = because
      case .rows(let truth, let responses):
        // What is asked must be a fair question: the plain form is accepted.
        guard promise.probe.isAttack || earns(promise.score, row, text: template.response(truth), truth: truth) else {
          reason = "not even `\(truth)` itself earns it when it is the ground truth"
          continue
        }
        for text in responses where text != template.response(truth) {
          let value = score(promise.score, row, text: text, truth: truth)
          let isBroken =
            promise.probe.isAttack
            ? !value.isMissing && value.number > unpaid(promise.score)
            : value.isMissing || value.number < high(promise.score)
          guard isBroken else { continue }
          return .broken(
            "\(Value(text: text).description) earns \(value.description) where \(Value(text: truth).description) is right"
          )
        }
        return .kept
      }
    }
    return .unchecked(reason)
  }

  private static func string(_ value: Value) -> String { String(decoding: value.text, as: UTF8.self) }

  /// The most that a response gets which is not paid: 0, or the low end where that is above 0.
  private func unpaid(_ score: DeclarationID) -> Double { max(spec.declarations[score].type.value.domain.low, 0) }
  private func high(_ score: DeclarationID) -> Double { spec.declarations[score].type.value.domain.high }

  private func earns(_ score: DeclarationID, _ row: TypedTest.Row, text: String, truth: String) -> Bool {
    let value = self.score(score, row, text: text, truth: truth)
    return !value.isMissing && value.number >= high(score)
  }

  private func score(_ score: DeclarationID, _ row: TypedTest.Row, text: String, truth answer: String) -> Value {
    var inputs = row.inputs
    if let response { inputs[response] = Value(text: text) }
    if let truth { inputs[truth] = Value(text: answer) }
    let rows = Rows([Rows.Rollout(label: row.label, group: 0, inputs: inputs)])
    return Interpreter(spec: spec, rows: rows).value(ofDeclaration: score, at: .rollout(0))
  }
}
