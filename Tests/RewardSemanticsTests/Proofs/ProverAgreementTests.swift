import RewardRules
import Testing

@testable import RewardSemantics

/// What is proved of random specs holds on random rows; what is refuted is refuted by rows that the interpreter ran.
@Suite struct ProverAgreementTests {
  @Test(arguments: 0..<400)
  func `a proof has no counterexample among random rows`(_ seed: UInt64) throws {
    var random = SplitMix(state: seed &* 7919 &+ 3)
    let text = RandomClaim.text(&random)
    let checked = CheckedSpec(text)
    #expect(checked.errors.allSatisfy { $0 == "E340" }, "\(checked.messages)\n\(text)")
    guard let spec = checked.result.spec else { return try expectReplay(of: checked, text) }
    for invariant in spec.invariants {
      guard case .proved = spec.prove(invariant) else { continue }
      for _ in 0..<200 {
        let rows = RandomClaim.rows(of: spec, rollouts: invariant.rollouts.count, &random)
        let interpreter = Interpreter(spec: spec, rows: Rows(rows))
        if let hypothesis = invariant.hypothesis {
          let value = interpreter.value(ofExpression: hypothesis, at: .run)
          guard !value.isMissing, value.number != 0 else { continue }
        }
        let value = interpreter.value(ofExpression: invariant.conclusion, at: .run)
        let isBroken =
          !value.isMissing && value.number == 0 && !Self.isRounding(invariant.conclusion, interpreter, spec)
        #expect(!isBroken, "seed \(seed)\n\(text)\n\(rows)")
        if isBroken { return }
      }
    }
  }

  /// The test that a refutation offers fails where it stands in the spec in place of the invariant.
  private func expectReplay(of checked: CheckedSpec, _ text: String) throws {
    guard let found = checked.result.diagnostics.first(where: { $0.code.code == "E340" }),
      let note = found.notes.first(where: { $0.hasPrefix("to replay it: ") })
    else { return }
    let rest = text.split(separator: "\n").filter { !$0.hasPrefix("invariant") }.joined(separator: "\n")
    let spec = try CheckedSpec(rest + "\n" + note.dropFirst("to replay it: ".count)).spec()
    let result = Interpreter.run(try #require(spec.tests.first), of: spec)
    #expect(result.expectations.map(\.verdict) == [.failed], "\(note)\n\(text)")
  }

  /// A proof is about real numbers.
  private static func isRounding(_ conclusion: ExpressionID, _ interpreter: Interpreter, _ spec: TypedSpec) -> Bool {
    let sides = spec.expressions[conclusion].operands.map { interpreter.value(ofExpression: $0, at: .run).number }
    return sides.count == 2 && abs(sides[0] - sides[1]) < 1e-9
  }

  /// How much of what is true or false is found out. A random spec that is neither is one that the prover gives up.
  @Test func `few claims stay open`() {
    var counts = ["proved": 0, "refuted": 0, "open": 0]
    for seed in 0..<400 as Range<UInt64> {
      var random = SplitMix(state: seed &* 7919 &+ 3)
      let codes = CheckedSpec(RandomClaim.text(&random, parts: false)).codes
      counts[codes.contains("E340") ? "refuted" : codes.contains("W340") ? "open" : "proved", default: 0] += 1
    }
    #expect(counts["proved"]! > 50, "\(counts)")
    #expect(counts["refuted"]! > 80, "\(counts)")
    #expect(counts["open"]! < 20, "\(counts)")
  }
}

/// Specs with scores made of numbers and conditions, and an invariant of one of the usual forms.
enum RandomClaim {
  /// - Parameter parts: also means over a partition, which no choice of values refutes.
  static func text(_ random: inout SplitMix, parts: Bool = true) -> String {
    var text = """
      input p: bool
      input q: bool
      input x: 0..1
      input y: -1..2
      input s: {0, 0.5, 1}
      input m: 0..1?
      input n: int
      input word: text
      input g: 0..1 per group
      partition size by n > 1

      """
    text += "metric one = \(number(3, parts, &random))\n"
    text += "metric two = \(number(2, parts, &random)) + 0.5 * one\n"
    let score = random.pick(["one", "two"])
    let other = random.pick(["p", "x", "s", "n", "one"])
    let comparison = random.pick([">=", ">", ">=", "<="])
    switch random.below(4) {
    case 0: text += "invariant it: \(score) \(comparison) \(random.pick(["-2", "0", "0.5", "1", "3"]))\n"
    case 1: text += "invariant it: for a, b: a.\(other) > b.\(other) implies a.\(score) \(comparison) b.\(score)\n"
    case 2:
      text +=
        "invariant it: for a, b: a.p >= b.p and a.x >= b.x and a.q == b.q implies a.\(score) \(comparison) b.\(score)\n"
    default: text += "invariant it: for a: a.\(other) > 0.5 or a.q implies a.\(score) \(comparison) a.\(other)\n"
    }
    return text
  }

