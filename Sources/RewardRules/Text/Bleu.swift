import Glibc
import RewardSemantics

extension Builtin {
  static let bleu = Builtin(
    "bleu", parameters: [Parameter("candidate", .text), Parameter("reference", .text)], result: { _, _ in .share },
    cost: .scan,
    summary: "BLEU of one text against one reference, from 0 to 1.",
    details: """
      As `sentence_bleu` of the package sacrebleu by default, divided by 100: n-grams of up to 4 tokens, or of as many as
      the candidate has; an order without a match counts half of a match, the next one a quarter (exponential smoothing);
      the brevity penalty; case counts. Tokens are those of the mteval scorer (13a): ASCII punctuation stands by itself,
      but for apostrophes, hyphens that follow no digit, and points and commas between digits; a run without space in
      another script is one token. 0 where no token is shared.
      """,
    examples: [
      Example(#"bleu("the cat sat on the mat", "the cat sat on the mat")"#, "1"),
      Example(#"bleu("the the the the", "the cat")"#, "0.1597357760615681"),
      Example(#"bleu("", "the cat")"#, "0"),
    ]
  ) { _ in
    { arguments in
      let tokens = Symbols(of: arguments.map { Tokenizer13a.spaced($0.text) }) { text, found in text.forEachWord(found)
      }
      return .number(bleu(Grams(tokens)))
    }
  }

  private static func bleu(_ tokens: Grams) -> Double {
    let (length, referenceLength) = (tokens.texts[0].count, tokens.texts[1].count)
    var grams = tokens
    // A text that shares no token shares no longer n-gram.
    guard grams.matches > 0 else { return 0 }
    var (logarithms, order, smoothing) = (0.0, 0, 1.0)
    while order < 4, !grams.texts[0].isEmpty {
      let matches = grams.matches
      if matches == 0 { smoothing /= 2 }
      logarithms += log((matches == 0 ? smoothing : Double(matches)) / Double(grams.texts[0].count))
      order += 1
      grams.widen(by: 1)
    }
    let brevity = min(0, 1 - Double(referenceLength) / Double(length))
    return exp(brevity + logarithms / Double(order))
  }
}
