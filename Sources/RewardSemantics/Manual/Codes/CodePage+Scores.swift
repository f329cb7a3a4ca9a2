import RewardSyntax

/// Scores, parameters, and what a spec as a whole must have.
extension CodePage {
  static let scores: [CodePage] = [
    CodePage(
      .constantScore, "a score that cannot vary",
      """
      A reward that is the same for every rollout teaches nothing: all advantages are 0. Mostly a range, a weight of 0 or a \
      `clamp` has flattened it. A number that is only to be logged is a `metric`.
      """,
      wrong: """
        spec example 1.0.0
        input score: 0..1
        reward total = clamp(score, 1, 2)
        """,
      right: """
        spec example 1.0.0
        input score: 0..1
        reward total = clamp(score, 0.2, 0.8)
        """),
    CodePage(
      .wrongGrainOfScore, "a score of a grain that cannot be trained on",
      """
      A reward has one value for each rollout, or for each turn; an advantage may also have one for each token. One value for \
      a whole group cannot tell its rollouts apart. To log it, declare a `metric`; to compare with it, subtract it.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward total = mean(score over group)
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = score - mean(score over group)
        """),
    CodePage(
      .nothingToScore, "a spec without a score",
      """
      A spec that scores nothing would run and mean nothing. Declare what is to be rewarded or logged with `rule`, `gate`, \
      `reward`, `metric` or `advantage`.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        let half = score * 0.5
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward half = score * 0.5
        """),
    CodePage(
      .noSpec, "a file that does not say which spec it is",
      """
      The first declaration names the spec and its version. Both stand in every manifest, so that two runs can be told apart.
      """,
      wrong: """
        input score: real
        reward total = score
        """,
      right: """
        spec example 1.0.0
        input score: real
        reward total = score
        """),
    CodePage(
      .noTokens, "tokens that nothing gives",
      """
      How a response falls into tokens depends on a tokenizer, which a spec does not have. So whatever is counted per token \
      needs something that the rows give for each: `input token_ids: int per token`, log-probabilities, a mask. A length in \
      tokens reads `token_ids` by itself, and only for the response; other texts are counted in words or characters.
      """,
      wrong: """
        spec example 1.0.0
        input score: real
        reward share = score / max(count(token over rollout), 1)
        """,
      right: """
        spec example 1.0.0
        input score: real
        input token_ids: int per token
        reward share = score / max(count(token over rollout), 1)
        """),
    CodePage(
      .unknownLimitValue, "no value for a response that goes over a limit",
      """
      A response that goes over a bound by itself gets the low end of its score, never nothing: else going over it would be a \
      way out of a bad score. So a score that reads a bounded text or list needs a low end: declare its range, \
      `reward total: -1..1 = ...`.
      """,
      wrong: """
        spec example 1.0.0
        input response: text <= 4096 char
        reward total = number(response) ?? 0
        """,
      right: """
        spec example 1.0.0
        input response: text <= 4096 char
        reward total: -1..1 = clamp(number(response) ?? 0, -1, 1)
        """),
    CodePage(
      .unknownEdition, "an edition that this version does not know",
      """
      `edition 2026` fixes what the words of a file mean, wherever it is copied. A later edition needs a later `rewardc`.
      """,
      wrong: """
        edition 2031
        spec example 1.0.0
        input score: real
        reward total = score
        """,
      right: """
        edition 2026
        spec example 1.0.0
        input score: real
        reward total = score
        """),
    CodePage(
      .duplicateInput, "an input that is declared in two ways",
      """
      An imported file may declare the same input again, and then both mean the same column: type, grain and path must agree. \
      A spec has one rubric, too.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        import "./common.reward" as common
        input score: real per group
        reward total = score + common.bonus
        """, files: ["./common.reward": "input score: real\nlet bonus = score * 0.1\n"]),
      right: Example(
        """
        spec example 1.0.0
        import "./common.reward" as common
        input score: real
        reward total = score + common.bonus
        """, files: ["./common.reward": "input score: real\nlet bonus = score * 0.1\n"])),
    CodePage(
      .tooLarge, "a spec that expands to too much",
      """
      Functions are expanded where they are called, so a function that calls another twice, and so on, doubles with each. \
      There is a limit far above what a hand-written spec needs. Name what is used twice with `let`: it is computed once.
      """,
      wrong: Example(
        "spec example 1.0.0\ninput r: real\nfunc f0(x: real) = x\n"
          + (1...40).map { "func f\($0)(x: real) = f\($0 - 1)(x) + f\($0 - 1)(x)\n" }.joined()
          + "reward total = f40(r)",
        shown: """
          spec example 1.0.0
          input r: real
          func f0(x: real) = x
          func f1(x: real) = f0(x) + f0(x)
          func f2(x: real) = f1(x) + f1(x)
          ...
          reward total = f40(r)
          """),
      right: """
        spec example 1.0.0
        input r: real
        func double(x: real) = 2 * x
        reward total = double(double(r))
        """),
    CodePage(
      .badSetting, "`--set` with a name or a value that does not fit",
      """
      `--set name=value` sets a `param` of the spec, and `--set common.name=value` one of an import. The name must exist and \
      the value must lie in the declared range. This is a mistake of the command, so the exit code is 2.
      """,
      wrong: Example(
        """
        spec example 1.0.0
        param weight: 0..1 = 0.5
        input right: bool
        reward total = weight * right
        """, settings: ["weight": "3"]),
      right: Example(
        """
        spec example 1.0.0
        param weight: 0..1 = 0.5
        input right: bool
        reward total = weight * right
        """, settings: ["weight": "0.7"])),
    CodePage(
      .unreadReward, "a reward that the advantage does not read",
      """
      `reward` says that something is trained on, and `advantage` is what the optimizer sees. A reward that the advantage \
      leaves out is logged and never trained on. Add it to the advantage, or call it a `metric`.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        input score: real
        reward correct = right
        reward style = score
        advantage = grpo(correct)
        """,
      right: """
        spec example 1.0.0
        input right: bool
        input score: real
        reward correct = right
        metric style = score
        advantage = grpo(correct)
        """),
  ]
}
