extension Value {
  /// The order of keys: numbers by size, texts by bytes, lists from left to right.
  func precedes(_ other: Value) -> Bool {
    switch (payload, other.payload) {
    case (.number(let a), .number(let b)): return a < b
    case (.text(let a), .text(let b)): return a.lexicographicallyPrecedes(b)
    case (.list(let a), .list(let b)): return a.lexicographicallyPrecedes(b) { $0.precedes($1) }
    default: return false
    }
  }

  /// The places of `keys` in stable ascending order, in runs of equal keys. Keys are compared from left to right.
  static func ascending(_ keys: [[Value]]) -> [[Int]] {
    func precedes(_ a: Int, _ b: Int) -> Bool { keys[a].lexicographicallyPrecedes(keys[b]) { $0.precedes($1) } }
    var runs: [[Int]] = []
    for place in keys.indices.sorted(by: { precedes($0, $1) || (!precedes($1, $0) && $0 < $1) }) {
      if let first = runs.last?.first, !precedes(first, place) {
        runs[runs.count - 1].append(place)
      } else {
        runs.append([place])
      }
    }
    return runs
  }
}

extension Value.Payload {
  /// Whether both are the same, numbers bit for bit.
  func isIdentical(to other: Value.Payload) -> Bool {
    switch (self, other) {
    case (.number(let a), .number(let b)): a.bitPattern == b.bitPattern
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.payload.isIdentical(to: $1.payload) }
    default: self == other
    }
  }
}
