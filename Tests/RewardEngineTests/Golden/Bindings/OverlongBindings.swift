extension GoldenBindings {
  static let dapoOverlong = GoldenBinding(
    spec: nil,
    parameters: { golden in
      var values = literals(golden.params.filter { ["max_length", "buffer", "factor"].contains($0.key) })
      for (name, value) in golden.params {
        // Whether responses that were cut off leave the loss, and whether the punishment ends at the limit.
        if name.contains("filter") || name.contains("mask"), value == .bool(true) { values["cut_off"] = "drop" }
        if name.contains("cap"), value == .bool(false) { values["beyond"] = "linear" }
      }
      return values
    },
    rows: { golden in
      rows(of: golden, [("lengths", "length"), ("rewards", "reward"), ("truncated", "truncated")]).map {
        $0.merging(["group_id": .text("all")]) { own, _ in own }
      }
    },
    output: { name, scored in name == "keep" ? conditions("keep", scored) : scores(name, scored) })
}
