extension GoldenBindings {
  /// Objective formalisms: a formula is source, so the spec's text is written from the forms. A row's id holds the names of
  /// the forms and of the machines' states.
  static let objectiveForms = GoldenBinding(
    spec: { golden in
      let trajectories = golden.inputs["trajectories"]?.list ?? []
      let width = trajectories.flatMap { $0["rewards"]?.list ?? [] }.map(\.list.count).max() ?? 1
      var text = """
        spec objective_forms_case 1.0.0
        input labels: list<text> per turn
        param gamma: 0..1 = 1
        let discount = gamma ^ position(turn)

        """
      if forms(golden).contains(where: { $0["form"]?.text == "regularized" }) { text += "input logp_sum: real\n" }
      for part in 0..<width {
        text += "input reward\(part): real? per turn\nlet return\(part) = sum(discount * reward\(part) over rollout)\n"
      }
      for (index, form) in forms(golden).enumerated() { text += source(of: form, index, width: width) }
      return text
    },
    parameters: { golden in literals(golden.params.filter { $0.key != "forms" }) },
    rows: { golden in
      let forms = forms(golden)
      let names = JSONValue.list(forms.map { .list([$0["form"] ?? .null, .list(states(of: $0).map { .text($0) })]) })
      return (golden.inputs["trajectories"]?.list ?? []).enumerated().map { index, trajectory in
        var row = trajectory.members
        let rewards = row.removeValue(forKey: "rewards")?.list.map(\.list) ?? []
        for part in 0..<(rewards.map(\.count).max() ?? 0) {
          row["reward\(part)"] = .list(rewards.map { part < $0.count ? $0[part] : .null })
        }
        row["id"] = .list([.number(Double(index)), names])
        row["group_id"] = .text("g")
        return row
      }
    },
    output: { _, scored in
      let first = scored.first ?? .null
      return .list(
        (first["id"]?.list.last?.list ?? []).enumerated().map { index, form in
          var value: [String: JSONValue] = ["form": form.list[0]]
          let each = scored.map { score("each\(index)", of: $0) }
          if first["scores"]?["each\(index)"] != nil { value["per_trajectory"] = .list(each) }
          if first["scores"]?["end\(index)"] != nil {
            value["end_states"] = .list(scored.map { form.list[1].list[Int(score("end\(index)", of: $0).number ?? 0)] })
          }
          let parts = first.series("group\(index)_")
          value["group"] = parts.isEmpty ? score("group\(index)", of: first) : .list(parts)
          return .object(value)
        })
    })

  private static func forms(_ golden: GoldenCase) -> [JSONValue] { golden.params["forms"]?.list ?? [] }

  /// The declarations that compute one form.
  private static func source(of form: JSONValue, _ index: Int, width: Int) -> String {
    let name = form["form"]?.text ?? ""
    let weights = form["weights"]?.list.map(\.literal) ?? [String](repeating: "1", count: width)
    let total = weights.enumerated().map { "\($1) * return\($0)" }.joined(separator: " + ")
    func each(_ value: String) -> String { "metric each\(index) = \(value)\n" }
    let mean = "metric group\(index) = mean(each\(index) over group)\n"
    let returns = (0..<width).map { "return\($0)" }
    let means = returns.map { "mean(\($0) over group)" }
    let function = form["f"]?.text ?? ""
    switch name {
    case "markov": return each(total) + mean
    case "average":
      let step = weights.enumerated().map { "\($1) * reward\($0)" }.joined(separator: " + ")
      return each("divide(sum(\(step) over rollout), count(turn over rollout), or: 0)") + mean
    case "regularized": return each("\(total) - \(form["alpha"]?.literal ?? "0.1") * logp_sum") + mean
    case "inner": return each(apply(function, to: "(\(total))")) + mean
    case "outer": return "metric group\(index) = \(apply(function, to: "mean(\(total) over group)"))\n"
    case "inner_multi": return each(join(function, returns)) + mean
    case "outer_multi": return "metric group\(index) = \(join(function, means))\n"
    case "lexicographic":
      return means.enumerated().map { "metric group\(index)_\($0) = \($1)\n" }.joined()
    case "ltlf": return each("(\(outermost(form["formula"] ?? .null)))") + mean
    case "machine": return machine(form, index) + each("machine\(index)") + mean
    default: return "\(name) is no form that is known\n"
    }
  }

