import RewardSemantics

/// A spec as text, declaration by declaration, so that one can be left out.
struct GeneratedSpec {
  /// An input, and what its column holds.
  struct Input {
    enum Form { case real, share, label, int, bool, text, texts, numbers, json }
    var name: String
    var form: Form
    var grain: Grain
    var isOptional: Bool
  }

  var inputs: [Input] = []
  /// Whether rows need messages: the spec reads `turn.text` or `turn.observation`.
  var readsTurns = false
  var declarations: [String] = []

  var text: String { "spec generated 1.0.0\n\n" + declarations.joined(separator: "\n") + "\n" }
}

/// An expression as text, with what its user must know of its type.
struct Term {
  enum Kind { case number, condition, text, texts, numbers }

  var text: String
  /// Of the value: what it is used at may be finer.
  var grain: Grain
  /// May it be absent, and may it go over a limit? True where that is not known.
  var mayAbstain = false
  var mayLimit = false

  init(_ text: String, _ grain: Grain = .run, mayAbstain: Bool = false, mayLimit: Bool = false) {
    self.text = text
    self.grain = grain
    self.mayAbstain = mayAbstain
    self.mayLimit = mayLimit
  }

  /// An expression made of others, all of which can be read at one element.
  init(_ text: String, of operands: [Term]) {
    self.init(
      text, operands.reduce(.run) { $0.meet($1.grain) ?? $0 }, mayAbstain: operands.contains(where: \.mayAbstain),
      mayLimit: operands.contains(where: \.mayLimit))
  }

  func at(_ grain: Grain) -> Term {
    var term = self
    term.grain = grain
    return term
  }
  func abstaining(_ mayAbstain: Bool = true) -> Term {
    var term = self
    term.mayAbstain = mayAbstain
    return term
  }
  func limited() -> Term {
    var term = self
    term.mayLimit = true
    return term
  }
}
