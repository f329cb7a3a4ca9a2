import Glibc

/// The paths into a row that a schema names, merged where they begin alike: a row is walked once for all of them.
struct PathTree: Sendable {
  typealias NodeID = Int

  private struct Node: Sendable {
    var key: [UInt8]
    /// First child of each hash, and the next node in the same chain; -1 for none.
    var heads: [Int32] = []
    var next: Int32 = -1
    var isLeaf: Bool { heads.isEmpty }
  }

  private var nodes = [Node(key: [])]
  static let root: NodeID = 0

  var count: Int { nodes.count }
  func isLeaf(_ node: NodeID) -> Bool { nodes[node].isLeaf }

  /// The node at the end of `path`, made if it is new.
  mutating func insert(_ path: [String]) -> NodeID {
    var node = Self.root
    for component in path {
      let key = Array(component.utf8)
      if let child = key.withUnsafeBufferPointer({ child(of: node, key: $0) }) {
        node = child
        continue
      }
      let hash = key.withUnsafeBufferPointer(Self.hash)
      var fresh = Node(key: key)
      if nodes[node].heads.isEmpty { nodes[node].heads = Array(repeating: -1, count: 64) }
      fresh.next = nodes[node].heads[hash]
      nodes[node].heads[hash] = Int32(nodes.count)
      nodes.append(fresh)
      node = nodes.count - 1
    }
    return node
  }

  func child(of node: NodeID, key: UnsafeBufferPointer<UInt8>) -> NodeID? {
    if nodes[node].heads.isEmpty { return nil }
    var candidate = Int(nodes[node].heads[Self.hash(key)])
    while candidate >= 0 {
      let isEqual = nodes[candidate].key.withUnsafeBufferPointer { mine in
        guard mine.count == key.count, let left = mine.baseAddress, let right = key.baseAddress else {
          return mine.isEmpty && key.isEmpty
        }
        return memcmp(left, right, key.count) == 0
      }
      if isEqual { return candidate }
      candidate = Int(nodes[candidate].next)
    }
    return nil
  }

  private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> Int {
    guard let first = key.first, let last = key.last else { return 0 }
    return (key.count &* 7 &+ Int(first) &* 31 &+ Int(last)) & 63
  }
}
