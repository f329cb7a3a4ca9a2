import RewardSemantics

/// A spec as a graph of operations: each distinct subexpression once, names and sugar gone.
///
/// Made by ``init(lowering:roots:)``; each pass (`folded`, `pruned`) gives a new graph.
public struct Graph: Sendable {
  /// A declaration whose value the run hands out.
  public struct Root: Sendable, Hashable {
    /// Its place in the spec, its name, and what it was declared as.
    public var declaration: DeclarationID
    /// As declared.
    public var name: String
    /// What it was declared as.
    public var kind: TypedDeclaration.Kind
    /// The grain of the declaration, which may be finer than that of its node.
    public var grain: Grain
    /// The node that computes it.
    public var node: NodeID
  }

  /// Operands before users.
  public internal(set) var nodes: [Node] = []
  /// In the order of the file, the advantage last.
  public internal(set) var roots: [Root] = []
  /// Names of the declarations whose value a node is.
  public internal(set) var names: [NodeID: [String]] = [:]
  /// The declaration a node first stands in, for reports.
  public internal(set) var owners: [NodeID: String] = [:]
  /// For each derived grain by id, the node that it is made from, while some node names the grain.
  public internal(set) var derivedGrains: [Int: NodeID] = [:]
  /// Nodes that may be computed for every element because they pass demand on only where a condition is open.
  var guards: Set<NodeID> = []
  /// What `input` and `call` nodes refer to: those of the spec.
  public let inputs: [TypedInput]
  /// What `call` nodes refer to.
  public let builtins: [Builtin]
  /// What one row of the input holds: a rollout, or a group with all its rollouts. That of the spec.
  public let rowGrain: Grain
  /// The name of the spec.
  public let specName: String
  /// What `state` nodes refer to, the records beside the scores, and the groups to train on: those of the spec.
  public let states: [TypedState]
  public let emissions: [TypedEmission]
  public let selection: TypedSelection?
  /// What `ask` nodes refer to: those of the spec.
  public let judges: [TypedJudge]
  /// What `answers` nodes refer to: those of the spec.
  public let requests: [TypedRequest]
  /// That of the spec.
  public let resample: TypedResample?
  private var ids: [Node: NodeID] = [:]

  init(of spec: TypedSpec) {
    inputs = spec.inputs
    builtins = spec.builtins
    rowGrain = spec.rowGrain
    specName = spec.name
    states = spec.states
    emissions = spec.emissions
    selection = spec.selection
    judges = spec.judges
    requests = spec.requests
    resample = spec.resample
  }

  /// Without nodes, of the same spec as another.
  init(like graph: Graph) {
    self = graph
    (nodes, roots, guards) = ([], [], [])
    (names, owners, derivedGrains, ids) = ([:], [:], [:], [:])
  }

  /// Lowers a spec and runs every pass.
  ///
  /// - Parameter roots: the declarations to hand out; nil for every rule, reward, metric, the objective and the advantage.
  public init(lowering spec: TypedSpec, roots: [DeclarationID]? = nil) {
    self = Graph.lowered(spec, roots: roots ?? Graph.defaultRoots(of: spec)).folded().pruned()
  }

  /// The node of an id.
  public subscript(id: NodeID) -> Node { nodes[id] }

  /// Rules, rewards, metrics and the objective in file order, then the advantage.
  static func defaultRoots(of spec: TypedSpec) -> [DeclarationID] {
    let declarations = spec.declarations.indices.filter { spec.declarations[$0].kind != .let }
    return declarations.sorted { left, right in
      let a = spec.declarations[left]
      let b = spec.declarations[right]
      if (a.kind == .advantage) != (b.kind == .advantage) { return b.kind == .advantage }
      if a.range.file != b.range.file { return a.range.file.rawValue < b.range.file.rawValue }
      return a.range.start == b.range.start ? left < right : a.range.start < b.range.start
    }
  }

  /// The nodes that are demanded for every element: all roots but the fields of records, which are demanded where there
  /// is one.
  var unconditionalRoots: [NodeID] {
    let fields = Set(emissions.flatMap { $0.fields.map(\.value) })
    return roots.filter { !fields.contains($0.declaration) }.map(\.node)
  }

  /// Whether a node asks a judge, or calls a builtin whose cost grows with its texts.
  public func isExpensiveCall(_ id: NodeID) -> Bool {
    switch nodes[id].operation {
    case .call(let builtin, _, _): builtins[builtin].cost != .cheap
    case .ask: true
    default: false
    }
  }

  /// How reports name a call: the builtin and the declaration it first stands in, `matches in format`; or `judge clear`.
  public func callLabel(_ id: NodeID) -> String {
    if case .ask(let judge, _) = nodes[id].operation { return "judge \(judges[judge].name)" }
    guard case .call(let builtin, _, _) = nodes[id].operation else { return label(of: id) }
    return builtins[builtin].name + (owners[id].map { " in \($0)" } ?? "")
  }

  // MARK: Sharing

  /// The id of `node`: of the equal node that is there already, or of a new one.
  ///
  /// - Precondition: its operands are in the graph.
  mutating func intern(_ node: Node) -> NodeID {
    if let id = ids[node] { return id }
    let id = nodes.count
    nodes.append(node)
    ids[node] = id
    return id
  }

  mutating func constant(_ value: Value, form: Node.Form) -> NodeID {
    intern(Node(.constant(Constant(value)), [], grain: .run, form: form))
  }

  /// A graph made of this one's nodes in order, each replaced by what `rewrite` says, with roots and names carried over.
  ///
  /// `rewrite` gets the node with its operands already renamed and the graph under construction.
  func rewritten(
    where keep: (NodeID) -> Bool = { _ in true }, _ rewrite: (inout Graph, Node) -> NodeID
  ) -> Graph {
    var result = Graph(like: self)
    var renamed: [NodeID: NodeID] = [:]
    for (id, node) in nodes.enumerated() where keep(id) {
      var node = node
      node.operands = node.operands.map { renamed[$0, default: 0] }
      let new = rewrite(&result, node)
      renamed[id] = new
      if guards.contains(id) { result.guards.insert(new) }
      for name in names[id, default: []] where !result.names[new, default: []].contains(name) {
        result.names[new, default: []].append(name)
      }
      if let owner = owners[id], result.owners[new] == nil { result.owners[new] = owner }
    }
    result.derivedGrains = derivedGrains.compactMapValues { renamed[$0] }
    result.roots = roots.map { root in
      var root = root
      root.node = renamed[root.node, default: 0]
      return root
    }
    return result
  }
}
