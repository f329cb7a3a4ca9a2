import RewardSemantics

/// Random rows for a spec's inputs, as lines of JSON, batch by batch.
///
/// Numbers come from one theme for each input and batch, so that columns of equal values, of ties and of extremes all occur.
struct RowGenerator {
  private enum Theme: CaseIterable { case equal, ties, plain, extreme, huge, large, whole }

  /// How rows say which group they are of.
  private enum Grouping: CaseIterable { case byKey, byNumber, byPrompt, scattered, mixed, alone }

  private var choices: Choices
  private let spec: GeneratedSpec
  private let grouping: Grouping
  private let hasMessages: Bool

  private init(_ spec: GeneratedSpec, seed: Int) {
    choices = Choices(state: UInt64(seed) &* 0x9E6C_63D0_876A_9A35 &+ 1)
    self.spec = spec
    grouping = choices.pick(Grouping.allCases + [.scattered, .scattered])
    let mayHaveMessages = choices.isLucky(0.8)
    hasMessages = spec.readsTurns && mayHaveMessages
  }

  /// Lines by batch. Several batches have a `step` each, and use the same group keys again.
  static func batches(for spec: GeneratedSpec, seed: Int) -> [[String]] {
    var generator = RowGenerator(spec, seed: seed)
    let count = generator.choices.pick([1, 1, 2, 3])
    return (0..<count).map { generator.batch(step: count > 1 ? $0 : nil) }
  }

  private mutating func batch(step: Int?) -> [String] {
    let sizes = (0..<Int.random(in: 1...4, using: &choices)).map { _ in choices.pick([1, 1, 2, 3, 4, 5, 6]) }
    var groups = sizes.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    if grouping == .scattered || grouping == .mixed { groups.shuffle(using: &choices) }
    let themes = spec.inputs.map { _ in choices.pick(Theme.allCases) }
    var shared: [[Int: String]] = Array(repeating: [:], count: spec.inputs.count)
    return groups.enumerated().map { row, group in
      var members: [(String, String)] = [("id", "\(row)")]
      if let step { members.append(("step", "\(step)")) }
      switch grouping {
      case .byKey, .scattered: members.append(("group_id", "\"group \(group)\""))
      case .byNumber: members.append(("group_id", "\(group)"))
      case .byPrompt: members.append(("prompt", "\"question \(group)\""))
      // A key and a prompt of the same text are two groups.
      case .mixed: members.append((group % 2 == 0 ? "group_id" : "prompt", "\"question \(group / 2)\""))
      case .alone: break
      }
      let tokens = Int.random(in: 0...4, using: &choices)
      let turns = hasMessages ? choices.pick([1, 1, 2, 3]) : spec.readsTurns ? 1 : choices.pick([0, 1, 1, 2, 3])
      for (index, input) in spec.inputs.enumerated() {
        let value: String?
        switch input.grain {
        case .token: value = list(tokens, input, themes[index])
        case .turn: value = list(turns, input, themes[index])
        case .group where grouping != .alone:
          let known = shared[index][group] ?? optional(input) ?? self.value(input, themes[index])
          shared[index][group] = known
          value = known
        default: value = optional(input) ?? self.value(input, themes[index])
        }
        if let value { members.append((input.name, value)) }
      }
      if hasMessages { members.append(("messages", messages(turns, isAlone: grouping == .alone ? row : nil))) }
      return "{" + members.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }
  }

  private mutating func optional(_ input: GeneratedSpec.Input) -> String? {
    input.isOptional && choices.isLucky(0.35) ? "null" : nil
  }

  /// One value for each token or turn; nil for a row without the column.
  private mutating func list(_ count: Int, _ input: GeneratedSpec.Input, _ theme: Theme) -> String? {
    if input.isOptional, choices.isLucky(0.15) { return choices.isLucky(0.5) ? nil : "null" }
    let values = (0..<count).map { _ in optional(input) ?? value(input, theme) }
    return "[\(values.joined(separator: ", "))]"
  }

  private mutating func value(_ input: GeneratedSpec.Input, _ theme: Theme) -> String {
    switch input.form {
    case .real: return number(theme)
    // Out of range now and then: such a value is failed.
    case .share: return choices.pick(["0", "1", "0.5", "0.25", "0.1", "0.7", "1.5"])
    case .label: return choices.pick(["0", "0.5", "1", "1.0", "0.75"])
    case .int: return choices.pick(["0", "1", "2", "3", "-1", "4", "7", "1.5", "9007199254740993"])
    case .bool: return theme == .equal ? "true" : choices.pick(["true", "false", "true", "1", "0"])
    case .text: return text(theme)
    case .texts:
      return "[\((0..<Int.random(in: 0...3, using: &choices)).map { _ in text(theme) }.joined(separator: ", "))]"
    case .numbers:
      return "[\((0..<Int.random(in: 0...3, using: &choices)).map { _ in number(theme) }.joined(separator: ", "))]"
    case .json: return choices.pick(["1", "\"a\"", "[1, 2]", "{\"a\": 1}", "{\"a\":1}", "true"])
    }
  }

  private mutating func number(_ theme: Theme) -> String {
    switch theme {
    case .equal: "0.1"
    case .ties: choices.pick(["0", "1", "0.5", "-0.0"])
    case .plain: "\(Double.random(in: -3...3, using: &choices))"
    case .extreme:
      choices.pick(["1e300", "-1e300", "1e-300", "-0.0", "0", "5e-324", "1.7976931348623157e308", "1", "-745.2", "800"])
    // Sums and differences overflow.
    case .huge: choices.pick(["1.5e308", "1.6e308", "-1.5e308", "1"])
    case .large: choices.pick(["1000000000000000.1", "1000000000000000.2", "1e15", "1e17", "-1e17", "1"])
    case .whole: "\(Int.random(in: -4...9, using: &choices))"
    }
  }

  private mutating func text(_ theme: Theme) -> String {
    if theme == .equal { return "\"<answer>4</answer>\"" }
    return choices.pick([
      "\"\"", "\"a\"", "\"b\"", "\"ab\"", "\"answer\"", "\"<answer>4</answer>\"", "\"x <answer> 42 </answer> y\"",
      "\"4\"",
      "\"42\"", "\"1,000\"", "\"-0.50\"", "\"é\"", "\"e\\u0301\"", "\"日本語\"", "\"\\ud83c\\udf89 ü\"", "\" a\\tb\\n\"",
      "\"a,b,a\"", "\"{\\\"a\\\": 1}\"", "\"aaaaaaaaaaaaaaaaaaaaaaaa\"", "\"x\\u0000y\"",
    ])
  }

  /// - Parameter isAlone: a number for a row that must have a prompt of its own.
  private mutating func messages(_ turns: Int, isAlone number: Int?) -> String {
    func message(_ role: String, _ content: String) -> String { "{\"role\": \"\(role)\", \"content\": \(content)}" }
    var messages = [message("user", number.map { "\"question \($0)\"" } ?? text(.plain))]
    for _ in 0..<turns {
      messages.append(message("assistant", text(.plain)))
      if choices.isLucky(0.6) { messages.append(message(choices.pick(["tool", "user"]), text(.plain))) }
    }
    return "[\(messages.joined(separator: ", "))]"
  }
}
