/// Finds the ways in which a pattern can match one text very often: its *ambiguity*.
///
/// - Exponential (EDA): a word leads from a state back to it in two ways. Found in the product of the automaton with itself,
///   where a pair of equal states leads over unequal ones, or over a manifold edge, to equal ones in the same component.
/// - Polynomial (IDA): a word leads from p to p, from p to q, and from q to q. Found in the triple product, for p and q in
///   different components. A chain of d such pairs gives n^d ways, and n^(d + 1) steps to try them all.
///
/// The search for a place to start is a state like the others, so that a pattern that is not anchored has one more.
///
/// All of it together stays within an ``AnalysisBudget``.
struct Ambiguity {
  /// A suspicion: only running the pattern on the text tells.
  struct Candidate: Hashable {
    var attack: Attack
    /// The power of the length that the steps may grow with: one more than the ways; nil where it is an exponential.
    var power: Int?
    /// The part of the pattern that is to blame.
    var source: Range<Int>
  }

  private let automaton: PathAutomaton
  private let alphabet: Alphabet
  private let components: Components
  private let budget: AnalysisBudget
  private let search: WordSearch
  /// Of each state the edges that do not leave its component.
  private let inside: [[PathAutomaton.Edge]]

  /// Pairs that are looked for with one first component. The next ones give the longest chains.
  private static let linkLimit = 4
  /// Pairs of a chain that is tried. With more, three repetitions are too many to be measured.
  private static let chainLimit = 8

  init(_ automaton: PathAutomaton, alphabet: Alphabet, budget: AnalysisBudget) {
    self.automaton = automaton
    self.alphabet = alphabet
    let components = Components(automaton)
    self.components = components
    self.budget = budget
    search = WordSearch(budget: budget)
    inside = automaton.edges.indices.map { state in
      automaton.edges[state].filter { components.number[$0.target] == components.number[state] }
    }
  }

  // MARK: Exponential

  /// Words that lead back in two ways to where they began: of each component a few, the shortest first.
  func exponential(atMost limit: Int) -> [Candidate] {
    var found: [(pump: Attack.Pump, component: Int)] = []
    for component in components.cyclic {
      for origin in components.members[component] {
        if budget.isHalfSearched { break }
        guard let split = split(from: origin),
          let back = word(from: split.end, to: origin, along: inside),
          let prefix = word(from: PathAutomaton.start, to: origin, along: automaton.edges)
        else { continue }
        found.append((Attack.Pump(link: text(prefix), word: text(split.word + back)), component))
      }
    }
    var seen: Set<[UInt8]> = []
    let different = found.sorted { $0.pump.word.count < $1.pump.word.count }
      .filter { seen.insert($0.pump.word).inserted }
    return different.prefix(limit).map { pump, component in
      Candidate(attack: Attack([pump]), source: source(of: [component]))
    }
  }

