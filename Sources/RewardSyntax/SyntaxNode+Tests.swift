extension SyntaxNode {
  /// What one item of a test says, or nil for what could not be read.
  var testItem: TestSyntax.Item? {
    switch kind {
    case .testWith, .testStub:
      var own = OwnTokens(self)
      // The keyword stands before the first of several only.
      let keyword: Word = kind == .testWith ? .with : .stub
      var behindKeyword = own
      if behindKeyword.take(keyword) != nil, !behindKeyword.isAssignment { own = behindKeyword }
      guard let name = own.takeDottedName(), let value = child(where: \.isExpression) else { return nil }
      return kind == .testWith ? .with(name: name, value: value) : .stub(name: name, value: value)
    case .testGroup:
      let parts = children
      return .group(
        bindings: parts.filter { $0.kind == .groupBinding }.compactMap(\.namedValue),
        members: parts.compactMap(\.groupMember), range: range)
    case .testExpect: return child(where: \.isExpression).map { .expect($0) }
    default: return nil
    }
  }

  private var groupMember: TestSyntax.Member? {
    guard kind == .groupMember else { return nil }
    var own = OwnTokens(self)
    guard let first = own.take(.identifier) else { return nil }
    let name = own.take(.identifier)
    let parts = children
    return TestSyntax.Member(
      name: name ?? first, request: name == nil ? nil : first, response: parts.first(where: \.kind.isExpression),
      fields: parts.filter { $0.kind == .memberField }.compactMap(\.namedValue))
  }
}