  private static func apply(_ function: String, to value: String) -> String {
    switch function {
    case "square": "\(value) ^ 2"
    case "sqrt": "sqrt(max(\(value), 0))"
    case "log": "log(max(\(value), 0))"
    case "identity", "": value
    default: "\(function)(\(value))"
    }
  }

  private static func join(_ function: String, _ values: [String]) -> String {
    switch function {
    case "product": values.joined(separator: " * ")
    case "sum": values.joined(separator: " + ")
    case "mean": "(\(values.joined(separator: " + "))) / \(values.count)"
    default: values.count == 1 ? values[0] : "\(function)(\(values.joined(separator: ", ")))"
    }
  }

  // MARK: Machines

  /// The states in the order in which the machine names them, the start first.
  private static func states(of form: JSONValue) -> [String] {
    var states = [form["start"]?.text ?? "start"]
    for edge in form["delta"]?.list ?? [] {
      for state in [edge.list[0], edge.list[2]].compactMap(\.text) where state != "*" && !states.contains(state) {
        states.append(state)
      }
    }
    return states
  }

  /// A reward machine. Its first edge only says where it starts: nothing is labelled with a bell.
  private static func machine(_ form: JSONValue, _ index: Int) -> String {
    let states = states(of: form)
    func name(_ state: JSONValue) -> String {
      state.text.flatMap { states.firstIndex(of: $0) }.map { "s\($0)" } ?? "any"
    }
    var text = "machine machine\(index) over turn {\n  s0 -[\"\\u{7}\" in labels]-> s0 pays discount\n"
    for edge in form["delta"]?.list ?? [] {
      let guards = edge.list[1].list.compactMap(\.text).map { literal in
        literal.hasPrefix("!") ? "not (\(has(String(literal.dropFirst()))))" : has(literal)
      }
      let condition = guards.isEmpty ? "position(turn) >= 0" : guards.joined(separator: " and ")
      text +=
        "  \(name(edge.list[0])) -[\(condition)]-> \(name(edge.list[2])) pays discount * \(edge.list[3].literal)\n"
    }
    let numbers = states.indices.dropLast().map { "machine\(index).end == s\($0) -> \($0)  " }.joined()
    let last = states.count - 1
    return text + "}\nmetric end\(index) = " + (last == 0 ? "0\n" : "when { \(numbers)else -> \(last) }\n")
  }

  private static func has(_ label: String) -> String { "\"\(label)\" in labels" }

  // MARK: Temporal logic

  /// A formula at the first step of a trajectory: false there is what only a step could make true.
  private static func outermost(_ formula: JSONValue) -> String {
    guard let operation = formula.list.first?.text else { return "until(false, \(inner(formula)))" }
    switch operation {
    case "!", "&", "|", "->": return connective(operation, formula.list.dropFirst().map { "(\(outermost($0)))" })
    default: return inner(formula)
    }
  }

  /// A formula inside another.
  private static func inner(_ formula: JSONValue) -> String {
    if let label = formula.text {
      return ["true", "false"].contains(label) ? label : has(label)
    }
    let operands = formula.list.dropFirst().map { "(\(inner($0)))" }
    switch (formula.list.first?.text ?? "", operands.count) {
    case ("X", 1): return "next(\(operands[0]))"
    case ("N", 1): return "not next(not \(operands[0]))"
    case ("F", 1): return "eventually(\(operands[0]))"
    case ("G", 1): return "always(\(operands[0]))"
    case ("U", 2): return "until(\(operands[0]), \(operands[1]))"
    case ("R", 2): return "not until(not \(operands[0]), not \(operands[1]))"
    case ("W", 2): return "until(\(operands[0]), \(operands[1])) or always(\(operands[0]))"
    case (let operation, _): return connective(operation, operands)
    }
  }

  private static func connective(_ operation: String, _ operands: [String]) -> String {
    switch operation {
    case "!": "not \(operands[0])"
    case "|": operands.joined(separator: " or ")
    case "->": "not \(operands[0]) or \(operands[1])"
    default: operands.joined(separator: " and ")
    }
  }
}
