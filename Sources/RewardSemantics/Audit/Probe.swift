/// A response that an author promises to reject, or another way to write a right answer that must be accepted.
///
/// Probes are made from a response that is right: a *template* whose last mention of the ground truth is the place of
/// the answer.
public enum Probe: String, Sendable, CaseIterable {
  // To be rejected.
  case empty, whitespace, echo
  case tagsOnly = "tags_only"
  case boxedEmpty = "boxed_empty"
  case fenceOnly = "fence_only"
  case answerEmpty = "answer_empty"
  case shotgun, contradiction, negation, wrong
  case repeatedTags = "repeated_tags"
  case cutOff = "cut_off"
  case unicodeDigits = "unicode_digits"

  // To be accepted.
  case thousands
  case plusSign = "plus_sign"
  case unicodeMinus = "unicode_minus"
  case trailingZeros = "trailing_zeros"
  case leadingZero = "leading_zero"
  case surroundingBlanks = "surrounding_blanks"
  case finalPeriod = "final_period"
  case percent, fraction, scientific, dollars, boxed
  case letterCase = "letter_case"

  /// Whether it is a response that must not be paid.
  public var isAttack: Bool {
    switch self {
    case .empty, .whitespace, .echo, .tagsOnly, .boxedEmpty, .fenceOnly, .answerEmpty, .shotgun, .contradiction,
      .negation, .wrong, .repeatedTags, .cutOff, .unicodeDigits:
      true
    default: false
    }
  }

  /// One sentence for the manual.
  public var summary: String {
    switch self {
    case .empty: "Nothing at all."
    case .whitespace: "Blanks and line breaks only."
    case .echo: "The prompt, said back."
    case .tagsOnly: "The tags of a right response with nothing in them."
    case .boxedEmpty: "`\\boxed{}`."
    case .fenceOnly: "An empty code fence."
    case .answerEmpty: "A right response with nothing in the place of the answer."
    case .shotgun: "Many answers in the place of the answer, the right one among them."
    case .contradiction: "The right answer or another one, in the place of the answer."
    case .negation: "That it is not the right answer, in the place of the answer."
    case .wrong: "A right response with another answer."
    case .repeatedTags: "A right response with a wrong one before it."
    case .cutOff: "A right response that ends before the place of the answer."
    case .unicodeDigits: "The answer of a right response in digits that are not ASCII (`²`, `٣`)."
    case .thousands: "`1,234` for 1234."
    case .plusSign: "`+5` for 5."
    case .unicodeMinus: "`−5`, with the minus sign of typography, for -5."
    case .trailingZeros: "`0.50` for 0.5."
    case .leadingZero: "`.5` for 0.5."
    case .surroundingBlanks: "The answer between blanks."
    case .finalPeriod: "`5.` for 5."
    case .percent: "`50%` for 0.5."
    case .fraction: "`1/2` for 0.5."
    case .scientific: "`1e3` for 1000."
    case .dollars: "`$5$` for 5."
    case .boxed: "`\\boxed{5}` for 5."
    case .letterCase: "`PARIS` for `Paris`."
    }
  }
}

/// A response that is right, with the place of its answer.
struct ProbeTemplate {
  /// The text before and behind the answer.
  var before: String
  var behind: String
  /// The answer as the data has it.
  var truth: String
  /// What the row says of the prompt, if it says it.
  var prompt: String?

  /// The last mention of `truth` in `response` is the place of the answer; nil where it is not mentioned.
  init?(response: String, truth: String, prompt: String?) {
    guard !truth.isEmpty, let place = response.lastRange(of: truth) else { return nil }
    before = String(response[..<place.lowerBound])
    behind = String(response[place.upperBound...])
    self.truth = truth
    self.prompt = prompt
  }

  func response(_ answer: String) -> String { before + answer + behind }

  /// What a probe writes: the ground truth of its rows, its responses, or why it cannot be made here.
  enum Made {
    case rows(truth: String, responses: [String])
    case none(because: String)
  }

