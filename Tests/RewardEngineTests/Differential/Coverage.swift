import RewardSyntax

@testable import RewardSemantics

/// What the generated specs have made use of, by name.
struct Coverage {
  private(set) var operations: Set<String> = []
  private(set) var arithmetic: Set<String> = []
  private(set) var vectorArithmetic: Set<String> = []
  private(set) var reductions: Set<String> = []
  /// Clauses of aggregates and windows.
  private(set) var clauses: Set<String> = []
  private(set) var operandReductions: Set<String> = []
  private(set) var windows: Set<String> = []
  private(set) var grains: Set<String> = []
  private(set) var builtins: Set<String> = []
  private(set) var inputs: Set<String> = []
  private(set) var constructs: Set<String> = []
  private(set) var statuses: Set<String> = []

  /// What is wanted and has not been seen, by subject.
  var lacking: [(subject: String, names: Set<String>)] {
    [
      ("operations", Wanted.operations.subtracting(operations)),
      ("arithmetic", Wanted.arithmetic.subtracting(arithmetic)),
      ("vector arithmetic", Wanted.vectorArithmetic.subtracting(vectorArithmetic)),
      ("reductions", Wanted.reductions.subtracting(reductions)),
      ("clauses", Wanted.clauses.subtracting(clauses)),
      ("operand reductions", Wanted.operandReductions.subtracting(operandReductions)),
      ("windows", Wanted.windows.subtracting(windows)),
      ("grains", Wanted.grains.subtracting(grains)),
      ("inputs", Wanted.inputs.subtracting(inputs)),
      ("constructs", Wanted.constructs.subtracting(constructs)),
      ("statuses", Wanted.statuses.subtracting(statuses)),
      ("builtins", Wanted.builtins.subtracting(builtins)),
    ]
  }

  // MARK: Specs

  mutating func add(_ spec: TypedSpec) {
    builtins.formUnion(spec.builtins.map(\.name))
    for input in spec.inputs { inputs.formUnion(Self.names(of: input)) }
    for expression in spec.expressions { add(expression, of: spec) }
    if !spec.emissions.isEmpty { constructs.insert("emit") }
    for emission in spec.emissions where Grain.named.contains(emission.grain) {
      constructs.insert("emit per \(emission.grain.name)")
    }
    for state in spec.states {
      let form = state.key == nil ? "state" : "state per \(state.type.grain.name)"
      constructs.insert(form + (state.initial.isMissing ? " from none" : ""))
    }
    if let selection = spec.selection { constructs.insert(selection.target == nil ? "keep" : "keep until") }
  }

  private mutating func add(_ expression: TypedExpression, of spec: TypedSpec) {
    let grain = expression.type.grain
    grains.insert(Self.name(grain))
    operations.insert(Self.name(expression.operation))
    switch expression.operation {
    case .arithmetic(let operation): arithmetic.insert("\(operation)")
    case .reduce(let reduction): operandReductions.insert(Self.name(reduction))
    case .window(let window): add(window, expression, of: spec)
    case .aggregate(let aggregate): add(aggregate, expression, of: spec)
    case .random: constructs.insert("random per \(Self.name(grain))")
    case .position: constructs.insert("position(\(Self.name(grain)))")
    case .parts:
      constructs.insert("parts of \(Self.name(grain))")
    case .call(let builtin, let statics, _) where spec.builtins[builtin].name == "vector_arithmetic":
      if case .symbol(let operation)? = statics.first { vectorArithmetic.insert(operation) }
    default: break
    }
    if case .list(.list) = expression.type.value.base { constructs.insert("list of lists") }
  }

  private mutating func add(_ window: Window, _ expression: TypedExpression, of spec: TypedSpec) {
    let kind =
      if case .automaton(let automaton) = window.kind { "automaton(\(automaton.reports))" } else { "\(window.kind)" }
    windows.insert(kind)
    let name = String(kind.prefix { $0 != "(" })
    if window.hasBy { clauses.formUnion(["window by", "\(name) by"]) }
    if window.hasWhere { clauses.formUnion(["window where", "\(name) where"]) }
    if case .rank = window.kind, window.values > 1 { clauses.insert("rank by several keys") }
    if Self.isProduct(expression.type.grain) { clauses.insert("window over products") }
    clauses.insert("window over \(Self.name(window.over))")
    if name == "until" {
      let operands = expression.operands.map { spec.expressions[$0].operation }
      if operands.contains(where: Self.isTemporal) { constructs.insert("temporal operators in one another") }
    }
  }

