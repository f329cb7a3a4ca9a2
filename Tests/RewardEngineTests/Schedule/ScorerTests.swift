import RewardEngine
import RewardGraph
@testable import RewardSemantics
import Testing

@Suite struct ScorerTests {
  private typealias Row = TestRows.Row

  @Test("group statistics reach each rollout; coarse declarations are read at each row")
  func groups() {
    var b = SpecBuilder()
    let x = b.input("x", per: .rollout)
    let mean = b.declare("mean", b.aggregate(.mean, x, over: .group))
    b.declare("advantage", b.apply(.subtract, x, mean), as: .advantage)
    let rows = TestRows([Row("a", ["x": Value(1)]), Row("b", ["x": Value(5)]), Row("a", ["x": Value(3)])])
    let batch = rows.scored(by: b.scorer()).batches[0]
    #expect(batch.outputs.map(\.name) == ["mean", "advantage"])
    #expect(batch.outputs.map(\.grain) == [.rollout, .rollout])
    #expect(batch.numbers("mean") == [2, 5, 2])
    #expect(batch.numbers("advantage") == [-1, 0, 1])
  }

  @Test("a failed rollout leaves the baseline of its group alone")
  func missing() {
    var b = SpecBuilder()
    let x = b.input("x", per: .rollout)
    b.declare("advantage", b.apply(.subtract, x, b.aggregate(.mean, x, over: .group)), as: .advantage)
    let rows = TestRows([Row("a", ["x": Value(1)]), Row("a"), Row("a", ["x": Value(3)])])
    #expect(
      rows.scored(by: b.scorer()).batches[0].values("advantage")
        == [Value(-1), Value(missing: .noValue), Value(1)])
  }

  @Test("a mask takes tokens out of the grain and the output holds 0 there", arguments: [1, 2, 100])
  func mask(chunkRows: Int) {
    var b = SpecBuilder()
    let logp = b.input("logp", per: .token)
    _ = b.input("mask", .bool, per: .token, selects: .token)
    b.declare("count", b.add(.elements(of: .token, hasWhere: false), per: .rollout))
    b.declare("ahead", b.window(.discounted, logp, over: .rollout, extra: b.constant(1)))
    func list(_ numbers: Double...) -> Value { Value(list: numbers.map { Value($0) }) }
    let rows = TestRows([
      Row("a", ["logp": list(1, 10, 100), "mask": list(1, 0, 1)]), Row("a", ["logp": list(7), "mask": list(0)]),
      Row("a", ["logp": list(2, 3), "mask": list(1, 1)]),
    ])
    let batch = rows.scored(by: b.scorer(), chunkRows: chunkRows).batches[0]
    #expect(batch.numbers("count") == [2, 0, 2])
    #expect(batch.tokenOffsets == [0, 3, 4, 6])
    #expect(batch.values("ahead") == [101, 0, 100, 0, 5, 3].map { Value($0) })
  }

  @Test("sums have the same bits for any cut, and groups may lie mixed")
  func sums() {
    var b = SpecBuilder()
    b.declare("sum", b.aggregate(.sum, b.input("x", per: .rollout), over: .batch))
    let numbers = [1e17, 1, -1e17, 3e-9, 1, 1e17, -1e17, 0.1]
    let rows = TestRows(numbers.enumerated().map { Row("g\($0 % 3)", ["x": Value($1)]) })
    let results = [(1, 1), (1, 100), (2, 3), (3, 2)].map { threads, chunkRows in
      rows.scored(by: b.scorer(ScorerOptions(threads: threads)), chunkRows: chunkRows).batches[0].numbers("sum")[0]
    }
    #expect(Set(results.map(\.bitPattern)).count == 1)
    #expect(results[0] == 2.100000003)
  }

  @Test("a batch sums group by group, even where its groups lie mixed")
  func treeOfGroups() {
    var b = SpecBuilder()
    b.declare("sum", b.aggregate(.sum, b.input("x", per: .rollout), over: .batch))
    let numbers = [1e308, -1e308, 1e308, -1e308]
    // In row order nothing overflows, group a alone does.
    let rows = TestRows(zip(["a", "b", "a", "b"], numbers).map { Row($0, ["x": Value($1)]) })
    #expect(rows.scored(by: b.scorer()).batches[0].values("sum")[0] == Value(missing: .notFinite))
  }

  @Test("a group sums rollout by rollout")
  func treeOfRollouts() {
    var b = SpecBuilder()
    b.declare("sum", b.aggregate(.sum, b.input("logp", per: .token), over: .group))
    func list(_ numbers: Double...) -> Value { Value(list: numbers.map { Value($0) }) }
    // Token by token the sum overflows, the second rollout adds 0.
    let rows = TestRows([Row("a", ["logp": list(1e308)]), Row("a", ["logp": list(1e308, -1e308)])])
    #expect(rows.scored(by: b.scorer()).batches[0].values("sum") == [Value(1e308), Value(1e308)])
  }

  @Test("large containers are folded on several threads with the same bits")
  func threads() {
    var b = SpecBuilder()
    let x = b.input("x", per: .rollout)
    b.declare("std", b.aggregate(.deviation(ddof: 1), x, over: .group))
    var choices = Choices(state: 1)
    let rows = TestRows((0..<42_000).map { Row("g\($0 / 16)", ["x": Value(choices.number())]) })
    let results = [1, 2, 3].map { threads in
      rows.scored(by: b.scorer(ScorerOptions(threads: threads)), chunkRows: 42_000).batches[0].values("std")
    }
    #expect(results[0] == results[1] && results[1] == results[2])
    #expect(results[0].count == 42_000)
  }

  @Test("a long chain of operations needs no deep stack")
  func longChains() {
    var b = SpecBuilder()
    let x = b.input("x", per: .rollout)
    var sum = x
    for _ in 0..<20_000 { sum = b.apply(.add, sum, x) }
    b.declare("a", sum)
    let rows = TestRows([Row("a", ["x": Value(1)])])
    #expect(rows.scored(by: b.scorer(ScorerOptions(threads: 2))).batches[0].numbers("a") == [20_001])
  }

  @Test("texts that an output of the batch needs survive their chunk")
  func texts() {
    var b = SpecBuilder()
    let tail = b.call(Probes.tail, b.input("response", .text, per: .rollout), type: .text)
    let common = b.aggregate(.mode, tail, over: .group, .text)
    b.declare("agrees", b.apply(.arithmetic(.sameText), [tail, common], .bool))
    let rows = TestRows(["xab", "yab", "xcd", "", "zab"].map { Row("a", ["response": Value(text: $0)]) })
    let values = rows.scored(by: b.scorer(), chunkRows: 1).batches[0].values("agrees")
    #expect(values == [Value(1), Value(1), Value(0), Value(missing: .noMatch), Value(1)])
  }

  @Test("only what the graph reads is asked of the rows")
  func schema() {
    var b = SpecBuilder()
    let (x, _) = (b.input("x", per: .rollout), b.input("unused", per: .rollout))
    b.declare("a", x)
    #expect(b.scorer().schema.fields.map(\.name) == ["x"])
    #expect(b.scorer().schema.needsTurns == false)
  }
}
