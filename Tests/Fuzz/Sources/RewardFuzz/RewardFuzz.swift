import CFuzzer
import RewardRules
import RewardSemantics
import RewardSyntax

@main
struct RewardFuzz {
  private static let registry = Registry(RewardRules.builtins)

  /// Takes the options of libFuzzer.
  static func main() {
    var count = CommandLine.argc
    var arguments = Optional(CommandLine.unsafeArgv)
    _ = LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
      RewardFuzz.test(Array(UnsafeBufferPointer(start: bytes, count: count)))
      return 0
    }
  }

  /// What must hold of any bytes at all: no stage crashes or takes long, and the formatter settles and is faithful.
  private static func test(_ bytes: [UInt8]) {
    let source = SourceFile(name: "fuzz.reward", bytes: bytes)
    let tree = SyntaxTree.parse(source, as: FileID(0))
    precondition(tree.tokens.last?.end == bytes.count, "the tokens do not tile the file")
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
  }
}