  func make(_ probe: Probe) -> Made {
    if probe.isAttack { return attack(probe) }
    guard let (truth, answers) = spelling(probe) else {
      return .none(because: "the right answer of the tests is no text with letters")
    }
    return .rows(truth: truth, responses: answers.map(response))
  }

  /// Another answer of the same kind.
  private var other: String {
    if let number = Int(truth) { return String(number + 1) }
    if let number = Double(truth) { return "\(number + 1)" }
    return truth == "something else" ? "nothing" : "something else"
  }

  private func attack(_ probe: Probe) -> Made {
    func rows(_ responses: String...) -> Made { .rows(truth: truth, responses: responses) }
    switch probe {
    case .empty: return rows("")
    case .whitespace: return rows(" ", "\n\n", "\t \n")
    case .echo:
      guard let prompt, !prompt.isEmpty else { return .none(because: "no test says the prompt") }
      return rows(prompt, before + prompt + behind)
    case .tagsOnly:
      let tags = (before + behind).onlyTags
      guard !tags.isEmpty else { return .none(because: "the right response has no tags") }
      return rows(tags)
    case .boxedEmpty: return rows("\\boxed{}", before + "\\boxed{}" + behind)
    case .fenceOnly: return rows("```\n```", before + "```\n```" + behind)
    case .answerEmpty: return rows(response(""), response(" "))
    case .shotgun:
      let many = Int(truth).map { number in (-9...9).map { String(number + $0) } } ?? [other, truth, "none"]
      return rows(response(many.joined(separator: ", ")), response(many.joined(separator: " ")))
    case .contradiction: return rows(response("\(truth) or \(other)"), response("\(other) or \(truth)"))
    case .negation: return rows(response("not \(truth)"), response("anything but \(truth)"))
    case .wrong:
      return rows(response(other), response(truth + "0"), response("1" + truth), response(String(truth.dropLast())))
    case .repeatedTags:
      guard !(before + behind).onlyTags.isEmpty else { return .none(because: "the right response has no tags") }
      return rows(response(other) + "\n" + response(truth))
    case .cutOff: return rows(before)
    default:
      let digits = Array("٠١٢٣٤٥٦٧٨٩")
      guard truth.contains(where: \.isASCIIDigit) else { return .none(because: "the right answer has no digits") }
      return rows(response(String(truth.map { $0.isASCIIDigit ? digits[Int(String($0)) ?? 0] : $0 })), response("²"))
    }
  }

  /// A ground truth and other ways to write it; nil where this is about texts and the truth is none.
  private func spelling(_ probe: Probe) -> (truth: String, answers: [String])? {
    switch probe {
    case .thousands: return ("1234567", ["1,234,567"])
    case .plusSign: return ("5", ["+5"])
    case .unicodeMinus: return ("-5", ["\u{2212}5"])
    case .trailingZeros: return ("0.5", ["0.50", "0.500"])
    case .leadingZero: return ("0.5", [".5"])
    case .surroundingBlanks: return (truth, [" \(truth)", "\(truth) ", "\n\(truth)\n"])
    case .finalPeriod: return ("5", ["5."])
    case .percent: return ("0.5", ["50%"])
    case .fraction: return ("0.5", ["1/2"])
    case .scientific: return ("1000", ["1e3"])
    case .dollars: return ("5", ["$5$"])
    case .boxed: return ("5", ["\\boxed{5}"])
    default:
      guard truth.contains(where: \.isLetter) else { return nil }
      return (truth, [truth.uppercased(), truth.lowercased()])
    }
  }
}

extension String {
  /// The last occurrence of a text that is not empty.
  fileprivate func lastRange(of text: String) -> Range<String.Index>? {
    var found: Range<String.Index>?
    var rest = self[...]
    while let range = rest.firstRange(of: text) {
      found = range
      rest = rest[index(after: range.lowerBound)...]
    }
    return found
  }

  /// What stands between `<` and `>`, with these, one after another.
  fileprivate var onlyTags: String {
    var tags = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      tags += rest[open...close]
      rest = rest[rest.index(after: close)...]
    }
    return tags
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
