import RewardSemantics

/// Inputs of every type and grain, and parameters.
extension SpecGenerator {
  func writeInputs() {
    spec.readsTurns = choices.isLucky(0.4)
    input("response", .text, .rollout, bound: choices.pick([nil, "<= 12 char", "<= 3 word", "<= 2 tok"]))
    input("answer", .text, .group, isOptional: choices.isLucky(0.3))
    input("mask", .bool, .token, selects: choices.isLucky(0.6) ? .token : nil)
    input("logp", .real, .token)
    if choices.isLucky(0.4) { input("turn_of", .turnIndex, .token, selects: .turn) }
    input("pace", .real, .turn, isOptional: choices.isLucky(0.3))
    input("x", .real, .rollout)
    if choices.isLucky(0.3) {
      let form = choices.pick([GeneratedSpec.Input.Form.bool, .share, .real, .int, .text])
      spec.declarations.append("input versus: \(form.type) per pair")
      spec.inputs.append(.init(name: "versus", form: .perItem(form), grain: .pair))
      enter("versus", form, Term("versus", .pair, mayAbstain: true))
    }
    for number in 0..<Int.random(in: 3...8, using: &choices) { writeInput("in\(number)") }
    writeParameters()
  }

  private func writeInput(_ name: String) {
    typealias Form = GeneratedSpec.Input.Form
    let plain: [Form] = [.real, .share, .label, .int, .bool, .text]
    let more: [Form] = [
      .json, .symbol(["good", "bad", "odd"]), .symbol(["good", "bad", "odd"]), .list(.text), .list(.real),
      .list(.real), .list(.int), .list(.bool), .list(.list(.real)), .list(.list(.real)), .table(.real), .table(.text),
      .table(.list(.real)), .table(.list(.text)), .record, .record,
    ]
    let form = choices.pick(choices.isLucky(0.45) ? plain : more)
    var grains: [Grain] = [.token, .turn, .rollout, .rollout, .group, .batch]
    if case .table = form { grains = [.turn, .rollout, .group] }
    if form == .list(.list(.real)) { grains = [.turn, .rollout, .rollout, .group] }
    if form == .json || form == .record { grains = [.rollout, .group] }
    let grain = choices.pick(grains)
    let isList = if case .list = form { true } else { false }
    let bound = isList && choices.isLucky(0.15) ? "<= \(choices.pick(["1", "2"]))" : nil
    input(name, form, grain, isOptional: choices.isLucky(0.35), bound: bound)
  }

  func input(
    _ name: String, _ form: GeneratedSpec.Input.Form, _ grain: Grain, isOptional: Bool = false, bound: String? = nil,
    selects: Grain? = nil
  ) {
    var text = "input \(name): \(form.type)\(isOptional ? "?" : "")"
    if let bound { text += " \(bound)" }
    if grain != .rollout { text += " per \(grain.name)" }
    if let selects { text += " selects \(selects.name)" }
    spec.declarations.append(text)
    spec.inputs.append(.init(name: name, form: form, grain: grain, isOptional: isOptional))
    enter(name, form, Term(name, grain, mayAbstain: isOptional, mayLimit: bound != nil))
  }

  /// Enters a column among what expressions can read.
  private func enter(_ name: String, _ form: GeneratedSpec.Input.Form, _ term: Term) {
    let kind: Term.Kind
    switch form {
    case .real, .share, .label, .int, .turnIndex: kind = .number
    case .bool: kind = .condition
    case .text, .key: kind = .text
    case .list(.text): kind = .texts
    case .list(.list): kind = .vectors
    case .list: kind = .numbers
    case .symbol(let set): return symbolic.append((term, set))
    case .table(.text): return tables.append((term, .text))
    case .table(.list(.text)): return tables.append((term, .texts))
    case .table(.list): return tables.append((term, .numbers))
    case .table: return tables.append((term, .number))
    case .record: return records.append(term)
    case .criteria: return
    case .perItem(let form): return enter(name, form, term)
    // Compared with its like, and asked whether it is there.
    case .json:
      let names = spec.inputs.filter { $0.form == .json && $0.grain.refines(term.grain) || $0.name == name }
      let other = choices.pick(names)
      let terms = [term, Term(other.name, other.grain, mayAbstain: other.isOptional)]
      return declare("let", "\(name)_same", .condition, Term("(\(name) == \(other.name))", of: terms))
    }
    named.append(Named(term: term, kind: kind, isScore: kind == .number || kind == .condition))
  }

