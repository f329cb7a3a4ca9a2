import RewardFiles
import RewardSyntax
import Testing

/// The grammar is read from its file, and tried on the parser in both directions.
@Suite("Sentences of Grammar/reward.ebnf") struct GrammarAgreementTests {
  private let grammar: EBNF

  init() throws { grammar = try EBNF.reward.get() }

  private func sentence(_ seed: Int) -> (sentence: Sentence, choices: Seeded) {
    var choices = Seeded(seed &+ 1_000_000)
    var generator = SentenceGenerator(grammar, choices: Seeded(seed))
    let tokens = generator.file(
      declarations: Int.random(in: 1...5, using: &choices), depth: Int.random(in: 8...40, using: &choices),
      length: Int.random(in: 10...120, using: &choices))
    return (Sentence(tokens: tokens), choices)
  }

  /// Most are what they were made as; where another reading comes first, grammar and parser refuse them together.
  @Test("the parser accepts them, and formatted they say the same")
  func accepted() {
    let seeds = 0..<250
    var count = 0
    for seed in seeds {
      var (sentence, choices) = sentence(seed)
      let tree = parse(sentence.text(&choices))
      let isSentence = Recognizer.accepts(tree, by: grammar)
      #expect(isSentence == tree.diagnostics.isEmpty, "seed \(seed): \(findings(tree))\n\(tree.source.contents)")
      guard isSentence, let formatted = Formatter.format(tree) else { continue }
      expectFaithful(formatted, to: tree)
      count += 1
    }
    #expect(count > seeds.count * 3 / 4)
  }

  @Test("changed at random the parser accepts what the grammar accepts, and nothing else")
  func mutated() {
    var accepted = 0
    for seed in 1000..<1150 {
      let (sentence, seeded) = sentence(seed)
      var choices = seeded
      for _ in 0..<4 {
        var changed = sentence
        for _ in 0..<Int.random(in: 1...3, using: &choices) { changed.mutate(&choices) }
        let tree = parse(changed.text(&choices))
        let isSentence = Recognizer.accepts(tree, by: grammar)
        #expect(isSentence == tree.diagnostics.isEmpty, "seed \(seed): \(findings(tree))\n\(tree.source.contents)")
        accepted += isSentence ? 1 : 0
      }
    }
    #expect(accepted > 20)
  }

  @Test(
    "what the parser once saw differently",
    arguments: [
      ("let a = when { , b -> 1  else -> 2 }", false),
      ("let a = when { b -> 1,, c -> 2  else -> 3 }", false),
      ("let a = when { b -> 1, c -> 2, else -> 3, }", true),
      ("test \"t\" { , expect a }", false),
      ("test \"t\" { group { a: \"x\",, b: \"y\" } }", false),
      ("emit e { a: b,, c: d }", false),
      ("emit e { a: b, c: d, }", true),
      ("rubric r { criterion \"c\" weight -[1][0] }", true),
      ("emit e where -[1][0] > 0 { a: b }", true),
      ("machine m over turn {\n  a -[b]-> pays\n  pays -[c]-> d pays 1\n}", true),
      ("test \"t\" {\n  with a = 1,\n    reward = 2\n  group {\n    advantage: { b: 1 }\n  }\n}", true),
      ("let a = random(per rollout)", true),
      ("let a = random(per rollout + 1)", false),
      ("let a = f(b, c for d in e)", false),
      ("let a = top(1, c for d in e)", true),
      ("gate g: {level, other} { level a = b worth 1 }", true),
      ("gate g: { level a = b worth 1 }", false),
    ])
  func cases(_ text: String, _ isSentence: Bool) {
    let tree = parse(text)
    #expect(tree.diagnostics.isEmpty == isSentence)
    #expect(Recognizer.accepts(tree, by: grammar) == isSentence)
  }

  /// The files that people wrote are sentences, and those with syntax errors are none.
  @Test("the files of the repository are some")
  func files() {
    for file in RewardFiles.all {
      let tree = SyntaxTree.parse(file, as: FileID(0))
      // What only the lexer reports, such as an escape, is not the grammar's.
      let isWellLexed = !tree.diagnostics.contains { ["E105", "E106"].contains($0.code.code) }
      if isWellLexed { #expect(Recognizer.accepts(tree, by: grammar) == tree.diagnostics.isEmpty, "\(file.name)") }
    }
  }
}

extension SourceFile {
  fileprivate var contents: String { String(decoding: bytes, as: UTF8.self) }
}
