import Testing

@testable import RewardSemantics

/// Functions are templates: expanded at each call, hygienic, with parameters that may be grains, symbols and bundles.
@Suite struct FunctionTests {
  private static let rows: [String: [Value]] = ["r": [1, 2, 4, 8], "right": [true, false, true, true]]
  private static let groups = [0, 0, 1, 1]

  private func expect(
    _ text: String, _ name: String = "total", gives expected: [Double?], at location: SourceLocation = #_sourceLocation
  ) throws {
    let checked = CheckedSpec("\ninput r: real\ninput right: bool\nmetric used = right\n" + text)
    RewardSemanticsTests.expect(
      try checked.values(of: name, per: .rollout, groups: Self.groups, Self.rows), equal: expected, at: location)
  }

  @Test func `a call stands for the body`() throws {
    try expect("func half(x: real) = x / 2\nreward total = half(half(r))", gives: [0.25, 0.5, 1, 2])
  }

  @Test func `grain, unit and range are those of the arguments`() {
    let checked = CheckedSpec(
      """

      input p: 0..1
      input used: int tok
      input cost: real per turn
      func less_half(x: real) = x - x / 2
      reward a = less_half(p)
      reward b = less_half(cost)
      reward c = less_half(used)
      """)
    #expect(checked.type(of: "a") == "real -0.5..1 per rollout")
    #expect(checked.type(of: "b") == "real per turn")
    #expect(checked.type(of: "c") == "real tok per rollout")
  }

  @Test func `a default may read the parameters before it`() throws {
    let function = "func band(x: real, low: real, high: real = low + 2) = clamp(x, low, high)\n"
    try expect(function + "reward total = band(r, 1)", gives: [1, 2, 3, 3])
    try expect(function + "reward total = band(r, 1, high: 5)", gives: [1, 2, 4, 5])
    try expect(function + "reward total = band(high: 5, low: 2, x: r)", gives: [2, 2, 4, 5])
  }

  @Test func `a body may name its parts`() throws {
    try expect(
      """
      func centred(x: real) {
        let middle = mean(x over group)
        let apart = x - middle
        apart * 2
      }
      reward total = centred(r)
      """, gives: [-1, 1, -4, 4])
  }

  @Test func `a grain is a parameter like any other`() throws {
    let function = "func centred(x: real, within: grain = group) = x - mean(x over within)\n"
    try expect(function + "reward total = centred(r)", gives: [-0.5, 0.5, -2, 2])
    try expect(function + "reward total = centred(r, within: batch)", gives: [-2.75, -1.75, 0.25, 4.25])
  }

  @Test func `a symbol selects now, and what it does not select needs no inputs`() throws {
    let function = """
      input penalty: real
      func paid(x: real, how: {plain, fined} = plain) = when {
        how == fined -> x - penalty
        else -> x
      }

      """
    try expect(function + "reward total = paid(r)\nmetric fine = penalty", gives: [1, 2, 4, 8])
    let plain = CheckedSpec("\ninput r: real\n" + function + "reward total = paid(r)")
    #expect(try plain.spec().expressions.contains { $0.operation == .when } == false)
  }

  @Test func `a bundle collects scores with their weights`() throws {
    let scores = "rule good = right\nlet half = r / 2\n"
    let total = "func total_of(parts: bundle, scale: real = 1) = scale * sum(p.weight * p.value for p in parts)\n"
    try expect(scores + total + "reward total = total_of(good: 3, half: 1)", gives: [3.5, 1, 5, 7])
    try expect(scores + total + "reward total = total_of(half: 2, scale: 10, good: -1)", gives: [0, 20, 30, 70])
  }

  @Test(arguments: [
    ("mean", [1.5, 1, 2.5, 4.5]), ("min", [1, 0, 1, 1]), ("max", [2, 2, 4, 8]), ("product", [2, 0, 4, 8]),
  ])
  func `every reduction goes through a bundle`(_ name: String, _ expected: [Double]) throws {
    try expect(
      """
      rule good = right
      let size = max(r, 2)
      func over_parts(parts: bundle) = \(name)(p.value for p in parts)
      reward total = over_parts(good: 1, size: 1)
      """, gives: expected)
  }

