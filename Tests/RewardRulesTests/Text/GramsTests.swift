import RewardSemantics
import Testing

@testable import RewardRules

struct GramsTests {
  private func grams(_ a: String, _ b: String, width: Int) -> (Grams, [[UInt32]]) {
    let function = { (texts: [UnsafeBufferPointer<UInt8>]) in Symbols(wordsOf: texts[0], texts[1]) }
    let symbols = Array(a.utf8).withUnsafeBufferPointer { a in
      Array(b.utf8).withUnsafeBufferPointer { b in function([a, b]) }
    }
    return (Grams(symbols, width: width), symbols.texts)
  }

  @Test(arguments: 1...9)
  func `grams are equal where their symbols are`(width: Int) {
    let (named, symbols) = grams("a b a b a b b a b a b a c", "B a b a b a b b a c c c c c c c", width: width)
    #expect(named.width == width)
    for (first, second) in [(0, 0), (0, 1), (1, 1)] {
      #expect(named.texts[first].count == max(0, symbols[first].count - width + 1))
      for (i, gram) in named.texts[first].enumerated() {
        for (j, other) in named.texts[second].enumerated() {
          let isEqual = symbols[first][i..<i + width] == symbols[second][j..<j + width]
          #expect((gram == other) == isEqual)
        }
      }
    }
  }

  @Test func `a gram may be longer than any text`() {
    let (named, _) = grams("a b c", "a b", width: 1_000_000_000)
    #expect(named.texts == [[], []])
    #expect(named.matches == 0)
  }

  @Test(arguments: [("ngram_repetition", ["a"]), ("copied_share", ["a", "a"]), ("rouge_n", ["a", "a"])])
  func `a gram has a symbol at least`(name: String, texts: [String]) throws {
    let builtin = try #require(Registry(RewardRules.builtins)[name])
    for bad in [0, -1, 1.5] {
      let error = #expect(throws: PreparationError.self) { try builtin.prepared(["n": .number(bad)]) }
      #expect(error?.parameter == "n")
    }
    #expect(try builtin.prepared(["n": .number(1)]).call(texts.map { .text($0) }).number != nil)
  }
}

struct RepetitionTests {
  @Test(
    arguments: [
      ("", 1, 0), (" ", 4, 0), ("a", 1, 0), ("a A a", 1, 2 / 3.0), ("a b a b a b", 2, 3 / 5.0),
      ("a b c a b c", 3, 0.25),
      ("a, a", 1, 0), ("ÉTÉ été", 1, 0.5), ("a b c", 4, 0),
    ] as [(String, Double, Double)])
  func `ngram_repetition`(text: String, n: Double, expected: Double) throws {
    #expect(try Builtin.ngramRepetition.call(.text(text), statics: ["n": .number(n)]) == .number(expected))
  }

  @Test(
    arguments: [
      ("", "", 1, 0), ("", "a", 1, 0), ("a", "", 1, 0), ("a b", "b c", 1, 0.5), ("a b c d e", "b c d", 2, 0.6),
      // Runs that overlap count each word once; runs apart count each.
      ("a b c x d e f", "a b c d e f", 2, 6 / 7.0), ("a b a b a b", "b a b", 3, 5 / 6.0), ("A B", "a b", 2, 1),
      ("a b c", "c b a", 2, 0),
    ] as [(String, String, Double, Double)])
  func `copied_share`(text: String, source: String, n: Double, expected: Double) throws {
    #expect(
      try Builtin.copiedShare.call(.text(text), .text(source), statics: ["n": .number(n)]) == .number(expected))
  }

  @Test(
    arguments: [
      ("", "", 1), (" ", "\n", 1), ("a", "", 0), ("a b", "b c", 1 / 3.0), ("a a a", "A", 1), ("a.", "a", 0),
      ("ÉTÉ\u{A0}x", "été", 0.5),
    ] as [(String, String, Double)])
  func `word_jaccard`(a: String, b: String, expected: Double) throws {
    #expect(try Builtin.wordJaccard.call(.text(a), .text(b)) == .number(expected))
    #expect(try Builtin.wordJaccard.call(.text(b), .text(a)) == .number(expected))
  }
}
