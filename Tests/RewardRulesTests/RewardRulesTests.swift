import RewardRules
import RewardSemantics
import Testing

/// What holds of the library as a whole.
struct RewardRulesTests {
  @Test func `every builtin is there under its own name`() {
    let names = RewardRules.builtins.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(
      names == [
        "matches", "extract", "extract_all", "count_matches", "replace",
        "contains", "starts_with", "ends_with", "length", "truncate", "beginning", "trim", "normalize_space", "lower",
        "upper",
        "same_text",
        "token_f1", "word_jaccard", "edit_distance", "edit_similarity", "rouge_l", "rouge_n", "bleu", "chrf",
        "ngram_repetition", "copied_share",
        "language", "sentences", "readability",
        "follows", "follows_each",
        "number", "number_equal", "text", "mod", "beta_density",
        "math_equal", "math_answer",
        "tags_once", "tag", "tag_count", "is_json",
        "is_json_object",
        "json_at", "json_number", "json_bool", "json_text", "json_numbers", "json_texts", "json_list", "json_count",
        "json_equal", "json_canonical", "json_valid", "json_valid_by",
        "table_number", "table_text", "table_numbers", "table_texts", "table_has",
        "code_block", "runs",
        // Tool calls.
        "tool_calls", "malformed_calls", "argument_scores", "calls_match", "call_valid", "bare_calls",
        "split", "join", "element", "list_count", "distinct", "in_list",
        "concat", "take", "drop", "take_last", "reverse", "union", "intersect", "range",
        "list_equal", "set_equal", "includes_all", "includes_any", "overlap", "jaccard", "bag_jaccard",
        "common_subsequence",
        "dot", "norm", "cosine", "cosines", "outer", "one_hot", "log_softmax", "logdet", "kendall_tau",
      ])
  }

  /// Published algorithms are library functions written in the language, never builtins.
  @Test func `no builtin bears the name of an algorithm`() {
    let algorithms = [
      "grpo", "gdpo", "ppo", "rloo", "dpo", "dapo", "gspo", "riskpo", "igpo", "opo", "gpg", "cispo", "kto", "ipo",
      "gae",
      "reinforce", "bnpo", "vpo", "herl", "hrm", "spo", "remax",
    ]
    for builtin in RewardRules.builtins {
      let words = builtin.name.split(separator: "_").map(String.init)
      #expect(words.allSatisfy { !algorithms.contains($0) }, "\(builtin.name)")
    }
  }

  @Test func `the manual holds every builtin beside what other libraries have`() {
    let shown = RulesPage.areas.flatMap(\.functions)
    #expect(Set(shown).count == shown.count)
    #expect(Set(shown) == Set(RewardRules.builtins.map(\.name)))
  }

  @Test(arguments: RewardRules.builtins.map(\.name))
  func `every builtin is documented for the manual`(name: String) throws {
    let builtin = try #require(Registry(RewardRules.builtins)[name])
    #expect(builtin.summary.hasSuffix(".") && !builtin.summary.contains("\n"))
    #expect(!builtin.details.isEmpty)
    #expect(builtin.examples.count >= 2)
    #expect(builtin.examples.allSatisfy { $0.expression.hasPrefix(name + "(") })
    #expect(builtin.parameters.allSatisfy { $0.isStatic || ($0.defaultValue == nil && !$0.isOptional) })
  }
}
