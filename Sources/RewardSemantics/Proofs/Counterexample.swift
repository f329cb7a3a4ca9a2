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
  /// What must hold, in the source.
  private var conclusion: SourceRange?
  private var title: String

  init(of invariant: TypedInvariant, _ roots: [ExpressionID], _ replay: Replay, in spec: TypedSpec) {
    let labels = invariant.rollouts.map { $0 ?? "" }
    var parts = Components(of: spec)
    for root in roots { parts.visit(root) }
    self.init(labels, parts, replay, in: spec)
    conclusion = spec.expressions[invariant.conclusion].range
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
    components =
      parts.inputs.map { input in
        line(spec.inputs[input.id].name, spec.inputs[input.id].type, input.id) {
          replay.interpreter.value(ofExpression: input.expression, at: .rollout($0))
        }
      }
      + parts.declarations.map { declaration in
        line(spec.declarations[declaration].name, spec.declarations[declaration].type) {
          replay.value(of: declaration, at: $0)
        }
      }
    results = parts.probed.filter { !parts.declarations.contains($0) }.map { declaration in
      line(spec.declarations[declaration].name, spec.declarations[declaration].type) {
        replay.value(of: declaration, at: $0)
      }
    }
    results.removeAll { result in components.contains { $0.name == result.name } }
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
      lines.append("\(head) with \(own)" + (worth.isEmpty ? "" : " has \(worth)"))
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
    guard let conclusion, !all.contains(where: \.isMissing), !components.isEmpty else { return [] }
    let stubs = components.filter { $0.isShared && $0.input == nil }.map { "stub \($0.name) = \($0.written(0)) " }
    let bindings = components.filter { $0.isShared && $0.input != nil }.map { "\($0.name) \($0.written(0)) " }
    let members = rollouts.enumerated().map { row, label in
      let fields = components.filter { !$0.isShared }.map { "\($0.name): \($0.written(row))" }
      return "\(label.isEmpty ? "a" : label): { \(fields.joined(separator: ", ")) }"
    }
    let expected = spec.sources.text(in: conclusion)
    return [
      "to replay it: test \"\(title)\" { \(stubs.joined())group \(bindings.joined()){ \(members.joined(separator: ", ")) }"
        + " expect \(expected) }"
    ]
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
      return
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
    case .call, .random, .state, .item, .list, .position, .elements: own.isOpaque = true
    case .aggregate, .window:
      let isOfRollouts = expression.operands.allSatisfy { Grain.rollout.refines(spec.expressions[$0].type.grain) }
      if isOfRollouts {
        for operand in expression.operands { collect(operand, into: &own) }
      } else {
        own.isOpaque = true
      }
    default: for operand in expression.operands { collect(operand, into: &own) }
    }
  }
}
