/// The strongly connected components of an automaton, in an order in which edges lead from earlier ones to later ones.
struct Components {
  /// The component of each state.
  private(set) var number: [Int] = []
  private(set) var members: [[Int]] = []
  /// Those that have a cycle, in order.
  private(set) var cyclic: [Int] = []
  /// For each component, a bit for each of those that can be reached from it, itself among them.
  private var reachable: [[UInt64]] = []

  init(_ automaton: PathAutomaton) {
    let count = automaton.sets.count
    number = Array(repeating: -1, count: count)
    var visit = Array(repeating: -1, count: count)
    var low = Array(repeating: 0, count: count)
    var stack: [Int] = []
    var isOpen = Array(repeating: false, count: count)
    var visits = 0
    var found: [[Int]] = []

    // Tarjan: a component is complete when its first state is left.
    func enter(_ state: Int) {
      visit[state] = visits
      low[state] = visits
      visits += 1
      stack.append(state)
      isOpen[state] = true
      for edge in automaton.edges[state] {
        if visit[edge.target] < 0 {
          enter(edge.target)
          low[state] = min(low[state], low[edge.target])
        } else if isOpen[edge.target] {
          low[state] = min(low[state], visit[edge.target])
        }
      }
      guard low[state] == visit[state] else { return }
      var component: [Int] = []
      while let member = stack.popLast() {
        isOpen[member] = false
        component.append(member)
        if member == state { break }
      }
      found.append(component)
    }
    for state in 0..<count where visit[state] < 0 { enter(state) }

    members = found.reversed()
    for (index, component) in members.enumerated() { for state in component { number[state] = index } }
    let none = Array(repeating: UInt64(0), count: members.count / 64 + 1)
    reachable = Array(repeating: none, count: members.count)
    for index in members.indices.reversed() {
      reachable[index][index / 64] |= 1 << UInt64(index % 64)
      var hasCycle = members[index].count > 1
      for state in members[index] {
        for edge in automaton.edges[state] {
          let next = number[edge.target]
          if next == index { hasCycle = true }
          // What it reaches is known with it.
          if reaches(index, next) { continue }
          for word in none.indices { reachable[index][word] |= reachable[next][word] }
        }
      }
      if hasCycle { cyclic.insert(index, at: 0) }
    }
  }

  /// Whether a word leads from one component to the other, the empty one included.
  func reaches(_ first: Int, _ second: Int) -> Bool {
    reachable[first][second / 64] & (1 << UInt64(second % 64)) != 0
  }
}
