import RewardSemantics

/// A node of a ``Graph`` by its place in `nodes`. Operands have smaller ids than their users.
public typealias NodeID = Int

/// One operation of the graph: what it does, on which nodes, and one value per element of which grain.
///
/// An operand of a coarser grain is broadcast: it is read at the element that the user's element belongs to. Broadcasts
/// are implied by the grains of operand and user; there is no node for them.
public struct Node: Sendable, Hashable {
  /// How one element of the node's column is held.
  public indirect enum Form: Sendable, Hashable {
    /// Conditions are numbers; symbols, tables and JSON are texts.
    case number, text
    /// A list of values of one form.
    case list(Form)
  }

  /// What is done, on which nodes, per what, and how a result is held.
  public var operation: NodeOperation
  /// Earlier nodes, in the order that the operation names.
  public var operands: [NodeID]
  /// What there is one result for each of.
  public var grain: Grain
  /// How a result is held.
  public var form: Form

  /// - Parameter operands: nodes of the graph this one is to join, in the order the operation names.
  public init(_ operation: NodeOperation, _ operands: [NodeID], grain: Grain, form: Form) {
    self.operation = operation
    self.operands = operands
    self.grain = grain
    self.form = form
  }
}

extension Node.Form {
  /// The form of values of `type`: symbols and JSON are held as text.
  public init(_ type: BaseType) {
    switch type {
    case .bool, .int, .real, .poison, .pattern: self = .number
    case .text, .json, .symbol, .table, .record: self = .text
    case .list(let element): self = .list(Node.Form(element))
    }
  }
}

extension Node.Form: CustomStringConvertible {
  public var description: String {
    switch self {
    case .number: "number"
    case .text: "text"
    case .list(let items): "list<\(items)>"
    }
  }
}

/// What a node does with its operands: the operations of a ``TypedSpec`` after sugar and names are gone.
public enum NodeOperation: Sendable, Hashable {
  /// The same value everywhere; it may be missing.
  case constant(Constant)
  /// The value of the row, turn or token, as read.
  case input(InputID)
  /// An elementwise builtin; see `Operation.call`.
  case call(builtin: Int, statics: [StaticValue?], present: [Bool])
  /// Arithmetic and comparison of numbers, and equality of texts.
  case arithmetic(Arithmetic)
  /// Kleene. The second operand of `and`, `or` is demanded only where the first does not decide.
  case not, and, or
  /// The second operand where the first is abstained or failed.
  case coalesce
  /// `present(x)`, `failed(x)`: never missing.
  case isPresent, isFailed
  /// Operands c1, v1, ..., cn, vn, else: `when`, and `given` as one arm. The first true condition chooses; an unknown
  /// condition gives its status. A value is demanded only where it is chosen, a condition only where all before it are
  /// false.
  case select
  /// The boundary of a declared score: a limited operand becomes `onLimit`, marked caused.
  case settle(onLimit: Constant)
  /// The operand at the finer grain of this node.
  case lift
  /// The operand at the other rollout of the pair.
  case other
  /// The operand, per pair, with the roles of the two rollouts exchanged.
  case swap
  /// The place of an element among its siblings in the next coarser grain, from 0.
  case position
  /// The number of elements of `of` in each element of this node's grain. Operand if `hasWhere`: a condition.
  case elements(of: Grain, hasWhere: Bool)
  /// A reduction over a population. Operands: value, then [by], [where], [weight], [extra] as flagged.
  case aggregate(Aggregate)
  /// A result for each element of the operand's grain. Operands: value, then [extra].
  case window(Window)
  /// The same reductions over the operands of one element.
  case reduce(Reduction)
  /// A list of the operands.
  case list
  /// The value of a state at the start of the step; with an operand, its value for that key.
  case state(StateID)
  /// What a judge answers; ``TypedJudge/question`` says what it is asked.
  case ask(JudgeID, question: String)
  /// What came back for a request; see `Operation.answers`. The name is that of the request and column.
  case answers(RequestID, AnswerColumn, name: String)
  /// Which attempt a group is.
  case attempt
  /// Uniform in [0, 1).
  case random(String)
  /// The number of the part that a member of a partition lies in; see `Operation.parts`.
  case parts(keys: Int, hasWhere: Bool)
  /// The item of the list at each item.
  case item
  /// The first operand, missing where the second is.
  case joined
  /// The first operand at the element of a grain whose number the second is.
  case gather(of: Grain)
}

