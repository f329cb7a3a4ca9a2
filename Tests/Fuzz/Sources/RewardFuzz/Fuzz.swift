import RewardRules
import RewardSemantics
import RewardSyntax

private let registry = Registry(RewardRules.builtins)

/// What must hold of any bytes at all: no stage crashes or takes long, and the formatter settles and is faithful.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = SourceFile(name: "fuzz.reward", bytes: Array(UnsafeBufferPointer(start: data, count: count)))
  let tree = SyntaxTree.parse(source, as: FileID(0))
  let length = tree.tokens.last?.end
  precondition(length == source.bytes.count, "the tokens do not tile the file")
  if let formatted = Formatter.format(tree) {
    precondition(Formatter.isFaithful(formatted, to: tree), "the formatted file says something else")
    let again = Formatter.format(SourceFile(name: source.name, bytes: formatted))
    precondition(again == formatted, "the formatted file is not settled")
  } else {
    precondition(!tree.diagnostics.isEmpty, "a file without mistakes has no layout")
  }
  let result = Checker.check(source, registry: registry)
  precondition(result.spec != nil || !result.diagnostics.isEmpty, "there is no spec, and nobody says why")
  let renderer = DiagnosticRenderer()
  for diagnostic in result.diagnostics { _ = renderer.render(diagnostic, in: result.sources, color: false) }
  return 0
}
