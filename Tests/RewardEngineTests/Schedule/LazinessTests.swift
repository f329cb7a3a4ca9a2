import RewardEngine
@testable import RewardSemantics
import Testing

@Suite struct LazinessTests {
  private typealias Row = TestRows.Row
  private let rows = TestRows(
    (0..<10).map { row in
      Row(
        "g\(row % 2)",
        ["response": Value(text: "aa"), "ok": Value(row < 4), "x": Value(Double(row))])
    })

  private func laziness(
    _ build: (inout SpecBuilder, _ size: ExpressionID, _ ok: ExpressionID, _ x: ExpressionID) -> Void
  )
    -> [ScoredBatch.Laziness]
  {
    var b = SpecBuilder()
    let size = b.call(Probes.size, b.input("response", .text, per: .rollout))
    let (ok, x) = (b.input("ok", .bool, per: .rollout), b.input("x", per: .rollout))
    build(&b, size, ok, x)
    let all = [1, 3, 100].map { rows.scored(by: b.scorer(), chunkRows: $0).batches[0].laziness }
    #expect(all.allSatisfy { $0 == all[0] })
    return all[0]
  }

  @Test("an expensive builtin is not called under a closed condition")
  func given() {
    #expect(
      laziness { b, size, ok, _ in b.declare("reward", b.apply(.given(hasElse: false), [size, ok])) }
        == [.init(label: "size in reward", called: 4, skipped: 6)])
  }

  @Test("nor where the left side decides")
  func shortCircuit() {
    let calls = laziness { b, size, ok, _ in
      b.declare("both", b.apply(.and, [ok, b.apply(.less, b.constant(1), size)], .bool))
    }
    #expect(calls == [.init(label: "size in both", called: 4, skipped: 6)])
  }

  @Test("two users share the calls; what neither demands is skipped")
  func union() {
    let calls = laziness { b, size, ok, x in
      b.declare("a", b.apply(.given(hasElse: false), [size, ok]))
      b.declare("b", b.apply(.given(hasElse: false), [size, b.apply(.less, x, b.constant(6))]))
    }
    #expect(calls == [.init(label: "size in a", called: 6, skipped: 4)])
  }

  @Test("a condition that needs the group holds too")
  func batchCondition() {
    let calls = laziness { b, size, _, x in
      let isHigh = b.apply(.greater, x, b.aggregate(.mean, x, over: .group))
      b.declare("a", b.apply(.given(hasElse: false), [size, isHigh]))
    }
    #expect(calls == [.init(label: "size in a", called: 4, skipped: 6)])
  }

  @Test("an aggregate demands what passes `where`")
  func whereCondition() {
    let calls = laziness { b, size, ok, _ in b.declare("a", b.aggregate(.mean, size, over: .group, where: ok)) }
    #expect(calls == [.init(label: "size in a", called: 4, skipped: 6)])
  }

  @Test("a condition of the row holds inside an expression of the group")
  func guarded() {
    let calls = laziness { b, size, ok, x in
      let distance = b.apply(.subtract, size, b.aggregate(.mean, x, over: .group))
      b.declare("a", b.apply(.given(hasElse: false), [distance, ok]))
    }
    #expect(calls == [.init(label: "size in a", called: 4, skipped: 6)])
  }

  @Test("`next` demands the neighbour only")
  func neighbour() {
    let calls = laziness { b, size, ok, _ in
      let following = b.window(.next, size, over: .group)
      b.declare("a", b.apply(.given(hasElse: false), [following, ok]))
    }
    #expect(calls == [.init(label: "size in a", called: 4, skipped: 6)])
  }

  @Test("a window asks the elements that pass `where`, in the containers that are wanted")
  func windowWhere() {
    let calls = laziness { b, size, ok, _ in
      b.declare("a", b.window(.cumulative(.sum, exclusive: false), size, over: .group, where: ok))
    }
    #expect(calls == [.init(label: "size in a", called: 4, skipped: 6)])
  }

  @Test("an order asks the elements that pass `where` for their keys")
  func orderWhere() {
    let calls = laziness { b, size, ok, x in
      b.declare("a", b.aggregate(.pick, x, over: .group, where: ok, extra: b.constant(0), order: [size]))
    }
    #expect(calls == [.init(label: "size in a", called: 4, skipped: 6)])
  }

  @Test("a field of a record is asked where there is a record")
  func fields() {
    let calls = laziness { b, size, ok, x in
      let isLow = b.apply(.arithmetic(.less), [x, b.aggregate(.mean, x, over: .batch)], .bool)
      b.emit("low", per: .rollout, where: isLow, [(name: "size", value: size)])
      b.emit("ok", per: .rollout, where: ok, [(name: "size", value: size)])
    }
    #expect(calls == [.init(label: "size in low.size", called: 5, skipped: 5)])
  }

  @Test("a list that makes a grain is computed whole; what is asked of its items is asked where it is open")
  func items() {
    let calls = laziness { b, size, ok, _ in
      let (grain, letter) = b.items(of: b.call(Probes.letters, 0, type: ValueType(.list(.text))), "letter")
      let open = b.apply(.given(hasElse: false), [b.call(Probes.size, letter), ok])
      b.declare("a", b.aggregate(.countTrue, b.apply(.isPresent, [open], .bool), over: .rollout))
      b.declare("b", b.add(.elements(of: grain, hasWhere: false), per: .rollout))
    }
    #expect(
      calls == [
        .init(label: "letters in a", called: 10, skipped: 0), .init(label: "size in a", called: 8, skipped: 12),
      ])
  }

  @Test("without a condition all are called")
  func unconditional() {
    #expect(
      laziness { b, size, _, _ in b.declare("a", size) } == [.init(label: "size in a", called: 10, skipped: 0)])
  }
}
