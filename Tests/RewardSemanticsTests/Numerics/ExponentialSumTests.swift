import RewardSemantics
import Testing

@Suite struct ExponentialSumTests {
  @Test func largeTermsDoNotOverflow() {
    var sum = ExponentialSum(maximum: 1000)
    sum.add(1000)
    sum.add(1000)
    #expect(abs(sum.logarithm - 1000.6931471805599) < 1e-12)
    #expect(sum.share(of: 1000) == 0.5)
  }

  @Test func oneTermIsItself() {
    var sum = ExponentialSum(maximum: -3)
    sum.add(-3)
    #expect(sum.logarithm == -3)
    #expect(sum.share(of: -3) == 1)
  }
}
