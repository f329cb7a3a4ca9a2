import RewardSyntax

/// Rollouts for which a claim does not hold, as the interpreter computed them.
struct Counterexample {
  /// One value for each rollout, or one for all of them.
  struct Line {
    var name: String
    var values: [Value]
    var isShared: Bool
    /// Given by the rows rather than computed by the spec.
    var input: InputID?
    var unit: String?
  }
  /// How the claim names the rollouts.
  var rollouts: [String]
  /// What the claim's scores are made of.
  var components: [Line]
  /// The scores themselves.
  var results: [Line]
  /// The declarations that the claim reads.
  private var read: [DeclarationID]
  /// What must hold.
  private var conclusion: ExpressionID?
  private var title: String
  /// Whether a component is a text, which is not shown.
  private var hasTexts = false
  /// Components that read the same text, and its name.
  private var kin: (components: [String], input: String)?

  init(of invariant: TypedInvariant, _ roots: [ExpressionID], _ replay: Replay, in spec: TypedSpec) {
    let labels = invariant.rollouts.map { $0 ?? "" }
    var parts = Components(of: spec)
    for root in roots { parts.visit(root) }
    self.init(labels, parts, replay, in: spec)
    conclusion = invariant.conclusion
    title = invariant.name
  }

  /// - Parameter opened: whether the level is open that is open for the first rollout only.
  init(of gate: TypedGate, opened: DeclarationID, _ replay: Replay, in spec: TypedSpec) {
    var parts = Components(of: spec)
    parts.probe(gate.score)
    parts.probe(opened)
    self.init(["a", "b"], parts, replay, in: spec)
    title = gate.name
  }

  /// What a score of one rollout is made of.
  init(of declaration: DeclarationID, _ replay: Replay, in spec: TypedSpec) {
    var parts = Components(of: spec)
    parts.probe(declaration)
    self.init([""], parts, replay, in: spec)
  }

  /// The components of the only rollout.
  var described: [String] { components.map { describe($0, 0) } }

  private init(_ labels: [String], _ parts: Components, _ replay: Replay, in spec: TypedSpec) {
    rollouts = labels
    read = parts.probed
    title = ""
    func line(_ name: String, _ type: ExpressionType, _ input: InputID? = nil, _ value: (Int) -> Value) -> Line {
      let isShared = type.grain != .rollout
      let values = (isShared ? [0] : Array(labels.indices)).map(value)
      return Line(name: name, values: values, isShared: isShared, input: input, unit: type.value.unit)
    }
    // What is no number says nothing here: what is made of it does.
    let components = parts.declarations.filter { spec.declarations[$0].type.value.base.isNumeric }
    hasTexts = components.count < parts.declarations.count
    kin = Self.kin(among: parts.declarations, in: spec)
    self.components =
      parts.inputs.map { input in
        line(spec.inputs[input.id].name, spec.inputs[input.id].type, input.id) {
          replay.interpreter.value(ofExpression: input.expression, at: .rollout($0))
        }
      }
      + components.map { declaration in
        line(spec.declarations[declaration].name, spec.declarations[declaration].type) {
          replay.value(of: declaration, at: $0)
        }
      }
    results = parts.probed.filter {
      !parts.declarations.contains($0) && spec.declarations[$0].type.value.base.isNumeric
    }.map { declaration in
      line(spec.declarations[declaration].name, spec.declarations[declaration].type) {
        replay.value(of: declaration, at: $0)
      }
    }
    results.removeAll { result in self.components.contains { $0.name == result.name } }
  }

  /// The components that follow from one input, if several do: how they hang together is not known.
  private static func kin(among components: [DeclarationID], in spec: TypedSpec) -> (
    components: [String], input: String
  )? {
    for (input, declared) in spec.inputs.enumerated() where declared.type.grain.refines(.rollout) {
      let reading = components.filter { component in
        spec.expressionsRead(from: component..<component + 1).contains {
          spec.expressions[$0].operation == .input(input)
        }
      }
      if reading.count > 1 { return (reading.map { spec.declarations[$0].name }, declared.name) }
    }
    return nil
  }

  /// In sentences: what each rollout has, and what it is worth then.
  func lines(in spec: TypedSpec) -> [String] {
    var lines: [String] = []
    let shared = components.filter(\.isShared)
    if !shared.isEmpty { lines.append("where " + shared.map { describe($0, 0) }.joined(separator: ", ")) }
    for (row, label) in rollouts.enumerated() {
      let own = components.filter { !$0.isShared }.map { describe($0, row) }.joined(separator: ", ")
      let worth = results.map { describe($0, $0.isShared ? 0 : row) }.joined(separator: ", ")
      let head = label.isEmpty ? "a rollout" : "`\(label)`"
      lines.append(
        head + (own.isEmpty ? "" : " with \(own)") + (worth.isEmpty ? "" : " has \(worth)"))
    }
    if let kin {
      let names = kin.components.map { "`\($0)`" }
      let all = names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
      lines.append("\(all) follow from `\(kin.input)`, and are taken to vary each by itself")
    }
    return lines
  }

  private func describe(_ line: Line, _ row: Int) -> String { "\(line.name) \(line.written(row))" }

  /// The declarations that disagree, as places to look at.
  func causes(in spec: TypedSpec) -> [Diagnostic.Label] {
    results.compactMap { result in
      guard let declaration = read.first(where: { spec.declarations[$0].name == result.name }) else { return nil }
      let values = zip(rollouts, result.values).map { $0.isEmpty ? $1.description : "\($0): \($1.description)" }
      return .init(spec.declarations[declaration].range, values.joined(separator: ", "))
    }
  }

