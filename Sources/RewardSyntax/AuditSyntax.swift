/// What an `audit` says: what its author promises to have thought of.
public struct AuditSyntax: Sendable {
  /// One line of an audit.
  public enum Item: Sendable {
    /// `reject empty, echo on correct`: responses that must not earn the scores.
    case reject(probes: [Name], scores: [Name])
    /// `accept thousands on correct`: other ways to write a right answer, which must earn the scores.
    case accept(probes: [Name], scores: [Name])
    /// `cost judge_calls <= 6 per rollout`
    case cost(what: Name, limit: SyntaxNode, grain: Name?)
    /// `allow W204 on format because "..."`: a warning that is meant to stay.
    case allow(code: Name, subject: Name?, reason: Name?)
  }
  /// In file order.
  public var items: [Item]

  init(_ node: SyntaxNode) { items = node.children.compactMap(Item.init) }
}

extension AuditSyntax.Item {
  init?(_ node: SyntaxNode) {
    var own = OwnTokens(node)
    guard own.takeAny() != nil else { return nil }
    switch node.kind {
    case .auditReject: self = .reject(probes: own.takeNames(), scores: own.takeScores())
    case .auditAccept: self = .accept(probes: own.takeNames(), scores: own.takeScores())
    case .auditCost:
      guard let what = own.take(.identifier), let limit = node.child(where: \.isExpression) else { return nil }
      _ = own.take(.lessOrEqual)
      self = .cost(what: what, limit: limit, grain: own.take(.per) != nil ? own.takeDottedName() : nil)
    case .auditAllow:
      guard let code = own.take(.identifier) else { return nil }
      let subject = own.take(.on) != nil ? own.takeDottedName() : nil
      self = .allow(code: code, subject: subject, reason: own.take(.because) != nil ? own.takeText() : nil)
    default: return nil
    }
  }
}

extension OwnTokens {
  /// `a, b.c`
  fileprivate mutating func takeNames() -> [Name] {
    var names: [Name] = []
    while let name = takeDottedName() {
      names.append(name)
      guard take(.comma) != nil else { break }
    }
    return names
  }

  /// `on a, b`
  fileprivate mutating func takeScores() -> [Name] { take(.on) != nil ? takeNames() : [] }
}
