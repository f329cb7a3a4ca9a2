/// Finds the ways in which a pattern can match one text very often: its *ambiguity*.
///
/// - Exponential (EDA): a word leads from a state back to it in two ways. Found in the product of the automaton with itself,
///   where a pair of equal states leads over unequal ones, or over a manifold edge, to equal ones in the same component.
/// - Polynomial (IDA): a word leads from p to p, from p to q, and from q to q. Found in the triple product, for p and q in
///   different components. A chain of d such pairs gives n^d ways, and n^(d + 1) steps to try them all.
///
/// The search for a place to start is a state like the others, so that a pattern that is not anchored has one more.
struct Ambiguity {
  /// A suspicion: only running the pattern on the text tells.
  struct Candidate: Hashable {
    var attack: Attack
    /// The part of the pattern that is to blame.
    var source: Range<Int>
  }

  private let automaton: PathAutomaton
  private let alphabet: Alphabet
  private let components: Components
  private var search: WordSearch

  /// How many places of products one analysis may visit: some milliseconds.
  private static let budget = 150_000

  init(_ automaton: PathAutomaton, alphabet: Alphabet) {
    self.automaton = automaton
    self.alphabet = alphabet
    components = Components(automaton)
    search = WordSearch(budget: Self.budget)
  }

  // MARK: Exponential

  /// Words that lead back in two ways to where they began: of each component a few, the shortest first.
  mutating func exponential(atMost limit: Int) -> [Candidate] {
    var candidates: [Candidate] = []
    for component in components.cyclic {
      let members = components.members[component]
      for origin in members {
        guard let split = split(from: origin, in: component) else { continue }
        guard let back = word(from: split.end, to: origin, in: component),
          let prefix = word(from: PathAutomaton.start, to: origin)
        else { continue }
        let pump = Attack.Pump(link: text(prefix), word: text(split.word + back))
        candidates.append(Candidate(attack: Attack(pumps: [pump]), source: source(of: members)))
      }
    }
    var seen: Set<[UInt8]> = []
    let different = candidates.sorted { $0.attack.pumps[0].word.count < $1.attack.pumps[0].word.count }
      .filter { seen.insert($0.attack.pumps[0].word).inserted }
    return Array(different.prefix(limit))
  }

  /// A word that leads in two ways from one state to another of its component.
  private mutating func split(from origin: Int, in component: Int) -> (end: Int, word: [Int])? {
    let automaton = automaton
    let components = components
    // A pair of equal states that were reached in two ways is marked by a twist.
    struct Pair: Hashable {
      var a: Int
      var b: Int
      var isTwisted = false
    }
    let path = search.path(from: [Pair(a: origin, b: origin)], until: { $0.a == $0.b && $0.isTwisted }) { pair, visit in
      for first in automaton.edges[pair.a] where components.number[first.target] == component {
        for second in automaton.edges[pair.b] where components.number[second.target] == component {
          // Pairs are not ordered.
          if pair.a == pair.b, first.target > second.target { continue }
          let isTwisted = pair.a != pair.b || first.target != second.target || first.isManifold
          guard isTwisted,
            let symbol = automaton.sets[first.target].intersection(automaton.sets[second.target]).first
          else { continue }
          visit(Pair(a: first.target, b: second.target, isTwisted: true), symbol)
        }
      }
    }
    return path.map { ($0.end.a, $0.word) }
  }

  // MARK: Polynomial

  private struct Link {
    var p: Int
    var q: Int
    var word: [Int]
  }

  /// Chains of two pairs and more, the longest first: those that give more than n^2 steps. Parts of them are among them,
  /// as what a whole chain matches may be all that the pattern needs.
  mutating func polynomial(atMost limit: Int) -> [Candidate] {
    var links: [Link] = []
    for (place, first) in components.cyclic.enumerated() {
      for second in components.cyclic[(place + 1)...] where components.reaches(first, second) {
        if let link = link(from: first, to: second) { links.append(link) }
      }
    }
    // Of each link the longest chain that begins with it. Links stand in the order of their first components.
    var chains: [[Link]] = []
    for link in links.reversed() {
      let tail = chains.filter { components.reaches(components.number[link.q], components.number[$0[0].p]) }
        .max { $0.count < $1.count }
      chains.append([link] + (tail ?? []))
    }
    let parts = chains.flatMap { chain in (2...max(2, chain.count)).map { Array(chain.prefix($0)) } }
    let long = parts.filter { $0.count >= 2 }.sorted { $0.count > $1.count }
    return long.prefix(limit).compactMap { candidate($0) }
  }

  /// A word that repeats in both components and leads from one to the other.
  private mutating func link(from first: Int, to second: Int) -> Link? {
    struct Triple: Hashable {
      var p: Int
      var between: Int
      var q: Int
    }
    let automaton = automaton
    let components = components
    for p in components.members[first] {
      for q in components.members[second] {
        let path = search.path(
          from: [Triple(p: p, between: p, q: q)], until: { $0 == Triple(p: p, between: q, q: q) }
        ) { triple, visit in
          for one in automaton.edges[triple.p] where components.number[one.target] == first {
            for three in automaton.edges[triple.q] where components.number[three.target] == second {
              let both = automaton.sets[one.target].intersection(automaton.sets[three.target])
              if both.isEmpty { continue }
              for two in automaton.edges[triple.between]
              where components.reaches(components.number[two.target], second) {
                guard let symbol = both.intersection(automaton.sets[two.target]).first else { continue }
                visit(Triple(p: one.target, between: two.target, q: three.target), symbol)
              }
            }
          }
        }
        if let path { return Link(p: p, q: q, word: path.word) }
      }
    }
    return nil
  }

  private mutating func candidate(_ chain: [Link]) -> Candidate? {
    var pumps: [Attack.Pump] = []
    var here = PathAutomaton.start
    var states: [Int] = []
    for link in chain {
      guard let word = word(from: here, to: link.p) else { return nil }
      pumps.append(Attack.Pump(link: text(word), word: text(link.word)))
      here = link.q
      states += [link.p, link.q]
    }
    return Candidate(attack: Attack(pumps: pumps), source: source(of: states))
  }

  // MARK: Words and places

  /// The shortest word from one state to another, empty where they are the same; within `component` if one is given.
  private mutating func word(from origin: Int, to end: Int, in component: Int? = nil) -> [Int]? {
    if origin == end { return [] }
    let automaton = automaton
    let components = components
    return search.path(from: [origin], until: { $0 == end }) { state, visit in
      for edge in automaton.edges[state] where component == nil || components.number[edge.target] == component {
        // Nothing needs to stand before the place where the pattern begins.
        if edge.target == PathAutomaton.start { continue }
        if let symbol = automaton.sets[edge.target].first { visit(edge.target, symbol) }
      }
    }?.word
  }

  private func text(_ word: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    for symbol in word { bytes += UTF8.encode(alphabet.symbols[symbol]).unsafelyUnwrapped }
    return bytes
  }

  /// From the first to the last of the loops around the states: the outermost ones that the component of a state consists of.
  private func source(of states: [Int]) -> Range<Int> {
    let inside = states.filter { $0 != PathAutomaton.start }
    var ranges: [Range<Int>] = []
    for state in inside {
      let members = components.members[components.number[state]]
      guard let low = members.min(), let high = members.max() else { continue }
      let around = automaton.loops.filter { $0.states.contains(low) && $0.states.contains(high) }
      ranges.append(around.max { $0.source.count < $1.source.count }?.source ?? automaton.sources[state])
    }
    let start = ranges.map(\.lowerBound).min() ?? 0
    return start..<(ranges.map(\.upperBound).max() ?? start)
  }
}
