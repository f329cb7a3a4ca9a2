import RewardEngine
import RewardGraph
@testable import RewardSemantics
import Testing

/// The engine and the interpreter are two evaluators with one meaning.
@Suite struct DifferentialTests {
  @Test("a random spec over random rows has the bits of the interpreter, however it is cut", arguments: 0..<300)
  func agrees(seed: Int) throws {
    var choices = Choices(state: UInt64(seed))
    let random = RandomSpec(operations: 30, &choices)
    let spec = random.builder.spec
    let rows = RandomRows(spec.inputs, count: Int.random(in: 1...12, using: &choices), groups: 4, &choices)
    let interpreter = Interpreter(spec: spec, rows: rows.forInterpreter)

    for (threads, chunkRows) in [(1, 1000), (1, 1), (2, 3), (3, 7)] {
      let scorer = random.builder.scorer(ScorerOptions(threads: threads))
      var start = 0
      var batches: [ScoredBatch] = []
      try scorer.score(
        chunks: {
          guard start < rows.rows.count else { return nil }
          let range = start..<min(start + chunkRows, rows.rows.count)
          start = range.upperBound
          return rows.chunk(range, scorer.schema)
        }, onProblems: { #expect($0 == []) }, sink: { batches.append($0) })
      let batch = try #require(batches.first)
      #expect(batches.count == 1)
      for output in batch.outputs {
        let declaration = try #require(spec.declarations.firstIndex { $0.name == output.name })
        let elements: [Element] = interpreter.elements(of: output.grain)
        let expected: [Value] = elements.map { interpreter.value(ofDeclaration: declaration, at: $0) }
        let actual = selected(output, batch, rows)
        #expect(actual.count == expected.count, "\(output.name)")
        for (index, (a, b)) in zip(actual, expected).enumerated() {
          if a.status != b.status || a.payload != b.payload || a.number.bitPattern != b.number.bitPattern {
            let place = "seed \(seed), \(output.name)[\(index)] per \(output.grain)"
            Issue.record("\(place): \(a), expected \(b)\n\(random.builder.plan)")
            return
          }
        }
      }
    }
  }

  /// The elements of an output, without the positions that the mask took out.
  private func selected(_ output: ScoredBatch.Output, _ batch: ScoredBatch, _ rows: RandomRows) -> [Value] {
    let values = (0..<output.column.count).map { output.column.value($0) }
    guard output.grain == .token, let mask = rows.inputs.firstIndex(where: { $0.selects == .token }) else {
      return values
    }
    let flags = rows.rows.flatMap { $0.inputs[mask]?.list ?? [] }
    return zip(values, flags).filter { $1.isMissing || $1.number != 0 }.map(\.0)
  }
}
