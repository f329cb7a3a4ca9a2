import Glibc
import RewardEngine
import RewardGraph
@testable import RewardSemantics
import Testing

/// The engine and the interpreter are two evaluators with one meaning.
@Suite struct DifferentialTests {
  /// `REWARDC_DIFFERENTIAL_SEEDS=400..<4000,17` runs others.
  static let seeds: [Int] = {
    guard let text = getenv("REWARDC_DIFFERENTIAL_SEEDS") else { return Array(0..<400) }
    return String(cString: text).split(separator: ",").flatMap { range in
      let ends = range.split(separator: "..<").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return [Int]() }
      return ends.count == 1 ? [first] : Array(first..<last)
    }
  }()

  @Test(
    "a random spec over random rows has the bits of the interpreter, however it is cut",
    arguments: DifferentialTests.seeds)
  func agrees(seed: Int) throws {
    var choices = Choices(state: UInt64(seed))
    let random = RandomSpec(operations: 30, &choices)
    let spec = random.builder.spec
    let rows = RandomRows(spec.inputs, count: Int.random(in: 1...12, using: &choices), groups: 4, &choices)
    let step: String? = choices.pick([nil, "7"])
    let states = states(of: spec, &choices)
    let interpreter = Interpreter(
      spec: spec, rows: rows.forInterpreter(step: step, seed: UInt64(seed)), state: states)
    let after = interpreter.stateAfter()

    for (threads, chunkRows) in [(1, 1000), (1, 1), (2, 3), (3, 7)] {
      let scorer = random.builder.scorer(ScorerOptions(threads: threads, seed: UInt64(seed)))
      let memory = MemoryState()
      memory.commit(states)
      var start = 0
      var batches: [ScoredBatch] = []
      do {
        try scorer.score(
          with: memory,
          chunks: {
            guard start < rows.rows.count else { return nil }
            let range = start..<min(start + chunkRows, rows.rows.count)
            start = range.upperBound
            return rows.chunk(range, scorer.schema, step: step)
          }, onProblems: { #expect($0 == []) }, sink: { batches.append($0) })
      } catch ScorerError.twoUpdates(let state, _, _) {
        #expect(after.conflicts.contains { spec.states[$0.state].name == state }, "seed \(seed)")
        continue
      }
      #expect(after.conflicts == [], "seed \(seed)")
      let batch = try #require(batches.first)
      #expect(batches.count == 1)
      let place = "seed \(seed), rows in chunks of \(chunkRows)"
      for finding in differences(batch, interpreter, rows, spec) {
        Issue.record("\(place): \(finding)\n\(random.builder.plan)")
        return
      }
      if let finding = difference(batch.states, after.values, spec) {
        Issue.record("\(place): \(finding)\n\(random.builder.plan)")
        return
      }
    }
  }

  /// What the states are worth before the step.
  private func states(of spec: TypedSpec, _ choices: inout Choices) -> StateValues {
    var values = StateValues()
    for (id, state) in spec.states.enumerated() where choices.isLucky(0.7) {
      if state.key == nil {
        values.cells[id] = RandomRows.value(state.type.value.base, &choices)
      } else {
        for text in ["a", "ab", "answer"] { values.tables[id, default: [:]][.text(Array(text.utf8)[...])] = Value(1) }
        for number in [0.0, 1, 3] { values.tables[id, default: [:]][.number(number)] = Value(number + 0.5) }
      }
    }
    return values
  }

  private func differences(
    _ batch: ScoredBatch, _ interpreter: Interpreter, _ rows: RandomRows, _ spec: TypedSpec
  ) -> [String] {
    var findings: [String] = []
    func compare(_ name: String, _ actual: [Value], _ declaration: DeclarationID, at elements: [Element]) {
      let expected = elements.map { interpreter.value(ofDeclaration: declaration, at: $0) }
      if actual.count != expected.count { findings.append("\(name): \(actual.count) of \(expected.count) elements") }
      for (index, (a, b)) in zip(actual, expected).enumerated() where !same(a, b) {
        findings.append("\(name)[\(index)]: \(a) \(a.status), expected \(b) \(b.status)")
      }
    }
    for output in batch.outputs {
      guard let declaration = spec.declarations.firstIndex(where: { $0.name == output.name }) else { continue }
      compare(
        "\(output.name) per \(output.grain.name)", selected(output, batch, rows), declaration,
        at: interpreter.elements(of: output.grain))
    }
    for (emission, records) in zip(spec.emissions, batch.records) {
      let elements = interpreter.elements(of: emission.grain).filter { element in
        let open = interpreter.value(ofDeclaration: emission.condition, at: element)
        return !open.isMissing && open.number != 0
      }
      for (field, column) in zip(emission.fields, records.fields.map(\.column)) {
        compare(
          "\(emission.name) per \(emission.grain.name)", (0..<column.count).map { column.value($0) }, field.value,
          at: elements)
      }
    }
    if let selection = spec.selection, let kept = batch.kept {
      compare(
        "kept", (0..<kept.count).map { kept.value($0) }, selection.kept, at: interpreter.elements(of: .group))
    }
    return findings
  }

  private func difference(_ actual: StateValues, _ expected: StateValues, _ spec: TypedSpec) -> String? {
    for (id, state) in spec.states.enumerated() {
      if let a = actual.cells[id], let b = expected.cells[id], !same(a, b) {
        return "state \(state.name): \(a), expected \(b)"
      }
      if (actual.cells[id] == nil) != (expected.cells[id] == nil) { return "state \(state.name): one has no value" }
      let (a, b) = (actual.tables[id] ?? [:], expected.tables[id] ?? [:])
      if Set(a.keys) != Set(b.keys) { return "state \(state.name): keys \(a.keys), expected \(b.keys)" }
      for (key, value) in a {
        if let other = b[key], !same(value, other) { return "state \(state.name): \(value), expected \(other)" }
      }
    }
    return nil
  }

  /// Whether two values are the same to the bit.
  private func same(_ a: Value, _ b: Value) -> Bool {
    guard a.status == b.status else { return false }
    switch (a.payload, b.payload) {
    case (.number(let x), .number(let y)): return x.bitPattern == y.bitPattern
    case (.list(let x), .list(let y)): return x.count == y.count && zip(x, y).allSatisfy { same($0, $1) }
    default: return a.payload == b.payload
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
