import RewardSemantics
import Testing

@Suite struct CompensatedSumTests {
  @Test func keepsWhatAPlainSumLoses() {
    var sum = CompensatedSum()
    for term in [1, 1e100, 1, -1e100] { sum.add(term) }
    #expect(sum.value == 2)
  }

  @Test func aChildSumIsAddedWithItsError() {
    var child = CompensatedSum()
    for term in [1e100, 1] { child.add(term) }
    var sum = CompensatedSum()
    sum.add(1)
    sum.add(child)
    sum.add(-1e100)
    #expect(sum.value == 2)
  }

  @Test func emptyAndLoneChildrenChangeNoBit() {
    var flat = CompensatedSum()
    var tree = CompensatedSum()
    for term in [0.1, 0.2, -1e17, 0.3, 1e17, -0.0] {
      flat.add(term)
      var child = CompensatedSum()
      child.add(term)
      tree.add(child)
      tree.add(CompensatedSum())
    }
    #expect(flat == tree)
    #expect(flat.value.bitPattern == tree.value.bitPattern)
  }

  @Test func anOverflowIsNeverAFiniteNumber() {
    var sum = CompensatedSum()
    for term in [1e308, 1e308, -1e308] { sum.add(term) }
    #expect(!sum.value.isFinite)
  }
}
