import ArgumentParser
import RewardGraph

struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Draw the evaluator graph.",
    discussion: "rewardc graph spec.reward | dot -Tsvg -o graph.svg")

  enum Format: String, CaseIterable, ExpressibleByArgument { case dot, mermaid }

  @OptionGroup var options: SpecOptions

  @Option(help: "dot (Graphviz) or mermaid.")
  var format: Format = .dot

  func run() throws {
    let graph = Graph(lowering: try options.typedSpec())
    Terminal.print(format == .dot ? graph.dot() : graph.mermaid(), terminator: "")
  }
}
