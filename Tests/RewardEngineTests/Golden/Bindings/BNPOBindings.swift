extension GoldenBindings {
  /// The rewards' number and names are structure: the spec's text is written from them.
  static let bnpo = GoldenBinding(
    spec: { golden in
      let names = components(golden)
      let low = (golden.params["min"] ?? golden.params["r_min"])?.literal ?? "0"
      let high = (golden.params["max"] ?? golden.params["r_max"])?.literal ?? "1"
      var options = ["cap": golden.params["cap"]?.literal].compactMapValues { $0 }
      if let lone = golden.params["singleton"]?.literal { options["lone"] = lone }
      func arguments(_ first: String, _ names: [String]) -> String {
        ([first] + names.compactMap { name in options[name].map { "\(name): \($0)" } }).joined(separator: ", ")
      }
      var text = "spec bnpo_case 1.0.0\n"
      for name in names {
        text += """
          input raw_\(name): \(low)..\(high)?
          reward r_\(name) = (raw_\(name) - \(low)) / (\(high) - \(low))
          metric p_\(name) = bnpo_mean(\(arguments("r_\(name)", ["lone"])))
          metric alpha_\(name) = bnpo_alpha(p_\(name)) ?? 1
          metric beta_\(name) = bnpo_beta(p_\(name)) ?? 1
          metric weight_\(name) = bnpo_weight(\(arguments("r_\(name)", ["cap", "lone"])))
          metric advantages_\(name) = bnpo_part(\(arguments("r_\(name)", ["cap", "lone"]))) ?? 0

          """
      }
      let parts = names.map { "r_\($0): 1" }.joined(separator: ", ")
      return text + "advantage = bnpo(\(arguments(parts, ["cap", "lone"])))\n"
    },
    parameters: { _ in [:] },
    rows: { golden in
      let names = components(golden)
      let group = golden.inputs["group"]?.list ?? []
      return group.indices.map { index in
        var row = ["group_id": group[index]]
        for name in names {
          let rewards = golden.inputs["rewards"]
          row["raw_\(name)"] = (rewards?[name]?.list ?? rewards?.list)?[index] ?? .null
        }
        return row
      }
    },
    output: { name, scored in
      func part(_ name: String, of component: String) -> JSONValue {
        switch name {
        case "alpha", "beta": scored.first.map { score("\(name)_\(component)", of: $0) } ?? .null
        case "p", "weight": groupScores("\(name)_\(component)", scored)
        default: scores("\(name)_\(component)", scored)
        }
      }
      switch name {
      case "advantages": return advantages(scored)
      case "components":
        guard case .object(let all)? = scored.first?["scores"] else { return .null }
        let names = all.keys.filter { $0.hasPrefix("alpha_") }.map { String($0.dropFirst("alpha_".count)) }
        var parts: [String: JSONValue] = [:]
        for component in names {
          let outputs = ["p", "alpha", "beta", "weight", "advantages"].map { ($0, part($0, of: component)) }
          parts[component] = .object(Dictionary(uniqueKeysWithValues: outputs))
        }
        return .object(parts)
      default: return part(name, of: only)
      }
    })

  /// What a case with one reward calls it.
  private static let only = "reward"

  private static func components(_ golden: GoldenCase) -> [String] {
    if case .object(let parts)? = golden.inputs["rewards"] { parts.keys.sorted() } else { [only] }
  }
}
