import RewardGraph
import RewardSemantics
import Testing

@Suite struct FoldingTests {
  /// The operation of the only root.
  private func root(_ build: (inout SpecBuilder) -> ExpressionID) -> NodeOperation {
    var b = SpecBuilder()
    b.declare("a", build(&b))
    let graph = b.graph
    return graph[graph.roots[0].node].operation
  }
  private func constant(_ number: Double) -> NodeOperation { .constant(Constant(Value(number))) }

  @Test("operations on constants are done once")
  func constants() {
    #expect(root { b in b.apply(.add, b.constant(1), b.apply(.multiply, b.constant(2), b.constant(3))) } == constant(7))
    #expect(root { b in b.add(.not, [b.constant(0)], .bool) } == constant(1))
  }

  @Test("a result that is not finite is a failed constant")
  func notFinite() {
    let missing = NodeOperation.constant(Constant(Value(missing: .notFinite)))
    #expect(root { b in b.apply(.divide, b.constant(1), b.constant(0)) } == missing)
  }

  @Test("0 * x stays: it is missing where x is")
  func zeroTimes() {
    #expect(root { b in b.apply(.multiply, b.constant(0), b.input("x")) } == .arithmetic(.multiply))
  }

  @Test("a constant decides only before the other operand is looked at")
  func kleene() {
    #expect(root { b in b.add(.and, [b.constant(0), b.input("x", .bool)], .bool) } == constant(0))
    #expect(root { b in b.add(.and, [b.constant(1), b.input("x", .bool)], .bool) } == .input(0))
    #expect(root { b in b.add(.and, [b.input("x", .bool), b.constant(0)], .bool) } == .and)
  }

  @Test("arms of constant conditions go")
  func arms() {
    #expect(
      root { b in b.add(.when, [b.constant(0), b.input("x"), b.constant(1), b.constant(5), b.input("y")]) }
        == constant(5))
    #expect(root { b in b.add(.when, [b.constant(0), b.input("x"), b.input("y")]) } == .input(1))
  }

  @Test("an expensive builtin on constants is called now")
  func calls() {
    #expect(root { b in b.scan(b.add(.constant(Value(text: "abc")), [], .text, per: .run)) } == constant(3))
  }

  @Test("a builtin that starts a process waits for the run")
  func processes() {
    let waiting = root { b in
      b.builtins = [SpecBuilder.bytes(cost: .process)]
      return b.scan(b.add(.constant(Value(text: "abc")), [], .text, per: .run))
    }
    #expect(waiting == .call(builtin: 0, statics: [nil], present: [true]))
  }

  @Test("a value per turn stays one, so that a token of several turns does not read it")
  func turns() {
    var b = SpecBuilder()
    let lifted = b.add(.lift, [b.constant(1)], per: .turn)
    b.declare("a", b.add(.arithmetic(.negate), [lifted], per: .token))
    #expect(b.graph.nodes.map(\.grain) == [.run, .turn, .token])
  }
}
