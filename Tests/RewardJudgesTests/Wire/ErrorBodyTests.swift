import Testing

@testable import RewardJudges

@Suite("What an endpoint says where it refuses")
struct ErrorBodyTests {
  static func error(_ status: Int, _ body: String, maxTokens: Int? = nil) -> ErrorBody {
    ErrorBody(status: status, body: Array(body.utf8), maxTokens: maxTokens)
  }

  @Test(
    "a prompt that is too long, in the words of each server",
    arguments: [
      (
        400, #"{"error": {"message": "Too long.", "type": "invalid_request_error", "code": "context_length_exceeded"}}"#
      ),
      (
        400,
        #"{"object": "error", "message": "This model's maximum context length is 64 tokens. However, you", "code": 400}"#
      ),
      (
        400,
        #"{"object": "error", "message": "The input (90 tokens) is longer than the model's context length (64 tokens)."}"#
      ),
      (
        400,
        #"{"error": {"code": 400, "message": "request exceeds it", "type": "exceed_context_size_error", "n_ctx": 64}}"#
      ),
      (400, #"{"error": {"message": "Requested tokens (90) exceed context window of 64", "code": null}}"#),
      (422, #"{"error": "`inputs` must have less than 64 tokens. Given: 90", "error_type": "validation"}"#),
      (400, #"{"message": "The decoder prompt (length 90) is longer than the maximum model length of 64."}"#),
      (400, #"{"message": "max_tokens must be at least 1, got -26."}"#), (413, ""),
      (500, "Input length (90 tokens) exceeds the maximum allowed length (64 tokens)."),
    ])
  func length(_ status: Int, _ body: String) {
    let error = Self.error(status, body)
    #expect(error.isAboutLength && !error.isAboutFormat)
  }

  @Test("an answer as long as all that the model holds is a fault of the settings")
  func settings() {
    let body = #"{"message": "This model's maximum context length is 64 tokens. However, you requested 80 tokens"}"#
    #expect(Self.error(400, body, maxTokens: 63).isAboutLength)
    #expect(!Self.error(400, body, maxTokens: 64).isAboutLength)
    #expect(!Self.error(400, body, maxTokens: 64).isAboutFormat)
  }

  @Test(
    "a format that is not known, in the words of each server",
    arguments: [
      (
        400,
        #"{"error": {"message": "'response_format' of type 'json_schema' is not supported", "param": "response_format"}}"#
      ),
      (
        400,
        #"{"error": {"message": "Unknown parameter.", "param": "response_format.schema", "code": "unknown_parameter"}}"#
      ),
      (
        422,
        #"{"detail": [{"loc": ["body", "response_format", "type"], "msg": "Input should be 'text'", "input": "x"}]}"#
      ),
      (
        500,
        #"{"error": {"message": "[{'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text'\"}]"}}"#
      ),
      (400, #"{"error": "'response_format.json_schema.schema' must be an object"}"#),
      (400, #"{"message": "The provided JSON schema contains features not supported by xgrammar."}"#),
      (501, #"{"message": "Structured output is not enabled"}"#),
    ])
  func format(_ status: Int, _ body: String) {
    let error = Self.error(status, body)
    #expect(error.isAboutFormat && !error.isAboutLength)
  }

  @Test(
    "other refusals are neither, and what is quoted of the request is not looked at",
    arguments: [
      (401, #"{"error": {"message": "response_format: wrong key, context length"}}"#), (400, ""), (500, "oops"),
      (404, #"{"message": "The model `m` does not exist."}"#),
      (429, #"{"error": {"message": "context length exceeded"}}"#),
      (
        422,
        #"{"detail": [{"loc": ["body", "messages"], "msg": "bad", "input": "response_format, maximum context length"}]}"#
      ),
      (400, #"{"message": "[{'loc': ('body', 'seed'), 'msg': 'bad', 'input': 'response_format, context length'}]"}"#),
      (400, #"{"error": {"message": "bad request", "request": {"content": "context_length_exceeded json_schema"}}}"#),
    ])
  func neither(_ status: Int, _ body: String) {
    let error = Self.error(status, body)
    #expect(!error.isAboutFormat && !error.isAboutLength)
  }

  @Test("the message is one short line")
  func message() {
    #expect(
      Self.error(400, #"{"error": {"message": "No\nsuch \u001b[31mmodel", "type": "x"}}"#).message
        == "No such  [31mmodel x")
    #expect(Self.error(500, "<html>\r\noops</html>").message == "<html>  oops</html>")
    #expect(Self.error(422, #"{"detail": "Not here"}"#).message == "Not here")
    #expect(Self.error(500, "").message.isEmpty)
    let long = Self.error(500, String(repeating: "ä", count: 5000)).message
    #expect(long.utf8.count <= 303 && long.hasSuffix("..."))
    #expect(ErrorBody(status: 500, body: [0xFF, 0xC3]).message == "\u{FFFD}\u{FFFD}")
  }
}
