extension CriterionForm {
  /// HealthBench (arXiv 2505.08775): `rubrics: [{"criterion": .., "points": -5, "tags": ["axis:accuracy"]}]`.
  static let healthBench = CriterionForm(text: ["criterion"], id: ["id"], weight: ["points"], tags: ["tags"])
}
