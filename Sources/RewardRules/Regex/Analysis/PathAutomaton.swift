/// The ways in which a backtracking matcher can walk through a pattern.
///
/// A state is a character of the pattern that was just matched; state 0 is the place where a search starts. An edge leads
/// to a character that may come next. Where a matcher can get from one to the other in several ways without moving (out of
/// a group and into it again), the edge is *manifold*: a matcher tries all of them. Epsilon moves are gone, and an empty
/// run through a loop ends it, as in PCRE2.
struct PathAutomaton {
  struct Edge {
    var target: Int
    var isManifold: Bool
  }
  /// What is matched on entering a state.
  private(set) var sets: [SymbolSet]
  private(set) var edges: [[Edge]] = []
  /// Where the character of a state is written; empty for state 0.
  private(set) var sources: [Range<Int>]
  /// The repeated parts of the pattern, with the states in them.
  private(set) var loops: [(source: Range<Int>, states: ClosedRange<Int>)] = []

  /// The number of a state.
  typealias State = Int
  static let start: State = 0

  /// Patterns with more characters than this, copies included, are not analysed.
  static let stateLimit = 400

  /// - Parameter isAnchored: a search starts at one place only; else state 0 matches anything before it.
  init?(_ tree: PatternTree, isAnchored: Bool, any: SymbolSet) {
    sets = [any]
    sources = [0..<0]
    var builder = Builder()
    let accept = builder.add(.accept)
    let entry = builder.add(tree, before: accept)
    guard !builder.isTooLarge else { return nil }
    sets += builder.states.map(\.set)
    sources += builder.states.map(\.source)
    loops = builder.loops
    edges = [isAnchored ? [] : [Edge(target: Self.start, isManifold: false)]]
    edges[0] += builder.edges(from: entry)
    // In order of the states, whose numbers the builder gave.
    for state in builder.states { edges.append(builder.edges(from: state.next)) }
  }
}

/// Thompson's automaton of a pattern, from its end to its beginning.
private struct Builder {
  enum Node {
    case accept
    case character(state: Int)
    case fork([Int])
    /// Where a loop goes on or is left.
    case loop(body: Int, exit: Int)
    /// The end of the body of a loop.
    case back(loop: Int)
  }
  var nodes: [Node] = []
  var states: [(set: SymbolSet, source: Range<Int>, next: Int)] = []
  var loops: [(source: Range<Int>, states: ClosedRange<Int>)] = []
  /// Parts that were added, copies and empty ones included.
  private var parts = 0

  private static let partLimit = 20_000

  var isTooLarge: Bool { states.count >= PathAutomaton.stateLimit || parts >= Self.partLimit }

  mutating func add(_ node: Node) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  /// The node where `tree` begins that is followed by the node `next`.
  mutating func add(_ tree: PatternTree, before next: Int) -> Int {
    // One that is too large is refused when it is done.
    guard !isTooLarge else { return next }
    parts += 1
    switch tree {
    case .empty: return next
    case .set(let set, let source):
      states.append((set, source, next))
      return add(.character(state: states.count))
    case .sequence(let items):
      var next = next
      for item in items.reversed() { next = add(item, before: next) }
      return next
    case .choice(let alternatives):
      let entries = alternatives.map { add($0, before: next) }
      return add(.fork(entries))
    case .repeat(let body, let least, let most, let source):
      var next = next
      var required = least
      if let most {
        for _ in least..<most { next = add(.fork([add(body, before: next), next])) }
      } else {
        let loop = add(.accept)
        let back = add(.back(loop: loop))
        let first = states.count + 1
        let entry = add(body, before: back)
        nodes[loop] = .loop(body: entry, exit: next)
        if states.count >= first { loops.append((source, first...states.count)) }
        // `x+` is one body that is entered without a choice.
        next = required > 0 ? entry : loop
        required = max(required - 1, 0)
      }
      for _ in 0..<required { next = add(body, before: next) }
      return next
    }
  }

  /// The characters that can come next at a node, each with whether there is more than one way to it.
  ///
  /// The walk is cut off where a pattern has a great many ways to match nothing; some edges then seem simple.
  func edges(from node: Int) -> [PathAutomaton.Edge] {
    var ways = Array(repeating: 0, count: states.count + 1)
    var order: [Int] = []
    // Loops whose body was entered and not left since the last character.
    var entered: Set<Int> = []
    var steps = 0
    func walk(_ node: Int) {
      steps += 1
      guard steps < 2048 else { return }
      switch nodes[node] {
      case .accept: return
      case .character(let state):
        if ways[state] == 0 { order.append(state) }
        ways[state] += 1
      case .fork(let next): for other in next { walk(other) }
      case .loop(let body, let exit):
        entered.insert(node)
        walk(body)
        entered.remove(node)
        walk(exit)
      case .back(let loop):
        guard case .loop(_, let exit) = nodes[loop] else { return }
        // A run through the body that matched nothing is the last one.
        guard entered.remove(loop) != nil else { return walk(loop) }
        walk(exit)
        entered.insert(loop)
      }
    }
    walk(node)
    return order.map { PathAutomaton.Edge(target: $0, isManifold: ways[$0] > 1) }
  }
}
