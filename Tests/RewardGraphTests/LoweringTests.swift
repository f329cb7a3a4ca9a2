import RewardGraph
import RewardSemantics
import Testing

@Suite struct LoweringTests {
  @Test("equal subexpressions are one node, and a reference is what it refers to")
  func sharing() {
    var b = SpecBuilder()
    let (x, y) = (b.input("x"), b.input("y"))
    let sum = b.declare("sum", b.apply(.add, x, y), as: .let)
    b.declare("a", b.apply(.multiply, sum, b.apply(.add, x, y)))
    #expect(
      b.graph.description == """
        n0 = input x per rollout
        n1 = input y per rollout
        n2 = add(n0, n1) per rollout  // sum
        n3 = multiply(n2, n2) per rollout  // a

        """)
  }

  @Test("0 and -0 are two constants")
  func constantsByBits() {
    var b = SpecBuilder()
    let x = b.input("x")
    let (zero, negative) = (b.constant(0), b.constant(-0.0))
    b.declare("a", b.apply(.add, b.apply(.divideOr, x, x, zero), b.apply(.divideOr, x, x, negative)))
    #expect(b.graph.nodes.count == 6)
  }

  @Test("the same operation at two grains is two nodes")
  func grains() {
    var b = SpecBuilder()
    let x = b.input("x", per: .group)
    let perGroup = b.add(.arithmetic(.negate), [x], per: .group)
    let perRollout = b.add(.arithmetic(.negate), [x], per: .rollout)
    b.declare("a", b.apply(.add, perGroup, perRollout))
    #expect(b.graph.nodes.count { $0.operation == .arithmetic(.negate) } == 2)
  }

  @Test("`given` is a choice with one arm; without `else` it closes")
  func given() {
    var b = SpecBuilder()
    let (x, ok) = (b.input("x"), b.input("ok", .bool))
    b.declare("a", b.add(.given(hasElse: false), [x, ok]))
    #expect(b.graph.description.contains("n2 = missing(abstained: condition is false) per run"))
    #expect(b.graph.description.contains("n3 = when(n1, n0, n2) per rollout  // a"))
  }

  @Test("what no root reaches is not in the graph; the advantage is the last root")
  func roots() {
    var b = SpecBuilder()
    let (x, y) = (b.input("x"), b.input("y"))
    b.declare("advantage", x, as: .advantage)
    b.declare("unused", b.apply(.negate, y), as: .let)
    b.declare("format", x, as: .rule)
    #expect(b.graph.roots.map(\.name) == ["format", "advantage"])
    #expect(b.graph.nodes.count == 1)
    #expect(Graph(lowering: b.spec, roots: [1]).roots.map(\.name) == ["unused"])
  }
}
