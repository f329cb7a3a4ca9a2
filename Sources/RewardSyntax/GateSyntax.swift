/// What a `gate` says.
public struct GateSyntax: Sendable {
  /// One level.
  public struct Level: Sendable {
    /// The name after `level`.
    public var name: Name
    /// The score, after `=`.
    public var value: SyntaxNode?
    /// The weight after `worth`.
    public var worth: SyntaxNode?
    /// The word `passed` of `worth w if passed`.
    public var worthIfPassed: Name?
    /// What an open level that fails pays, after `else`.
    public var otherwise: SyntaxNode?
    /// The score that passes, after `passes at`.
    public var threshold: SyntaxNode?
    /// `in 0.3..0.7`; the range is that of both numbers.
    public var band: (low: Double, high: Double, range: SourceRange)?
    /// `fail` or `skip`, after `missing`.
    public var missing: Name?
    /// The whole level.
    public var range: SourceRange
  }

  /// The name after `gate`.
  public var name: Name
  /// The type after the colon.
  public var type: SyntaxNode?
  /// The grain after `per`.
  public var per: Name?
  /// The word `normalized`.
  public var normalized: Name?
  /// In file order.
  public var levels: [Level]

  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.gate) != nil, let name = own.take(.identifier) else { return nil }
    self.name = name
    type = node.child(where: \.isType)
    _ = own.take(.colon)
    per = own.take(.per) != nil ? own.takeDottedName() : nil
    normalized = own.take(.normalized)
    levels = node.children.filter { $0.kind == .gateLevel }.compactMap(Level.init)
  }
}

extension GateSyntax.Level {
  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.take(.level) != nil, let name = own.take(.identifier) else { return nil }
    self.name = name
    value = node.child(where: \.isExpression)
    if let clause = node.clause(.worth) {
      worth = clause.child(where: \.isExpression)
      var own = OwnTokens(clause)
      _ = own.take(.worth)
      if own.take(.if) != nil { worthIfPassed = own.take(.passed) }
    }
    otherwise = node.clauseValue(.else)
    threshold = node.clauseValue(.passes)
    band = node.clause(.in)?.band
    if let clause = node.clause(.missing) {
      var own = OwnTokens(clause)
      _ = own.take(.missing)
      _ = own.take(.colon)
      missing = own.take(.fail) ?? own.take(.skip)
    }
    range = node.range
  }
}

extension SyntaxNode {
  /// The numbers of `in 0.3..0.7`.
  fileprivate var band: (low: Double, high: Double, range: SourceRange)? {
    var own = OwnTokens(self)
    guard let word = own.take(.in) else { return nil }
    var first = own
    guard let low = own.takeNumber(), own.take(.range) != nil, let high = own.takeNumber(),
      let start = first.takeAny()?.range.start
    else { return nil }
    return (low, high, SourceRange(file: word.range.file, start: start, end: range.end))
  }
}
