extension CriterionForm {
  /// The names of the language itself: `{"id": .., "text": .., "weight": .., "tags": [..], "instruction_id": ..,
  /// "kwargs": {..}}`; `name` is the id of verifiers' criteria.
  static let plain = CriterionForm(
    text: ["text"], id: ["id", "name"], weight: ["weight"], tags: ["tags"], instruction: ["instruction_id"],
    arguments: ["kwargs"])
}
