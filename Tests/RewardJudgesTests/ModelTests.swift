import Testing

@testable import RewardJudges

@Suite("What a model is asked")
struct ModelTests {
  @Test("by default as many requests are on their way as the client measured best with")
  func limits() {
    #expect(JudgeModel(alias: "judge", endpoint: "http://127.0.0.1:8000/v1", model: "m").limits.inFlight == 64)
  }
}
