import Testing

@testable import RewardSyntax

@Suite("The tree is lossless")
struct SyntaxTreeTests {
  /// Everything that must hold for the tree of any bytes at all.
  private func check(_ bytes: [UInt8], _ comment: Comment) {
    let tree = parse(bytes)
    var end = 0
    for token in tree.tokens {
      guard token.start == end, token.end > token.start || token.kind == .endOfFile else {
        Issue.record("token \(token) does not follow byte \(end): \(comment)")
        return
      }
      end = token.end
    }
    #expect(end == bytes.count, comment)
    #expect(tree.tokens.last?.kind == .endOfFile, comment)

    #expect(tree.root.kind == .file, comment)
    #expect(tree.records.last?.subtreeStart == 0, comment)
    for index in tree.records.indices {
      let node = SyntaxNode(tree: tree, index: index)
      let record = tree.records[index]
      var next = record.firstToken
      for child in node.children {
        let inner = tree.records[child.index]
        guard inner.firstToken >= next, inner.endToken >= inner.firstToken, inner.endToken <= record.endToken else {
          Issue.record("\(child.kind) is not inside \(node.kind) behind its siblings: \(comment)")
          return
        }
        next = inner.endToken
      }
      readViews(node)
    }
    for diagnostic in tree.diagnostics {
      let ranges =
        [diagnostic.primary.range] + diagnostic.secondary.map(\.range) + (diagnostic.fix.map { [$0.range] } ?? [])
      #expect(ranges.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= bytes.count }, comment)
    }
  }

  private func readViews(_ node: SyntaxNode) {
    if node.kind.isDeclaration {
      _ = node.declaration
      _ = node.documentation
    }
    if node.kind.isExpression { _ = node.expression }
    if node.kind.isType { _ = node.type }
  }

  @Test("Files without mistakes, cut off anywhere")
  func prefixes() {
    for sketch in Sketches.all {
      let bytes = Array(sketch.utf8)
      for length in stride(from: 0, through: bytes.count, by: 37) { check(Array(bytes[..<length]), "prefix \(length)") }
    }
  }

  @Test("Files with random bytes removed, doubled, replaced and moved", arguments: 0..<300)
  func mutations(seed: Int) throws {
    var generator = Seeded(seed)
    var bytes = Array(try #require(Sketches.all.randomElement(using: &generator)).utf8)
    let alphabet = Array("(){}[]/\"'\\\n\r .,:=<>-+*?!&|;#%^_aeilt019\0\u{E9}\u{2264}".utf8) + [0xFF, 0xC0]
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(alphabet.randomElement(using: &generator) ?? 0, at: place)
      case 2: bytes[place] = alphabet.randomElement(using: &generator) ?? 0
      default:
        let other = Int.random(in: 0..<bytes.count, using: &generator)
        let piece = bytes[other..<min(other + 20, bytes.count)]
        bytes.insert(contentsOf: piece, at: place)
      }
    }
    check(bytes, "seed \(seed)")
  }

  @Test("Random tokens", arguments: 0..<200)
  func soup(seed: Int) {
    let pieces = [
      "let", "rule", "func", "test", "\"t\"", "when", "{", "}", "(", ")", "[", "]", "a", "b", "=", "->", "=>", ",", ":",
      ".", "over", "by", "where", "for", "in", "given", "else", "not", "and", "at", "+", "-", "??", "^", "?", "if",
      "1", "2 tok", "0..1", "list", "<", ">", "<=", "\n", "\n", "\nlet a =", "group", "expect", "input", "per",
      "judge x", "\ngate g {", "level", "worth", "if passed", "passes at", "missing fail", "in 0..1",
      "\nmachine m over",
      "-[", "]->", "pays", "\nemit e", "at most", "order:", "\nstate s", "then", "key", "\npartition p", "chunks of",
      "\noptimize {", "keep groups where", "until", "within", "rounds", "\nrubric r {", "criterion", "weight", "tags",
      "\nimport a with", "table",
      "\"\"\"", "/", "$", "//", "elif", "lambda", ";", "'", "abstain",
    ]
    var generator = Seeded(seed + 1000)
    let text = (0..<200).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined(separator: " ")
    check(Array(text.utf8), "seed \(seed)")
  }

  @Test(
    "Nothing, blanks, one bracket", arguments: ["", " ", "\n", "\r", "(", "}", "\"", "/", "let", "\u{FEFF}", "///"])
  func small(text: String) {
    check(Array(text.utf8), "\(text)")
  }

  @Test("A node's range leaves out the blanks around it")
  func ranges() throws {
    let tree = parse("  let a =  1 // one\n\n  let b = 2")
    #expect(tree.root.declarations.map(\.text) == ["let a =  1", "let b = 2"])
  }
}
