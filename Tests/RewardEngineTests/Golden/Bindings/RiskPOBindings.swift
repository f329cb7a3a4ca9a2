extension GoldenBindings {
  /// RiskPO: one row for each response. Tracked levels and their values before the step are structure, so the spec's text is
  /// written from them.
  static let riskpo = GoldenBinding(
    spec: { golden in
      let params = golden.params
      let tracked = golden.inputs["tracked"]?.members ?? [:]
      let alpha = params["alpha"]?.number ?? 0.2
      let beta = params["beta"]?.number ?? 0.8
      let levels = params["levels"]?.list.compactMap(\.number) ?? [alpha, beta]
      var text = """
        spec riskpo_case 1.0.0
        input r: real? from "reward"
        input bundle_id: int per group
        partition bundle by bundle_id
        partition paper by bundle, position(rollout)
          where position(rollout) < min(count(rollout over group) over bundle)
        let score = sum(r over paper)

        """
      for (index, level) in levels.enumerated() {
        let start = tracked.first { Double($0.key) == level }?.value.literal ?? "none"
        let rate = params["lr_q"]?.literal ?? "0.1"
        text += "state q\(index): real = \(start) then tracked_step(q\(index), score, \(level), rate: \(rate))\n"
        text += "metric tracked_\("\(level)".replacing(".", with: "_")) = q\(index).after\n"
      }
      for (name, level) in [("lower", alpha), ("upper", beta)] {
        let state = levels.firstIndex(of: level).map { "q\($0)" }
        let mode = state == nil ? "batch" : params["mode"]?.literal ?? "track"
        text += "let \(name) = risk_quantile(score, \(state ?? "0"), \(level), bundle, mode: \(mode))\n"
        text += "metric \(name)_quantile = \(name) at rollout\n"
      }
      let names = [
        "w_mix": "tail", "mixing": "mixing", "upper_tail": "upper", "w_up": "upper_tail", "natural_baseline": "natural",
        "normalize": "normalize", "min_std": "min_std", "eps": "eps",
      ]
      var options = ["alpha: \(alpha)", "beta: \(beta)"]
      for (name, value) in params.sorted(by: { $0.key < $1.key }) where value != .null {
        if let option = names[name] { options.append("\(option): \(value.literal)") }
      }
      let credit = params["credit"]?.literal.replacing("-", with: "_") ?? "sum_mean"
      let eps = params["eps"].map { ", eps: \($0.literal)" } ?? ""
      return text + """
        metric paper_score = score at rollout
        let per_paper = risk_advantage(score, lower, upper, bundle, \(options.joined(separator: ", ")))
        metric risk = per_paper at rollout
        advantage = risk_credit(per_paper, r, paper, credit: \(credit)\(eps)) ?? 0

        """
    },
    parameters: { _ in [:] },
    rows: { golden in
      var rows: [[String: JSONValue]] = []
      for (bundle, value) in (golden.inputs["bundles"]?.list ?? []).enumerated() {
        for (question, responses) in (value["questions"]?.list ?? []).enumerated() {
          for (index, response) in responses.list.enumerated() {
            rows.append([
              "id": .list([bundle, question, index].map { .number(Double($0)) }), "reward": response,
              "group_id": .text("\(bundle)/\(question)"), "bundle_id": .number(Double(bundle)),
            ])
          }
        }
      }
      return rows
    },
    output: { name, scored in
      // Rows by bundle, then by question.
      let bundles = runs(of: scored) { $0["id"]?.list.first ?? .null }.map { bundle in
        runs(of: bundle) { $0["id"]?.list[1] ?? .null }
      }
      /// One value for each paper.
      func papers(_ bundle: [[JSONValue]], _ name: String) -> [JSONValue] {
        (bundle.first ?? []).map { score(name, of: $0) }.filter { $0 != .null }
      }
      switch name {
      case "paper_scores": return .list(bundles.map { .list(papers($0, "paper_score")) })
      case "paper_advantages": return .list(bundles.map { .list(papers($0, "risk")) })
      case "quantiles":
        return .list(
          bundles.map { bundle in
            .list(["lower_quantile", "upper_quantile"].map { score($0, of: bundle.first?.first ?? .null) })
          })
      case "advantages":
        return .list(bundles.map { .list($0.map { .list($0.map { $0["advantage"] ?? .null }) }) })
      default:
        let tracked = scored.first?["scores"]?.members.filter { $0.key.hasPrefix("tracked_") } ?? [:]
        return .object(
          Dictionary(
            uniqueKeysWithValues: tracked.map { name, value in
              (String(name.dropFirst("tracked_".count)).replacing("_", with: "."), value)
            }))
      }
    })

  /// Neighbours with the same key together.
  private static func runs(of rows: [JSONValue], by key: (JSONValue) -> JSONValue) -> [[JSONValue]] {
    var result: [[JSONValue]] = []
    for row in rows {
      if let last = result.last?.last, key(last) == key(row) {
        result[result.count - 1].append(row)
      } else {
        result.append([row])
      }
    }
    return result
  }
}
