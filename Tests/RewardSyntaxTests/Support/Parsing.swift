import RewardSyntax

/// The tree of a file named `test.reward`.
func parse(_ text: String) -> SyntaxTree {
  SyntaxTree.parse(SourceFile(name: "test.reward", text: text), as: FileID(0))
}

func parse(_ bytes: [UInt8]) -> SyntaxTree {
  SyntaxTree.parse(SourceFile(name: "test.reward", bytes: bytes), as: FileID(0))
}

/// The diagnostics of a file as `code line:column-column`, the second column exclusive.
func findings(_ text: String) -> [String] { findings(parse(text)) }

func findings(_ tree: SyntaxTree) -> [String] {
  tree.diagnostics.map { diagnostic in
    let start = tree.source.position(of: diagnostic.primary.range.start)
    let end = tree.source.position(of: diagnostic.primary.range.end)
    let last = start.line == end.line ? "\(end.column)" : "\(end.line):\(end.column)"
    return "\(diagnostic.code.code) \(start.line):\(start.column)-\(last)"
  }
}

/// The file after the fix of every diagnostic.
func mended(_ tree: SyntaxTree) -> String {
  var bytes = tree.source.bytes
  for fix in tree.diagnostics.compactMap(\.fix).sorted(by: { $0.range.start > $1.range.start }) {
    bytes.replaceSubrange(fix.range.start..<fix.range.end, with: Array(fix.replacement.utf8))
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// The declarations of a file through their views.
func declarations(_ text: String) -> [DeclarationSyntax] { parse(text).root.declarations.map(\.declaration) }
