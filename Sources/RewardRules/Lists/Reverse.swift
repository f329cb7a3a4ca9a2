import RewardSemantics

extension Builtin {
  static let reverse = Builtin(
    "reverse", parameters: [.anyList], result: { arguments, _ in (arguments.first ?? nil) ?? .poison }, cost: .scan,
    summary: "The list from its last element to its first.", details: "The empty list stays empty.",
    examples: [
      Example(#"reverse(["a", "b", "c"])"#, #"["c", "b", "a"]"#),
      Example("reverse([1, 2])", "[2, 1]"),
    ]
  ) { _ in { arguments in arguments[0].items(at: (0..<arguments[0].itemCount).reversed()) } }
}
