import RewardSemantics
import Testing

@Suite struct EditDistanceTests {
  @Test func `insertions, deletions, substitutions and swaps are counted`() {
    #expect(editDistance("final", "final") == 0)
    #expect(editDistance("fnial", "final") == 1)
    #expect(editDistance("fina", "final") == 1)
    #expect(editDistance("finals", "final") == 1)
    #expect(editDistance("funal", "final") == 1)
    #expect(editDistance("", "final") == 5)
  }

  @Test func `the nearest name is proposed if it is near, of equally near ones the first by name`() {
    #expect(nearest(to: "fnial", among: ["fine", "final"]) == "final")
    #expect(nearest(to: "cat", among: ["rat", "bat", "hat"]) == "bat")
    #expect(nearest(to: "cat", among: ["hat", "rat", "bat"]) == "bat")
    #expect(nearest(to: "cat", among: ["cuts"]) == nil)
    #expect(nearest(to: "a", among: ["b"]) == "b")
    #expect(nearest(to: "abcdef", among: ["abcdxy"]) == "abcdxy")
    #expect(nearest(to: "cat", among: []) == nil)
  }
}
