/// What a `request` says.
public struct RequestSyntax: Sendable {
  /// The name after `request`.
  public var name: Name
  /// The grain after `per`.
  public var per: Name?
  /// The condition after `where`.
  public var condition: SyntaxNode?
  /// The text after `prompt`, as it was written.
  public var prompt: PromptSyntax?
  /// How many answers are wanted.
  public var answers: SyntaxNode?

  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.request) != nil, let name = own.take(.identifier) else { return nil }
    self.name = name
    per = own.take(.per) != nil ? own.takeDottedName() : nil
    condition = node.clauseValue(.where)
    prompt = node.promptClause
    answers = node.clauseValue(.answers)
  }
}

/// What a `resample` says.
public struct ResampleSyntax: Sendable {
  /// The name after `resample`.
  public var name: Name
  /// Which groups are sampled again.
  public var condition: SyntaxNode?
  /// Which shares of the hint are shown, a list.
  public var rungs: SyntaxNode?
  /// What hints are the beginnings of.
  public var hint: SyntaxNode?
  /// The text after `prompt`, as it was written.
  public var prompt: PromptSyntax?

  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.resample) != nil, let name = own.take(.identifier) else { return nil }
    self.name = name
    condition = node.clauseValue(.when)
    rungs = node.clauseValue(.rungs)
    hint = node.clauseValue(.of)
    prompt = node.promptClause
  }
}

/// What a `hindsight` says.
public struct HindsightSyntax: Sendable {
  /// `from best ties at most 16, most met first`
  public struct Candidates: Sendable {
    /// How many there are at most.
    public var limit: SyntaxNode?
    /// Whether those with most criteria met come first.
    public var mostMetFirst: Bool
    /// The clause.
    public var range: SourceRange
  }
  /// `mix top 1 into a random slot, else copy best`
  public struct Mix: Sendable {
    /// How many slots are filled.
    public var count: SyntaxNode
    /// Whether copies of the best rollouts fill the slots that no revision does.
    public var copiesBest: Bool
    /// The clause.
    public var range: SourceRange
  }

  /// The name after `hindsight`.
  public var name: Name
  /// What a revision is to raise.
  public var score: SyntaxNode?
  /// A verdict on each criterion, from which the prompt says what is satisfied.
  public var verdicts: SyntaxNode?
  /// For which groups revisions are asked for.
  public var condition: SyntaxNode?
  /// Which rollouts are revised.
  public var candidates: Candidates?
  /// The text after `prompt`, as it was written.
  public var prompt: PromptSyntax?
  /// How many answers are wanted.
  public var answers: SyntaxNode?
  /// The share of what a revision gained or lost that its source is paid.
  public var bonus: SyntaxNode?
  /// How revisions take the places of rollouts.
  public var mix: Mix?

  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.hindsight) != nil, let name = own.take(.identifier) else { return nil }
    self.name = name
    score = node.clauseValue(.score)
    verdicts = node.clauseValue(.verdicts)
    condition = node.clauseValue(.when)
    candidates = node.clause(.from).map { clause in
      Candidates(
        limit: clause.child(where: \.isExpression), mostMetFirst: clause.holds(.met), range: clause.range)
    }
    prompt = node.promptClause
    answers = node.clauseValue(.answers)
    bonus = node.clauseValue(.bonus)
    mix = node.clause(.mix).flatMap { clause in
      clause.child(where: \.isExpression).map {
        Mix(count: $0, copiesBest: clause.holds(.copy), range: clause.range)
      }
    }
  }
}

extension SyntaxNode {
  /// The text after `prompt`.
  var promptClause: PromptSyntax? {
    clause(.prompt)?.children.first { $0.kind == .textExpression }.map(PromptSyntax.init)
  }

  /// Whether a word is among the tokens of its own.
  fileprivate func holds(_ word: Word) -> Bool {
    var own = OwnTokens(self)
    while !own.isEmpty {
      if own.take(word) != nil { return true }
      _ = own.takeAny()
    }
    return false
  }
}
