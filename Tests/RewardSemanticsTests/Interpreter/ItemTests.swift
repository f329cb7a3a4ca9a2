import Testing

@testable import RewardSemantics

/// The items of lists, and elements with each item of a list that they see.
@Suite struct ItemTests {
  private let list = ValueType(.list(.real))

  @Test func everyItemIsAnElement() {
    var spec = SpecBuilder()
    let scores = spec.input("scores", list)
    let items = spec.items(of: scores)
    let item = spec.item(of: scores, per: .derived(items))
    let position = spec.add(.position, [], per: .derived(items))
    let columns: [String: [Value]] = ["scores": [[3, 5], [], .failed, [7]]]
    let groups = [0, 0, 0, 0]
    #expect(
      spec.interpreter(groups: groups, columns).elements(of: .derived(items)) == [
        .item(.init(items, of: .rollout(0), place: 0)), .item(.init(items, of: .rollout(0), place: 1)),
        .item(.init(items, of: .rollout(3), place: 0)),
      ])
    #expect(spec.evaluate(item, groups: groups, columns) == [3, 5, 7])
    #expect(spec.evaluate(position, groups: groups, columns) == [0, 1, 0])
  }

  @Test func whatIsMadeOfTheItemsIsAnAggregate() {
    var spec = SpecBuilder()
    let scores = spec.input("scores", list)
    let limit = spec.input("limit", per: .group)
    let items = spec.items(of: scores)
    let item = spec.item(of: scores, per: .derived(items))
    let isHigh = spec.add(.arithmetic(.greater), [item, limit])
    let sum = spec.aggregate(.sum, item, over: .rollout)
    let best = spec.aggregate(.maximum, item, over: .group)
    let count = spec.aggregate(.countTrue, isHigh, over: .rollout)
    let whole = spec.add(.joined, [sum, scores])
    let columns: [String: [Value]] = ["scores": [[3, 5], [], .missing(.noValue), [7]], "limit": [4, 4, 4, 9]]
    let groups = [0, 0, 0, 1]
    #expect(spec.evaluate(sum, groups: groups, columns) == [8, 0, 0, 7])
    #expect(spec.evaluate(best, groups: groups, columns) == [5, 7])
    #expect(spec.evaluate(count, groups: groups, columns) == [1, 0, 0, 0])
    #expect(spec.evaluate(whole, groups: groups, columns) == [8, 0, .missing(.noValue), 7])
  }

  @Test func anotherListIsReadAtTheSamePlace() {
    var spec = SpecBuilder()
    let texts = spec.input("texts", per: .group, ValueType(.list(.text)))
    let met = spec.input("met", list)
    let criterion = spec.items(of: texts, named: "criterion")
    let weights = spec.input("weights", per: .group, list)
    let weight = spec.item(of: weights, per: .derived(criterion))
    let verdict = Grain.product(.rollout, criterion)
    let isMet = spec.item(of: met, per: verdict)
    let score = spec.aggregate(.mean, isMet, over: .rollout, weight: weight)
    let rate = spec.aggregate(.mean, isMet, over: .derived(criterion))
    let columns: [String: [Value]] = [
      "texts": [["a", "b"], ["a", "b"], ["c"]], "weights": [[1, 3], [9, 9], []], "met": [[1, 0], [1], .abstained],
    ]
    let groups = [0, 0, 1]
    #expect(spec.evaluate(weight, groups: groups, columns) == [1, 3, .missing(.lengthsDiffer)])
    #expect(spec.evaluate(isMet, groups: groups, columns) == [1, 0, 1, .missing(.lengthsDiffer), .abstained])
    #expect(spec.evaluate(score, groups: groups, columns) == [0.25, 1, .missing(.noElement)])
    #expect(spec.evaluate(rate, groups: groups, columns) == [1, 0, .missing(.noElement)])
  }

  @Test func aCausedListHasCausedItems() {
    var spec = SpecBuilder()
    let scores = spec.constant(Value(list: [3], status: .caused))
    let item = spec.item(of: scores, per: .derived(spec.items(of: scores)))
    #expect(spec.evaluate(item, groups: [0], [:]) == [.caused(3)])
  }

  @Test func aProductLiesInItsElementAndInItsItem() {
    var spec = SpecBuilder()
    let weights = spec.input("weights", per: .group, list)
    let items = spec.items(of: weights)
    let weight = spec.item(of: weights, per: .derived(items))
    let verdict = Grain.product(.rollout, items)
    let product = spec.add(.arithmetic(.multiply), [spec.input("r"), weight])
    let token = spec.add(.arithmetic(.multiply), [spec.input("logp", per: .token), product])
    let position = spec.add(.position, [], per: verdict)
    let perGroup = spec.aggregate(.sum, product, over: .group)
    let perItem = spec.aggregate(.sum, token, over: .derived(items))
    let perVerdict = spec.aggregate(.sum, token, over: verdict)
    let columns: [String: [Value]] = [
      "weights": [[10, 20], [30], []], "r": [1, 2, 3], "logp": [[1, 1], [5], [7]],
    ]
    let groups = [0, 1, 0]
    #expect(spec.grain(of: product) == verdict)
    #expect(spec.grain(of: token) == .product(.token, items))
    #expect(spec.evaluate(product, groups: groups, columns) == [10, 20, 60, 30, 60])
    #expect(spec.evaluate(position, groups: groups, columns) == [0, 1, 0, 0, 1])
    #expect(spec.evaluate(perGroup, groups: groups, columns) == [120, 60])
    #expect(spec.evaluate(perVerdict, groups: groups, columns) == [20, 40, 300, 210, 420])
    #expect(spec.evaluate(perItem, groups: groups, columns) == [230, 460, 300])
    #expect(spec.evaluate(product, per: .product(.token, items), groups: groups, columns).count == 7)
    let interpreter = spec.interpreter(groups: groups, columns)
    #expect(interpreter.elements(of: verdict).allSatisfy { $0.grain == verdict })
  }

  /// `[[1, 2], [3]]`: an item may itself be a list, whose items lie in it.
  @Test func listsNest() {
    var spec = SpecBuilder()
    let rows = spec.input("rows", ValueType(.list(.list(.real))))
    let outer = spec.items(of: rows, named: "row")
    let row = spec.item(of: rows, per: .derived(outer), list)
    let inner = spec.items(of: row, named: "x")
    let x = spec.item(of: row, per: .derived(inner))
    let sums = spec.aggregate(.sum, x, over: .derived(outer))
    let largest = spec.aggregate(.maximum, sums, over: .rollout)
    let flat = spec.aggregate(.concatenate, row, over: .rollout)
    let share = spec.add(.arithmetic(.divide), [x, largest])
    let columns: [String: [Value]] = ["rows": [[[1, 2], [], [3]], [], [[.failed]]]]
    let groups = [0, 0, 0]
    #expect(spec.evaluate(x, groups: groups, columns) == [1, 2, 3])
    #expect(spec.evaluate(sums, groups: groups, columns) == [3, 0, 3])
    #expect(spec.evaluate(largest, groups: groups, columns) == [3, .missing(.noElement), .missing(.noElement)])
    #expect(spec.evaluate(flat, groups: groups, columns) == [[1, 2, 3], [], []])
    #expect(spec.evaluate(share, groups: groups, columns) == [Value(1.0 / 3), Value(2.0 / 3), 1])
    #expect(spec.evaluate(rows, groups: groups, columns)[2] == .failed)
  }

  /// Each item of one list with each of another.
  @Test func listsMeetInTheirProduct() {
    var spec = SpecBuilder()
    let ours = spec.input("ours", list)
    let theirs = spec.input("theirs", per: .group, list)
    let a = spec.items(of: ours, named: "a")
    let b = spec.items(of: theirs, named: "b")
    let product = spec.add(
      .arithmetic(.multiply), [spec.item(of: ours, per: .derived(a)), spec.item(of: theirs, per: .derived(b))])
    let best = spec.aggregate(.maximum, product, over: .derived(a))
    let columns: [String: [Value]] = ["ours": [[1, 2], [3]], "theirs": [[10, 20], .failed]]
    #expect(spec.grain(of: product) == .product(.derived(a), b))
    #expect(spec.evaluate(product, groups: [0, 0], columns) == [10, 20, 20, 40, 30, 60])
    #expect(spec.evaluate(best, groups: [0, 0], columns) == [20, 40, 60])
  }

  @Test func aListPerTurnIsSeenByTheTokensOfTheTurn() {
    var spec = SpecBuilder()
    let tags = spec.input("tags", per: .turn, list)
    let items = spec.items(of: tags)
    let logp = spec.input("logp", per: .token)
    let product = spec.add(.arithmetic(.multiply), [logp, spec.item(of: tags, per: .derived(items))])
    _ = spec.input("turn", per: .token, ValueType(.int), selects: .turn)
    let columns: [String: [Value]] = [
      "tags": [[[10], [20, 30]]], "logp": [[1, 2, 3]], "turn": [[1, 0, 7]],
    ]
    #expect(spec.evaluate(product, groups: [0], columns) == [20, 30, 20])
  }
}
