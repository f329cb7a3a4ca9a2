import Testing

@testable import RewardJudges

@Suite("When a host may be asked next")
struct HostPaceTests {
  /// Starts requests as early as they may for so many seconds, and says when.
  private func starts(_ limits: JudgeModel.Limits, tokens: Int = 0, seconds: Double) -> [Double] {
    var (pace, now, starts) = (HostPace(), 1000.0, [Double]())
    while now < 1000 + seconds {
      let wait = pace.wait(limits, now: now)
      if wait > 0 {
        now += wait + 1e-6
      } else {
        pace.take(limits, tokens: tokens, now: now)
        starts.append(now)
      }
    }
    return starts
  }

  @Test(arguments: [0.5, 1, 7, 60, 90, 120, 600, 3000])
  func `no minute sees more requests than the limit, and the rate is nearly reached`(perMinute: Double) {
    let starts = starts(JudgeModel.Limits(requestsPerMinute: perMinute), seconds: 300)
    var first = 0
    var most = 0
    for (index, start) in starts.enumerated() {
      while starts[first] <= start - 60 { first += 1 }
      most = max(most, index - first + 1)
    }
    #expect(Double(most) <= max(1, perMinute))
    #expect(Double(starts.count) >= 0.96 * perMinute * 5)
  }

  @Test func `tokens are spread over the minute`() {
    let starts = starts(JudgeModel.Limits(tokensPerMinute: 6000), tokens: 500, seconds: 600)
    // 12 a minute.
    #expect((119...123).contains(starts.count))
  }

  @Test func `what was estimated too low is paid for later`() {
    let limits = JudgeModel.Limits(tokensPerMinute: 6000)
    var pace = HostPace()
    pace.take(limits, tokens: 100, now: 0)
    #expect(pace.wait(limits, now: 0) == 0)
    pace.spend(900, limits, now: 0)
    #expect(pace.wait(limits, now: 0) == 9)
    pace.spend(-900, limits, now: 0)
    #expect(pace.wait(limits, now: 0) == 0)
  }

  @Test func `a clock that is set back delays nobody`() {
    let limits = JudgeModel.Limits(requestsPerMinute: 60)
    var pace = HostPace()
    pace.take(limits, tokens: 0, now: 100_000)
    pace.follow(50_000)
    #expect(pace.wait(limits, now: 50_000) == 1)
  }

  @Test func `without limits nothing waits`() {
    var pace = HostPace()
    for _ in 0..<100 {
      #expect(pace.wait(JudgeModel.Limits(), now: 5) == 0)
      pace.take(JudgeModel.Limits(), tokens: 1_000_000, now: 5)
    }
  }
}
