import RewardSemantics

/// The units of the limits of a program.
private enum TimeUnit: String, CaseIterable {
  case s, ms
  var seconds: Double { self == .s ? 1 : 0.001 }
}

private enum MemoryUnit: String, CaseIterable {
  case mb, gb
  var bytes: Int { self == .mb ? 1 << 20 : 1 << 30 }
}

extension Builtin {
  static let runs = Builtin(
    "runs",
    parameters: [
      Parameter("code", .text), Parameter("tests", .textsOrJSON),
      Parameter(
        "language", .symbol(CodeLanguage.allCases.map(\.rawValue)), isStatic: true, default: .symbol("python")),
      Parameter("time", .amount(TimeUnit.allCases.map(\.rawValue)), isStatic: true, isOptional: true),
      Parameter("memory", .amount(MemoryUnit.allCases.map(\.rawValue)), isStatic: true, isOptional: true),
    ], result: { _, _ in ValueType(.record(.testRun)) }, absence: .fail, cost: .process,
    summary: "Runs a program against tests in a sandbox, and says how many it passed.",
    details: """
      A record with `passed` and `total`, `share` (passed / total; abstains where there are no tests), `compiled`, `ran` (the
      program itself came to its end in every test) and `message` (why the first failing test failed).

      `tests` is a text or list of texts, each statements that run after the program; or JSON: a list of such texts, of
      `{"input": .., "output": ..}` (what the program reads and must print; blanks at ends of lines and empty lines at the end
      do not count) or of `{"fn_name": .., "input": [..], "output": ..}` (arguments and value of a function, or of a method of
      a class `Solution`; numbers to a relative 1e-9); or `{"inputs": [..], "outputs": [..]}`, with or without `fn_name`, as
      APPS and TACO. At most 1000; other forms are failed. An output that is expected never enters the sandbox. Statements
      run beside the program, which may be written to fool them: prefer the other two forms where there is a choice.

      Each test is a process of its own, without a network, the files of the host (but /usr, to read) or privileges, under
      limits: `time` of processor time (5 s; three times that and 1 s of time that passes, and 60 s, or twice as long as one
      test may take, for all tests together: those that it leaves no time for are not passed), `memory` (512 mb), 32 processes, 64 MiB of files, 1 MiB of output. What is wrong, endless or greedy is not passed. Where the sandbox itself
      is at fault, the value is missing, and counts as failed: the program is not blamed. Equal programs with equal
      tests run once. As many run at once as there are processors; `--sandbox ADDRESS` runs them elsewhere.
      """,
    examples: [
      Example(#"runs("def f(n): return n + 1", "assert f(1) == 2").passed"#, "1"),
      Example(#"runs("print(int(input()) * 2)", "[{\"input\": \"4\", \"output\": \"8\"}]").share"#, "1"),
      Example(
        #"runs("def f(n): return n", "{\"fn_name\": \"f\", \"inputs\": [[1], [2]], \"outputs\": [1, 4]}").share"#, "0.5"
      ),
      Example(#"runs("def f(:", "f()").compiled"#, "false"),
      Example(#"runs("import sys; sys.exit(0)", "assert False").passed"#, "0"),
      Example(#"runs("read n; echo $((n + 1))", "[{\"input\": \"4\", \"output\": \"5\"}]", shell).passed"#, "1"),
    ]
  ) { statics throws(PreparationError) in
    let statics = StaticArguments(statics)
    let language = try statics.symbol(2, parameter: "language", of: CodeLanguage.self)
    var limits = SandboxLimits()
    if statics.values[3] != nil {
      let (amount, unit) = try statics.amount(3, parameter: "time", of: TimeUnit.self)
      limits.seconds = Double(amount) * unit.seconds
    }
    if statics.values[4] != nil {
      let (amount, unit) = try statics.amount(4, parameter: "memory", of: MemoryUnit.self)
      limits.memory = unit.bytes * min(amount, 1 << 20)
    }
    guard limits.seconds >= 1, limits.seconds <= 600 else {
      throw PreparationError("a program gets between 1 s and 600 s", parameter: "time")
    }
    guard limits.memory >= 64 << 20 else {
      throw PreparationError("an interpreter needs 64 mb at least", parameter: "memory")
    }
    return { [limits] arguments in
      guard let tests = CodeTests.read(arguments[1]) else { return .missing(.badValue) }
      // Without tests there is still the question whether it runs.
      let job = SandboxJob(
        language: language, code: Array(arguments[0].text), tests: tests.isEmpty ? [.input([], output: [])] : tests,
        limits: limits)
      guard let verdict = CodeSandbox.verdict(on: job) else { return .missing(.sandboxFault) }
      return .text((tests.isEmpty ? verdict.untested : verdict).json)
    }
  }
}
