extension GoldenBindings {
  static let thrAdvantage = GoldenBinding(
    spec: nil,
    parameters: { golden in
      // A negative threshold stands for the anchor.
      parameters(golden, renamed: ["kind": "form"]).mapValues { $0 == "anchor" ? "-1" : $0 }
    },
    rows: { golden in
      (golden.inputs["rollouts"]?.list ?? []).map { rollout in
        [
          "group_id": .text("one"), "reward": rollout["reward"] ?? .null, "hidden": rollout["hidden"] ?? .null,
          "probs": rollout["probs"] ?? .null, "token_id": rollout["tokens"] ?? .null,
        ]
      }
    },
    output: { name, scored in
      switch name {
      case "advantages": return advantages(scored)
      case "tau": return scored.first.map { score("threshold", of: $0) } ?? .null
      default: return scores(name, scored)
      }
    })
}
