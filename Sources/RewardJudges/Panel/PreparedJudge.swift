import RewardSemantics

/// A judge of a spec with all that its questions need.
struct PreparedJudge: Sendable {
  let declared: TypedJudge
  let model: JudgeModel
  let prompt: JudgePrompt
  let form: VerdictForm
  /// The ends of its range; 0 and 1 of a text.
  let low, high: Double
  /// Whether JSON is what the schema of the judge wants; nil without one.
  private let isValid: (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)?

  init(_ judge: JudgeID, of spec: TypedSpec, model: JudgeModel, isFenced: Bool) {
    declared = spec.judges[judge]
    self.model = model
    form = VerdictForm(declared.answer)
    prompt = JudgePrompt(of: declared, in: spec, form: form, isFenced: isFenced)
    isValid = if case .json(let schema?) = declared.answer { SchemaCheck.check(schema) } else { nil }
    let type = spec.expressions[declared.asked].type.value
    (low, high) = type.base.isNumeric ? (type.domain.low, type.domain.high) : (0, 1)
  }

  /// Why a verdict is none that was asked for: JSON that is not valid by the schema. Nil where it is.
  func objection(to verdict: Verdict) -> String? {
    guard case .bytes(let json) = verdict, let isValid else { return nil }
    return json.withUnsafeBufferPointer { isValid($0) } ? nil : "the JSON is not valid by the schema"
  }

  /// What a verdict is worth; nil for a number outside the range.
  func value(of verdict: Verdict) -> Value? {
    switch (verdict, declared.answer) {
    case (.number(let number), .scale(let from, let to, _)):
      // The ends are met exactly.
      number == to ? Value(high) : Value(low + (number - from) / (to - from) * (high - low))
    case (.number(let number), .endpoint): (low...high).contains(number) ? Value(number) : nil
    case (.number(let share), _): Value(low + share * (high - low))
    case (.yes(let isYes), _): Value(isYes ? high : low)
    case (.label(let index), .labels(let labels)): Value(labels[index].worth)
    case (.bytes(let bytes), _): Value(text: bytes[...])
    default: nil
    }
  }

  /// Several values of one thing as one.
  func reduced(_ values: [Value]) -> Value {
    guard let reduction = declared.reduction, values.count > 1 else { return values[0] }
    let numbers = values.map(\.number)
    switch reduction {
    case .mean: return Value(numbers.reduce(0, +) / Double(numbers.count))
    case .median:
      let sorted = numbers.sorted()
      return Value((sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2)
    case .min: return Value(numbers.min() ?? 0)
    case .max: return Value(numbers.max() ?? 0)
    case .majority:
      var counts: [Value: Int] = [:]
      for value in values { counts[value, default: 0] += 1 }
      let most = counts.values.max() ?? 0
      return values.first { counts[$0] == most } ?? values[0]
    }
  }

  /// The value of a pair, asked in both orders: what speaks for the first as the first, and as the second.
  func joined(_ own: Value, swapped: Value) -> Value { Value((own.number + (low + high - swapped.number)) / 2) }
}

extension VerdictForm {
  /// How the answers of a judge are read.
  init(_ answer: TypedJudge.Answer) {
    self =
      switch answer {
      case .scale(let low, let high, let isExpectation):
        isExpectation ? .expectation(low: Int(low), high: Int(high)) : .scale(low: low, high: high)
      case .labels(let labels): .labels(labels.map(\.name))
      case .yesNo(let isExpectation): isExpectation ? .expectationYesNo : .yesNo
      case .endpoint: .score
      case .text: .text
      case .json: .json
      }
  }
}
