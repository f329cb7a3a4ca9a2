/// What a value is defined *per*.
///
/// Grains refine one another; the grain of an operation is the coarsest that refines the grains of all its operands.
public indirect enum Grain: Hashable, Sendable {
  /// The chain, from the finest to the coarsest.
  case token, turn, rollout, group, batch, run
  /// A rollout against another rollout of its group: ordered, self excluded.
  case pair
  /// A grain that the spec declares or makes: the parts of a partition, the items of a list.
  case derived(DerivedGrain)
  /// Each element of a grain with each item of a list that it sees: a verdict is a rollout with a criterion of its
  /// group. The first grain refines the grain of the list, and does not refine the items.
  case product(Grain, DerivedGrain)

  /// The grains of the chain, finest first.
  public static let chain: [Grain] = [.token, .turn, .rollout, .group, .batch, .run]
  /// The grains that every spec has, by name.
  public static let named: [Grain] = chain + [.pair]

  /// The grain that every spec has under this name, or nil.
  public init?(named name: String) {
    guard let grain = Grain.named.first(where: { $0.name == name }) else { return nil }
    self = grain
  }

  /// As specs and messages name it.
  public var name: String {
    switch self {
    case .token: "token"
    case .turn: "turn"
    case .rollout: "rollout"
    case .group: "group"
    case .batch: "batch"
    case .run: "run"
    case .pair: "pair"
    case .derived(let derived): derived.name
    case .product(.rollout, let items) where items.name == "criterion": "verdict"
    case .product(let grain, let items): "\(grain.name) x \(items.name)"
    }
  }

  /// The grains of which an element of this one lies in exactly one element each, without what those lie in. The
  /// first is the one its elements are listed by.
  public var containers: [Grain] {
    switch self {
    case .token: [.turn]
    case .turn, .pair: [.rollout]
    case .rollout: [.group]
    case .group: [.batch]
    case .batch: [.run]
    case .run: []
    case .derived(let derived): derived.containers
    case .product(let grain, let items): [grain, .derived(items)]
    }
  }

  /// Whether every element of `self` lies in exactly one element of `other` (a pair in its own rollout).
  ///
  /// An element that a partition leaves out lies in no part all the same: what it reads of one is abstained.
  public func refines(_ other: Grain) -> Bool {
    if self == other { return true }
    if case .derived(let theirs) = other, let members = theirs.members, refines(members) { return true }
    if case .product(let grain, let items) = other, case .product(let mine, items) = self { return mine.refines(grain) }
    return containers.contains { $0.refines(other) }
  }

  /// The coarsest grain that refines both, or nil where there is none.
  public func meet(_ other: Grain) -> Grain? {
    if refines(other) { return self }
    if other.refines(self) { return other }
    let (mine, theirs) = (factors, other.factors)
    guard !mine.items.isEmpty || !theirs.items.isEmpty else {
      // Parts and what they cut across meet in the members of the parts: paper and group in rollout.
      return members.flatMap { $0.meet(other) } ?? other.members.flatMap { $0.meet(self) }
    }
    guard var grain = mine.plain.meet(theirs.plain) else { return nil }
    // In the order in which lists were made, so that both ways round are one grain. Answers stand for rollouts: a verdict
    // on one is an answer with a criterion.
    for items in Set(mine.items + theirs.items).sorted(by: {
      ($0.isAnswers ? 0 : 1, $0.id) < ($1.isAnswers ? 0 : 1, $1.id)
    }) {
      grain = items.containers == [grain] ? .derived(items) : .product(grain, items)
    }
    return grain
  }

  /// What items are the items of in the end, and the lists whose items they are.
  private var factors: (plain: Grain, items: [DerivedGrain]) {
    switch self {
    case .derived(let items) where items.kind == .items:
      let outer = items.containers[0].factors
      return (outer.plain, outer.items + [items])
    case .product(let grain, let items):
      let (outer, inner) = (grain.factors, Grain.derived(items).factors)
      return (outer.plain.meet(inner.plain) ?? outer.plain, outer.items + inner.items)
    default: return (self, [])
    }
  }

  /// What the parts of a partition are made of.
  private var members: Grain? { if case .derived(let parts) = self { parts.members } else { nil } }

  /// Every derived grain that this grain is made of, itself included: those that others are made of first.
  public var derivedGrains: [DerivedGrain] {
    switch self {
    case .derived(let derived):
      (derived.containers + [derived.members].compactMap { $0 }).flatMap(\.derivedGrains) + [derived]
    case .product(let grain, let items): grain.derivedGrains + Grain.derived(items).derivedGrains
    default: []
    }
  }

  /// The grains of the chain, and `pair`, whose elements this grain's are made of.
  public var chainGrains: Set<Grain> {
    switch self {
    case .derived(let derived):
      (derived.containers + [derived.members].compactMap { $0 }).reduce(into: []) { $0.formUnion($1.chainGrains) }
    case .product(let grain, let items): grain.chainGrains.union(Grain.derived(items).chainGrains)
    default: [self]
    }
  }

  /// Whether an element of a finer grain may lie in no element of this one, because a partition leaves it out.
  public var isPartial: Bool { derivedGrains.contains { $0.kind == .parts } }

  /// The grains between a population and its container at which sums make partial sums, coarsest first: sums are
  /// carried up the chain, those of a rollout first, then those of a group.
  public static func levels(of population: Grain, in container: Grain) -> [Grain] {
    [.group, .rollout].filter { level in
      level != container && level != population && level.refines(container) && population.refines(level)
    }
  }
}

/// A grain that a spec declares or makes: the parts of a partition, the items of a list.
public struct DerivedGrain: Hashable, Sendable {
  /// How its elements come about.
  public enum Kind: Hashable, Sendable {
    /// Members of another grain whose keys are equal make one part; see ``Operation/parts(keys:hasWhere:)``.
    case parts
    /// One element for each item of the list that an element of its container has. A missing list has none.
    case items
  }
  /// Its place in ``TypedSpec/derivedGrains``.
  public var id: Int
  /// As the spec names it; of items without a name, that of the variable that stands for them.
  public var name: String
  /// How its elements come about.
  public var kind: Kind
  /// Of parts: what they are made of. Nil for items.
  public var members: Grain?
  /// What its elements lie in: for items the grain of the list; for parts the grains that are keys, or the batch.
  public var containers: [Grain]
  /// Of items: whether they are what came back for a request.
  public var isAnswers: Bool

  /// Items have one container and no members; parts have members.
  public init(
    id: Int, name: String, kind: Kind, members: Grain?, containers: [Grain], isAnswers: Bool = false
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.members = members
    self.containers = containers
    self.isAnswers = isAnswers
  }
}
