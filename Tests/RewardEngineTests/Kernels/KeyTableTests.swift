import RewardSemantics
import Testing

@testable import RewardEngine

@Suite struct KeyTableTests {
  @Test("keys are numbered by first appearance, also after growing and with equal hashes")
  func numbers() {
    var table = KeyTable()
    let keys = (0..<1000).map { $0 * 7 % 500 }
    var first: [Int] = []
    for key in keys {
      let number = table.insert(UInt64(key % 10)) { first[$0] == key }
      if number == first.count { first.append(key) }
      #expect(first[number] == key)
    }
    #expect(table.count == 500)
    #expect(table.find(3) { first[$0] == 13 } == first.firstIndex(of: 13))
    #expect(table.find(3) { _ in false } == nil)
  }

  @Test("0 and -0 are one key, lists differ where their elements do")
  func hashes() {
    let numbers = Column(.numbers([0, -0.0]), status: [0, 0])
    #expect(numbers.hash(0) == numbers.hash(1) && Column.areEqual(numbers, 0, numbers, 1))
    let arena = ByteArena(Array("abc".utf8))
    // ["a", "bc"] and ["ab", "c"]
    let items = Column(
      .texts(TextStorage(arena: arena, starts: [0, 1, 0, 2], ends: [1, 3, 2, 3])), status: [0, 0, 0, 0])
    let lists = Column(.lists(offsets: [0, 2, 4], items: items), status: [0, 0])
    #expect(lists.hash(0) != lists.hash(1) && !Column.areEqual(lists, 0, lists, 1))
    #expect(lists.precedes(0, 1) && !lists.precedes(1, 0))
  }
}