  /// A word that leads in two ways from one state to another of its component.
  private func split(from origin: Int) -> (end: Int, word: [Int])? {
    // A pair of equal states that were reached in two ways is marked by a twist.
    struct Pair: Hashable {
      var a: Int
      var b: Int
      var isTwisted = false
    }
    let path = search.path(from: Pair(a: origin, b: origin), until: { $0.a == $0.b && $0.isTwisted }) { pair, visit in
      for first in inside[pair.a] {
        for second in inside[pair.b] {
          guard budget.look() else { return }
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

  /// Links in a row, as the first one and the chain that follows it.
  private struct Chain {
    var link: Link
    /// The number of a chain.
    var rest: Int?
    var count: Int
  }

  /// Chains of two pairs and more, the longest first: those that give more than n^2 steps. Parts of them are among them,
  /// as what a whole chain matches may be all that the pattern needs, or take too many steps to be measured.
  func polynomial(atMost limit: Int) -> [Candidate] {
    let chains = chains()
    var candidates: [Candidate] = []
    var seen: Set<Attack> = []
    let longest = max(2, min(chains.map(\.count).max() ?? 0, Self.chainLimit))
    for count in (2...longest).reversed() {
      // Each length has its share of what the longer ones left.
      var share = max(1, (limit - candidates.count) / (count - 1))
      for chain in chains where chain.count >= count && share > 0 {
        // A search that has failed for want of budget left some out.
        if budget.isSearchSpent || candidates.count == limit { return candidates }
        var links = [chain.link]
        var rest = chain.rest
        while links.count < count, let next = rest {
          links.append(chains[next].link)
          rest = chains[next].rest
        }
        guard let candidate = candidate(links), seen.insert(candidate.attack).inserted else { continue }
        candidates.append(candidate)
        share -= 1
      }
    }
    return candidates
  }

  /// Of each link the longest chain that begins with it.
  private func chains() -> [Chain] {
    var chains: [Chain] = []
    // Of each component the longest chain that begins in it or in a later one that it reaches.
    var best: [Int?] = Array(repeating: nil, count: components.members.count)
    func length(_ chain: Int?) -> Int { chain.map { chains[$0].count } ?? 0 }

    // From the end, so that what may follow a link is known with it.
    for (place, first) in components.cyclic.enumerated().reversed() {
      let later = components.cyclic[(place + 1)...].filter { components.reaches(first, $0) }
      for second in later.reversed() where length(best[second]) > length(best[first]) { best[first] = best[second] }
      for (second, link) in links(from: first, to: later).reversed() {
        let chain = Chain(link: link, rest: best[second], count: length(best[second]) + 1)
        chains.append(chain)
        if chain.count > length(best[first]) { best[first] = chains.count - 1 }
      }
    }
    return chains
  }

  private func links(from first: Int, to later: [Int]) -> [(second: Int, link: Link)] {
    var links: [(second: Int, link: Link)] = []
    for second in later where links.count < Self.linkLimit {
      if let link = link(from: first, to: second) { links.append((second, link)) }
    }
    return links
  }

  /// A word that repeats in both components and leads from one to the other.
  private func link(from first: Int, to second: Int) -> Link? {
    struct Triple: Hashable {
      var p: Int
      var between: Int
      var q: Int
    }
    for p in components.members[first] {
      for q in components.members[second] {
        if budget.isSearchSpent { return nil }
        let path = search.path(
          from: Triple(p: p, between: p, q: q), until: { $0 == Triple(p: p, between: q, q: q) }
        ) { triple, visit in
          for one in inside[triple.p] {
            for three in inside[triple.q] {
              guard budget.look() else { return }
              let both = automaton.sets[one.target].intersection(automaton.sets[three.target])
              if both.isEmpty { continue }
              for two in automaton.edges[triple.between] {
                guard budget.look() else { return }
                guard components.reaches(components.number[two.target], second),
                  let symbol = both.intersection(automaton.sets[two.target]).first
                else { continue }
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

  private func candidate(_ chain: [Link]) -> Candidate? {
    var pumps: [Attack.Pump] = []
    var here = PathAutomaton.start
    var involved: [Int] = []
    for link in chain {
      guard let word = word(from: here, to: link.p, along: automaton.edges) else { return nil }
      pumps.append(Attack.Pump(link: text(word), word: text(link.word)))
      here = link.q
      involved += [components.number[link.p], components.number[link.q]]
    }
    return Candidate(attack: Attack(pumps), power: chain.count + 1, source: source(of: involved))
  }

  // MARK: Words and places

  /// The shortest word from one state to another over the given edges, empty where they are the same.
  private func word(from origin: Int, to end: Int, along edges: [[PathAutomaton.Edge]]) -> [Int]? {
    if origin == end { return [] }
    return search.path(from: origin, until: { $0 == end }) { state, visit in
      for edge in edges[state] {
        guard budget.look() else { return }
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

  /// From the first to the last of the loops around the components: the outermost ones, of which they are part.
  private func source(of involved: [Int]) -> Range<Int> {
    var ranges: [Range<Int>] = []
    for component in Set(involved) where component != components.number[PathAutomaton.start] {
      let members = components.members[component]
      guard let low = members.min(), let high = members.max() else { continue }
      let around = automaton.loops.filter { $0.states.contains(low) && $0.states.contains(high) }
      if let outermost = around.map(\.source).max(by: { $0.count < $1.count }) { ranges.append(outermost) }
    }
    let start = ranges.map(\.lowerBound).min() ?? 0
    return start..<(ranges.map(\.upperBound).max() ?? start)
  }
}
