import Testing

@testable import RewardJudges

@Suite struct LockFileTests {
  private func models(_ text: String) throws(JudgeFileError) -> [String: JudgeModel] {
    try LockFile(Array(text.utf8)).models
  }

  @Test("all that a file can say is read, and written as it was read")
  func whole() throws {
    let text = """
      {"models": {
        "rm": {"endpoint": "http://127.0.0.1:8001", "model": "skywork", "api": "classify"},
        "main": {"endpoint": "https://api.example.com/v1", "model": "m-2026-04", "temperature": 0.5, "top_p": 0.9,
          "max_completion_tokens": 300, "price": {"input": 0.1, "output": 0.4}, "in_flight": 8,
          "requests_per_minute": 60, "tokens_per_minute": 5000}}}
      """
    let read = try models(text)
    let main = try #require(read["main"])
    #expect(main.sampling == .init(temperature: 0.5, topP: 0.9, maxTokens: 300, countsReasoning: true))
    #expect(main.price == .init(input: 0.1, output: 0.4))
    #expect(main.limits == .init(inFlight: 8, requestsPerMinute: 60, tokensPerMinute: 5000))
    #expect(read["rm"]?.api == .classify)
    let written = LockFile(models: read).text
    #expect(try LockFile(written).models == read)
    #expect(String(decoding: written, as: UTF8.self).hasPrefix("{\n  \"models\": {\n    \"main\": {\n"))
  }

  @Test(
    "a mistake names its place",
    arguments: [
      ("{\"models\": {", 1, 13, "not JSON"),
      ("[]", 1, 1, "a lock file is an object"),
      ("{\n  \"model\": {}}", 2, 12, "`models` and nothing else"),
      ("{\"models\": {\"a\": {\"model\": \"m\"}}}", 1, 18, "no `endpoint`"),
      ("{\"models\": {\"a\": {\"endpoint\": \"ftp://x\", \"model\": \"m\"}}}", 1, 31, "an endpoint is an address"),
      ("{\"models\": {\"a\": {\"endpoint\": \"http://k@x\", \"model\": \"m\"}}}", 1, 31, "without names or keys"),
      (
        "{\"models\": {\"a\":\n {\"endpoint\": \"http://x\", \"model\": \"m\", \"key\": \"s\"}}}", 2, 48,
        "`key` says nothing"
      ),
      ("{\"models\": {\"a\": {\"endpoint\": \"http://x\", \"model\": \"m\", \"api\": \"rest\"}}}", 1, 64, "is no API"),
      (
        "{\"models\": {\"a\": {\"endpoint\": \"http://x\", \"model\": \"m\", \"in_flight\": 0}}}", 1, 70,
        "a number from 1"
      ),
    ])
  func mistakes(_ text: String, _ line: Int, _ column: Int, _ message: String) {
    let error = #expect(throws: JudgeFileError.self) { try models(text) }
    #expect(error?.line == line && error?.column == column, "\(String(describing: error))")
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
  }
}