  /// A test that fails for the same reason; empty where a test cannot say what is missing.
  func test(in spec: TypedSpec) -> [String] {
    let all = components.flatMap(\.values)
    guard let conclusion, !hasTexts, !all.contains(where: \.isMissing), !components.isEmpty else { return [] }
    let stubs = components.filter { $0.isShared && $0.input == nil }.map { "stub \($0.name) = \($0.written(0)) " }
    let bindings = components.filter { $0.isShared && $0.input != nil }.map { "\($0.name) \($0.written(0)) " }
    let members = rollouts.enumerated().map { row, label in
      let fields = components.filter { !$0.isShared }.map { "\($0.name): \($0.written(row))" }
      return "\(label.isEmpty ? "a" : label): { \(fields.joined(separator: ", ")) }"
    }
    let expected = written(conclusion, in: spec)
    return [
      "to replay it: test \"\(title)\" { \(stubs.joined())group \(bindings.joined()){ \(members.joined(separator: ", ")) }"
        + " expect \(expected) }"
    ]
  }
}

extension Counterexample {
  /// The conclusion as an expectation: a test reads what the spec computes, and says the values of inputs itself.
  private func written(_ conclusion: ExpressionID, in spec: TypedSpec) -> String {
    let range = spec.expressions[conclusion].range
    var text = spec.sources.text(in: range)
    for probe in spec.probesOfInputs(in: conclusion).sorted(by: { $0.range.start > $1.range.start }) {
      guard let line = components.first(where: { $0.input == probe.input }) else { continue }
      let start = text.utf8.index(text.startIndex, offsetBy: probe.range.start - range.start)
      let end = text.utf8.index(text.startIndex, offsetBy: probe.range.end - range.start)
      text.replaceSubrange(start..<end, with: line.written(line.isShared ? 0 : probe.row))
    }
    return text
  }
}

extension TypedSpec {
  /// Where a condition of a claim reads an input of a rollout.
  fileprivate func probesOfInputs(in id: ExpressionID) -> [(row: Int, input: InputID, range: SourceRange)] {
    let expression = expressions[id]
    if case .probe(let row, let declaration) = expression.operation {
      return input(readBy: declarations[declaration].value).map { [(row, $0, expression.range)] } ?? []
    }
    return expression.operands.flatMap(probesOfInputs)
  }
}

extension Counterexample.Line {
  /// A value as a test writes it.
  fileprivate func written(_ row: Int) -> String {
    if case .text(let bytes) = values[row].payload { return String(decoding: bytes, as: UTF8.self) }
    return values[row].description + (unit.map { " \($0)" } ?? "")
  }
}

/// What the scores of a claim are made of: the inputs they read, and the declarations that read more than numbers.
private struct Components {
  let spec: TypedSpec
  private(set) var probed: [DeclarationID] = []
  private(set) var declarations: [DeclarationID] = []
  private(set) var inputs: [(id: InputID, expression: ExpressionID)] = []
  private var seen: Set<DeclarationID> = []

  init(of spec: TypedSpec) { self.spec = spec }

  /// A condition of the claim.
  mutating func visit(_ id: ExpressionID) {
    let expression = spec.expressions[id]
    if case .probe(_, let declaration) = expression.operation { return probe(declaration) }
    for operand in expression.operands { visit(operand) }
  }

  mutating func probe(_ declaration: DeclarationID) {
    if !probed.contains(declaration) { probed.append(declaration) }
    enter(declaration)
  }

  private mutating func enter(_ declaration: DeclarationID) {
    guard seen.insert(declaration).inserted else { return }
    var own = Own()
    collect(spec.declarations[declaration].value, into: &own)
    if own.isOpaque {
      declarations.append(declaration)
      // A stub of a judge is an answer, which counts where the judge's own condition holds.
      guard spec.declarations[declaration].kind == .judge else { return }
    }
    for input in own.inputs where !inputs.contains(where: { $0.id == input.id }) { inputs.append(input) }
    for reference in own.references { enter(reference) }
  }

  /// What one declaration reads, up to other declarations.
  private struct Own {
    var references: [DeclarationID] = []
    var inputs: [(id: InputID, expression: ExpressionID)] = []
    /// Whether it reads something that no row says as a number.
    var isOpaque = false
  }

  private func collect(_ id: ExpressionID, into own: inout Own) {
    let expression = spec.expressions[id]
    if let input = spec.input(readBy: id) {
      let type = expression.type
      let isSaid = type.value.base.isNumeric || type.value.base.isSymbol
      if isSaid, Grain.rollout.refines(type.grain) {
        own.inputs.append((input, id))
      } else {
        own.isOpaque = true
      }
      return
    }
    switch expression.operation {
    case .constant: return
    case .reference(let declaration): own.references.append(declaration)
    case .call, .ask, .random, .state, .item, .list, .position, .elements: own.isOpaque = true
    case .aggregate(let aggregate): collect(expression.operands, over: aggregate.over, into: &own)
    case .window(let window): collect(expression.operands, over: window.over, into: &own)
    default: for operand in expression.operands { collect(operand, into: &own) }
    }
  }

  /// What is computed of several elements: also the keys of the parts that they lie in.
  private func collect(_ operands: [ExpressionID], over container: Grain, into own: inout Own) {
    guard operands.allSatisfy({ Grain.rollout.refines(spec.expressions[$0].type.grain) }) else {
      own.isOpaque = true
      return
    }
    let keys = container.derivedGrains.filter { $0.kind == .parts }.map { spec.derivedGrains[$0.id] }
    for operand in operands + keys { collect(operand, into: &own) }
  }
}
