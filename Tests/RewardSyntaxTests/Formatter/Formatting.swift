import Testing

@testable import RewardSyntax

/// The formatted text, or what is wrong with the text. Formatting it twice must change nothing more.
func formatted(_ text: String, _ location: Testing.SourceLocation = #_sourceLocation) -> String {
  let tree = parse(text)
  guard let once = Formatter.format(tree) else { return findings(tree).joined(separator: "\n") }
  expectFaithful(once, to: tree, location)
  return String(decoding: once, as: UTF8.self)
}

/// A formatted file says what its source says, and is formatted.
func expectFaithful(
  _ formatted: [UInt8], to tree: SyntaxTree, _ location: Testing.SourceLocation = #_sourceLocation
) {
  let name = tree.source.name
  #expect(Formatter.isFaithful(formatted, to: tree), "\(name) says something else", sourceLocation: location)
  let isSameTree = tree.outlineWithoutPlaces == parse(formatted).outlineWithoutPlaces
  #expect(isSameTree, "\(name) has another tree", sourceLocation: location)
  let again = Formatter.format(SourceFile(name: name, bytes: formatted))
  #expect(
    again.map { String(decoding: $0, as: UTF8.self) } == String(decoding: formatted, as: UTF8.self),
    "\(name) is not settled", sourceLocation: location)
}

extension SyntaxTree {
  /// What each node is and which of the significant tokens it has.
  fileprivate var outlineWithoutPlaces: [String] {
    var before = [0]
    for token in tokens { before.append(before[before.count - 1] + (token.kind.isTrivia ? 0 : 1)) }
    return records.map { "\($0.kind) \(before[Int($0.firstToken)])..<\(before[Int($0.endToken)])" }
  }
}
