import RewardSemantics

/// Inputs of every type and grain, and parameters.
extension SpecGenerator {
  func writeInputs() {
    spec.readsTurns = choices.isLucky(0.5)
    input("response", .text, .rollout, bound: choices.pick([nil, "<= 12 char", "<= 3 word", "<= 2 tok"]))
    input("answer", .text, .group, isOptional: choices.isLucky(0.3))
    input("mask", .bool, .token, selects: choices.isLucky(0.6))
    input("logp", .real, .token)
    input("pace", .real, .turn, isOptional: choices.isLucky(0.3))
    input("x", .real, .rollout)
    let forms: [GeneratedSpec.Input.Form] = [.real, .share, .label, .int, .bool, .text, .texts, .numbers, .json]
    for number in 0..<Int.random(in: 3...8, using: &choices) {
      let form = choices.pick(forms)
      let isList = form == .texts || form == .numbers
      let grains: [Grain] = isList ? [.rollout, .group] : [.token, .turn, .rollout, .rollout, .group]
      let grain = choices.pick(grains)
      input("in\(number)", form, grain, isOptional: choices.isLucky(0.4))
    }
    writeParameters()
  }

  private func input(
    _ name: String, _ form: GeneratedSpec.Input.Form, _ grain: Grain, isOptional: Bool = false, bound: String? = nil,
    selects: Bool = false
  ) {
    let type =
      switch form {
      case .real: "real"
      case .share: "0..1"
      case .label: "{0, 0.5, 1}"
      case .int: "int"
      case .bool: "bool"
      case .text: "text"
      case .texts: "list<text>"
      case .numbers: "list<real>"
      case .json: "json"
      }
    var text = "input \(name): \(type)\(isOptional ? "?" : "")"
    if let bound { text += " \(bound)" }
    if grain != .rollout { text += " per \(grain)" }
    if selects { text += " selects token" }
    spec.declarations.append(text)
    spec.inputs.append(.init(name: name, form: form, grain: grain, isOptional: isOptional))
    let kind: Term.Kind
    switch form {
    case .real, .share, .label, .int: kind = .number
    case .bool: kind = .condition
    case .text: kind = .text
    case .texts: kind = .texts
    case .numbers: kind = .numbers
    // Compared with its like, and asked whether it is there.
    case .json:
      let names = spec.inputs.filter { $0.form == .json && $0.grain.refines(grain) || $0.name == name }
      let other = choices.pick(names)
      let terms = [Term(name, grain), Term(other.name, other.grain, mayAbstain: other.isOptional || isOptional)]
      declare("let", "\(name)_same", .condition, Term("(\(name) == \(other.name))", of: terms))
      return
    }
    let term = Term(name, grain, mayAbstain: isOptional, mayLimit: bound != nil)
    named.append(Named(term: term, kind: kind, isScore: kind == .number || kind == .condition))
  }

  private func writeParameters() {
    let forms: [(String, String, Term.Kind?)] = [
      ("share", "0..1 = 0.25", .number), ("many", "int = 3", .number), ("open", "bool = true", .condition),
      ("word", #"text = "ab""#, .text), ("mode", "{alpha, beta, gamma} = \(choices.pick(symbols))", nil),
    ]
    for (name, rest, kind) in forms where choices.isLucky(0.5) || kind == nil {
      spec.declarations.append("param \(name): \(rest)")
      if let kind { named.append(Named(term: Term(name), kind: kind, isScore: false)) }
    }
  }
}
