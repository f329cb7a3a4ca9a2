import RewardSemantics

extension Builtin {
  static let mathEqual = Builtin(
    "math_equal",
    parameters: [
      Parameter("candidate", .text), Parameter("truth", .text), .answerNotation,
      Parameter("decimals", .number, isStatic: true, default: .number(6)),
      Parameter("same_names", .bool, isStatic: true, default: .number(1)),
      Parameter("solve", .bool, isStatic: true, default: .number(0)),
    ], result: { _, _ in .bool }, absence: [.limit, .fail], cost: .scan,
    summary: "Whether the final answer of the candidate says the same in mathematics as the truth.",
    details: """
      Both texts are searched for their answer as `math_answer` does, and read as LaTeX or as it is typed: numbers
      (`1,234.5`, `3/4`, `2\\frac12`, `28\\%`, `\\$5`, units left out), powers, roots, logarithms, trigonometric and other
      functions, `\\pm`, sets, intervals, tuples, matrices, equations and inequalities.

      The same are: numbers written with a point (`decimals: 6`) and any constants, rounded to so many places, but no whole
      number and one that is not; a percentage and its number, where both are whole; everything else only if it is exactly
      the same. Quotients of polynomials are compared as such; what has roots, functions or other constants is evaluated
      in intervals at several places, one of which is enough to prove a difference. `x = 5` and `5` are the same, `x = 5`
      and `y = 5` are not; an inequality and the set of its solutions are, if the candidate is the set, or with `solve`.
      `(1, 2)` may be an interval, a pair, or the set where the truth says so; `\\{2, 1\\}` is `1, 2`. With
      `same_names: false` variables are matched in the order in which they stand. Letters are alike in either case; the
      base of a number (`101_2`) is not looked at.

      The same text is the same even if nothing can be read in it. Otherwise it is false where the candidate has no answer
      that can be read, and failed where the truth has none. The work is counted: what a response makes too long (nesting
      beyond 60, answers beyond 60,000 bytes, numbers beyond 2^17 bits that only their digits could tell apart) goes over
      the step limit. Modelled on Math-Verify 0.9.
      """,
    examples: [
      Example(#"math_equal("The answer is $\\frac{1}{2}$.", "0.5")"#, "true"),
      Example(#"math_equal("\\boxed{x^2 + 2x + 1}", "(x+1)^2")"#, "true"),
      Example(#"math_equal("x = 3", "3")"#, "true"),
      Example(#"math_equal("\\sqrt{44}", "2\\sqrt{11}")"#, "true"),
      Example(#"math_equal("[2, \\infty)", "x \\ge 2")"#, "true"),
      Example(#"math_equal("3.14", "\\pi")"#, "false"),
      Example(#"math_equal("no idea", "7")"#, "false"),
      Example(#"math_equal("\\boxed{no solution}", "no solution")"#, "true"),
      Example(#"math_equal("7", "no idea")"#, "missing"),
      Example(#"math_equal("f(t) = 2t", "f(x) = 2x", same_names: false)"#, "true"),
    ]
  ) { statics throws(PreparationError) in
    let statics = StaticArguments(statics)
    let notation = try statics.answerNotation(2)
    guard let places = try statics.index(3, parameter: "decimals"), places <= 100 else {
      throw PreparationError("a whole number of at most 100 is needed", parameter: "decimals")
    }
    let namesCount = try statics.index(4, parameter: "same_names") != 0
    let solvesCandidate = try statics.index(5, parameter: "solve") != 0
    return { arguments in
      guard let truth = try? FinalAnswer.findOrTake(arguments[1].text, as: notation) else { return .missing(.badValue) }
      do throws(MathFailure) {
        guard let candidate = try FinalAnswer.findOrTake(arguments[0].text, as: notation) else { return .bool(false) }
        if !truth.plainText.isEmpty, truth.plainText == candidate.plainText { return .bool(true) }
        guard let expected = truth.expression else { return .missing(.badValue) }
        guard let said = candidate.expression else { return .bool(false) }
        let comparison = MathComparison(
          places: places, namesCount: namesCount, solvesCandidate: solvesCandidate, budget: MathBudget())
        return .bool(try comparison.areEqual(truth: expected, candidate: said))
      } catch .overLimit {
        return .missing(.stepLimit)
      } catch {
        return .bool(false)
      }
    }
  }
}

extension Builtin.Parameter {
  /// Where the answer of a text is looked for.
  static let answerNotation = Builtin.Parameter(
    "extract", .symbol(FinalAnswer.Notation.allCases.map(\.rawValue)), isStatic: true,
    default: .symbol(FinalAnswer.Notation.auto.rawValue))
}

extension StaticArguments {
  /// The notation at `index`, on a machine that has the library for it.
  func answerNotation(_ index: Int) throws(PreparationError) -> FinalAnswer.Notation {
    guard isFlintThere else {
      throw PreparationError(
        "FLINT is not on this machine (on Debian, libflint17 and libflint-arb2 are it)", parameter: "extract")
    }
    return try symbol(index, parameter: "extract", of: FinalAnswer.Notation.self)
  }
}
