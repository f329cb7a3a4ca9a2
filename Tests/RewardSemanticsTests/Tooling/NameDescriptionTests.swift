import RewardSyntax
import Testing

@testable import RewardSemantics

/// What hover says.
@Suite struct NameDescriptionTests {
  private func page(_ text: String) throws -> NameDescription? {
    let spec = try MarkedSpec(text)
    return spec.index.description(at: spec.cursor, in: spec.index.main, registry: MarkedSpec.registry)?.description
  }

  private static let start = """
    /// What was said.
    input response: text
    /// How sure.
    input sure: 0..1
    /// Whether it is long.
    rule long = length(response, in: char) > 3 char
    param weight: 0..1 = 0.4  // half or less
    /// Halves.
    func half(v: real, part: real = 0.5) = v * part
    gate g { level one = long worth 1 }

    """

  @Test(arguments: [
    ("metric m = s‸ure", "input sure: real 0..1 per rollout", "How sure."),
    ("metric m = mean(lo‸ng over group)", "rule long: bool per rollout", "Whether it is long."),
    ("metric m = we‸ight * sure", "param weight: 0..1 = 0.4", ""),
    ("metric m = ha‸lf(sure)", "func half(v: real, part: real = 0.5)", "Halves."),
    ("metric m = half(sure, pa‸rt: 3)", "part: real = 0.5", "A parameter of `half`."),
    ("metric m‸ = sure", "metric m: real 0..1 per rollout", ""),
    ("metric m = g‸ + 1", "gate g: int {0, 1} per rollout", ""),
    ("metric m = g.on‸e", "level one: bool per rollout", ""),
    ("metric m = g.reach‸ed", "g.reached: int {0, 1} per rollout", "How many levels passed"),
    ("metric m = me‸an(sure over group)", "mean(x over h, weight: w)", "The mean of the present elements"),
    ("metric m = mean(sure over gro‸up)", "per group", "One prompt and its rollouts."),
    ("metric m = mean(sure o‸ver group)", "AGGREGATE(x over GRAIN", "From a finer grain"),
    ("metric m = count_ma‸tches(response, /a/)", "count_matches(text, pattern", ""),
    ("metric m = length(response, i‸n: char) / 1 char", "length(text", "`in` is an argument of `length`."),
    ("metric m = [1, 2].sum(x => x‸ + 1)", "x: int", "Each item in turn."),
    ("rewa‸rd r = sure", "reward NAME", "A score that is trained on and logged."),
    ("input logp: real per token\nobjec‸tive = token_mean(logp)", "objective: real", ""),
    ("let s: te‸xt = response", "text", "Text."),
  ])
  func `says what a name is`(text: String, heading: String, prose: String) throws {
    let page = try #require(try page(Self.start + text))
    #expect(page.heading.hasPrefix(heading), "\(page.heading)")
    #expect(page.prose.hasPrefix(prose), "\(page.prose)")
  }

  @Test(arguments: ["metric m = 1‸2", "metric m = sure  // co‸mment", "metric m = nobody‸"])
  func `has nothing to say elsewhere`(text: String) throws { #expect(try page(Self.start + text) == nil) }

  @Test func `a function of the library brings its documentation`() throws {
    let page = try #require(try page("input r: real\nreward p = r\nadvantage = gr‸po(p)"))
    #expect(page.heading.hasPrefix("func grpo(") && page.heading.contains("like: {trl, verl} = trl"))
    #expect(page.prose.contains("arXiv 2402.03300") && page.prose.hasSuffix("From `std.advantage`."))
    #expect(page.markdown.hasPrefix("```reward\nfunc grpo("))
  }

  @Test func `a module says what it is for`() throws {
    let page = try #require(try page("import std.advan‸tage\nmetric m = 1"))
    #expect(page.heading == "import std.advantage" && page.prose.hasPrefix("Advantages:"))
  }
}
