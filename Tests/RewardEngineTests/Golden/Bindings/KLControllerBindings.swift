extension GoldenBindings {
  /// One row for each step; the coefficient is what the step leaves.
  static let klController = GoldenBinding(
    spec: nil, parameters: { parameters($0) },
    rows: { golden in
      rows(of: golden, [("kl", "kl"), ("n_steps", "n_steps")]).enumerated().map { index, row in
        row.merging(["step": .number(Double(index)), "group_id": .text("s\(index)"), "reward": .number(0)]) { own, _ in
          own
        }
      }
    },
    output: { _, scored in scores("coefficient", scored) })
}
