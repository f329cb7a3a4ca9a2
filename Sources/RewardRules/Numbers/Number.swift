import RewardSemantics

extension Builtin {
  static let number = Builtin(
    "number", parameters: [.text], result: { _, _ in .real }, absence: .abstain, cost: .scan,
    summary: "The number that the text writes; abstains where it is anything but one number.",
    details: """
      White_Space at the ends, a sign (`+`, `-`, `−`), ASCII digits, commas that part the whole digits in threes, a point
      with digits after it, an exponent. Not numbers: `5.`, `1,23`, `0,123`, `1_000`, `12%`, `$5`, `1/2`, `0x1F`, `²`, `inf`,
      `nan`, and what is too large for a double. Rounded to the nearest double.
      """,
    examples: [
      Example(#"number(" 1,234.50 ")"#, "1234.5"),
      Example(#"number("−3")"#, "-3"),
      Example(#"number("2e3")"#, "2000"),
      Example(#"number("12 apples")"#, "missing"),
      Example(#"number("1,23")"#, "missing"),
    ]
  ) { _ in
    { arguments in
      Decimal(arguments[0].text)?.real.map { .number($0) } ?? .missing(.noMatch)
    }
  }

  static let numberEqual = Builtin(
    "number_equal", parameters: [Parameter("a", .text), Parameter("b", .text)], result: { _, _ in .bool }, cost: .scan,
    summary: "Whether both texts write the same number; texts that write none are compared as they stand.",
    details: """
      Numbers are read as by `number` and compared as exact decimals, without rounding and without a tolerance: `0.1` is
      `0.10`, but `0.333` is not `0.3333`. Where either text is no number, both are compared byte by byte without
      White_Space at the ends.
      """,
    examples: [
      Example(#"number_equal("1,000", "1e3")"#, "true"),
      Example(#"number_equal("0.50", ".5")"#, "true"),
      Example(#"number_equal("0.333", "0.3333")"#, "false"),
      Example(#"number_equal(" x + 1", "x + 1")"#, "true"),
      Example(#"number_equal("4", "four")"#, "false"),
    ]
  ) { _ in
    { arguments in
      let a = arguments[0].text
      let b = arguments[1].text
      if let first = Decimal(a), let second = Decimal(b) { return .bool(first == second) }
      return .bool(a.slice(a.trimmed(0..<a.count)).hasSameBytes(as: b.slice(b.trimmed(0..<b.count))))
    }
  }
}
