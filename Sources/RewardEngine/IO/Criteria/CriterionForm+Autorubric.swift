extension CriterionForm {
  /// autorubric and rubric: `[{"name": .., "requirement": .., "weight": 10.0}]`.
  static let autorubric = CriterionForm(text: ["requirement"], id: ["name"], weight: ["weight"], tags: ["tags"])
}
