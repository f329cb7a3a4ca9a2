extension GoldenBindings {
  static let eapo = GoldenBinding(
    spec: nil, parameters: { parameters($0, renamed: ["dp_size": "workers"]) },
    rows: { golden in
      let trajectories = golden.inputs["trajectories"]?.list ?? []
      let usable = trajectories.filter { $0["reward"]?.number != nil }.reduce(0) { $0 + rounds($1) }
      let order = golden.inputs["order"]?.list.compactMap(\.number).map { Int($0) } ?? Array(0..<usable)
      // The shuffle as one number for each sample: its place in the order.
      var draws = [JSONValue](repeating: .number(1), count: usable)
      for (place, sample) in order.enumerated() { draws[sample] = .number(Double(place) / Double(usable)) }
      var next = 0
      return trajectories.map { trajectory in
        let count = rounds(trajectory)
        let isUsable = trajectory["reward"]?.number != nil
        defer { if isUsable { next += count } }
        return [
          "group_id": trajectory["group"] ?? .null, "reward": trajectory["reward"] ?? .null,
          "context": .list([JSONValue](repeating: .number(1), count: count)),
          "shuffle": .list(
            isUsable ? Array(draws[next..<next + count]) : [JSONValue](repeating: .number(1), count: count)),
        ]
      }
    },
    output: { name, scored in
      let samples = scored.first.flatMap { score("samples", of: $0).number } ?? 0
      let kept = scored.first.flatMap { score("kept_samples", of: $0).number } ?? 0
      switch name {
      case "round_rewards":
        return .list(
          scored.map { row in
            let values = score("round_reward", of: row)
            return values.list.contains(.null) ? .null : values
          })
      case "advantages": return scores("normalized", scored)
      case "samples": return .number(samples)
      case "kept": return .number(kept)
      case "dropped": return .number(samples - kept)
      default:
        let trained = scored.flatMap { score("trained", of: $0).list }.filter { $0 != .null }
        return .list(trained.indices.filter { trained[$0] == .number(1) }.map { .number(Double($0)) })
      }
    })

  private static func rounds(_ trajectory: JSONValue) -> Int { Int(trajectory["rounds"]?.number ?? 0) }
}
