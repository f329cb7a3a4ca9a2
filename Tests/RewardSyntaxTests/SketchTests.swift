import RewardSyntax
import Testing

@Suite("Whole specs")
struct SketchTests {
  @Test("Published algorithms parse without a mistake", arguments: Sketches.all)
  func sketches(text: String) {
    let tree = parse(text)
    #expect(tree.diagnostics.map { "\($0.message) at \(tree.source.position(of: $0.primary.range.start))" } == [])
    for node in tree.root.declarations {
      if case .error = node.declaration { Issue.record("unreadable: \(node.text)") }
    }
  }

  @Test("No expression of them is lost")
  func expressions() {
    for text in Sketches.all {
      for node in parse(text).root.declarations {
        switch node.declaration {
        case .value(let value): #expect(value.value.map { !outline($0).contains("<") || $0.text.contains("<") } == true)
        case .function(let function): #expect(function.body != nil)
        default: break
        }
      }
    }
  }
}
