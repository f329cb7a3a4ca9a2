import ArgumentParser
import RewardGraph
import RewardSemantics
import RewardSyntax

struct Dump: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a stage of the compilation.",
    discussion: """
      tree    the lossless syntax tree
      typed   every expression with its type and grain
      graph   what is computed, equal parts once
      plan    when it is computed, and what is kept
      """)

  enum Stage: String, CaseIterable, ExpressibleByArgument { case tree, typed, graph, plan }

  @OptionGroup var options: SpecOptions

  @Option(help: "tree, typed, graph or plan.")
  var stage: Stage = .graph

  func run() throws {
    switch stage {
    case .tree:
      var sources = SourceMap()
      let file = SourceFile(name: Files.displayName(options.spec), bytes: try Files.read(options.spec))
      let tree = SyntaxTree.parse(file, as: sources.add(file))
      Terminal.print(tree.dump(), terminator: "")
      options.checker.say(tree.diagnostics, in: sources)
      if tree.diagnostics.contains(where: { $0.severity == .error }) { throw Stop(.bad) }
    case .typed: Terminal.print(try options.typedSpec().description, terminator: "")
    case .graph: Terminal.print(Graph(lowering: try options.typedSpec()).description, terminator: "")
    case .plan: Terminal.print(Plan(Graph(lowering: try options.typedSpec())).description, terminator: "")
    }
  }
}
