import RewardSemantics

/// A spec as text, declaration by declaration, so that one can be left out.
struct GeneratedSpec {
  /// A column of the rows, and what it holds.
  struct Input {
    indirect enum Form: Hashable {
      case real, share, label, int, bool, text, json, symbol([String])
      /// A list; of lists too.
      case list(Form)
      /// An object or a list of these.
      case table(Form)
      /// An object with the members that the paths of specs lead to.
      case record
      /// The turn of a token.
      case turnIndex
      /// A text that no other element of the batch has, in all steps the same.
      case key
      /// Criteria of a rubric, in one of the forms that data keep them in.
      case criteria
      /// One value, or null, for each criterion or rollout of the row's group.
      case perItem(Form)
    }
    var name: String
    var form: Form
    var grain: Grain
    var isOptional = false
    /// Whether most rows have none at all: a column that stands in for what the spec draws.
    var isRare = false
  }

  var inputs: [Input] = []
  /// Whether rows need messages: the spec reads `turn.text` or another part of turns.
  var readsTurns = false
  /// The number of criteria that the spec itself writes; nil where the rows bring them.
  var criteria: Int?
  var declarations: [String] = []
  /// A file beside the spec, which it imports.
  var library: String?

  /// What stands before the declarations.
  var heading: String { "spec generated 1.0.0\n\n" }
  var text: String { heading + declarations.joined(separator: "\n") + "\n" }
}

/// An expression as text, with what its user must know of its type.
struct Term {
  enum Kind: Hashable { case number, condition, text, texts, numbers, vectors }

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
  func limited(_ mayLimit: Bool = true) -> Term {
    var term = self
    term.mayLimit = mayLimit
    return term
  }
  /// In parentheses, so that a member or an index can follow.
  var enclosed: Term {
    var term = self
    if !text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }) { term.text = "(\(text))" }
    return term
  }
}

extension Term.Kind {
  /// What a list of this kind is made of; nil for what is no list.
  var element: Term.Kind? {
    switch self {
    case .texts: .text
    case .numbers: .number
    case .vectors: .numbers
    case .number, .condition, .text: nil
    }
  }
  /// A list of this kind; nil where expressions have none.
  var list: Term.Kind? {
    switch self {
    case .number, .condition: .numbers
    case .text: .texts
    case .numbers: .vectors
    case .texts, .vectors: nil
    }
  }
}
