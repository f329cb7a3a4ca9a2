import RewardSyntax

/// Turns syntax into the typed expressions of a ``TypedSpec``: looks names up, infers type, grain, range and absence of
/// every expression, expands functions, and reports what is wrong once.
///
/// One value of this class is one compilation. Its extensions hold one kind of syntax each.
final class Elaborator {
  let registry: Registry
  /// Whether what is legal and seldom meant is looked for, which takes longer than the rest.
  let isLinting: Bool
  let modules: [Module]
  let sources: SourceMap
  let main: Module
  /// `--set name=value`, and the parameters that it reaches.
  let overrides: [String: String]
  lazy var settable = settableParameters()

  var expressions: [TypedExpression] = []
  var declarations: [TypedDeclaration] = []
  var inputs: [TypedInput] = []
  var parameters: [TypedParameter] = []
  var builtins: [Builtin] = []
  var tests: [TypedTest] = []
  /// See ``TypedSpec/derivedGrains``.
  var derivedGrains: [ExpressionID] = []
  var typedStates: [TypedState] = []
  var emissions: [TypedEmission] = []
  var selection: TypedSelection?
  /// What `objective` says, as it is written and before it is settled which elements are trained.
  var loss: (value: ExpressionID, node: SyntaxNode, module: Module)?
  var invariants: [TypedInvariant] = []
  var gates: [TypedGate] = []
  var judges: [TypedJudge] = []
  var requests: [TypedRequest] = []
  /// What samples groups again.
  var resampling: TypedResample?
  /// The rewards of mixes, by the name of the hindsight.
  var mixes: [(name: Name, reward: DeclarationID?)] = []
  /// By request, what reads its answers.
  var answerReaders: [AnswerReader] = []
  var typedAudit = TypedAudit()
  /// See ``TypedSpec/branches``.
  var branches: [TypedBranch] = []
  /// The conditions with a value for each criterion and rollout.
  var verdicts: [ExpressionID] = []
  /// The rubric of the spec and the grain of its criteria, once something asks for them.
  var rubric: Rubric?
  /// How many numbers each declaration draws.
  var draws: [String: Int] = [:]
  /// How deep temporal operators stand in one another here.
  var temporalDepth = 0
  /// What `other.x` reads here beside pairs of rollouts: see `over other group`.
  var siblings: Siblings?
  /// The `let` whose right side is being elaborated and nothing else: where `ema(...)` may stand.
  var wholeLet: (name: Name, module: Module, node: SyntaxNode)?
  var diagnostics: [Diagnostic] = []
  /// Told what names stand for; nil where no tool asks.
  let recorder: OccurrenceRecorder?

  /// What each declared name of each module came to.
  enum State {
    case resolving
    case done(Meaning)
  }
  var states: [Key: State] = [:]
  struct Key: Hashable {
    var module: Int
    var name: String
  }
  /// Declarations that are being resolved, outermost first: a repeated one is a cycle.
  var resolving: [(key: Key, name: Name)] = []
  /// Functions that are being expanded: name and where they were called, outermost first.
  var calls: [(function: FunctionSyntax, site: SourceRange, isLibrary: Bool)] = []
  var builtinIndices: [String: Int] = [:]
  var used: Set<Key> = []
  /// Functions whose bodies were elaborated for some call.
  var expanded: Set<Key> = []
  /// Names that were reported as unknown.
  var unknownNames: Set<Key> = []
  /// The sets of the spec's symbol parameters.
  var symbolSets: [Key: [String]] = [:]
  /// Calls whose static arguments were looked at.
  var inspected: Set<SourceRange> = []
  var reported: Set<Reported> = []
  struct Reported: Hashable {
    var code: DiagnosticCode
    var range: SourceRange
  }

  /// A spec that expands beyond this is refused: nobody reads it, and a template that doubles must end somewhere.
  static let expressionLimit = 20_000
  /// How deeply expressions, calls and definitions may stand in one another, so that no spec exhausts the stack.
  static let depthLimit = 2_000
  private var depth = 0
  private var isTooDeep = false
  /// Said once, too: what follows is not expanded.
  private var isTooLarge = false

  init(
    reader: ModuleReader, main: Module, registry: Registry, overrides: [String: String], isLinting: Bool,
    recorder: OccurrenceRecorder?
  ) {
    self.registry = registry
    self.isLinting = isLinting
    self.recorder = recorder
    modules = reader.modules
    sources = reader.sources
    self.main = main
    self.overrides = overrides
    diagnostics = reader.diagnostics
  }

