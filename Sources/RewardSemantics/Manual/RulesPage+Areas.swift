extension RulesPage {
  /// Every function of the rule library stands in one of them.
  public static let areas: [Area] = [
    Area(
      "mathematics", "math_equal math_answer", mathVerify: "over SymPy", nemoGym: "Math-Verify, model",
      openJudge: "Math-Verify", openInstruct: "strings, SymPy"),
    Area(
      "numbers", "number number_equal text mod beta_density", mathVerify: "yes", openJudge: "share of equal",
      openInstruct: "last number"),
    Area(
      "instructions", "follows follows_each", ifeval: "25 and 58", nemoGym: "theirs", openJudge: "model",
      openInstruct: "IFEval, 25 old"),
    Area("prose", "language sentences readability", ifeval: "langdetect, punkt"),
    Area(
      "tool calls", "tool_calls malformed_calls argument_scores calls_match call_valid bare_calls",
      nemoGym: "per benchmark",
      openJudge: "sequence, model"),
    Area(
      "JSON Schema", "json_valid json_valid_by", nemoGym: "OpenAPI, strict", openJudge: "parses"),
    Area(
      "JSON",
      """
      is_json is_json_object json_at json_number json_bool json_text json_numbers json_texts json_list json_count json_equal \
      json_canonical table_number table_text table_numbers table_texts table_has
      """, ifeval: "parses", openJudge: "equal"),
    Area(
      "programs", "code_block runs", nemoGym: "subprocess", openJudge: "subprocess", openInstruct: "HTTP service"),
    Area(
      "likeness of texts",
      "token_f1 word_jaccard edit_distance edit_similarity rouge_l rouge_n bleu chrf same_text",
      openJudge: "12 measures", openInstruct: "F1, equal"),
    Area("repetition, copying", "ngram_repetition copied_share", openJudge: "n-grams"),
    Area("length", "length truncate beginning", ifeval: "words, parts", openJudge: "penalty", openInstruct: "tokens"),
    Area("tags", "tags_once tag tag_count", openJudge: "think, answer", openInstruct: "R1 form"),
    Area(
      "patterns", "matches extract extract_all count_matches replace", ifeval: "keywords", openInstruct: "re_search"),
    Area(
      "text", "contains starts_with ends_with trim normalize_space lower upper", ifeval: "start, end, case",
      openJudge: "substring"),
    Area(
      "lists and sets",
      """
      split join element list_count distinct in_list concat take drop take_last reverse union intersect range list_equal set_equal \
      includes_all includes_any overlap jaccard bag_jaccard common_subsequence
      """),
    Area("vectors", "dot norm cosine cosines outer one_hot log_softmax logdet kendall_tau", openJudge: "cosine"),
  ]

  /// Where the verdicts of the others are not followed, and why. `make test` holds ours against cases of public suites, where
  /// `REWARDC_SUITES_DIR` has them; these are the classes known from many more texts, labelled by the others.
  static let disagreements = """
    Where verdicts differ, and why. Of 12,981 pairs of answers made for this, labelled by Math-Verify 0.9.0, 98.9% agree; of
    41,500 pairs of instructions and responses, labelled by the checkers of IFEval and IFBench, all but 128; of 21,159
    mutated calls, labelled by BFCL's checker for Python, all; of 6,000 responses, scored by ToolRL's formula, all but 90; of
    the 1,312 tests of the official suite for JSON Schema 2020-12 that are answered, all but one (49 are refused).

      math_equal says equal, Math-Verify not
        a chain read from the other end            1 < x < 3                              3 > x > 1
        an equation or inequality times a number   2x = 10                                x = 5
        `i` as the imaginary unit                  (1+i)^2                                2i
        a real root of an odd degree               \\sqrt[3]{-8}                           -2
        digits in groups                           7\\,000                                 7000
        signs that its grammar lacks               \\mathbb R                              (-\\infty,\\infty)
        a sum before a full stop                   The answer is 2*(3+4).                 14
        a mark that ends a proof, which it takes for the answer
      Math-Verify says equal, math_equal not
        a derivative, which it reads as 0          \\frac{dy}{dx}                          0
        several quantities, of which it takes one  7 \\text{ apples and } 8 \\text{ pears}  7
        logarithms of different bases              e^{\\log_4 v}                           e^{\\log_5 v}
        brackets around a sign for both            [\\pm 3]                                \\pm 3
      read in another way on purpose
        an answer in `<answer>` comes before boxes; 2.5e3 is a number; letters behind a formula with
        variables are no unit: 3t^2+2t is not 3t^2+2
      follows
        the language of a response (language:response_language, change_case:english_capital and
        change_case:english_lowercase): CLD2 here, langdetect there, which calls GOOD MORNING! German; both err on a
        few words; `zh` is Chinese in either script here
        keywords:letter_frequency of what is no letter: counted as it stands; there drawn at random
        arguments that are absent, below 0 or of the wrong form: failed; there drawn at random, or an exception
        words:start_verb: failed, for it needs a tagger of parts of speech
      calls_match
        no case is known in which it differs from BFCL's checker (Python), but for a text that is accepted where a list is
        wanted: BFCL compares the list with its characters
      std.tools.tool_reward
        a call whose parameters are a text is malformed and costs the whole reward, also where its name was not wanted, of
        which ToolRL does not read the parameters; `true` is not 1, as it is in Python
      json_valid
        a reference out of the document is refused, not followed; so is \\a in a pattern; a metaschema of one's own
        switches no vocabulary off
    """
}
