import Testing

@testable import RewardSemantics

/// What is put together so far.
@Suite struct RunningFoldTests {
  /// The value before the first element and after each.
  private func values(_ fold: Window.Fold, _ elements: Value...) -> [Value] {
    var running = RunningFold(fold)
    func value() -> Value {
      let (number, status) = running.value
      return status.isMissing ? .missing(status) : Value(number)
    }
    return [value()]
      + elements.map { element in
        running.add(element.number, element.status)
        return value()
      }
  }

  @Test func numbersAreAddedMultipliedOrCompared() {
    #expect(values(.sum, 1, 1e100, 1, -1e100) == [0, 1, 1e100, 1e100, 2])
    #expect(values(.product, 2, 3, 0) == [1, 2, 6, 0])
    #expect(values(.min, 3, 5, 1) == [.missing(.noElement), 3, 3, 1])
    #expect(values(.max, -3, -5, 1) == [.missing(.noElement), -3, -3, 1])
  }

  @Test func conditionsAreKleene() {
    #expect(values(.any, false, .failed, true, .abstained) == [false, false, .failed, true, true])
    #expect(values(.all, true, .abstained, false, .failed) == [true, true, .abstained, false, false])
    #expect(values(.count, true, .failed, false, true) == [0, 1, 1, 1, 2])
  }

  @Test func fromAMissingElementOnThereIsNoNumber() {
    for fold in [.sum, .product, .min, .max] as [Window.Fold] {
      #expect(values(fold, 1, .abstained, 2).suffix(3) == [1, .abstained, .abstained], "\(fold)")
    }
    #expect(values(.sum, .missing(.noMatch), .missing(.noValue), .failed).last == .failed)
    #expect(values(.min, .missing(.noMatch)) == [.missing(.noElement), .missing(.noMatch)])
  }

  @Test func anOverflowIsNotFinite() {
    #expect(values(.product, 1e200, 1e200, 0).suffix(2) == [.missing(.notFinite), .missing(.notFinite)])
    #expect(values(.sum, 1e308, 1e308).last == .missing(.notFinite))
  }

  @Test func ofListsTheStatusIsKept() {
    for fold in [.append, .union] as [Window.Fold] {
      var running = RunningFold(fold)
      running.add(0, .caused)
      #expect(running.value.status == .present)
      running.add(0, .failed)
      #expect(running.value.status == .failed)
    }
  }

  @Test func ofEqualNumbersTheFirstIsKept() {
    var running = RunningFold(.min)
    running.add(0.0, .present)
    running.add(-0.0, .present)
    #expect(running.value.number.sign == .plus)
  }
}
