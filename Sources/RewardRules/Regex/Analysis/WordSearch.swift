/// Looks for the shortest word that leads from one place of a product of automata to another, within a budget.
struct WordSearch {
  let budget: AnalysisBudget

  /// Breadth first. A word has one symbol at least. Nil where there is none, or where the budget is used up.
  ///
  /// - Parameter moves: calls back with each place that a symbol leads to. It asks the budget for each edge that it looks
  ///   at, and returns where that is used up.
  func path<Place: Hashable>(
    from origin: Place, until isEnd: (Place) -> Bool, moves: (Place, (Place, Int) -> Void) -> Void
  ) -> (end: Place, word: [Int])? {
    // Before any memory is asked for: a caller may go on asking for a great many words.
    guard !budget.isSearchSpent else { return nil }
    budget.note()
    var visits: [(place: Place, parent: Int, symbol: Int)] = [(origin, -1, -1)]
    var seen = Set<Place>()
    var end: Int?
    var next = 0
    while end == nil, next < visits.count, !budget.isSearchSpent {
      let known = visits.count
      moves(visits[next].place) { place, symbol in
        guard seen.insert(place).inserted else { return }
        budget.note()
        visits.append((place, next, symbol))
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
    return (visits[end].place, word.reversed())
  }
}
