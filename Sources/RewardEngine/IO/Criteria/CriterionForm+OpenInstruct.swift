extension CriterionForm {
  /// open-instruct: its rubrics stand in `ground_truth`, JSON in a string:
  /// `{"query": .., "rubrics": [{"rubric_item": .., "title": .., "weight": 1.0}]}`.
  static let openInstruct = CriterionForm(
    text: ["rubric_item", "Ingredient"], id: ["title"], weight: ["weight"], tags: ["tags"])

  /// Where an object holds its list of criteria.
  static let listNames = ["rubrics", "rubric", "criteria"]
}
