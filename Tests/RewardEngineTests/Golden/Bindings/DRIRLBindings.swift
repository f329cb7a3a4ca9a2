extension GoldenBindings {
  static let drirlScaling = GoldenBinding(
    spec: nil, parameters: { parameters($0) },
    rows: { golden in
      (golden.inputs["prompts"]?.list ?? []).enumerated().flatMap { number, prompt in
        (prompt["rewards"]?.list ?? []).map { reward in
          [
            "group_id": .text("p\(number)"), "category": .text("one"), "reward": reward,
            "policy_clauses": prompt["policy_clauses"] ?? .null, "demo_clauses": prompt["demo_clauses"] ?? .null,
            "reward_gap": prompt["reward_gap"] ?? .null,
          ]
        }
      }
    },
    output: { name, scored in
      switch name {
      case "advantages": return .list(groups(scored).map { advantages($0) })
      case "alpha_model": return scored.first.map { score(name, of: $0) } ?? .null
      case "kept": return .list(groupScores("typical", scored).list.map(condition))
      default: return groupScores(name, scored)
      }
    })
}
