import RewardSemantics

extension Builtin {
  static let tokenF1 = Builtin(
    "token_f1", parameters: [Parameter("a", .text), Parameter("b", .text)], result: { _, _ in .share }, cost: .scan,
    summary: "How many words two texts share, as the harmonic mean of precision and recall.",
    details: """
      Words are the runs without White_Space, in lower case, compared byte by byte; a word that repeats counts as often as
      it stands in both. Punctuation belongs to its word. 1 where both texts have no word, 0 where one has none.
      """,
    examples: [
      Example(#"token_f1("cheap blue jacket", "Blue jacket")"#, "0.8"),
      Example(#"token_f1("red shoes", "blue jacket")"#, "0"),
      Example(#"token_f1(" Maps ", "maps")"#, "1"),
      Example(#"token_f1("a a b", "a b b b")"#, "0.5714285714285714"),
    ]
  ) { _ in
    { arguments in
      let a = LetterCase.lower.mapped(arguments[0].text)
      let b = LetterCase.lower.mapped(arguments[1].text)
      return a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          /// Words of `a` that were not yet met in `b`.
          var left: [BorrowedText: Int] = [:]
          var (inA, inB, inBoth) = (0, 0, 0)
          a.forEachWord { word in
            left[BorrowedText(a.slice(word)), default: 0] += 1
            inA += 1
          }
          b.forEachWord { word in
            inB += 1
            if let place = left.index(forKey: BorrowedText(b.slice(word))), left.values[place] > 0 {
              left.values[place] -= 1
              inBoth += 1
            }
          }
          return .number(inA + inB == 0 ? 1 : Double(2 * inBoth) / Double(inA + inB))
        }
      }
    }
  }
}
