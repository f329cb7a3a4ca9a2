import RewardSemantics

extension Builtin {
  static let numberText = Builtin(
    "text", parameters: [Parameter("x", .number)], result: { _, _ in .text },
    summary: "The number as text, in the shortest form that reads back as the same number.",
    details: """
      Whole numbers have no point; from 10^16 on, and below 10^-4, there is an exponent, as in `1e+16`. A condition is `1` or
      `0`. A unit is left out.
      """,
    examples: [
      Example("text(12)", #""12""#),
      Example("text(0.5)", #""0.5""#),
      Example("text(-3)", #""-3""#),
    ]
  ) { _ in { arguments in .text(shortestDecimal(arguments[0].number)) } }
}

/// A finite number in the shortest form that reads back as itself; whole numbers without a point.
func shortestDecimal(_ number: Double) -> [UInt8] {
  guard number == number.rounded(), abs(number) < 1e16 else { return Array(number.description.utf8) }
  return Array(Int(number).description.utf8)
}
