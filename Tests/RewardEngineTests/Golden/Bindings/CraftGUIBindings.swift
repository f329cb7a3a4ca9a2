extension GoldenBindings {
  /// CRAFT-GUI: one row for each sample. The curriculum is a list of stages, which the command line cannot set: it is
  /// written into the example's text.
  static let craftGUI = GoldenBinding(
    spec: { golden in
      let stages = golden.params["stages"]?.list ?? []
      func bounds(_ index: Int, absent: Double) -> String {
        let values = stages.map { $0.list[index].number ?? absent }
        return "[\((values.isEmpty ? [absent] : values).map { JSONValue.number($0).literal }.joined(separator: ", "))]"
      }
      return example("craft_gui", setting: ["starts": bounds(0, absent: 0), "ends": bounds(1, absent: 1_000_000)])
    },
    parameters: { golden in
      var parameters = literals(golden.params.filter { $0.key != "stages" })
      parameters["stage"] = parameters["stage"] ?? "0"
      parameters["cumulative"] = parameters["cumulative"] ?? "false"
      for (name, weight) in golden.params["weights"]?.members ?? [:] { parameters["weight_\(name)"] = weight.literal }
      parameters["weights"] = nil
      return parameters
    },
    rows: { golden in
      (golden.inputs["samples"]?.list ?? []).map { sample in
        var row = sample.members
        row["group_id"] = .text("g")
        return row
      }
    },
    output: { name, scored in
      .list(
        scored.map { row in
          switch name {
          case "rewards": score("total", of: row)
          case "included": condition(score("included", of: row))
          default:
            .object([
              "format": score("readable", of: row), "type": score("type", of: row), "param": score("param", of: row),
              "judge": score("judged", of: row),
            ])
          }
        })
    })
}
