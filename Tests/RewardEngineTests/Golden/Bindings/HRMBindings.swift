extension GoldenBindings {
  /// HRM: levels and their items are structure, so the spec's text is written from them.
  ///
  /// Every level is a declared score over its items; what one level contributes is a gate in which it alone is worth
  /// something.
  static let hrm = GoldenBinding(
    spec: { golden in
      let levels = golden.params["levels"]?.list ?? []
      let rollouts = golden.inputs["levels"]?.list.map(\.list) ?? []
      let counts = levels.indices.map { level in Set(rollouts.map { $0[level].list.count }) }
      var text = "spec hrm_case 1.0.0\n"
      for (index, level) in levels.enumerated() {
        let items = 0..<max(1, counts[index].max() ?? 0)
        for item in items { text += "input item\(index)_\(item): real?\n" }
        text += "input threshold\(index): real\n"
        text += source(of: level, index, items: items, isRagged: counts[index] != [items.count])
      }
      let isNormalized = golden.params["normalize"] == .bool(true)
      text += gate("whole", levels, isNormalized: isNormalized) { _ in true }
      text += "metric passed = whole.reached\n"
      for index in levels.indices {
        text += "metric open\(index) = whole.level\(index).open\n"
        text += gate("alone\(index)", Array(levels[...index]), isNormalized: false) { $0 == index }
        text += "metric contribution\(index) = alone\(index)\n"
      }
      return text + "reward total = whole\n"
    },
    parameters: { _ in [:] },
    rows: { golden in
      (golden.inputs["levels"]?.list ?? []).map { levels in
        var row: [String: JSONValue] = [:]
        for (index, level) in levels.list.enumerated() {
          for (item, value) in level.list.enumerated() { row["item\(index)_\(item)"] = value }
          row["count\(index)"] = .number(Double(level.list.count))
          row["threshold\(index)"] = golden.params["levels"]?.list[index]["threshold"] ?? .number(1)
        }
        return row
      }
    },
    output: { name, scored in
      let plain = ["reward": "total", "levels_passed": "passed"][name]
      let series = ["scores": "level", "open": "open", "contributions": "contribution"][name]
      return .list(
        scored.map { row in
          guard let series else { return score(plain ?? name, of: row) }
          let values = row.series(series)
          return .list(series == "open" ? values.map(condition) : values)
        })
    })

  /// The score of one level. Where rollouts have different numbers of items, those that a rollout has not are no missing
  /// ones.
  private static func source(of level: JSONValue, _ index: Int, items: Range<Int>, isRagged: Bool) -> String {
    let aggregate = level["aggregate"]?.text ?? "mean"
    var missing = level["missing"]?.text ?? "fail"
    let fills = isRagged && missing == "fail" && ["all", "min", "product"].contains(aggregate)
    if fills { missing = "skip" }
    var text = fills ? "input count\(index): int\n" : ""
    var parts: [String] = []
    let weights = level["item_weights"]?.list ?? []
    for item in items {
      var name = "item\(index)_\(item)"
      if fills {
        text += "let own\(index)_\(item) = \(name) ?? 0 given count\(index) > \(item) else abstain\n"
        name = "own\(index)_\(item)"
      }
      parts.append("\(name): \(weights.indices.contains(item) ? weights[item].literal : "1")")
    }
    let arguments = parts + ["aggregate: \(aggregate)", "missing: \(missing)"]
    return text + "metric level\(index) = level_score(\(arguments.joined(separator: ", ")))\n"
  }

  private static func gate(
    _ name: String, _ levels: [JSONValue], isNormalized: Bool, isWorth: (Int) -> Bool
  ) -> String {
    var text = "gate \(name)\(isNormalized ? " normalized" : "") {\n"
    for (index, level) in levels.enumerated() {
      text += "  level level\(index) = level\(index) passes at threshold\(index)"
      if isWorth(index) {
        text += " worth \(level["weight"]?.literal ?? "1")"
        if level["credit"]?.text == "pass" { text += " if passed" }
        if let value = level["fail_value"], value != .null { text += " else \(value.literal)" }
      }
      text += " missing \(level["missing"]?.text ?? "fail")\n"
    }
    return text + "}\n"
  }
}
