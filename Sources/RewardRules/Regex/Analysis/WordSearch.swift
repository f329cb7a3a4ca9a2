/// Looks for the shortest word that leads from one place of a product of automata to another, within a budget of visits.
struct WordSearch {
  /// What is left of the work that one analysis may do. At 0 nothing more is found.
  private(set) var budget: Int

  init(budget: Int) { self.budget = budget }

  /// A word and the places where it begins and ends.
  struct Path<Place> {
    var origin: Place
    var end: Place
    var word: [Int]
  }

  /// Breadth first. A word has one symbol at least.
  ///
  /// - Parameter moves: calls back with each place that a symbol leads to.
  mutating func path<Place: Hashable>(
    from origins: [Place], until isEnd: (Place) -> Bool, moves: (Place, (Place, Int) -> Void) -> Void
  ) -> Path<Place>? {
    var visits: [(place: Place, parent: Int, symbol: Int)] = origins.map { ($0, -1, -1) }
    var seen = Set<Place>()
    var end: Int?
    var next = 0
    while end == nil, next < visits.count, budget > 0 {
      let known = visits.count
      moves(visits[next].place) { place, symbol in
        budget -= 1
        if seen.insert(place).inserted { visits.append((place, next, symbol)) }
      }
      end = (known..<visits.count).first { isEnd(visits[$0].place) }
      next += 1
    }
    guard let end else { return nil }
    var word: [Int] = []
    var visit = end
    while visits[visit].parent >= 0 {
      word.append(visits[visit].symbol)
      visit = visits[visit].parent
    }
    return Path(origin: visits[visit].place, end: visits[end].place, word: word.reversed())
  }
}
