import Foundation
import RewardRules
import Testing

@testable import RewardEngine
@testable import RewardSemantics

/// The definition of a spec is the interpreter; what is fast must have its bits.
///
/// Random specs are written as text and go the whole way: parser, checker, graph, plan, reader, scorer. A failure prints
/// its seed and the smallest spec and rows that still differ.
@Suite("Generated specs over generated rows") struct GeneratedSpecTests {
  /// `REWARDC_DIFFERENTIAL_SPECS` raises the number of specs; `REWARDC_DIFFERENTIAL_FIRST` is the first seed.
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["REWARDC_DIFFERENTIAL_SPECS"].flatMap { Int($0) } ?? 180
  private static let first = environment["REWARDC_DIFFERENTIAL_FIRST"].flatMap { Int($0) } ?? 0
  /// Enough for every construct.
  private static let coveredCount = 420
  static let seeds = first..<first + count

  @Test("the engine has the bits of the interpreter, with any chunk size and number of threads", arguments: seeds)
  func agree(seed: Int) throws {
    let generated = DifferentialCase(seed: seed)
    guard let difference = try generated.difference() else { return }
    let (smallest, found) = CaseShrinker.shrunk(generated, difference)
    let rows = smallest.batches.map { $0.joined(separator: "\n") }.joined(separator: "\n")
    Issue.record(
      "seed \(seed): \(difference)\nshrunk: \(found)\n\(smallest.spec.text)\n\(rows)\nlets: \(smallest.showsLets)")
  }

  @Test("the specs make use of everything that a spec can say, and their rows of every way to be missing")
  func cover() {
    var coverage = Coverage()
    var refused: [String] = []
    for seed in 0..<Self.coveredCount {
      let generated = DifferentialCase(seed: seed)
      refused += generated.refused.prefix(1)
      guard let spec = generated.checked().spec else { continue }
      coverage.add(generated.spec)
      coverage.add(spec)
      if coverage.lacksValues {
        for meaning in generated.meanings(of: spec) { coverage.add(meaning) }
      }
    }
    for (subject, names) in coverage.lacking { #expect(names.isEmpty, "\(subject)") }
    #expect(refused.count < Self.coveredCount / 10, "nearly every spec checks as it was written: \(refused.prefix(5))")
  }
}