  private mutating func add(_ aggregate: Aggregate, _ expression: TypedExpression, of spec: TypedSpec) {
    let name = Self.name(aggregate.reduction)
    reductions.insert(name)
    let value = spec.expressions[expression.operands[0]].type.value.base
    if value.isNumericList, name == "sum" || name == "mean" { reductions.insert("\(name) of vectors") }
    if aggregate.hasBy { clauses.insert("by") }
    if aggregate.hasWhere { clauses.insert("where") }
    if aggregate.hasWeight { clauses.insert("weight") }
    if aggregate.hasExtra, aggregate.reduction == .logSumExp { clauses.insert("with") }
    if aggregate.orderKeys > 0 { clauses.formUnion(["order", "\(name) in order"]) }
    if aggregate.orderKeys > 1 { clauses.insert("order by several keys") }
    if aggregate.reduction == .pick, expression.type.grain != aggregate.over { clauses.insert("pick at finer places") }
    clauses.insert("over \(Self.name(aggregate.over))")
    clauses.insert("of \(Self.name(aggregate.population))")
    if Self.depth(aggregate.population) > 1 { clauses.insert("items of items") }
  }

  // MARK: Text

  /// What only the text of a spec shows: sugar leaves no operation of its own.
  mutating func add(_ spec: GeneratedSpec) {
    for (name, part) in Wanted.sugar where spec.text.contains(part) { constructs.insert(name) }
    if spec.library != nil { constructs.insert("import") }
  }

  // MARK: Values

  /// Whether there are values that rows have not had yet.
  var lacksValues: Bool {
    statuses != Wanted.statuses || !constructs.isSuperset(of: ["two updates of a key", "records"])
  }

  mutating func add(_ meaning: Meaning) {
    for value in meaning.values {
      let status = value.status
      statuses.insert(
        status == .caused
          ? "caused"
          : status.isAbstained ? "abstained" : status.isLimited ? "limited" : status.isFailed ? "failed" : "present")
    }
    if !meaning.conflicts.isEmpty { constructs.insert("two updates of a key") }
    if meaning.records.values.contains(where: { !$0.isEmpty }) { constructs.insert("records") }
  }
}

// MARK: Names

extension Coverage {
  fileprivate static func name(_ operation: RewardSemantics.Operation) -> String {
    switch operation {
    case .given(let hasElse): hasElse ? "given else" : "given"
    case .elements(_, let hasWhere): hasWhere ? "elements where" : "elements"
    case .parts(_, let hasWhere): hasWhere ? "parts where" : "parts"
    default: String("\(operation)".prefix { $0 != "(" })
    }
  }

  fileprivate static func name(_ reduction: Reduction) -> String {
    if case .entropy = reduction { "entropy" } else { "\(reduction)" }
  }

  /// Grains of the spec's own by what they are made of.
  fileprivate static func name(_ grain: Grain) -> String {
    switch grain {
    case .derived(let parts) where parts.kind == .parts: "parts"
    case .derived(let items) where items.name == "criterion": "criterion"
    case .derived(let items) where items.name.hasPrefix("other ") || items.name == "each": "others"
    case .derived: "items"
    case .product(.rollout, let items) where items.name == "criterion": "verdict"
    case .product: "product"
    default: grain.name
    }
  }

  fileprivate static func isProduct(_ grain: Grain) -> Bool { if case .product = grain { true } else { false } }

  fileprivate static func isTemporal(_ operation: RewardSemantics.Operation) -> Bool {
    guard case .window(let window) = operation else { return false }
    return window.kind == .until || window.kind == .next
  }

  /// How many lists stand in one another.
  fileprivate static func depth(_ grain: Grain) -> Int {
    switch grain {
    case .derived(let items) where items.kind == .items: 1 + depth(items.containers[0])
    case .product(let grain, let items): max(depth(grain) + 1, depth(.derived(items)))
    default: 0
    }
  }

  fileprivate static func names(of input: TypedInput) -> [String] {
    let grain = input.type.grain.name
    switch input.source {
    case .turnText: return ["turn.text"]
    case .turnObservation: return ["turn.observation"]
    case .turnCalls: return ["turn.calls"]
    case .turnArguments: return ["turn.arguments"]
    case .turnToolCalls: return ["turn.tool_calls"]
    case .criteria(_, _, let part): return ["criterion.\(part.rawValue)"]
    case .items where input.name == "versus": return ["value per pair"]
    case .items, .presence: return ["list with nulls per \(grain)"]
    case .chosen: return ["chosen"]
    case .turnNumber: return ["turn number"]
    case .field: break
    }
    if let selects = input.selects { return ["selects \(selects.name)"] }
    let kind =
      switch input.type.value.base {
      case .list(.list): "list of lists"
      case .list: "list"
      case .table: "table"
      case .symbol: "symbol"
      case .json: "json"
      default: "value"
      }
    return ["\(kind) per \(grain)"]
  }
}
