import Testing

@testable import RewardRules

struct ByteSearchTests {
  private func range(of part: String, in text: String, from start: Int = 0) -> Range<Int>? {
    Array(text.utf8).withUnsafeBufferPointer { $0.firstRange(of: Array(part.utf8), from: start) }
  }

  @Test func `finds the first place at or after the start`() {
    #expect(range(of: "ab", in: "abcab") == 0..<2)
    #expect(range(of: "ab", in: "abcab", from: 1) == 3..<5)
    #expect(range(of: "ab", in: "abcab", from: 4) == nil)
    #expect(range(of: "a", in: "") == nil)
  }

  /// Long enough that comparing at each place would be quadratic, so that the table takes over.
  @Test func `stays linear and right on texts made to be slow`() {
    let run = String(repeating: "a", count: 200_000)
    let half = String(repeating: "a", count: 100_000)
    #expect(range(of: half + "b", in: run) == nil)
    #expect(range(of: half + "b", in: run + "b") == 100_000..<200_001)
    #expect(range(of: "a" + half + "ba", in: half + "b" + run + "bab") == 200_000..<300_003)
  }

  @Test func `the table agrees with plain comparison`() {
    // A Thue-Morse word has many long borders that almost match.
    let word = (0..<4096).map { $0.nonzeroBitCount.isMultiple(of: 2) ? "a" : "b" }.joined()
    let part = String(word.dropFirst(1025).prefix(1500)) + "bbb"
    #expect(range(of: part, in: word + word + part + word) == 8192..<9695)
  }
}
