import RewardSyntax

/// Imports.
extension CodePage {
  private static let common = "input score: real\nlet half = score * 0.5\n"

  private static let before = "spec example 1.2.0\ninput score: real\nrule good = score > 0.5\n"

  static let modules: [CodePage] = [
    CodePage(
      .unreadableImport, "an imported file that cannot be read",
      """
      The path of an import is relative to the folder of the file that imports, not to where the command runs. It names a \
      file, with `.reward` at its end.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        import "./comon.reward" as common
        reward total = common.half
        """, files: ["./common.reward": common]),
      right: Example(
        """
        spec example 1.0.0
        import "./common.reward" as common
        reward total = common.half
        """, files: ["./common.reward": common])),
    CodePage(
      .unknownModule, "a library module that does not exist",
      """
      Modules of the standard library begin with `std.`; `rewardc doc` lists them. Their functions are known everywhere, so \
      most specs import none.
      """,
      wrong: """
        spec example 1.0.0
        import std.advantages
        input score: real
        advantage = grpo(score)
        """,
      right: """
        spec example 1.0.0
        import std.advantage
        input score: real
        advantage = grpo(score)
        """),
    CodePage(
      .importCycle, "files that import each other",
      """
      A file cannot need itself, not even through others. What both files need stands in a third one.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        import "./common.reward" as common
        reward total = common.half
        """, files: ["./common.reward": "import \"./common.reward\" as again\n" + common]),
      right: Example(
        """
        spec example 1.0.0
        import "./common.reward" as common
        reward total = common.half
        """, files: ["./common.reward": common])),
    CodePage(
      .importOutsideRoot, "an import from outside the project",
      """
      A spec is code from somewhere, so it reads files only below the project's root: the nearest folder that holds a `.git`, \
      else its own. Copy the file into the project.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        import "../elsewhere/common.reward" as common
        reward total = common.half
        """),
      right: Example(
        """
        spec example 1.0.0
        import "./common.reward" as common
        reward total = common.half
        """, files: ["./common.reward": common])),
    CodePage(
      .staleVersion, "other scores under the same version",
      """
      Scores of two runs may be compared only if they were computed alike, and people tell that by the version of the spec. \
      `check --against REF` compares with an earlier state: whatever can change a score, a threshold, a pattern or a \
      parameter, needs a higher version. Comments, layout and tests do not.
      """,
      wrong: Example(
        """
        spec example 1.2.0
        input score: real
        rule good = score > 0.6
        """, earlier: before),
      right: Example(
        """
        spec example 1.3.0
        input score: real
        rule good = score > 0.6
        """, earlier: before)),
  ]
}
