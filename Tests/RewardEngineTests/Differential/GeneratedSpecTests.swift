import Foundation
import RewardRules
import Testing

@testable import RewardEngine
@testable import RewardSemantics

/// The definition of a spec is the interpreter; what is fast must have its bits.
///
/// Random specs are written as text and go the whole way: parser, checker, graph, plan, reader, scorer. A failure prints its seed
/// and the smallest spec and rows that still differ.
@Suite("Generated specs over generated rows") struct GeneratedSpecTests {
  /// `REWARDC_DIFFERENTIAL_SPECS` raises the number of specs; `REWARDC_DIFFERENTIAL_FIRST` is the first seed.
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["REWARDC_DIFFERENTIAL_SPECS"].flatMap { Int($0) } ?? 400
  private static let first = environment["REWARDC_DIFFERENTIAL_FIRST"].flatMap { Int($0) } ?? 0
  static let seeds = first..<first + count

  @Test("the engine has the bits of the interpreter, with any chunk size and number of threads", arguments: seeds)
  func agree(seed: Int) throws {
    let generated = DifferentialCase(seed: seed)
    guard let difference = try generated.difference() else { return }
    let (smallest, found) = CaseShrinker.shrunk(generated, difference)
    let rows = smallest.batches.flatMap { $0 }.joined(separator: "\n")
    Issue.record(
      "seed \(seed): \(difference)\nshrunk: \(found)\n\(smallest.spec.text)\n\(rows)\nlets: \(smallest.showsLets)")
  }

  @Test("nearly every generated spec is one that checks")
  func check() {
    let errors = (0..<400).map { DifferentialCase(seed: $0).checked().errors }
    let refused = errors.filter { !$0.isEmpty }
    #expect(refused.count < 80, "\(refused.prefix(5))")
  }

  @Test("the specs make use of every operation, and their rows of every way to be missing")
  func cover() {
    var coverage = Coverage()
    for seed in 0..<400 {
      let generated = DifferentialCase(seed: seed)
      guard let spec = generated.checked().spec else { continue }
      coverage.add(spec)
      if coverage.statuses != Coverage.Wanted.statuses {
        for rows in generated.rows(for: spec) { coverage.add(DifferentialCase.interpreted(spec, rows)) }
      }
    }
    #expect(coverage.operations == Coverage.Wanted.operations)
    #expect(coverage.arithmetic == Coverage.Wanted.arithmetic)
    #expect(coverage.reductions == Coverage.Wanted.reductions)
    #expect(coverage.clauses == Coverage.Wanted.clauses)
    #expect(coverage.operandReductions == Coverage.Wanted.operandReductions)
    #expect(coverage.windows == Coverage.Wanted.windows)
    #expect(coverage.statuses == Coverage.Wanted.statuses)
    #expect(coverage.grains == [.token, .turn, .pair, .rollout, .group, .batch, .run])
    #expect(coverage.builtins.isSuperset(of: RewardRules.builtins.map(\.name)))
  }
}
