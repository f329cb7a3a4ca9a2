import RewardSemantics

extension Builtin.Parameter {
  fileprivate static let response = Builtin.Parameter("response", .text)
  fileprivate static let loose = Builtin.Parameter("loose", .bool, isStatic: true, default: .number(0))
}

extension Builtin {
  static let follows = Builtin(
    "follows",
    parameters: [
      .response, Parameter("instruction", .text), Parameter("kwargs", .textOrJSON), .loose,
    ], result: { _, _ in .bool }, absence: [.limit, .fail], cost: .scan,
    summary: "Whether a response follows an instruction that a rule can check, by its name in IFEval or IFBench.",
    details: "",
    examples: [
      Example(#"follows("all small, no capitals here", "change_case:english_lowercase", "{}")"#, "true"),
      Example(
        #"follows("Sure!\n[name] lives in [town].", "detectable_content:number_placeholders", "{\"num_placeholders\": 3}")"#,
        "false"),
    ]
  ) { statics in
    let isLoose = statics.count > 3 && statics[3]?.number == 1
    return { arguments in
      do throws(Obstacle) {
        let check = try Instruction.check(arguments[1].text, arguments[2].text)
        return .bool(try Verdict(arguments[0].text, isLoose: isLoose).holds(check))
      } catch { return .missing(error.status) }
    }
  }
}
