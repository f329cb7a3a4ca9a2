extension CriterionForm {
  /// Rubrics as Rewards (arXiv 2507.17746): `rubric: [{"title": .., "description": .., "weight": 5}]`. A title is
  /// short and names the criterion; one without a description is the text as well.
  static let rubricsAsRewards = CriterionForm(
    text: ["description", "title"], id: ["title"], weight: ["weight"], tags: ["tags"])
}
