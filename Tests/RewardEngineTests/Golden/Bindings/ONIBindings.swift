extension GoldenBindings {
  /// The example, and beside it the losses of the ranking model on labelled pairs.
  static let oni = GoldenBinding(
    spec: { golden in
      var text = example("oni", setting: [:])
      let pairs = golden.inputs["pairs"]?.list ?? []
      if pairs.isEmpty { return text }
      text += "\ninput pair_scores: list<list<real>> per batch\ninput pair_labels: list<real> per batch\n"
      for pair in pairs.indices {
        let label = "when { pair_labels[\(pair)] > 1 -> 0.5  else -> clamp(pair_labels[\(pair)], 0, 1) }"
        text += "metric pair_\(pair) = "
        text += "preference_loss(pair_scores[\(pair)][0], pair_scores[\(pair)][1], \(label))\n"
      }
      let losses = pairs.indices.map { "pair_\($0)" }.joined(separator: " + ")
      return text + "metric pair_loss = (\(losses)) / \(pairs.count)\n"
    },
    parameters: { parameters($0) },
    rows: { golden in
      let pairs = golden.inputs["pairs"]?.list ?? []
      return (golden.inputs["episodes"]?.list ?? []).enumerated().map { index, episode in
        let captions = episode["messages"]?.list ?? []
        return [
          "group_id": .text("e\(index)"), "caption": .list(captions),
          "id": id(index, holding: .text(captions.map(\.literal).joined(separator: "\n"))),
          "reset_caption": episode["reset_message"] ?? .null, "extrinsic": episode["extrinsic"] ?? .null,
          "labels": golden.inputs["labels"] ?? .object([:]),
          "pair_scores": .list(pairs.map { $0["scores"] ?? .null }),
          "pair_labels": .list(pairs.map { $0["label"] ?? .null }),
        ]
      }
    },
    output: { name, scored in
      let first = scored.first ?? .null
      switch name {
      case "rewards": return scores("total", scored)
      case "stats":
        return .object([
          "mean": score("running_mean", of: first), "var": score("running_var", of: first),
          "count": score("running_count", of: first),
        ])
      case "to_annotate":
        return .list(
          scored.flatMap { row in
            let captions = (held(by: row).text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            let asked = zip(captions, score("to_annotate", of: row).list).filter { $0.1 == .number(1) }
            return asked.map { JSONValue.text(String($0.0)) }
          })
      case "pair_losses":
        var losses: [JSONValue] = []
        while let loss = first["scores"]?["pair_\(losses.count)"] { losses.append(loss) }
        return .list(losses)
      case "pair_loss": return score(name, of: first)
      default: return scores(name, scored)
      }
    })
}
