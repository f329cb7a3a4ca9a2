@testable import RewardEngine
@testable import RewardSemantics
import Testing

/// What a batch has beside its scores: records, and the groups to train on.
@Suite struct RecordsTests {
  private typealias Row = TestRows.Row
  private let rows = TestRows(
    [("a", 1.0), ("b", 5), ("a", 3), ("b", 5)].map { group, x in Row(group, ["x": Value(x)]) })

  @Test("a record for each element where the condition is true, in element order; coarser fields are read at it")
  func perPair() {
    var b = SpecBuilder()
    let x = b.input("x", per: .rollout)
    let other = b.add(.other, [x], per: .pair)
    b.emit(
      "preferences", per: .pair, where: b.apply(.arithmetic(.greater), [x, other], .bool),
      [
        (name: "chosen", value: x), (name: "rejected", value: other),
        (name: "mean", value: b.aggregate(.mean, x, over: .group)),
      ]
    )
    for chunkRows in [1, 3, 100] {
      let records = rows.scored(by: b.scorer(), chunkRows: chunkRows).batches[0].records
      #expect(records.map(\.name) == ["preferences"])
      #expect(records[0].count == 1)
      #expect(records[0].fields.map(\.name) == ["chosen", "rejected", "mean"])
      #expect(records[0].fields.map { $0.column.value(0) } == [Value(3), Value(1), Value(2)])
    }
  }

  @Test("an unknown condition makes no record; a missing field does")
  func missing() {
    var b = SpecBuilder()
    let (x, y) = (b.input("x", per: .rollout), b.input("y", per: .rollout))
    b.emit(
      "all", per: .rollout, where: b.apply(.arithmetic(.less), [x, b.constant(4)], .bool), [(name: "y", value: y)])
    b.emit("none", per: .rollout, where: b.apply(.arithmetic(.less), [y, x], .bool), [(name: "x", value: x)])
    let records = rows.scored(by: b.scorer()).batches[0].records
    #expect(records.map(\.count) == [2, 0])
    #expect(records[0].fields[0].column.value(0) == Value(missing: .noValue))
  }

  @Test("records per item of a list exist although no score mentions the items")
  func perItem() {
    var b = SpecBuilder()
    let x = b.input("x", per: .rollout)
    let pair = b.apply(.list, [x, x], ValueType(.list(.real)))
    let (grain, _) = b.items(of: pair, "half")
    b.emit("halves", per: grain, where: b.apply(.isPresent, [x], .bool), [(name: "x", value: x)])
    let records = rows.scored(by: b.scorer()).batches[0].records
    #expect(records[0].count == 8)
  }

  @Test("`kept` has one condition a group and is no score")
  func kept() {
    var b = SpecBuilder()
    let x = b.input("x", per: .rollout)
    b.keep(b.apply(.less, b.constant(0), b.aggregate(.deviation(ddof: 0), x, over: .group)))
    b.declare("x", x)
    let batch = rows.scored(by: b.scorer()).batches[0]
    #expect(batch.outputs.map(\.name) == ["x"])
    #expect((0..<2).map { batch.kept?.value($0) } == [Value(true), Value(false)])
  }
}
