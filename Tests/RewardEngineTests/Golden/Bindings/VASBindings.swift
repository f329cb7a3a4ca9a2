extension GoldenBindings {
  /// The targets of the value model; decoding with it scores no rollouts.
  static let vas = GoldenBinding(
    spec: nil, parameters: { parameters($0, renamed: ["lam": "lambda"]) },
    rows: { golden in
      let train = golden.inputs["train"]
      return (train?["values"]?.list ?? []).enumerated().map { index, values in
        masked([
          "group_id": .text("\(index)"), "values": values, "mask": train?["mask"]?.list[index] ?? .null,
          "prediction": train?["predictions"]?.list[index] ?? .null, "score": train?["scores"]?.list[index] ?? .null,
        ])
      }
    },
    output: { name, scored in
      name == "returns" ? scores(name, scored) : scored.first.map { score(name, of: $0) } ?? .null
    }, covers: { $0.inputs["train"] != nil })
}
