import Glibc
import Testing

@Suite struct GraphCommandTests {
  @Test func drawsForGraphvizUnlessTold() {
    let outcome = rewardc("graph", "task.reward", in: Sample.folder())
    #expect(outcome.exit == 0)
    #expect(outcome.output.hasPrefix("digraph reward {\n"))
    #expect(outcome.output.hasSuffix("}\n"))
    #expect(outcome.output.contains("->"))
  }

  @Test func drawsForMermaid() {
    let outcome = rewardc("graph", "task.reward", "--format", "mermaid", in: Sample.folder())
    #expect(outcome.exit == 0)
    #expect(outcome.output.hasPrefix("flowchart LR\n"))
    #expect(outcome.output.contains("-->"))
  }

  /// A pattern and a text are full of characters that Graphviz would read as its own.
  @Test(.enabled(if: access("/usr/bin/dot", X_OK) == 0, "Graphviz is not installed"))
  func graphvizReadsIt() {
    let spec = #"""
      spec task 1.0.0
      input response: text
      rule quoted = response matches /\A"<[^"\\|{}]*>\n"\z/s and response != "\\\"\u{1F600}"
      """#
    let folder = Folder(["task.reward": spec])
    #expect(rewardc("graph", "task.reward", in: folder, output: .file(folder["graph.dot"])).exit == 0)
    #expect(system("dot -Tsvg -o \(folder["graph.svg"]) \(folder["graph.dot"])") == 0)
    #expect(folder.text(of: "graph.svg").contains("<svg"))
  }
}
