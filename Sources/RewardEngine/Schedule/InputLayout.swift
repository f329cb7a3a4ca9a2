import RewardGraph
import RewardSemantics

/// Which columns of a ``RowChunk`` are which inputs of a graph.
struct InputLayout: Sendable {
  /// Where an input's column comes from.
  enum Origin: Sendable {
    /// A column of the chunk by its number.
    case field(Int)
    case turn(TurnPart)
  }
  /// What the reader derives from `messages` for each turn.
  enum TurnPart: Sendable { case text, observation, calls, arguments, toolCalls }

  let schema: RowSchema
  /// For each input that the graph reads: its node, where it comes from, and its form.
  let nodes: [(node: NodeID, input: InputID, origin: Origin)]
  /// Every input that is a column of the chunk, read by the graph or not.
  let columns: [(input: InputID, column: Int, grain: Grain)]
  /// Inputs that are derived from the row's turns.
  let turnInputs: [(input: InputID, part: TurnPart)]
  /// Columns of the masks that take tokens out.
  let masks: [Int]
  /// The column that says in which turn a token lies.
  let turnPlaces: Int?
  /// Inputs that must be equal in all rows of a group, or of a batch.
  let shared: [(input: InputID, column: Int, grain: Grain)]

  init(_ graph: Graph) {
    var read: [InputID: NodeID] = [:]
    for (id, node) in graph.nodes.enumerated() {
      if case .input(let input) = node.operation { read[input] = id }
    }
    let grains = InputLayout.grains(of: graph)
    var fields: [RowSchema.Field] = []
    var nodes: [(NodeID, InputID, Origin)] = []
    var columns: [(InputID, Int, Grain)] = []
    var turnInputs: [(InputID, TurnPart)] = []
    var masks: [Int] = []
    var turnPlaces: Int?
    var shared: [(InputID, Int, Grain)] = []
    for (id, input) in graph.inputs.enumerated() {
      let node = read[id]
      let grain = input.type.grain
      let isPlace = input.selects == .turn && grains.isSuperset(of: [.token, .turn])
      // A list per token or turn says how many there are, whether or not a value is read.
      guard node != nil || isPlace || (grain == .token || grain == .turn) && grains.contains(grain) else { continue }
      guard let (paths, form) = InputLayout.field(of: input) else {
        guard let part = TurnPart(input.source) else { continue }
        turnInputs.append((id, part))
        if let node { nodes.append((node, id, .turn(part))) }
        continue
      }
      if input.selects == .token { masks.append(fields.count) }
      if isPlace { turnPlaces = fields.count }
      if grain == .group || grain == .batch || grain == .run { shared.append((id, fields.count, grain)) }
      if let node { nodes.append((node, id, .field(fields.count))) }
      columns.append((id, fields.count, grain))
      fields.append(
        RowSchema.Field(
          name: input.name, paths: paths, form: form,
          grain: grain == .batch || grain == .run ? .group : grain, isOptional: input.isOptional))
    }
    // A row that is a turn says that there is one without any text.
    let countsTurns = graph.rowGrain != .turn && grains.contains(.turn) && !fields.contains { $0.grain == .turn }
    let readsTurns = graph.rowGrain != .turn ? !turnInputs.isEmpty : turnInputs.contains { read[$0.0] != nil }
    schema = RowSchema(
      rowGrain: graph.rowGrain, fields: fields, needsTurns: countsTurns || readsTurns,
      needsCalls: turnInputs.contains { [.calls, .arguments, .toolCalls].contains($0.1) },
      needsObservations: turnInputs.contains { $0.1 == .observation },
      idPaths: RowSchema.candidates(for: graph.rowGrain == .turn ? "rollout_id" : "id"),
      groupPaths: RowSchema.candidates(for: "group_id"),
      stepPaths: RowSchema.candidates(for: "step"),
      roundPaths: graph.selection?.rounds == nil ? [] : RowSchema.candidates(for: "round"))
    self.nodes = nodes
    self.columns = columns
    self.turnInputs = turnInputs
    self.masks = masks
    self.turnPlaces = turnPlaces
    self.shared = shared
  }

  /// Paths and form of an input that is a column of the row; nil for one derived from its turns.
  static func field(of input: TypedInput) -> (paths: [[String]], form: RowSchema.Form)? {
    switch input.source {
    case .field(let path, let aliases): ([path] + aliases, RowSchema.Form.of(input.type.value.base))
    case .criteria(let path, let aliases, let part): ([path] + aliases, .criteria(part))
    case .items(let path, let aliases): ([path] + aliases, .items(itemForm(of: input.type.value.base)))
    case .presence(let path, let aliases): ([path] + aliases, .presence)
    case .chosen: ([["chosen"]], .isFirst)
    case .turnNumber: ([["turn_index"]], .turnNumber)
    case .turnText, .turnObservation, .turnCalls, .turnArguments, .turnToolCalls: nil
    }
  }

  private static func itemForm(of type: BaseType) -> RowSchema.Form {
    if case .list(let item) = type { RowSchema.Form.of(item) } else { RowSchema.Form.of(type) }
  }

  /// Every grain of the chain whose elements the graph looks at.
  private static func grains(of graph: Graph) -> Set<Grain> {
    var grains: Set<Grain> = []
    for root in graph.roots { grains.formUnion(root.grain.chainGrains) }
    for node in graph.nodes {
      for grain in [node.grain] + node.operation.grains { grains.formUnion(grain.chainGrains) }
    }
    return grains
  }
}

extension InputLayout.TurnPart {
  init?(_ source: TypedInput.Source) {
    switch source {
    case .turnText: self = .text
    case .turnObservation: self = .observation
    case .turnCalls: self = .calls
    case .turnArguments: self = .arguments
    case .turnToolCalls: self = .toolCalls
    case .field, .criteria, .items, .presence, .chosen, .turnNumber: return nil
    }
  }

  /// The column of the turns of a chunk.
  func column(of turns: RowChunk.Turns) -> Column? {
    switch self {
    case .text: turns.text
    case .observation: turns.observation
    case .calls: turns.calls
    case .arguments: turns.arguments
    case .toolCalls: turns.toolCalls
    }
  }
}
