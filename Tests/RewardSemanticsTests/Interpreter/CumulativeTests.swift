import Testing

@testable import RewardSemantics

/// `cumulative` with each way to put elements together.
@Suite struct CumulativeTests {
  private func cumulative(
    _ fold: Window.Fold, exclusive: Bool = false, _ values: Value..., where isGood: [Value]? = nil
  ) -> [Value] {
    var spec = SpecBuilder()
    let result = spec.window(
      .cumulative(fold, exclusive: exclusive), spec.input("x", per: .turn), over: .rollout,
      where: isGood.map { _ in spec.input("good", per: .turn, .bool) })
    var columns = ["x": [Value(list: values)]]
    columns["good"] = isGood.map { [Value(list: $0)] }
    return spec.evaluate(result, groups: [0], columns)
  }

  @Test func productsAndExtremes() {
    #expect(cumulative(.product, 2, 3, 4) == [2, 6, 24])
    #expect(cumulative(.product, exclusive: true, 2, 3, 4) == [1, 2, 6])
    #expect(cumulative(.min, 2, 3, 1) == [2, 2, 1])
    #expect(cumulative(.max, 2, 3, 1) == [2, 3, 3])
    #expect(cumulative(.max, exclusive: true, 2, 3, 1) == [.missing(.noElement), 2, 3])
    #expect(cumulative(.min, 2, 3, where: [false, true]) == [.missing(.noElement), 3])
  }

  @Test func conditions() {
    #expect(cumulative(.any, false, true, .failed) == [false, true, true])
    #expect(cumulative(.any, .failed, false, true) == [.failed, .failed, true])
    #expect(cumulative(.all, true, .abstained, false, true) == [true, .abstained, false, false])
    #expect(cumulative(.all, exclusive: true, false, true) == [true, false])
    #expect(cumulative(.count, true, .failed, true) == [1, 1, 2])
  }

  @Test func listsGrow() {
    #expect(cumulative(.append, 1, .caused(1), 2) == [[1], [1, 1], [1, 1, 2]])
    #expect(cumulative(.append, exclusive: true, "a", "b") == [[], ["a"]])
    #expect(cumulative(.append, [1], [2, 3]) == [[[1]], [[1], [2, 3]]])
    #expect(cumulative(.union, ["a", "b", "a"], [], ["c", "b"]) == [["a", "b"], ["a", "b"], ["a", "b", "c"]])
    #expect(cumulative(.union, exclusive: true, [1], [2]) == [[], [1]])
    #expect(cumulative(.append, 1, 2, where: [true, .failed]) == [[1], [1]])
  }

  @Test func fromAMissingElementOnItIsMissing() {
    for fold in [.sum, .product, .min, .max, .append] as [Window.Fold] {
      #expect(cumulative(fold, .abstained, 1) == [.abstained, .abstained], "\(fold)")
      #expect(cumulative(fold, exclusive: true, .abstained, 1)[1] == .abstained, "\(fold)")
    }
    #expect(cumulative(.union, [1], .failed, [2]) == [[1], .failed, .failed])
    #expect(cumulative(.product, 1e200, 1e200, 0).dropFirst() == [.missing(.notFinite), .missing(.notFinite)])
  }

  @Test func aContainerWithoutElementsHasNoResults() {
    for fold in Window.Fold.allCases { #expect(cumulative(fold).isEmpty) }
  }
}
