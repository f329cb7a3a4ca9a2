/// Losses of tokens, as values.
extension GoldenBindings {
  static let aggLoss = loss(fields: [("loss_mat", "token_loss")], gradients: ["weights"])

  static let klEstimators = loss(
    fields: [("logp", "logp"), ("ref_logp", "ref_logp")], renamed: ["kind": "estimator"],
    output: ["kl": "kl_tokens", "mean": "mean_kl"])

  static let lossPPOClip = loss(
    fields: [("logp", "logp"), ("old_logp", "old_logp"), ("ref_logp", "ref_logp")],
    renamed: ["kl": "kl_estimator", "ratio": "level"])

  static let lossGSPO = loss(
    // The form is how the gradient flows; the value is the same.
    fields: [("logp", "logp"), ("old_logp", "old_logp")], renamed: ["form": nil], output: ["ratio": "ratios"])

  static let lossCISPO = loss(fields: [("logp", "logp"), ("old_logp", "old_logp")])

  static let lossReinforce = loss(fields: [("logp", "logp"), ("rollout_logp", "rollout_logp")])

  static let lossValueClip = loss(
    fields: [("values", "values"), ("old_values", "old_values"), ("returns", "returns")], absent: ["clip": "1e300"])

  static let lossDrGRPO = loss(fields: [("logp", "logp"), ("old_logp", "old_logp"), ("rewards", "reward")])

  static let litePPO = loss(fields: [("logp", "logp"), ("old_logp", "old_logp"), ("rewards", "reward")])

  static let r2vpo = loss(
    fields: [("logp", "logp"), ("old_logp", "old_logp")], renamed: ["lam": "init"], gradients: ["grad_weights"])

  static let dhpoLoss = loss(
    fields: [("logp", "logp"), ("old_logp", "old_logp"), ("entropy", "entropy")], output: ["ratio": "mixed_ratio"])

  static let herlLoss = loss(
    fields: [
      ("logp", "logp"), ("old_logp", "old_logp"), ("guided_logp", "guided_logp"), ("guided_mask", "guided_mask"),
    ], gradients: ["token_grad"])

  static let rapo = loss(
    fields: [
      ("logp", "logp"), ("old_logp", "old_logp"), ("ref_logp", "ref_logp"), ("entropy", "entropy"), ("log_z", "log_z"),
      ("rewards", "reward"),
    ], dropped: ["forward_kl", "token_loss", "sequence_loss"], covers: { $0.inputs["closed_form"] == nil })

  static let dapoPipeline = loss(
    fields: [("logp", "logp"), ("old_logp", "old_logp"), ("rewards", "reward")])

  static let gae = loss(
    fields: [("token_rewards", "token_rewards"), ("values", "values")], renamed: ["lam": "lambda"],
    output: ["advantages": "advantages"])

  static let rto = loss(
    fields: [
      ("dpo_logp", "dpo_logp"), ("ref_logp", "ref_logp"), ("policy_logp", "policy_logp"), ("values", "values"),
      ("rm_reward", "rm_reward"),
    ], renamed: ["lam": "lambda", "beta1": "dpo_scale", "beta2": "kl_coef"])

  /// Rows with one list per column of tokens. `absent` gives the value of a parameter that a case sets to null; `dropped`
  /// names outputs in which a rollout without a reward has 0.
  private static func loss(
    fields: [(input: String, field: String)], renamed: [String: String?] = [:], absent: [String: String] = [:],
    output names: [String: String] = [:], gradients: Set<String> = ["grad"], dropped: Set<String> = [],
    covers: @escaping @Sendable (GoldenCase) -> Bool = { _ in true }
  ) -> GoldenBinding {
    GoldenBinding(
      spec: nil,
      parameters: { golden in
        var values = parameters(golden, renamed: renamed).mapValues(symbol)
        for (name, value) in absent where golden.params[name] == .some(.null) { values[name] = value }
        // Without a horizon the sum is divided by the width of the matrix.
        if golden.params["mode"]?.text == "token-sum-horizon", values["horizon"] == nil {
          values["horizon"] = String(golden.inputs[fields[0].input]?.list.first?.list.count ?? 1)
        }
        return values
      },
      rows: { golden in
        rows(of: golden, fields + [("mask", "mask"), ("group", "group_id"), ("advantages", "advantages")]).enumerated()
          .map {
            index, row in
            var row = row
            row["id"] = id(index, holding: row["group_id"] ?? .null)
            if row["group_id"] == nil { row["group_id"] = .text("one") }
            for name in ["mask", "guided_mask"] {
              row[name] = row[name].map { .list($0.list.map { .bool($0.number != 0) }) }
            }
            // One advantage for the row stands at each of its tokens.
            if let one = row["advantages"], one == .null || one.number != nil {
              row["advantages"] = .list(row[fields[0].field]?.list.map { _ in one } ?? [])
            }
            return row
          }
      },
      output: { name, scored in
        if name == "kept" {
          return .list(groups(scored).filter { $0.contains { $0["kept"] == .bool(true) } }.map { held(by: $0[0]) })
        }
        if perStep.contains(name) { return scored.first.map { score(names[name] ?? name, of: $0) } ?? .null }
        if dropped.contains(name) { return zeroWhereMissing(scores(name, scored)) }
        if name == "whitened" || name == "advantages" && names[name] == nil { return advantages(scored) }
        return scores(names[name] ?? name, scored)
      }, gradients: gradients, covers: covers)
  }

  private static let perStep: Set<String> = [
    "loss", "on_loss", "off_loss", "mean", "surrogate", "clip_fraction", "dual_clip_fraction", "guided_fraction",
    "approx_kl", "ratio_variance", "next_lambda",
  ]

  /// `seq-mean-token-mean` as the language writes it, and the estimator whose value is k3's.
  private static func symbol(_ text: String) -> String {
    if text == "k3+" { return "k3" }
    return Double(text) == nil ? text.replacing("-", with: "_") : text
  }
}
