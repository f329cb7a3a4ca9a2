extension GoldenBindings {
  static let dapoDynamicSampling = GoldenBinding(
    spec: nil,
    parameters: { golden in
      var values = literals(golden.params)
      // 0 rounds stand for no end.
      if golden.params["max_rounds"]?.number == 0 { values["max_rounds"] = "1000000" }
      return values
    },
    rows: { golden in
      let rounds = (golden.inputs["rounds"]?.list ?? []).enumerated().flatMap { number, round in
        zip(round["group"]?.list ?? [], round["metric"]?.list ?? []).map { group, metric in
          ["group_id": group, "metric": metric, "round": .number(Double(number))]
        }
      }
      return rounds.enumerated().map { index, row in
        row.merging(["id": id(index, holding: row["group_id"] ?? .null)]) { own, _ in own }
      }
    },
    output: { name, scored in
      switch name {
      case "kept":
        return .list(groups(scored).filter { $0.contains { $0["kept"] == .bool(true) } }.map { held(by: $0[0]) })
      case "status":
        guard let first = scored.first else { return .text("more") }
        if score("ready", of: first) == .number(1) { return .text("ready") }
        return .text(score("exhausted", of: first) == .number(1) ? "exhausted" : "more")
      default: return scored.first.map { score(name, of: $0) } ?? .number(0)
      }
    })
}