/// A constant that is equal to another only if all its bits are: 0 and -0 are two constants.
public struct Constant: Sendable, Hashable {
  /// The value, which may be missing.
  public var value: Value
  /// A constant of this value.
  public init(_ value: Value) { self.value = value }

  /// Whether status and payload are the same to the bit.
  public static func == (left: Constant, right: Constant) -> Bool { same(left.value, right.value) }

  /// 0 and -0 hash alike and are still two constants.
  public func hash(into hasher: inout Hasher) { hasher.combine(value) }

  private static func same(_ left: Value, _ right: Value) -> Bool {
    guard left.status == right.status else { return false }
    switch (left.payload, right.payload) {
    case (.number(let a), .number(let b)): return a.bitPattern == b.bitPattern
    case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
    default: return left.payload == right.payload
    }
  }
}

extension NodeOperation {
  /// Whether every element of the result depends on no more than the operands at that element.
  public var isElementwise: Bool {
    switch self {
    case .other, .swap, .position, .elements, .aggregate, .window, .state, .ask, .answers, .attempt, .random, .parts,
      .item, .gather:
      false
    default: true
    }
  }

  /// The operand numbers that are demanded only where a condition is open.
  ///
  /// The others are demanded wherever the node is.
  public func isConditional(operand index: Int) -> Bool {
    switch self {
    case .and, .or, .coalesce: index > 0
    case .select: index > 0
    case .aggregate(let aggregate):
      aggregate.hasWhere
        && (index == 0 || index == aggregate.weightIndex || aggregate.orderIndices.contains(index))
    case .window(let window): window.hasWhere && index < window.values
    default: false
    }
  }
}

extension Aggregate {
  /// Places of the optional operands, nil where there is none.
  public var byIndex: Int? { hasBy ? 1 : nil }
  /// The place of the condition.
  public var whereIndex: Int? { hasWhere ? 1 + (hasBy ? 1 : 0) : nil }
  /// The place of the weight.
  public var weightIndex: Int? { hasWeight ? 1 + (hasBy ? 1 : 0) + (hasWhere ? 1 : 0) : nil }
  /// The place of the extra operand, such as the level of a quantile.
  public var extraIndex: Int? {
    hasExtra ? 1 + (hasBy ? 1 : 0) + (hasWhere ? 1 : 0) + (hasWeight ? 1 : 0) : nil
  }
  /// The places of the keys of the order.
  public var orderIndices: Range<Int> {
    let start = 1 + (hasBy ? 1 : 0) + (hasWhere ? 1 : 0) + (hasWeight ? 1 : 0) + (hasExtra ? 1 : 0)
    return start..<start + orderKeys
  }
}

extension Window {
  /// Places of the optional operands, nil where there is none.
  public var byIndex: Int? { hasBy ? values : nil }
  /// The place of the condition.
  public var whereIndex: Int? { hasWhere ? values + (hasBy ? 1 : 0) : nil }
  /// The place of the extra operand, such as gamma or the value at the edge.
  public var extraIndex: Int? { hasExtra ? values + (hasBy ? 1 : 0) + (hasWhere ? 1 : 0) : nil }
}

extension NodeOperation {
  /// The grains that the operation names, beside its own.
  public var grains: [Grain] {
    switch self {
    case .elements(let of, _): [of]
    case .aggregate(let aggregate): [aggregate.population, aggregate.over]
    case .window(let window): [window.over]
    case .gather(let of): [of]
    default: []
    }
  }
}

extension Node {
  /// The derived grains that a node names: its own, and those that its operation goes over.
  public var derivedGrains: [DerivedGrain] { ([grain] + operation.grains).flatMap(\.derivedGrains) }
}