  /// A compilation of the same files from the start, which says nothing that `other` has said.
  init(beside other: Elaborator) {
    registry = other.registry
    isLinting = false
    recorder = other.recorder
    modules = other.modules
    sources = other.sources
    main = other.main
    overrides = other.overrides
    reported = other.reported
    unknownNames = other.unknownNames
  }

  // MARK: Expressions

  /// Appends an expression and gives its id.
  func append(_ operation: Operation, _ operands: [ExpressionID] = [], _ type: ExpressionType, at range: SourceRange)
    -> ExpressionID
  {
    expressions.append(TypedExpression(operation: operation, operands: operands, type: type, range: range))
    return expressions.count - 1
  }

  func type(of id: ExpressionID) -> ExpressionType { expressions[id].type }

  func isPoison(_ id: ExpressionID) -> Bool { expressions[id].type.value.base == .poison }

  /// An expression that stands for a mistake that was reported: fits everywhere, so that nothing else is said of it.
  func poison(at range: SourceRange) -> ExpressionID {
    append(.constant(Value(missing: .failed)), [], ExpressionType(.poison, per: .run), at: range)
  }

  func constant(_ number: Double, _ base: BaseType = .real, unit: String? = nil, at range: SourceRange) -> ExpressionID
  {
    let type = ValueType(base, domain: .constant(number), unit: unit)
    return append(.constant(Value(number)), [], ExpressionType(type, per: .run), at: range)
  }

  /// The value of an expression that is known now.
  func constantValue(_ id: ExpressionID) -> Value? {
    if case .constant(let value) = expressions[id].operation, !isPoison(id) { return value }
    return nil
  }

  func constantNumber(_ id: ExpressionID) -> Double? {
    guard let value = constantValue(id), case .number(let number) = value.payload, !value.isMissing else { return nil }
    return number
  }

  // MARK: Syntax

  /// The expression that `node` stands for. A symbol, grain or bundle where a value is needed is reported.
  func expression(_ node: SyntaxNode, in scope: Scope) -> ExpressionID {
    expression(meaning(node, expecting: .value, in: scope), at: node.range)
  }

  /// The expression that is meant at `range`; anything else is reported.
  func expression(_ meaning: Meaning, at range: SourceRange) -> ExpressionID {
    switch meaning {
    case .expression(let id): return id
    case .poison: return poison(at: range)
    case .symbol(let name):
      report(.notAValue, "the symbol `\(name)` is no value; compare it with `==`", at: range)
    case .grain(let grain):
      report(
        .notAValue, "`\(grain.name)` is a grain, not a value", at: range,
        notes: ["write `count(\(grain.name) over ...)` or `position(\(grain.name))`"])
    case .others: report(.notAValue, "`others` stands only after `over`", at: range)
    case .bundle, .part:
      report(.notAValue, "a bundle is no value; go through it with `sum(p.value for p in parts)`", at: range)
    case .pattern: report(.notAValue, "a pattern stands only after `matches` or as an argument", at: range)
    case .turn:
      report(.notAValue, "write `turn.text`, `turn.observation`, `turn.calls` or `turn.arguments`", at: range)
    case .criterion: report(.notAValue, "write `criterion.text`, `criterion.weight` or another part of it", at: range)
    case .resample:
      report(
        .notAValue, "`\(source(range))` is a resample, not a value", at: range,
        notes: ["it has `rung`, `text`, `attempt` and `asked`"])
    case .request(let request, _):
      report(
        .notAValue, "`\(requests[request].name)` is a request, not a value", at: range,
        notes: ["read a declaration of what came back, as in `max(\(requests[request].name).score over rollout)`"])
    case .compound(let id, _):
      let known = expressions[id]
      return append(known.operation, known.operands, known.type, at: range)
    }
    return poison(at: range)
  }

