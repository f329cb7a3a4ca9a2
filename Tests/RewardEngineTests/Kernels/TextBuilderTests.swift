import Testing

@testable import RewardEngine

@Suite struct TextBuilderTests {
  private let first = ByteArena(Array("abcdef".utf8))
  private let second = ByteArena(Array("xyz".utf8))

  private func strings(_ texts: TextStorage) -> [String] { (0..<texts.count).map(texts.string) }

  @Test("texts of one arena share it")
  func shares() {
    var builder = TextBuilder(count: 3)
    builder.set(2, to: first, 1, 3)
    builder.set(0, to: first, 0, 1)
    let texts = builder.finish()
    #expect(strings(texts) == ["a", "", "bc"])
    #expect(texts.arena === first)
  }

  @Test("an empty text of another arena changes nothing")
  func empty() {
    var builder = TextBuilder()
    builder.append(first, 0, 2)
    builder.append(second, 1, 1)
    builder.append([])
    #expect(builder.finish().arena === first)
  }

  @Test("texts of two arenas, and new bytes, are copied")
  func copies() {
    var builder = TextBuilder()
    builder.append(first, 4, 6)
    builder.append(second, 0, 3)
    builder.append(Array("new".utf8))
    builder.append(first, 0, 1)
    #expect(strings(builder.finish()) == ["ef", "xyz", "new", "a"])
  }

  @Test("compacting keeps the texts and drops the rest of the arena")
  func compacts() {
    let texts = TextStorage(arena: first, starts: [4, 0, 4], ends: [6, 0, 5])
    #expect(strings(texts.compacted()) == ["ef", "", "e"])
    #expect(texts.compacted().arena.bytes.count == 3)
  }
}
