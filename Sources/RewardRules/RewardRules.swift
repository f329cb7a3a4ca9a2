import RewardSemantics

/// The rule library: deterministic checks of texts and lists, computed element by element.
public enum RewardRules {
  /// Every builtin of the library, in the order of the manual.
  public static let builtins: [Builtin] = [
    // Patterns.
    .matches, .extract, .extractAll, .countMatches, .replace,
    // Text.
    .contains, .startsWith, .endsWith, .length, .truncate, .beginning, .trim, .normalizeSpace, .lower, .upper,
    .sameText,
    // Likeness of texts.
    .tokenF1, .wordJaccard, .editDistance, .editSimilarity, .rougeL, .rougeN, .bleu, .chrf,
    .ngramRepetition, .copiedShare,
    // Prose.
    .language, .sentences, .readability,
    // Instructions.
    .follows, .followsEach,
    // Numbers.
    .number, .numberEqual, .numberText, .mod, .betaDensity,
    // Mathematics.
    .mathEqual, .mathAnswer,
    // Tags.
    .tagsOnce, .tag, .tagCount,
    // JSON.
    .isJSON, .isJSONObject,
    .jsonAt, .jsonNumber, .jsonBool, .jsonText, .jsonNumbers, .jsonTexts, .jsonList, .jsonCount,
    .jsonEqual, .jsonCanonical, .jsonValid, .jsonValidBy,
    .tableNumber, .tableText, .tableNumbers, .tableTexts, .tableHas,
    // Programs.
    .codeBlock, .runs,
    // Tool calls.
    .toolCalls, .malformedCalls, .argumentScores, .callsMatch, .callValid, .bareCalls,
    // Lists.
    .split, .join, .element, .listCount, .distinct, .inList,
    .concat, .take, .drop, .takeLast, .reverse, .union, .intersect, .range,
    .listEqual, .setEqual, .includesAll, .includesAny, .overlap, .jaccard, .bagJaccard, .commonSubsequence,
    // Vectors.
    .dot, .norm, .cosine, .cosines, .outer, .oneHot, .logSoftmax, .logDeterminant, .kendallTau,
  ]
}
