import RewardSemantics

/// What an analysis found of a pattern: a text that makes a search slow, and how slow.
///
/// ``Ambiguity`` finds texts that a pattern could match in very many ways; each is then run, and only one whose steps really
/// grow counts. So assertions, possessive quantifiers and what PCRE2 optimises cause no false alarm, although the
/// automaton does not know them.
struct Backtracking {
  /// How the steps grow.
  enum Kind: Equatable {
    case exponential
    /// With this power of the length of the text.
    case polynomial(degree: Int)
  }
  var kind: Kind
  var attack: Attack
  var growth: Growth
  /// The bytes of the pattern that are to blame.
  var source: Range<Int>

  /// Powers below this one are not looked for. Nearly every pattern has the second: a search that begins anew at every
  /// place is enough. It goes over the limit of a search only with texts of about ten thousand bytes and more that are
  /// made for it; with the third a few hundred blanks are enough.
  static let leastDegree = 3
  /// A text over the limit that is longer than this is no text that a policy writes.
  private static let byteLimit = 16 * 1024
  /// How many suspicions are tried at most.
  private static let trials = 8

  /// Nil where nothing was found: of patterns that are harmless, that hold what the analysis does not know, or that are
  /// too large or too costly for it. Takes some milliseconds of most, and of none more than the budget allows.
  init?(of source: StaticValue.Pattern, budget: AnalysisBudget = AnalysisBudget()) {
    var parser = PatternParser(source)
    guard let tree = try? parser.parse(), let isAnchored = Pattern.isAnchored(source),
      let automaton = PathAutomaton(tree, isAnchored: isAnchored, any: parser.alphabet.all)
    else { return nil }
    let ambiguity = Ambiguity(automaton, alphabet: parser.alphabet, budget: budget)
    let exponential = ambiguity.exponential(atMost: Self.trials)
    let polynomial = ambiguity.polynomial(atMost: Self.trials)
    // Most patterns are done here, without a program to run.
    guard !exponential.isEmpty || !polynomial.isEmpty, let pattern = Self.measured(source) else { return nil }
    for candidate in exponential where !budget.isHalfStepped {
      let attack = candidate.attack.withBestSuffix(on: pattern, budget: budget)
      guard let growth = Growth(of: attack, on: pattern, budget: budget), growth.isExponential else { continue }
      self.init(kind: .exponential, attack: attack, growth: growth, source: candidate.source)
      return
    }
    for candidate in polynomial where !budget.isStepSpent {
      let attack = candidate.attack.withBestSuffix(on: pattern, budget: budget)
      guard let growth = Growth(of: attack, on: pattern, budget: budget), growth.bytes <= Self.byteLimit else {
        continue
      }
      let degree = min(candidate.power ?? .max, growth.degree)
      guard degree >= Self.leastDegree else { continue }
      self.init(kind: .polynomial(degree: degree), attack: attack, growth: growth, source: candidate.source)
      // What the pattern does not let be tried in many ways needs no repetition: the start of an anchored search, say.
      if let shorter = attack.withoutFirstPump, let same = Growth(of: shorter, on: pattern, budget: budget),
        same.degree >= degree, same.bytes <= growth.bytes + growth.bytes / 10
      {
        (self.attack, self.growth) = (shorter, same)
      }
      return
    }
    return nil
  }

  /// The pattern without what its groups capture, which makes each step cost as much as ten where there are hundreds. It
  /// counts as the pattern itself does, and one step more at each place where a search begins.
  private static func measured(_ source: StaticValue.Pattern) -> Pattern? {
    try? Pattern(StaticValue.Pattern(bytes: Array("(?n)".utf8) + source.bytes, flags: source.flags))
  }

  private init(kind: Kind, attack: Attack, growth: Growth, source: Range<Int>) {
    self.kind = kind
    self.attack = attack
    self.growth = growth
    self.source = source
  }
}
