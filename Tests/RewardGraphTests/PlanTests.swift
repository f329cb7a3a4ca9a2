import RewardGraph
import RewardSemantics
import Testing

@Suite struct PlanTests {
  @Test("a value of the row is computed while rows are read, one of the group once a batch")
  func stages() {
    var b = SpecBuilder()
    let response = b.input("response", .text)
    let size = b.declare("size", b.scan(response))
    b.declare("advantage", b.apply(.subtract, size, b.mean(size, over: .group)), as: .advantage)
    #expect(
      b.plan.description == """
        row stage, chunk by chunk
          n0 = input response per rollout as text
          n1 = scan(n0) per rollout  // size  [where demanded]  [kept]
        batch stage, once a batch
          n2 = mean[rollout over group](n1) per group  [where demanded]
          n3 = subtract(n1, n2) per rollout  // advantage  [where demanded]
        outputs
          reward size = n1 at rollout
          advantage advantage = n3 at rollout

        """)
  }

  @Test("inputs of the group are read at each row")
  func groupInputs() {
    var b = SpecBuilder()
    let (response, answer) = (b.input("response", .text), b.input("answer", .text, per: .group))
    b.declare("correct", b.apply(.sameText, response, answer))
    #expect(b.plan.batch == [])
    #expect(b.plan.retained == [2])
  }

  @Test("an expensive value behind a condition of the batch waits for it, and its text is kept")
  func batchCondition() {
    var b = SpecBuilder()
    let (response, x) = (b.input("response", .text), b.input("x"))
    let isLow = b.apply(.less, x, b.mean(x, over: .group))
    b.declare("a", b.add(.given(hasElse: false), [b.scan(response), isLow]))
    let plan = b.plan
    #expect(plan.batch.map { plan.graph.label(of: $0) }.contains("scan"))
    #expect(plan.retained.map { plan.graph.label(of: $0) } == ["input response", "input x"])
  }

  @Test("an expensive value behind a condition of the row is computed with the row, where the condition is open")
  func rowCondition() {
    var b = SpecBuilder()
    let (response, x, ok) = (b.input("response", .text), b.input("x"), b.input("ok", .bool))
    let distance = b.apply(.subtract, b.scan(response), b.mean(x, over: .group))
    b.declare("a", b.add(.given(hasElse: false), [distance, ok]))
    let plan = b.plan
    #expect(plan.row.map { plan.graph.label(of: $0) }.contains("scan"))
    #expect(!plan.batch.map { plan.graph.label(of: $0) }.contains("scan"))
    #expect(plan.retained.map { plan.graph.label(of: $0) } == ["input x", "input ok", "when"])
  }

  @Test("the same holds for `where`")
  func whereCondition() {
    var b = SpecBuilder()
    let (response, ok) = (b.input("response", .text), b.input("ok", .bool))
    b.declare("a", b.mean(b.scan(response), over: .group, where: ok))
    #expect(b.plan.retained.map { b.plan.graph.label(of: $0) } == ["input ok", "when"])
  }

  @Test("a text that only the row stage reads is not kept")
  func texts() {
    var b = SpecBuilder()
    let (response, ok) = (b.input("response", .text), b.input("ok", .bool))
    b.declare("a", b.add(.given(hasElse: false), [b.scan(response), ok]))
    #expect(b.plan.retained.map { b.plan.graph[$0].form } == [.number])
    #expect(b.plan.batch == [])
  }
}
