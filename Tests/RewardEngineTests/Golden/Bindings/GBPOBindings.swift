extension GoldenBindings {
  /// The group form is the example; the critic form is written from the library's functions.
  static let gbpo = GoldenBinding(
    spec: { golden in
      guard golden.inputs["q"] != nil else { return example("gbpo", setting: [:]) }
      let low = golden.params["clip_low"]?.literal ?? "0.3"
      let high = golden.params["clip_high"]?.literal ?? "0.3"
      let temperature = golden.params["temperature"]?.literal ?? "0.001"
      return """
        spec bpo_case 1.0.0
        input q: real
        input v: real
        input u: real
        input logp: real
        input old_logp: real
        let rho = exp(clamp(logp - old_logp, -20, 20))
        let target = bounded_target(q - u, low: \(low), high: \(high), temperature: \(temperature))
        metric target_ratio = target
        metric ratio = rho
        metric losses = bounded_ratio(q - v, rho, target)
        metric loss = mean(bounded_ratio(q - v, rho, target) over batch)
        metric median_value_loss = mean(softplus(q - u) - (q - u) / 2 over batch)
        metric value_loss = mean((q - v) ^ 2 over batch)
        advantage = q - v
        """
    },
    parameters: { golden in
      golden.inputs["q"] != nil ? [:] : parameters(golden, renamed: ["singleton": "lone"])
    },
    rows: { golden in
      if golden.inputs["q"] != nil {
        return rows(of: golden, ["q", "v", "u", "logp", "old_logp"].map { ($0, $0) }).enumerated().map { index, row in
          row.merging(["group_id": .text("\(index)")]) { own, _ in own }
        }
      }
      return rows(
        of: golden,
        [
          ("rewards", "reward"), ("group", "group_id"), ("logp", "logp"), ("old_logp", "old_logp"), ("mask", "mask"),
        ]
      ).map(masked)
    },
    output: { name, scored in
      switch name {
      case "advantages": return advantages(scored)
      case "median_advantages": return zeroWhereMissing(scores(name, scored))
      case "target_ratio": return scores(name, scored)
      case "token_loss": return zeroWhereMissing(scores("token_losses", scored))
      case "ratio", "losses": return scores(name, scored)
      case "mean_abs_median_deviation": return groupScores(name, scored)
      default: return scored.first.map { score(name, of: $0) } ?? .null
      }
    })

  /// A row whose mask holds conditions.
  static func masked(_ row: [String: JSONValue]) -> [String: JSONValue] {
    var row = row
    row["mask"] = row["mask"].map { .list($0.list.map { .bool($0.number != 0) }) }
    return row
  }
}
