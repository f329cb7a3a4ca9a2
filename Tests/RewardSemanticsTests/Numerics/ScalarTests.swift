import RewardSemantics
import Testing

@Suite struct ScalarTests {
  @Test func minimumAndMaximumTakeTheFirstOfEquals() {
    #expect(Scalar.minimum(2, 1) == 1)
    #expect(Scalar.maximum(1, 2) == 2)
    #expect(Scalar.minimum(-0.0, 0.0).sign == .minus)
    #expect(Scalar.minimum(0.0, -0.0).sign == .plus)
    #expect(Scalar.maximum(-0.0, 0.0).sign == .minus)
  }

  @Test func clampMovesIntoTheClosedInterval() {
    #expect(Scalar.clamp(-3, 0, 1) == 0)
    #expect(Scalar.clamp(0.5, 0, 1) == 0.5)
    #expect(Scalar.clamp(3, 0, 1) == 1)
  }

  @Test(arguments: [(0.5, 0.0), (1.5, 2.0), (2.5, 2.0), (-0.5, 0.0), (-1.5, -2.0), (2.4, 2.0)])
  func roundTakesHalvesToTheEvenNumber(x: Double, rounded: Double) {
    #expect(Scalar.round(x) == rounded)
  }

  @Test func signHasThreeValues() {
    #expect([-2, 0, 3].map(Scalar.sign) == [-1, 0, 1])
  }

  @Test func sigmoidAndItsLogarithmsDoNotOverflow() {
    #expect(Scalar.sigmoid(0) == 0.5)
    #expect(Scalar.sigmoid(1000) == 1)
    #expect(Scalar.sigmoid(-1000) == 0)
    #expect(Scalar.softplus(1000) == 1000)
    #expect(Scalar.softplus(-1000) == 0)
    #expect(Scalar.logSigmoid(-1000) == -1000)
    #expect(Scalar.logSigmoid(1000) == 0)
    #expect(abs(Scalar.softplus(0) - 0.6931471805599453) < 1e-15)
    #expect(abs(Scalar.logSigmoid(0) + 0.6931471805599453) < 1e-15)
  }

  @Test func divisionByExactlyZeroTakesTheFallback() {
    #expect(Scalar.divide(1, 0, or: 7) == 7)
    #expect(Scalar.divide(1, -0.0, or: 7) == 7)
    #expect(Scalar.divide(1, 4, or: 7) == 0.25)
  }
}
