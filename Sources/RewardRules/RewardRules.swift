import RewardSemantics

/// The rule library: deterministic checks of texts and lists, computed element by element.
public enum RewardRules {
  /// Every builtin of the library, in the order of the manual.
  public static let builtins: [Builtin] = [
    // Patterns.
    .matches, .extract, .extractAll, .countMatches, .replace,
    // Text.
    .contains, .startsWith, .endsWith, .length, .trim, .normalizeSpace, .lower, .upper, .sameText,
    // Numbers in text.
    .number, .numberEqual,
    // Tags.
    .tagsOnce, .tag, .tagCount,
    // JSON.
    .isJSON, .isJSONObject,
    // Lists.
    .split, .join, .element, .listCount, .distinct, .inList,
    .listEqual, .setEqual, .includesAll, .includesAny, .overlap, .jaccard,
  ]
}