  @Test func `conditions of a bundle are counted, and joined with any and all`() throws {
    let bundle = "rule good = right\nrule large = r > 3\n"
    try expect(
      bundle + "func f(parts: bundle) = count(p.value for p in parts)\nreward total = f(good: 1, large: 1)",
      gives: [1, 0, 2, 2])
    try expect(
      bundle + "func f(parts: bundle) = any(p.value for p in parts)\nreward total = f(good: 1, large: 1)",
      gives: [1, 0, 1, 1])
    try expect(
      bundle + "func f(parts: bundle) = all(p.value for p in parts)\nreward total = f(good: 1, large: 1)",
      gives: [0, 0, 1, 1])
  }

  @Test func `a bundle is passed on whole`() throws {
    try expect(
      """
      rule good = right
      let size = r
      func inner(parts: bundle) = sum(p.weight * p.value for p in parts)
      func around(parts: bundle) = 2 * inner(parts)
      reward total = around(good: 1, size: 1)
      """, gives: [4, 4, 10, 18])
  }

  @Test func `a part of weight 0 is not evaluated`() throws {
    let checked = CheckedSpec(
      """

      input r: real
      input dear: real
      let costly = dear
      func total_of(parts: bundle) = sum(p.weight * p.value for p in parts)
      reward total = total_of(r: 1, costly: 0)
      metric logged = costly
      """)
    let spec = try checked.spec()
    let total = try #require(spec.declarations.first { $0.name == "total" })
    let costly = try #require(spec.declarations.firstIndex { $0.name == "costly" })
    #expect(!reads(total.value, costly, in: spec))
  }

  private func reads(_ root: ExpressionID, _ declaration: DeclarationID, in spec: TypedSpec) -> Bool {
    let expression = spec.expressions[root]
    return expression.operation == .reference(declaration)
      || expression.operands.contains { reads($0, declaration, in: spec) }
  }

  @Test func `a body sees its parameters and its own file, never the names of its caller`() throws {
    // `scale` of the file is meant inside `scaled`, whatever the caller calls its own parameters.
    try expect(
      """
      param scale: real = 10
      func scaled(x: real) = x * scale
      func caller(x: real, limit: real) = scaled(min(x, limit))
      reward total = caller(r, limit: 4)
      """, gives: [10, 20, 40, 40])
    #expect(
      CheckedSpec(
        "\ninput r: real\nfunc inner(x: real) = x * factor\nfunc around(x: real, factor: real) = inner(x)\n"
          + "reward total = around(r, 2)"
      ).errors == ["E150"])
  }

  @Test func `an argument belongs to the caller, not to the parameters of the callee`() throws {
    try expect(
      """
      let low = 3
      func above(x: real, low: real = 100) = max(x, low)
      reward total = above(r, low: low + 1)
      """, gives: [4, 4, 4, 8])
  }

  @Test func `a function cannot call itself, however far around`() {
    let checked = CheckedSpec(
      "\ninput r: real\nfunc a(x: real) = b(x)\nfunc b(x: real) = c(x)\nfunc c(x: real) = a(x)\nreward total = a(r)")
    #expect(checked.messages == ["E154 functions cannot call themselves: a → b → c → a"])
  }

  @Test func `a mistake inside a library function is reported at the call`() throws {
    let checked = CheckedSpec("\ninput response: text\nadvantage = grpo(response)")
    let diagnostic = try #require(checked.result.diagnostics.first)
    #expect(checked.codes == ["E201"])
    #expect(checked.result.sources.text(in: diagnostic.primary.range) == "response")
  }

  @Test func `a mistake inside one's own function says which call led there`() throws {
    let checked = CheckedSpec("\ninput r: real\nfunc root(x: real) = sqrt(x)\nreward total = root(r)")
    let diagnostic = try #require(checked.result.diagnostics.first)
    #expect(checked.codes == ["E205"])
    #expect(diagnostic.secondary.map { checked.result.sources.text(in: $0.range) } == ["root(r)"])
  }
}
