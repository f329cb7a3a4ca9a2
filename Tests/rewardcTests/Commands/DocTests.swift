import Testing

@Suite struct DocTests {
  @Test func theContentsNameWhatHasAPage() {
    let outcome = rewardc("doc")
    #expect(outcome.exit == 0)
    for part in [
      "Library modules", "std.advantage", "Library functions:", "  gdpo ", "Core functions:", "Rules:", "  extract ",
    ] {
      #expect(outcome.output.contains(part))
    }
  }

  @Test(arguments: [
    ("std.advantage", "func grpo("), ("gdpo", "gdpo — std.advantage"), ("mean", "mean(x over h"),
    ("extract", "extract(text, pattern"),
  ])
  func aModuleAFunctionAndARuleHaveAPage(name: String, sample: String) {
    let outcome = rewardc("doc", name)
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains(sample))
    #expect(outcome.output.hasSuffix("\n"))
  }

  @Test func anUnknownNameIsExitCode2AndGetsASuggestion() {
    let outcome = rewardc("doc", "gdop")
    #expect(outcome.exit == 2)
    #expect(outcome.errors == "rewardc: there is no page `gdop`; did you mean `gdpo`?\n")
    #expect(outcome.output.isEmpty)
  }
}
