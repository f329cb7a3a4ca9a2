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
    ("extract", "extract(text, pattern"), ("trainers", "openrlhf  as of "), ("patterns", "W501"),
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

  @Test(arguments: [
    ("E212", "E212: an aggregate that"), ("codes", "\nE212  an aggregate that"), ("exit", "130  interrupted"),
    ("check", "USAGE: rewardc check"), ("expect", "expect CONDITION"),
  ])
  func aDiagnosticACommandAndTheExitCodesHaveAPage(name: String, sample: String) {
    let outcome = rewardc("doc", name)
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains(sample))
  }

  @Test func theWholeManualIsOneDocument() {
    let outcome = rewardc("doc", "--all")
    #expect(outcome.exit == 0)
    for part in ["# The rewardc reference\n", "\n## gate\n", "\n## rewardc check\n", "\n## E212: ", "\n## gdpo\n"] {
      #expect(outcome.output.contains(part))
    }
  }

  @Test func theWholeManualIsAFileAPage() {
    let folder = Folder()
    let outcome = rewardc("doc", "--output", "manual", in: folder)
    #expect(outcome.exit == 0)
    #expect(outcome.output.isEmpty)
    #expect(folder.text(of: "manual/index.md").contains("[gdpo](library/gdpo.md)"))
    #expect(folder.text(of: "manual/diagnostics/E212.md").hasPrefix("# E212: "))
    #expect(rewardc("doc", "gate", "--all").exit == 2)
  }
}
