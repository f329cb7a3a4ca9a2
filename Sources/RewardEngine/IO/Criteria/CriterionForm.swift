/// The names under which one kind of data keeps the parts of a rubric criterion.
///
/// Names are tried in order; the first with a value other than null counts. Each form stands in a file of its own.
struct CriterionForm {
  /// What is asked. An object without any of these names is not of the form.
  var text: [String]
  var id: [String] = []
  var weight: [String] = []
  var tags: [String] = []
  /// The id of a checkable instruction, and what it is called with.
  var instruction: [String] = []
  var arguments: [String] = []

  /// In the order in which they are tried.
  static let all = [plain, healthBench, openInstruct, rubricsAsRewards, autorubric]
}

/// One criterion of a rubric, with the values that an absent part has.
struct Criterion {
  var text: [UInt8] = []
  /// Nil for its number.
  var id: [UInt8]?
  var weight = 1.0
  var tags: [[UInt8]] = []
  var instruction: [UInt8] = []
  /// JSON source of an object.
  var arguments = Array("{}".utf8)
}
