extension GoldenBindings {
  /// The attempts of a case are those of one group.
  static let ghpo = GoldenBinding(
    spec: nil,
    parameters: { ["cold_start": ($0.params["start_step"] ?? .number(0)).literal] },
    rows: { golden in attempt(0, of: golden) },
    output: { name, scored in
      guard let first = scored.first else { return .null }
      switch name {
      case "rewards": return scores("total", scored)
      case "advantages": return advantages(scored)
      case "still_unsolved": return condition(zeroWhereMissing(score(name, of: first)))
      // The hint is the text of the group, by its length.
      case "hint":
        return .text(String((held(by: first).text ?? "").prefix(Int(score("hint_scalars", of: first).number ?? 0))))
      default: return score(name, of: first)
      }
    },
    answers: { golden, requests in
      requests.flatMap { request in
        let rungs = [0.25, 0.5, 0.75]
        let stage = (rungs.firstIndex { $0 == request["rung"]?.number } ?? 0) + 1
        return attempt(stage, of: golden).map { row in
          var row = row
          row["revises"] = request["id"]
          return row
        }
      }
    })

  private static func attempt(_ stage: Int, of golden: GoldenCase) -> [[String: JSONValue]] {
    let stages = golden.inputs["stage_rewards"]?.list ?? []
    let solution = golden.inputs["solution"] ?? .null
    return (stages.indices.contains(stage) ? stages[stage].list : []).enumerated().map { row, rewards in
      [
        "id": id(row, holding: solution), "group_id": .text("one"), "prompt": .text("p"), "solution": solution,
        "accuracy": rewards.list[0], "format": rewards.list[1],
        "train_step": golden.params["step"] ?? .null,
      ]
    }
  }
}
