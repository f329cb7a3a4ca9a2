import Glibc
import RewardSemantics

extension Builtin {
  static let mod = Builtin(
    "mod", parameters: [Parameter("a", .number), Parameter("b", .number)],
    result: { arguments, _ in
      guard let a = arguments[0], let b = arguments[1] else { return .real }
      let domain: Domain =
        if b.domain.low > 0 {
          Domain(low: 0, high: b.domain.high)
        } else if b.domain.high < 0 {
          Domain(low: b.domain.low, high: 0)
        } else {
          .all
        }
      return ValueType(a.base == .real || b.base == .real ? .real : .int, domain: domain, unit: a.unit)
    }, absence: .fail,
    summary: "What is left of `a` after taking `b` away a whole number of times.",
    details: "The result has the sign of `b` (floored division): `mod(-1, 3)` is 2. Failed where `b` is 0.",
    examples: [
      Example("mod(7, 3)", "1"),
      Example("mod(-1, 3)", "2"),
      Example("mod(5.5, 2)", "1.5"),
      Example("mod(7, 0)", "missing"),
    ]
  ) { _ in
    { arguments in
      let b = arguments[1].number
      let rest = fmod(arguments[0].number, b)
      return .finite(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest)
    }
  }
}
