import RewardGraph
import RewardSemantics

/// Which columns of a ``RowChunk`` are which inputs of a graph.
struct InputLayout: Sendable {
  /// Where an input's column comes from.
  enum Origin: Sendable {
    /// A column of the chunk by its number.
    case field(Int)
    case turnText, turnObservation
  }

  let schema: RowSchema
  /// For each input that the graph reads: its node, where it comes from, and its form.
  let nodes: [(node: NodeID, input: InputID, origin: Origin)]
  /// Every input that is a column of the chunk, read by the graph or not.
  let columns: [(input: InputID, column: Int, grain: Grain)]
  /// Inputs that are the text of the row's turns, or else what came back.
  let turnInputs: [(input: InputID, isText: Bool)]
  /// Columns of the masks that take tokens out.
  let masks: [Int]
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
    var turnInputs: [(InputID, Bool)] = []
    var masks: [Int] = []
    var shared: [(InputID, Int, Grain)] = []
    for (id, input) in graph.inputs.enumerated() {
      let node = read[id]
      let grain = input.type.grain
      // A list per token or turn says how many there are, whether or not a value is read.
      guard node != nil || (grain == .token || grain == .turn) && grains.contains(grain) else { continue }
      switch input.source {
      case .field(let path, let aliases):
        if input.selects == .token { masks.append(fields.count) }
        if grain == .group || grain == .batch || grain == .run { shared.append((id, fields.count, grain)) }
        if let node { nodes.append((node, id, .field(fields.count))) }
        columns.append((id, fields.count, grain))
        fields.append(
          RowSchema.Field(
            name: input.name, paths: [path] + aliases, form: RowSchema.Form(input.type.value.base),
            grain: grain == .batch || grain == .run ? .group : grain, isOptional: input.isOptional))
      case .turnText:
        turnInputs.append((id, true))
        if let node { nodes.append((node, id, .turnText)) }
      case .turnObservation:
        turnInputs.append((id, false))
        if let node { nodes.append((node, id, .turnObservation)) }
      }
    }
    let needsTurns = !turnInputs.isEmpty || grains.contains(.turn) && !fields.contains { $0.grain == .turn }
    schema = RowSchema(
      rowGrain: graph.rowGrain, fields: fields, needsTurns: needsTurns, idPaths: RowSchema.candidates(for: "id"),
      groupPaths: RowSchema.candidates(for: "group_id"), stepPaths: RowSchema.candidates(for: "step"))
    self.nodes = nodes
    self.columns = columns
    self.turnInputs = turnInputs
    self.masks = masks
    self.shared = shared
  }

  /// Every grain whose elements the graph looks at.
  private static func grains(of graph: Graph) -> Set<Grain> {
    var grains = Set(graph.roots.map(\.grain))
    for node in graph.nodes {
      grains.insert(node.grain)
      switch node.operation {
      case .elements(let of, _): grains.insert(of)
      case .aggregate(let aggregate): grains.formUnion([aggregate.population, aggregate.over])
      case .window(let window): grains.insert(window.over)
      default: break
      }
    }
    return grains
  }
}

extension RowSchema.Form {
  /// How values of `type` are read.
  init(_ type: BaseType) {
    switch type {
    case .bool: self = .bool
    case .int, .real, .poison, .pattern: self = .number
    case .text, .symbol: self = .text
    case .json: self = .json
    case .list(let element): self = Node.Form(element) == .number ? .numbers : .texts
    }
  }
}