  private static func number(_ depth: Int, _ parts: Bool, _ random: inout SplitMix) -> String {
    if depth == 0 {
      let leaves = ["p", "x", "y", "s", "g", "0.5", "1", "2", "(m ?? 0.25)", "n / 49"]
      return random.pick(parts ? leaves + ["mean(x over size)"] : leaves)
    }
    let a = number(depth - 1, parts, &random)
    let b = number(depth - 1, parts, &random)
    switch random.below(12) {
    case 0, 1: return "(\(a) + \(b))"
    case 2: return "(\(a) - \(b))"
    case 3: return "\(random.pick(["0.5", "2", "-1", "0.1"])) * \(a)"
    case 4: return "\(a) * \(b)"
    case 5: return "min(\(a), \(b))"
    case 6: return "max(\(a), \(b))"
    case 7: return "clamp(\(a), 0, 1)"
    case 8: return "when { \(condition(&random)) -> \(a)  else -> \(b) }"
    case 9: return "(\(a) given \(condition(&random)))"
    case 10: return "divide(\(a), 1 + g, or: 0)"
    default: return random.pick(["sigmoid(\(a))", "exp(\(a) / 4)", "abs(\(a))", "min(\(a), m ?? 1)"])
    }
  }

  private static func condition(_ random: inout SplitMix) -> String {
    random.pick([
      "p", "not q", "p and q", "p or x > 0.5", "x >= 0.5", "y < s", "s == 0.5", "x + y > 1", "present(m)", "all(p, q)",
      "(m > 0.3) ?? false", "n >= 2", "n / 49 >= 1", "0.1 * p + 0.2 * q + 0.7 * x >= 1",
      "0.3 * p + 0.3 * q + 0.4 * s >= 1",
      "word == \"yes\"", "word != \"yes\"", "clamp(n, 0, 49) / 49 >= 1",
    ])
  }

  /// Rows with the ends of every range, its middle, and anything.
  static func rows(of spec: TypedSpec, rollouts: Int, _ random: inout SplitMix) -> [Rows.Rollout] {
    let shared = random.pick([0, 0.5, 1, 0.3])
    return (0..<rollouts).map { _ in
      var inputs: [InputID: Value] = [:]
      for (id, input) in spec.inputs.enumerated() {
        switch input.name {
        case "p", "q": inputs[id] = Value(Double(random.below(2)))
        case "s": inputs[id] = Value(random.pick([0, 0.5, 1]))
        case "y": inputs[id] = Value(random.pick([-1, 2, 0, 1, 0.5, -0.25]))
        case "g": inputs[id] = Value(shared)
        case "n": inputs[id] = Value(random.pick([0, 1, 2, 3, 49, 98, -1]))
        case "word": inputs[id] = Value(text: random.pick(["yes", "no"]))
        case "m": inputs[id] = random.below(3) == 0 ? nil : Value(random.pick([0, 1, 0.25, 0.3, 0.75]))
        default: inputs[id] = Value(random.pick([0, 1, 0.5, 0.25, 0.75, 0.500001]))
        }
      }
      return Rows.Rollout(group: 0, inputs: inputs)
    }
  }
}
