extension GoldenBindings {
  /// A row for each evaluation or verdict; one for a merger of refinements.
  static let mpo = GoldenBinding(
    spec: nil, parameters: { parameters($0) },
    rows: { golden in
      let order = golden.inputs["order"]?.list ?? []
      let rollouts = golden.inputs["evaluations"]?.list ?? golden.inputs["verdicts"]?.list ?? [.null]
      return rollouts.enumerated().map { index, rollout in
        [
          "group_id": .text("one"), "id": .text(String(index)),
          "evaluations": golden.inputs["evaluations"] == nil ? .null : rollout,
          "verdict": golden.inputs["verdicts"] == nil ? .null : rollout,
          "shuffle": order.firstIndex(of: .number(Double(index))).map { .number(Double($0)) } ?? .null,
          "step": golden.inputs["step"] ?? .null, "refinements": golden.inputs["refinements"] ?? .null,
          "merged": golden.inputs["merged"] ?? .null,
        ]
      }
    },
    output: { name, scored in
      switch name {
      case "scores": return scores("total", scored)
      case "update_due": return scored.first.map { condition(score(name, of: $0)) } ?? .null
      case "selected":
        let chosen = scored.enumerated().filter { score("selected", of: $0.element) == .number(1) }
        let places = chosen.map { (score("place", of: $0.element).number ?? 0, $0.offset) }
        return .list(places.sorted { $0.0 < $1.0 }.map { .number(Double($0.1)) })
      default: return scored.first.map { score(name, of: $0) } ?? .null
      }
    },
    recorded: { name, records in
      name == "rubric_items" ? .list(records["rubric"]?.first?["items"]?.list ?? []) : nil
    })
}
