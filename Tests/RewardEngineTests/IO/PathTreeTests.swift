import Testing

@testable import RewardEngine

@Suite struct PathTreeTests {
  static func child(_ tree: PathTree, _ node: PathTree.NodeID, _ key: String) -> PathTree.NodeID? {
    Array(key.utf8).withUnsafeBufferPointer { tree.child(of: node, key: $0) }
  }

  @Test func `paths that begin alike share their nodes`() {
    var tree = PathTree()
    let score = tree.insert(["extra", "score"])
    let other = tree.insert(["extra", "other"])
    #expect(tree.insert(["extra", "score"]) == score)
    #expect(tree.count == 4)
    let extra = tree.insert(["extra"])
    #expect(Self.child(tree, PathTree.root, "extra") == extra)
    #expect(Self.child(tree, extra, "score") == score && Self.child(tree, extra, "other") == other)
    #expect(!tree.isLeaf(extra) && tree.isLeaf(score))
    #expect(Self.child(tree, score, "score") == nil && Self.child(tree, PathTree.root, "score") == nil)
  }

  @Test func `many keys, the empty one included, are told apart`() {
    var tree = PathTree()
    let keys = (0..<500).map { "k\($0)x" } + ["", "é", "a\0b", "a"]
    let nodes = keys.map { tree.insert([$0]) }
    #expect(Set(nodes).count == keys.count)
    for (key, node) in zip(keys, nodes) { #expect(Self.child(tree, PathTree.root, key) == node) }
    #expect(Self.child(tree, PathTree.root, "k500x") == nil)
  }
}