  /// What `node` stands for.
  func meaning(_ node: SyntaxNode, expecting expectation: Expectation, in scope: Scope) -> Meaning {
    let range = node.range
    // Beyond its limits nothing is expanded any more.
    guard expressions.count < Elaborator.expressionLimit else {
      if !isTooLarge {
        report(.tooLarge, "the spec expands to more than \(Elaborator.expressionLimit) expressions", at: range)
      }
      isTooLarge = true
      return .poison
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Elaborator.depthLimit else {
      if !isTooDeep { report(.tooLarge, "the definitions that this needs are nested too deeply", at: range) }
      isTooDeep = true
      return .poison
    }
    switch node.expression {
    case .number(let value, let isInteger, let unit):
      return .expression(constant(value, isInteger ? .int : .real, unit: unit?.text, at: range))
    case .boolean(let value):
      let type = ValueType(.bool, domain: .constant(value ? 1 : 0))
      return .expression(append(.constant(Value(value)), [], ExpressionType(type, per: .run), at: range))
    case .text(let bytes):
      return .expression(
        append(.constant(Value(text: bytes[...])), [], ExpressionType(.text, per: .run), at: range))
    case .regex(let pattern, let flags, _):
      return .pattern(StaticValue.Pattern(bytes: pattern, flags: flags))
    case .name(let name):
      return lookUp(name, expecting: expectation, in: scope)
    case .member(let base, let member):
      return self.member(member, of: base, at: range, in: scope)
    case .parenthesized(let inner):
      return meaning(inner, expecting: expectation, in: scope)
    case .when(let arms, let otherwise):
      return when(arms, otherwise: otherwise, expecting: expectation, at: range, in: scope)
    case .call(let callee, let call):
      return self.call(callee, call, at: range, in: scope)
    case .index(let list, let index):
      return .expression(self.index(list, index, at: range, in: scope))
    case .list(let nodes):
      return .expression(list(nodes, at: range, in: scope))
    case .tuple:
      report(.notAValue, "several values in parentheses are the keys of `rank` or of an `order:`", at: range)
      return .poison
    case .comprehension(let element, let variable, let source, let condition):
      return .expression(
        listComprehension(
          element, (variable: variable, source: source, condition: condition), at: range, in: scope))
    case .negate(let operand):
      return .expression(arithmetic(.negate, [expression(operand, in: scope)], at: range))
    case .not(let operand):
      return .expression(not(expression(operand, in: scope), at: range))
    case .binary(let op, let left, let right, let name):
      return .expression(binary(op, left, right, operator: name, at: range, in: scope))
    case .given(let value, let condition, let otherwise):
      return .expression(given(value, condition, otherwise, at: range, in: scope))
    case .at(let value, let grain):
      return .expression(lift(value, grain, at: range, in: scope))
    case .lambda:
      report(
        .notAValue, "`x => ...` stands only as an argument of a list's function", at: range,
        notes: ["`xs.map(x => ...)`, `xs.sum(x => ...)`"])
      return .poison
    case .error:
      return .poison
    }
  }

  // MARK: Reports

  /// Reports a mistake, once for each code and place. Inside a library function the place is the call that the user
  /// wrote; the library's own frames are named in a note.
  func report(
    _ code: DiagnosticCode, as severity: Diagnostic.Severity = .error, _ message: String, at range: SourceRange,
    label: String = "", because secondary: [Diagnostic.Label] = [], notes: [String] = [], fix: Diagnostic.Fix? = nil
  ) {
    var range = range
    var label = label
    var secondary = secondary
    var notes = notes
    var fix = fix
    if let frame = calls.first(where: \.isLibrary) {
      if range.file != frame.site.file {
        range = frame.site
        label = ""
        fix = nil
      }
      secondary.removeAll { sourceIsLibrary($0.range.file) }
      notes.append("inside the library function `\(frame.function.name.text)`")
    } else if let frame = calls.first {
      secondary.append(.init(frame.site, "in this call of `\(frame.function.name.text)`"))
    }
    guard reported.insert(Reported(code: code, range: range)).inserted else { return }
    diagnostics.append(
      Diagnostic(code, severity, message, at: .init(range, label), because: secondary, notes: notes, fix: fix))
  }

  /// Whether something inside a declaration could not be read.
  func hasErrors(in node: SyntaxNode) -> Bool {
    diagnostics.contains { error in
      let place = error.primary.range
      return error.severity == .error && place.file == node.range.file && node.range.start <= place.start
        && place.start <= node.range.end
    }
  }

  func sourceIsLibrary(_ file: FileID) -> Bool { modules.contains { $0.isLibrary && $0.tree.file == file } }

  func source(_ range: SourceRange) -> String { sources.text(in: range) }
}
