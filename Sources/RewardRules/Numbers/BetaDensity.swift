import Glibc
import RewardSemantics

extension Builtin {
  static let betaDensity = Builtin(
    "beta_density", parameters: [Parameter("p", .number), Parameter("a", .number), Parameter("b", .number)],
    result: { _, _ in ValueType(.real, domain: .count) }, absence: .fail,
    summary: "The density at `p` of the Beta distribution with the shapes `a` and `b`.",
    details: """
      Through log-gamma, with 0 log 0 = 0. 0 where `p` is outside 0..1, and at an edge where the density vanishes. Failed
      where the density is infinite (at 0 with `a` below 1, at 1 with `b` below 1), and where a shape is not above 0.
      """,
    examples: [
      Example("beta_density(0.3, 1, 1)", "1"),
      Example("beta_density(0, 2, 1)", "0"),
      Example("beta_density(0, 0.5, 1)", "missing"),
    ]
  ) { _ in
    { arguments in
      let (p, a, b) = (arguments[0].number, arguments[1].number, arguments[2].number)
      guard a > 0, b > 0 else { return .missing(.badValue) }
      guard 0 <= p, p <= 1 else { return .number(0) }
      // log(0) times a power of 0 is no power at all.
      let rising = a == 1 ? 0 : (a - 1) * log(p)
      let falling = b == 1 ? 0 : (b - 1) * log1p(-p)
      return .finite(exp(lgamma(a + b).0 - lgamma(a).0 - lgamma(b).0 + rising + falling))
    }
  }
}
