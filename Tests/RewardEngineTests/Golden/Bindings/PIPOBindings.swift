extension GoldenBindings {
  /// PIPO: every mean of the history is a step with one rollout; the last step has the current and the previous batch.
  static let pipo = GoldenBinding(
    spec: nil,
    parameters: { golden in
      let names = ["K": "window", "lam": "lambda", "clip_coeff": "clip_coefficient"]
      return Dictionary(
        uniqueKeysWithValues: literals(golden.params).map { name, value in (names[name] ?? name, value) })
    },
    rows: { golden in
      var count = 0.0
      func row(
        _ step: Int, _ origin: String, _ group: JSONValue, _ members: [String: JSONValue]
      ) -> [String: JSONValue] {
        let id = JSONValue.list([.text(origin), .number(count)])
        count += 1
        return ["id": id, "step": .number(Double(step)), "origin": .text(origin), "group_id": group]
          .merging(members) { own, _ in own }
      }
      let history = golden.inputs["history"]?.list ?? []
      let step = history.count
      let past = history.enumerated().map { index, mean in row(index, "fresh", .text("then"), ["reward": mean]) }
      let current = (golden.inputs["current_rewards"]?.list ?? []).map {
        row(step, "fresh", .text("now"), ["reward": $0])
      }
      let previous = zip(
        golden.inputs["prev_advantages"]?.list ?? [], golden.inputs["prev_groups"]?.list ?? []
      ).map { advantage, group in
        row(step, "stale", .text("before \(group.literal)"), ["stored_advantage": advantage])
      }
      return past + current + previous
    },
    output: { name, scored in
      guard let last = scored.last(where: { $0["id"]?.list.first?.text == "fresh" }) else { return .null }
      switch name {
      case "pi_reward":
        return .list(scored.filter { $0["id"]?.list.first?.text == "stale" }.map { score("again", of: $0) })
      case "active": return condition(score("active", of: last))
      case "mu_his": return score("mu_before", of: last)
      case "sigma_his": return score("sigma_before", of: last)
      default: return score(name, of: last)
      }
    })
}
