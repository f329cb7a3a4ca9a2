import RewardSemantics

/// Random rows for a spec's inputs, as lines of JSON, batch by batch.
///
/// Numbers come from one theme for each input and batch, so that columns of equal values, of ties and of extremes all
/// occur.
struct RowGenerator {
  /// How rows say which group they are of.
  private enum Grouping: CaseIterable { case byKey, byNumber, byPrompt, scattered, mixed, alone }

  var choices: Choices
  private let spec: GeneratedSpec
  private let grouping: Grouping
  private let hasMessages: Bool
  /// By input: whether no row has it, though the spec reads it.
  private var isLeftOut: [Bool]

  private init(_ spec: GeneratedSpec, seed: Int) {
    choices = Choices(state: UInt64(seed) &* 0x9E6C_63D0_876A_9A35 &+ 1)
    self.spec = spec
    grouping = choices.pick(Grouping.allCases + [.scattered, .scattered])
    let mayHaveMessages = choices.isLucky(0.8)
    hasMessages = spec.readsTurns && mayHaveMessages
    isLeftOut = []
    for input in spec.inputs { isLeftOut.append(input.isRare && choices.isLucky(0.7)) }
  }

  /// Lines by batch. Several batches have a `step` each, and use the same group keys again.
  static func batches(for spec: GeneratedSpec, seed: Int) -> [[String]] {
    var generator = RowGenerator(spec, seed: seed)
    let remembers = spec.text.contains(" then ") || spec.text.contains("schedule(") || spec.text.contains("ema(")
    let count = generator.choices.pick(remembers ? [1, 2, 3, 4] : [1, 1, 2, 3])
    return (0..<count).map { generator.batch(step: count > 1 ? $0 : nil) }
  }

  private mutating func batch(step: Int?) -> [String] {
    let sizes = (0..<Int.random(in: 1...4, using: &choices)).map { _ in choices.pick([1, 1, 2, 2, 3, 4, 5, 9]) }
    var groups = sizes.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    if grouping == .scattered || grouping == .mixed { groups.shuffle(using: &choices) }
    let themes = spec.inputs.map { _ in choices.pick(Theme.allCases) }
    // What is the same for all rows of a group, or of the batch.
    var shared: [String: String] = [:]
    var criteria: [Int: Int] = [:]
    return groups.enumerated().map { row, group in
      // Without a key every row is a group of its own.
      let group = grouping == .alone ? row : group
      let criterionCount = criteria[group] ?? spec.criteria ?? choices.pick([0, 1, 2, 2, 3])
      criteria[group] = criterionCount
      var members = keys(row: row, group: group, step: step)
      let tokens = Int.random(in: 0...4, using: &choices)
      let turns = hasMessages ? choices.pick([1, 1, 2, 3]) : spec.readsTurns ? 1 : choices.pick([0, 1, 1, 2, 3])
      for (index, input) in spec.inputs.enumerated() where !isLeftOut[index] {
        let theme = themes[index]
        let value: String?
        switch input.grain {
        case .token: value = list(tokens, input, theme, turns: turns)
        case .turn: value = list(turns, input, theme, turns: turns)
        case .rollout: value = self.value(input, theme, row: row, group: group)
        case .product: value = items(criterionCount, input, theme)
        case .pair: value = items(grouping == .alone ? 1 : sizes[group], input, theme)
        default:
          let owner = input.grain == .batch ? input.name : "\(input.name) \(group)"
          let known =
            shared[owner] ?? common(input, theme, row: row, group: group, criterionCount)
          shared[owner] = known
          value = known
        }
        if let value { members.append((input.name, value)) }
      }
      if hasMessages { members.append(("messages", messages(turns, isAlone: grouping == .alone ? row : nil))) }
      return "{" + members.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }
  }

  /// A value of a group, of a batch, or of each criterion of a group.
  private mutating func common(
    _ input: GeneratedSpec.Input, _ theme: Theme, row: Int, group: Int, _ criterionCount: Int
  ) -> String {
    switch input.form {
    case .criteria: criteria(criterionCount, theme)
    case .perItem: items(criterionCount, input, theme)
    default: value(input, theme, row: row, group: group)
    }
  }

  private func keys(row: Int, group: Int, step: Int?) -> [(String, String)] {
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
    return members
  }

  private mutating func value(_ input: GeneratedSpec.Input, _ theme: Theme, row: Int, group: Int) -> String {
    if input.form == .key { return input.grain == .group ? "\"g\(group)\"" : "\"r\(row)\"" }
    return optional(input) ?? value(input.form, theme)
  }

  private mutating func optional(_ input: GeneratedSpec.Input) -> String? {
    input.isOptional && choices.isLucky(0.35) ? "null" : nil
  }

  /// One value for each token or turn; nil for a row without the column.
  private mutating func list(_ count: Int, _ input: GeneratedSpec.Input, _ theme: Theme, turns: Int) -> String? {
    if input.isOptional, choices.isLucky(0.15) { return choices.isLucky(0.5) ? nil : "null" }
    var values = (0..<count).map { _ in
      // Now and then a token lies in no turn.
      input.form == .turnIndex
        ? "\(Int.random(in: -1...turns, using: &choices))" : optional(input) ?? value(input.form, theme)
    }
    if input.form == .turnIndex, choices.isLucky(0.6) {
      values = values.map { Int($0) ?? 0 }.map { max(0, min($0, turns - 1)) }.sorted().map { "\($0)" }
    }
    return "[\(values.joined(separator: ", "))]"
  }

  /// One value, or null, for each of so many; now and then too few or too many.
  private mutating func items(_ count: Int, _ input: GeneratedSpec.Input, _ theme: Theme) -> String {
    guard case .perItem(let form) = input.form else { return "[]" }
    let count = choices.isLucky(0.08) ? max(0, count + choices.pick([-1, 1])) : count
    let values = (0..<count).map { _ in choices.isLucky(0.2) ? "null" : value(form, theme) }
    return "[\(values.joined(separator: ", "))]"
  }
}