  private func writeParameters() {
    let forms: [(String, String, Term.Kind?)] = [
      ("share", "0..1 = 0.25", .number), ("many", "int = 3", .number), ("open", "bool = true", .condition),
      ("word", #"text = "ab""#, .text), ("mode", "{alpha, beta, gamma} = \(choices.pick(symbols))", nil),
    ]
    for (name, rest, kind) in forms where choices.isLucky(0.5) || kind == nil {
      spec.declarations.append("param \(name): \(rest)")
      if let kind { named.append(Named(term: Term(name), kind: kind, isDeclared: false)) }
    }
  }

  // MARK: Rubrics

  /// Criteria of the rows, with what judges said of them; or criteria of the spec.
  func writeRubric() {
    if choices.isLucky(0.6) {
      spec.declarations.append("input rubric: list<criterion> per group")
      spec.inputs.append(.init(name: "rubric", form: .criteria, grain: .group))
    } else {
      let count = choices.pick([1, 2, 3])
      let criteria = (0..<count).map { number in
        var text = "  criterion \(textLiteral())"
        if choices.isLucky(0.7) { text += " weight \(choices.pick(["2", "0.5", "-1", "0"]))" }
        if choices.isLucky(0.5) { text += " tags [\(textLiteral())\(choices.isLucky(0.4) ? ", \"hard\"" : "")]" }
        if choices.isLucky(0.4) { text += " id \"line \(number)\"" }
        return text
      }
      spec.criteria = count
      spec.declarations.append("rubric house {\n\(criteria.joined(separator: "\n"))\n}")
    }
    let items = derive("criterion", .items, in: [.group])
    let criterion = Grain.derived(items)
    let verdict = Grain.product(.rollout, items)
    criteria = items
    grains += [criterion, verdict]
    for (name, kind) in [("text", Term.Kind.text), ("id", .text), ("weight", .number), ("tags", .texts)] {
      named.append(Named(term: Term("criterion.\(name)", criterion), kind: kind, isDeclared: false))
    }
    if spec.criteria == nil {
      named.append(Named(term: Term("criterion.instruction_id", criterion), kind: .text, isDeclared: false))
    }
    func input(_ name: String, _ form: GeneratedSpec.Input.Form, _ grain: Grain) {
      spec.declarations.append("input \(name): \(form.type) per \(grain.name)")
      spec.inputs.append(.init(name: name, form: .perItem(form), grain: grain))
      enter(name, form, Term(name, grain, mayAbstain: true))
    }
    input("met", choices.pick([.bool, .bool, .real, .share]), verdict)
    if choices.isLucky(0.5) { input("note", choices.pick([.text, .int]), verdict) }
    if choices.isLucky(0.5) { input("hard", choices.pick([.real, .bool, .text]), criterion) }
    for _ in 0..<2 {
      let grain = choices.pick([verdict, verdict, criterion])
      let kind = choices.pick([Term.Kind.number, .number, .condition, .text])
      let place = Term("(random(per \(grain.name)) + position(\(grain.name)))", grain)
      if choices.isLucky(0.25) { declare("let", freshName("judged"), .number, place) }
      if choices.isLucky(0.6) { declare("let", freshName("judged"), kind, exactly(kind, grain, depth: 2)) }
    }
  }
}

extension GeneratedSpec.Input.Form {
  /// As a declaration writes it.
  var type: String {
    switch self {
    case .real: "real"
    case .share: "0..1"
    case .label: "{0, 0.5, 1}"
    case .int, .turnIndex: "int"
    case .bool: "bool"
    case .text, .key: "text"
    case .json, .record: "json"
    case .symbol(let names): "{\(names.joined(separator: ", "))}"
    case .list(let element): "list<\(element.type)>"
    case .table(let element): "table<\(element.type)>"
    case .criteria: "list<criterion>"
    case .perItem(let form): form.type
    }
  }
}
