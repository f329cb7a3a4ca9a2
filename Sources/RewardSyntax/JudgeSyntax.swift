/// What a `judge` says.
public struct JudgeSyntax: Sendable {
  /// How an answer is read.
  public enum Answers: Sendable {
    /// `1..5`, and `expectation 1..5` for the mean over the probabilities of the answers.
    case scale(low: Double, high: Double, isExpectation: Bool)
    /// `label(good: 1, poor: 0)`: what each label is worth.
    case labels([(label: Name, worth: Double)])
    /// `yes_no`, `json` or another word; `expectation yes_no`; and `json` with the schema that follows it.
    case word(Name, isExpectation: Bool, schema: Name?)
  }
  /// `fault retry 2 then drop`
  public struct Fault: Sendable {
    /// How many times it is tried again.
    public var retries: Name?
    /// `drop`, `abstain` or `stop`.
    public var action: Name
  }

  /// The name after `judge`.
  public var name: Name
  /// The type after the colon.
  public var type: SyntaxNode?
  /// The grain after `per`.
  public var per: Name?
  /// The grain after `jointly over`.
  public var jointly: Name?
  /// The alias after `model`, resolved; the range is that of the text, quotes included.
  public var model: Name?
  /// The text after `prompt`, as it was written.
  public var prompt: PromptSyntax?
  /// What follows `answers`, and where.
  public var answers: (form: Answers, range: SourceRange)?
  /// The number after `samples`, and the word after `reduce`.
  public var samples: (count: Name, reduce: Name?)?
  /// The condition after `given`, and what is paid where it is false.
  public var given: (condition: SyntaxNode, otherwise: ExpressionSyntax.Otherwise)?
  /// What follows `fault`.
  public var fault: Fault?
  /// The number after `timeout`, and its unit.
  public var timeout: (value: Double, number: Name, unit: Name?)?
  /// The word `swap`.
  public var swap: Name?
  /// The number after `on_limit`.
  public var onLimit: (value: Double, range: SourceRange)?

  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.judge) != nil, let name = own.take(.identifier) else { return nil }
    self.name = name
    type = node.child(where: \.isType)
    _ = own.take(.colon)
    per = own.take(.per) != nil ? own.takeDottedName() : nil
    if own.take(.jointly) != nil, own.take(.over) != nil { jointly = own.takeDottedName() }
    model = node.clause(.model)?.textChild
    prompt = node.clause(.prompt)?.children.first { $0.kind == .textExpression }.map(PromptSyntax.init)
    answers = node.clause(.answers).flatMap { clause in Answers(clause).map { ($0, clause.range) } }
    samples = node.clause(.samples).flatMap { clause in
      var own = OwnTokens(clause)
      _ = own.take(.samples)
      return own.take(.number).map { ($0, own.take(.reduce) != nil ? own.take(.identifier) : nil) }
    }
    given = node.clause(.given).flatMap(Self.given)
    fault = node.clause(.fault).flatMap(Fault.init)
    timeout = node.clause(.timeout).flatMap { clause in
      var own = OwnTokens(clause)
      _ = own.take(.timeout)
      var value = own
      guard let seconds = value.takeNumber(), let number = own.take(.number) else { return nil }
      return (seconds, number, own.take(.identifier))
    }
    swap = node.clause(.swap).flatMap { clause in
      var own = OwnTokens(clause)
      return own.take(.swap)
    }
    onLimit = node.clause(.onLimit).flatMap { clause in
      var own = OwnTokens(clause)
      _ = own.take(.onLimit)
      return own.takeNumber().map { ($0, clause.range) }
    }
  }

  private static func given(
    _ clause: SyntaxNode
  ) -> (condition: SyntaxNode, otherwise: ExpressionSyntax.Otherwise)? {
    let parts = clause.children.filter(\.kind.isExpression)
    guard let condition = parts.first else { return nil }
    if parts.count > 1 { return (condition, .value(parts[1])) }
    var own = OwnTokens(clause)
    _ = own.take(.given)
    _ = own.take(.else)
    return (condition, own.take(.abstain).map { .abstain($0) } ?? .zero)
  }
}

extension JudgeSyntax.Answers {
  fileprivate init?(_ clause: SyntaxNode) {
    var own = OwnTokens(clause)
    _ = own.take(.answers)
    let isExpectation = own.take(.expectation) != nil
    if let low = own.takeNumber() {
      guard own.take(.range) != nil, let high = own.takeNumber() else { return nil }
      self = .scale(low: low, high: high, isExpectation: isExpectation)
      return
    }
    guard let word = own.take(.identifier) else { return nil }
    let labels = clause.children.filter { $0.kind == .judgeLabel }
    guard word.text == "label", !isExpectation else {
      self = .word(word, isExpectation: isExpectation, schema: clause.textChild)
      return
    }
    self = .labels(
      labels.compactMap { label in
        var own = OwnTokens(label)
        guard let name = own.takeText() ?? own.take(.identifier), own.take(.colon) != nil, let worth = own.takeNumber()
        else { return nil }
        return (name, worth)
      })
  }
}

extension JudgeSyntax.Fault {
  fileprivate init?(_ clause: SyntaxNode) {
    var own = OwnTokens(clause)
    _ = own.take(.fault)
    if own.take(.retry) != nil {
      retries = own.take(.number)
      _ = own.take(.then)
    }
    guard let action = own.take(.identifier) else { return nil }
    self.action = action
  }
}
