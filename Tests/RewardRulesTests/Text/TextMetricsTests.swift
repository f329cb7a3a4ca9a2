import Foundation
import RewardSemantics
import Testing

@testable import RewardRules

/// Pairs of texts and what the usual packages say of them: rapidfuzz 3.14.6 (`Levenshtein`), rouge-score 0.1.2
/// (`RougeScorer(use_stemmer=False)`), sacrebleu 2.6.0 (`sentence_bleu`, `sentence_chrf`), scores of 0 to 100 divided by
/// 100.
struct TextMetricsTests {
  struct Pair: Decodable, Sendable {
    var candidate: String
    var reference: String
    var editDistance: Double
    var editSimilarity: Double
    var rougeL: Double
    var rouge1: Double
    var rouge2: Double
    var bleu: Double
    var chrf: Double
  }
  private struct Table: Decodable { var pairs: [Pair] }

  static let pairs: [Pair] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "text_metrics.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return (try? decoder.decode(Table.self, from: Data(contentsOf: file)))?.pairs ?? []
  }()

  @Test func `the table is there`() { #expect(Self.pairs.count == 52) }

  @Test(arguments: pairs)
  func `edit distance as rapidfuzz has it`(pair: Pair) throws {
    try expect(.editDistance, pair, pair.editDistance)
    try expect(.editSimilarity, pair, pair.editSimilarity)
  }

  @Test(arguments: pairs)
  func `ROUGE as rouge_score has it`(pair: Pair) throws {
    try expect(.rougeL, pair, pair.rougeL)
    try expect(.rougeN, pair, pair.rouge1)
    try expect(.rougeN, pair, pair.rouge2, statics: ["n": .number(2)])
  }

  @Test(arguments: pairs)
  func `BLEU and chrF as sacrebleu has them`(pair: Pair) throws {
    try expect(.bleu, pair, pair.bleu)
    try expect(.chrf, pair, pair.chrf)
  }

  private func expect(
    _ builtin: Builtin, _ pair: Pair, _ expected: Double, statics: [String: StaticValue] = [:]
  ) throws {
    let result = try builtin.call(.text(pair.candidate), .text(pair.reference), statics: statics)
    let number = try #require(result.number)
    #expect(abs(number - expected) < 1e-12, "\(builtin.name) of \(pair)")
    #expect(builtin.result([.text, .text], [nil, nil]).domain.contains(number), "\(builtin.name) of \(pair)")
  }

  @Test(arguments: [Builtin.editDistance, .editSimilarity, .rougeL].map(\.name))
  func `who writes too much goes over the step limit`(name: String) throws {
    let builtin = try #require(Registry(RewardRules.builtins)[name])
    #expect(builtin.absence == .limit)
    let long = String(repeating: "a b ", count: 250_000)
    let other = String(repeating: "c d ", count: 250_000)
    #expect(try builtin.call(.text(long), .text(other)) == .missing(.stepLimit))
    // What both begin and end with costs nothing, nor does a long text beside a short one.
    #expect(try builtin.call(.text(long + "x"), .text(long + "y")).number != nil)
    #expect(try builtin.call(.text(long), "no").number != nil)
  }

  @Test(arguments: [Builtin.rougeN, .bleu, .chrf, .wordJaccard, .copiedShare].map(\.name))
  func `the others are linear`(name: String) throws {
    let builtin = try #require(Registry(RewardRules.builtins)[name])
    let long = String(repeating: "a b c ", count: 20_000)
    let result = try builtin.call(.text(long), .text(long))
    #expect(abs(try #require(result.number) - 1) < 1e-12)
  }
}
