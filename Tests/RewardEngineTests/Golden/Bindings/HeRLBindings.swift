extension GoldenBindings {
  /// A revision whose score is given has that score as the verdict on each criterion.
  static let herl = GoldenBinding(
    spec: nil,
    parameters: { golden in
      var parameters = literals(golden.params)
      if let top = parameters.removeValue(forKey: "replace_top_n") { parameters["top"] = top }
      let candidates = (golden.inputs["revisions"]?.list ?? []).compactMap { $0["candidate"]?.number }
      parameters["samples"] = "\(max(1, candidates.count(where: { $0 == candidates[0] })))"
      return parameters
    },
    rows: { golden in
      let order = golden.inputs["slot_order"]?.list ?? []
      return (golden.inputs["rubric_flags"]?.list ?? []).enumerated().map { row, flags in
        [
          "id": .number(Double(row)), "group_id": .text("one"), "prompt": .text("p"), "response": .text("draft"),
          "rubric": .list(criteria(golden, count: flags.list.count)), "met": flags,
          "revise_slot": .number(Double(order.firstIndex(of: .number(Double(row))) ?? 0)),
        ]
      }
    },
    output: { name, scored in
      let slots = scored.enumerated().filter { $1["slot"] != nil }
        .sorted { ($0.element["slot"]?["slot"]?.number ?? 0) < ($1.element["slot"]?["slot"]?.number ?? 0) }
      func filled(_ kind: String) -> [JSONValue] {
        slots.compactMap { $0.element["slot"] }.filter { $0["kind"] == .text(kind) }
      }
      switch name {
      case "base_scores": return scores("followed", scored)
      case "best": return scored.first.map { score("best", of: $0) } ?? .null
      case "triggered": return scored.first.map { condition(score("triggered", of: $0)) } ?? .null
      case "candidates":
        return .list(scored.indices.filter { score("asked", of: scored[$0]) == .number(1) }.map { .number(Double($0)) })
      case "shaped_scores": return scores("shaped", scored)
      case "selected_revisions": return .list(filled("guided").map { $0["answer"] ?? .null })
      case "copied_sources": return .list(filled("copy").map { $0["source"] ?? .null })
      case "replaced_slots": return .list(slots.map { .number(Double($0.offset)) })
      case "slot_kinds": return .list(scored.map { $0["slot"]?["kind"] ?? .text("policy") })
      case "final_rewards": return scores("mixed", scored)
      default: return advantages(scored)
      }
    },
    answers: { golden, requests in
      let count = golden.inputs["rubric_flags"]?.list.first?.list.count ?? 0
      return (golden.inputs["revisions"]?.list ?? []).enumerated().map { row, revision in
        let request = requests.first { $0["rollout"] == revision["candidate"] }
        return [
          "id": .number(Double(row)), "revises": request?["id"] ?? .null, "response": .text("revision"),
          "met": .list(Array(repeating: revision["score"] ?? .null, count: count)),
        ]
      }
    })

  private static func criteria(_ golden: GoldenCase, count: Int) -> [JSONValue] {
    let weights = golden.inputs["rubric_weights"]?.list ?? []
    return (0..<count).map { place in
      .object([
        "criterion": .text("criterion \(place)"),
        "points": weights.indices.contains(place) ? weights[place] : .number(1),
      ])
    }
  }
}
