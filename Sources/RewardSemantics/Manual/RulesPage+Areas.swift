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
    Area("length", "length truncate", ifeval: "words, parts", openJudge: "penalty", openInstruct: "tokens"),
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

  /// Where the suites' own verdicts are not followed.
  static let disagreements = ""
}
