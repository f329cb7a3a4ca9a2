extension GoldenBindings {
  /// SubPO: one trajectory, its states as turns; what belongs to actions has nothing at the last state.
  static let subpo = GoldenBinding(
    spec: nil,
    parameters: { golden in
      var parameters = literals(golden.params)
      let form = golden.inputs["function"]?["type"]?.text ?? "coverage"
      parameters["form"] = ["coverage", "capped"].contains(form) ? form : "information"
      return parameters
    },
    rows: { golden in
      let function = golden.inputs["function"]?.members ?? [:]
      let states = golden.inputs["states"]?.list ?? []
      /// One value for each state.
      func padded(_ name: String) -> JSONValue {
        let values = golden.inputs[name]?.list ?? []
        return .list(states.indices.map { values.indices.contains($0) ? values[$0] : .null })
      }
      return [
        [
          "state": .list(states), "logp": padded("logp"), "baseline": padded("baselines"),
          "covers": function["covers"] ?? .object([:]), "weights": function["weights"] ?? .null,
          "classes": function["classes"] ?? .list([]), "caps": function["caps"] ?? .list([]),
          "kernel": .list(((function["kernel"] ?? function["K"])?.list ?? []).flatMap(\.list)),
          "noise": function["noise"] ?? .number(1),
        ]
      ]
    },
    output: { name, scored in
      guard let row = scored.first else { return .null }
      func actions(_ values: JSONValue) -> JSONValue { .list(values.list.dropLast()) }
      switch name {
      case "prefix_values": return score("value", of: row)
      case "marginal_gains": return actions(score("gain", of: row))
      case "gains_to_go": return actions(score("to_go", of: row))
      case "advantages": return actions(row["advantage"] ?? .null)
      case "additive_value": return score("additive", of: row)
      default: return score(name, of: row)
      }
    })
}
