import RewardEngine
import RewardSemantics
import Testing

/// The interpreter and the engine say the same of what comes back.
@Suite("Requests in the interpreter and in the engine")
struct RequestAgreementTests {
  private static let text = """
    spec agreement 1.0.0
    input prompt: text per group
    input response: text
    input level: real?
    input rubric: list<criterion> per group
    input met: 0..1? per verdict
    let words = split(response, " ")
    let long = [count(split(w, "o")) for w in words]
    metric shown = sum(long.map(x => x * x)) + count(words)
    metric weighted = mean(met over rollout, weight: abs(criterion.weight)) ?? -1
    reward followed = std.rubric.weighted(met, negative: avoid, missing: skip) ?? 0
    metric high = level given present(level) else abstain
    hindsight revise {
      score followed
      verdicts met
      when max(followed over group) < 0.95
      from best ties at most 3, most met first
      prompt "{prompt} {satisfied} {unmet} {response}"
      answers 2
      bonus 0.25
      mix top 2 into a random slot, else copy best
    }
    request whole per group where mean(followed over group) < 0.6 {
      prompt "{prompt}"
      answers 3
    }
    metric a1 = revise.shaped
    metric a2 = revise.reward
    metric a3 = revise.source
    metric a4 = count(revise over rollout)
    metric a5 = max(revise.shown over rollout)
    metric a6 = mean(revise.weighted over group)
    metric a7 = sum(revise.high over rollout)
    metric a8 = count(present(revise.met) over rollout)
    metric a9 = max(revise.followed - followed over rollout)
    metric b1 = count(whole over group)
    metric b2 = std(whole.followed over group)
    metric b3 = first(whole.shown over group where whole.followed > 0.5)
    metric b4 = mean(whole.followed over batch)
    advantage = grpo(revise.reward)
    """

  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  /// A response with its verdicts, as a row and as the interpreter reads it.
  private struct Sample {
    var row: [String: JSONValue] = [:]
    var inputs: [InputID: Value] = [:]

    init(_ dice: inout Dice, criteria: Int, spec: TypedSpec) {
      let words = ["one", "two", "three", "four o", ""]
      let response = (0..<1 + dice.roll(4)).map { _ in words[dice.roll(4)] }.joined(separator: " ")
      row["response"] = .text(response)
      let met: [Double?] = (0..<criteria).map { _ in [nil, 0, 0.5, 1, 1][dice.roll(5)] }
      row["met"] = .list(met.map { $0.map { .number($0) } ?? .null })
      let level: Double? = dice.roll(3) == 0 ? nil : Double(dice.roll(9)) / 4
      row["level"] = level.map { .number($0) } ?? .null
      for (id, input) in spec.inputs.enumerated() {
        switch (input.name, input.source) {
        case ("response", _): inputs[id] = Value(text: response)
        case ("level", _): inputs[id] = level.map { Value($0) }
        case ("met", .items): inputs[id] = Value(list: met.map { Value($0 ?? 0) })
        case ("met", .presence): inputs[id] = Value(list: met.map { Value($0 != nil) })
        default: break
        }
      }
    }
  }

  @Test("on random rows and answers", arguments: 0..<30)
  func random(_ seed: Int) throws {
    let run = try RequestRun(Self.text)
    defer { run.close() }
    let spec = run.spec
    var dice = Dice(state: UInt64(seed) &* 7919 &+ 3)
    var rows: [[String: JSONValue]] = []
    var rollouts: [Rows.Rollout] = []
    let weights = [2.0, -1, 1]
    for group in 0..<1 + dice.roll(4) {
      let criteria = 1 + dice.roll(3)
      for _ in 0..<1 + dice.roll(5) {
        let sample = Sample(&dice, criteria: criteria, spec: spec)
        var row = sample.row
        var inputs = sample.inputs
        row["id"] = .text("\(rows.count)")
        row["group_id"] = .text("g\(group)")
        row["prompt"] = .text("p\(group)")
        row["rubric"] = .list(
          (0..<criteria).map { .object(["text": .text("c\($0)"), "weight": .number(weights[$0])]) })
        for (id, input) in spec.inputs.enumerated() {
          if input.name == "prompt" { inputs[id] = Value(text: "p\(group)") }
          if case .criteria(_, _, let part) = input.source {
            inputs[id] = Value(
              list: (0..<criteria).map { part == .weight ? Value(weights[$0]) : Value(text: "c\($0)") })
          }
        }
        rows.append(row)
        rollouts.append(Rows.Rollout(group: group, groupKey: Array("g\(group)".utf8), inputs: inputs))
      }
    }
    let asked = try run.score(rows).records
    var answers: [[String: JSONValue]] = []
    for (id, request) in spec.requests.enumerated() {
      for line in asked["\(request.name).requests"] ?? [] {
        let place = rows.firstIndex {
          request.grain == .rollout ? $0["id"] == line["rollout"] : $0["group_id"] == line["group"]
        }
        guard let place, case .list(let met)? = rows[place]["met"] else { continue }
        for _ in 0..<dice.roll(request.answers + 1) {
          let sample = Sample(&dice, criteria: met.count, spec: spec)
          answers.append(sample.row.merging(["revises": line["id"] ?? .null]) { $1 })
          rollouts[place].answers[id, default: []].append(Rows.Answer(inputs: sample.inputs))
        }
      }
    }
    let outcome = try run.score(rows, answers, threads: 1 + seed % 2, block: 1 + dice.roll(600))
    #expect(outcome.problems == [])
    let interpreter = Interpreter(spec: spec, rows: Rows(rollouts))
    for (id, declaration) in spec.declarations.enumerated() where declaration.kind.isScore {
      for (rollout, scored) in outcome.scored.enumerated() {
        let wanted = interpreter.value(ofDeclaration: id, at: .rollout(rollout))
        let got = declaration.kind == .advantage ? scored["advantage"] : scored["scores"]?[declaration.name]
        let expected: JSONValue = wanted.isMissing ? .null : .number(wanted.number)
        #expect(got == expected, "\(declaration.name) of rollout \(rollout), seed \(seed)")
      }
    }
  }
}
