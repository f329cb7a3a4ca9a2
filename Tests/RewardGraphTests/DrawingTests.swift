import RewardGraph
import RewardSemantics
import Testing

@Suite struct DrawingTests {
  private var graph: Graph {
    var b = SpecBuilder()
    let quote = b.add(.constant(Value(text: "<b> \"#1\"\n")), [], .text, per: .run)
    b.declare("same", b.apply(.sameText, b.input("response", .text), quote), as: .rule)
    return b.graph
  }

  @Test("text of the spec cannot break out of a label")
  func escapes() {
    #expect(graph.description.contains(##" = "<b> \"#1\"\n" per run as text"##))
    #expect(graph.dot().contains(##"[label="\"<b> \\\"#1\\\"\\n\"\nper run""##))
    #expect(graph.mermaid().contains(##"["#34;#60;b#62; #92;#34;#35;1#92;#34;#92;n#34;<br/>per run"]"##))
  }

  @Test("operands point to their users, and roots stand out")
  func edges() {
    #expect(graph.dot().contains("n1 -> n2;"))
    #expect(graph.dot().contains("peripheries=2"))
    #expect(graph.mermaid().contains("n1 --> n2"))
    #expect(graph.mermaid().contains("n2([\"same<br/>sameText<br/>per rollout\"])"))
  }
}
