/// The bindings, by key.
enum GoldenBindings {
  static let all: [String: GoldenBinding] = [
    "adv_grpo": advantage(),
    "adv_rloo": advantage(),
    "adv_opo": advantage(groupOutputs: ["baselines": "baseline"]),
    "adv_gpg": advantage(batchOutputs: ["alpha": "rescale"]) { golden in
      // The deviation of the group as divisor is a choice of the spec's, not a number.
      var parameters = literals(golden.params)
      if let norm = golden.params["f_norm"], norm.number == nil {
        parameters["f_norm"] = nil
        parameters["scale"] = "group"
      }
      return parameters
    },
    "adv_reinforce_pp": advantage(),
    "adv_reinforce_pp_baseline": advantage(),
    "gdpo": gdpo,
    "hrm": hrm,
    "craft_gui": craftGUI,
    "objective_forms": objectiveForms,
    "subpo": subpo,
    "multiturn_dense": multiturnDense,
    "igpo": igpo,
    "rlvmr": rlvmr,
    "riskpo": riskpo,
    "pipo": pipo,
    "bnpo": bnpo,
    "adora": adora,
    "eapo": eapo,
    "drirl_scaling": drirlScaling,
    "dcpo_contrastive": dcpoContrastive,
    "pf_ppo": pfPPO,
    "dapo_overlong": dapoOverlong,
    "dapo_dynamic_sampling": dapoDynamicSampling,
    "agg_loss": aggLoss,
    "kl_estimators": klEstimators,
    "kl_controller": klController,
    "loss_ppo_clip": lossPPOClip,
    "loss_gspo": lossGSPO,
    "loss_cispo": lossCISPO,
    "loss_reinforce": lossReinforce,
    "loss_value_clip": lossValueClip,
    "loss_dr_grpo": lossDrGRPO,
    "lite_ppo": litePPO,
    "gae": gae,
    "rto": rto,
    "dapo_pipeline": dapoPipeline,
    "r2vpo": r2vpo,
    "rapo": rapo,
    "dhpo_loss": dhpoLoss,
    "herl": herl,
    "ghpo": ghpo,
    "herl_loss": herlLoss,
    "oni": oni,
    "policy_cliff": policyCliff,
    "dcpo_advantage": dcpoAdvantage,
    "grace_reward": graceReward,
    "thr_advantage": thrAdvantage,
    "gbpo": gbpo,
    "copo_loss": copoLoss,
    "brpo": brpo,
    "distributional_dp": distributionalDP,
    "urpo": urpo,
    "spo": spo,
    "vas": vas,
    "cooper": cooper,
    "spark": spark,
    "mpo": mpo,
    "image_cot_pairs": imageCotPairs,
  ]

  static func literals(_ values: [String: JSONValue]) -> [String: String] { values.mapValues(\.literal) }

  /// The field of a row for each input of the golden files.
  private static let fields = [
    "rewards": "reward", "group": "group_id", "groups": "group_id", "lengths": "length", "old_logp": "old_logp",
    "ref_logp": "ref_logp", "mask": "mask",
  ]

  static func columns(_ inputs: [String: JSONValue]) -> [[String: JSONValue]] {
    let count = inputs["rewards"]?.list.count ?? 0
    return (0..<count).map { row in
      var fields: [String: JSONValue] = [:]
      for (name, value) in inputs { if let field = Self.fields[name] { fields[field] = value.list[row] } }
      return fields
    }
  }

  /// An advantage with one reward: parameters and inputs have their own names, outputs are scores.
  private static func advantage(
    groupOutputs: [String: String] = [:], batchOutputs: [String: String] = [:],
    parameters: @escaping @Sendable (GoldenCase) -> [String: String] = { literals($0.params) }
  ) -> GoldenBinding {
    GoldenBinding(
      spec: nil, parameters: parameters, rows: { columns($0.inputs) },
      output: { name, scored in
        if let score = batchOutputs[name] { return scored.first?["scores"]?[score] ?? .null }
        if let score = groupOutputs[name] {
          return .list(firstOfEachGroup(scored).map { $0["scores"]?[score] ?? .null })
        }
        return .list(scored.map { name == "advantages" ? $0["advantage"] ?? .null : $0["scores"]?[name] ?? .null })
      })
  }

  private static func firstOfEachGroup(_ scored: [JSONValue]) -> [JSONValue] {
    var seen: [JSONValue] = []
    return scored.filter { row in
      guard let group = row["group"], !seen.contains(group) else { return false }
      seen.append(group)
      return true
    }
  }

  // MARK: GDPO

  /// Components, weights and conditions are structure: the spec's text is written from them.
  private static let gdpo = GoldenBinding(
    spec: { golden in
      let count = golden.inputs["rewards"]?.list.first?.list.count ?? 0
      let weights = golden.params["weights"]?.list.map(\.literal) ?? [String](repeating: "1", count: count)
      let raw = (0..<count).map { "r\($0)" }
      let hasAny = raw.map { "present(\($0))" }.joined(separator: " or ")
      var text = "spec gdpo_case 1.0.0\n"
      for name in raw { text += "input \(name): real?\n" }
      if golden.inputs["lengths"] != nil { text += "input n: real from \"length\"\n" }
      for (index, name) in raw.enumerated() {
        let conditions = golden.params["conditions"]?.list.filter { $0["target"]?.number == Double(index) } ?? []
        let gates = conditions.map { condition in
          "((r\(condition["on"]?.literal ?? "") >= \(condition["threshold"]?.literal ?? "")) ?? false)"
        }
        text += "reward c\(index) = \(name)"
        if !gates.isEmpty { text += " given (\(gates.joined(separator: " and "))) or not (\(hasAny))" }
        text += "\n"
      }
      // The reference's defaults are the constants of the authors' TRL form.
      var options = ["like: nvlabs_trl"]
      for name in ["missing", "eps_group", "eps_batch", "ddof"] {
        if let value = golden.params[name] { options.append("\(name): \(value.literal)") }
      }
      if golden.inputs["lengths"] != nil { options.append("length: n") }
      let part = [("missing", "missing"), ("eps_group", "eps"), ("ddof", "ddof")].compactMap { name, option in
        golden.params[name].map { "\(option): \($0.literal)" }
      }
      for index in 0..<count {
        text += "metric n\(index) = gdpo_part(\((["c\(index)"] + part).joined(separator: ", "))) ?? 0\n"
      }
      let parts = weights.enumerated().map { "c\($0): \($1)" }
      let whitening = golden.params["batch_norm"].map { "whitening: \($0.literal)" }
      text += "metric summed = gdpo(\((parts + options + ["whitening: none"]).joined(separator: ", "))) ?? 0\n"
      text += "advantage = gdpo(\((parts + options + [whitening].compactMap { $0 }).joined(separator: ", "))) ?? 0\n"
      return text
    },
    parameters: { _ in [:] },
    rows: { golden in
      var rows = columns(golden.inputs)
      for index in rows.indices {
        for (number, value) in (rows[index]["reward"]?.list ?? []).enumerated() { rows[index]["r\(number)"] = value }
        rows[index]["reward"] = nil
      }
      return rows
    },
    output: { name, scored in
      let prefix = ["conditioned": "c", "per_reward": "n"][name]
      return .list(
        scored.map { row in
          if name == "advantages" { return row["advantage"] ?? .null }
          guard let prefix else { return row["scores"]?[name] ?? .null }
          var values: [JSONValue] = []
          while let value = row["scores"]?["\(prefix)\(values.count)"] { values.append(value) }
          return .list(values)
        })
    })
}
