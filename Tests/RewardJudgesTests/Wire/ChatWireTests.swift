import Testing

@testable import RewardJudges

@Suite("Chat completions")
struct ChatWireTests {
  static let model = JudgeModel(alias: "judge", endpoint: "http://127.0.0.1:8000/v1", model: "m-2026-01-01")
  static let messages = [
    ModelRequest.Message(.system, Array("Be \"fair\".".utf8)), ModelRequest.Message(.user, Array("Größe\n?".utf8)),
  ]

  static func body(
    _ form: ModelRequest.Form, _ model: JudgeModel = model, format: ResponseFormat? = nil
  ) throws -> String {
    let request = ModelRequest(messages: messages, form: form, seed: 7)
    return String(decoding: try model.body(asking: request, format: format), as: UTF8.self)
  }

  static func answer(_ body: String, form: ModelRequest.Form = .text) throws(WireFault) -> ModelAnswer {
    try model.answer(in: Array(body.utf8), to: ModelRequest(messages: messages, form: form))
  }

  @Test("the body has what is set, and no more")
  func plain() throws {
    let start =
      #"{"model":"m-2026-01-01","messages":[{"role":"system","content":"Be \"fair\"."},{"role":"user","content":"Größe\n?"}]"#
    #expect(try Self.body(.text) == start + #","seed":7}"#)
    var model = Self.model
    model.sampling = JudgeModel.Sampling(temperature: 0, topP: 0.9, maxTokens: 300)
    #expect(try Self.body(.text, model) == start + #","temperature":0,"top_p":0.9,"max_tokens":300,"seed":7}"#)
    model.sampling = JudgeModel.Sampling(maxTokens: 300, countsReasoning: true)
    #expect(try Self.body(.text, model) == start + #","max_completion_tokens":300,"seed":7}"#)
    #expect(try Self.body(.probabilities) == start + #","seed":7,"logprobs":true,"top_logprobs":20}"#)
  }

  @Test("JSON is asked for in four ways")
  func formats() throws {
    let form = ModelRequest.Form.json(schema: Array(#"{"type":"object"}"#.utf8))
    func format(_ format: ResponseFormat?, _ form: ModelRequest.Form = form) throws -> Substring {
      try Self.body(form, format: format).split(separator: #""seed":7"#)[1]
    }
    let strict =
      #","response_format":{"type":"json_schema","json_schema":{"name":"verdict","strict":true,"schema":{"type":"object"}}}}"#
    #expect(try format(nil) == strict)
    #expect(try format(.jsonSchema) == strict)
    #expect(
      try format(.jsonObjectWithSchema) == #","response_format":{"type":"json_object","schema":{"type":"object"}}}"#)
    #expect(try format(.jsonObject) == #","response_format":{"type":"json_object"}}"#)
    #expect(try format(ResponseFormat.none) == "}")
    #expect(try format(nil, .json(schema: nil)) == #","response_format":{"type":"json_object"}}"#)
    var ladder: [ResponseFormat] = []
    var next = ResponseFormat?(.first(for: form))
    while let step = next {
      ladder.append(step)
      next = step.next
    }
    #expect(ladder == [.jsonSchema, .jsonObjectWithSchema, .jsonObject, .none])
  }

  @Test("the answer is the content, without what is kept apart as reasoning")
  func content() throws {
    let answer = try Self.answer(
      #"""
      {"choices": [{"index": 0, "message": {"role": "assistant", "content": "Verdict: 4", "reasoning_content": "hm",
        "refusal": null}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 12, "completion_tokens": 3}}
      """#)
    #expect(
      answer
        == ModelAnswer(
          text: Array("Verdict: 4".utf8), ending: "stop", usage: ModelAnswer.Usage(input: 12, output: 3)))
    let parts = try Self.answer(
      #"""
      {"choices": [{"message": {"content": [{"type": "thinking", "thinking": "1"}, {"type": "text", "text": "Ver"},
        {"type": "text", "text": "dict: \u00e4"}]}}]}
      """#)
    #expect(parts == ModelAnswer(text: Array("Verdict: ä".utf8)))
    let spent = try Self.answer(
      #"{"choices": [{"message": {"content": null, "reasoning": "hm"}, "finish_reason": "length"}]}"#)
    #expect(spent == ModelAnswer(ending: "length"))
    let thought = try Self.answer(#"{"choices": [{"message": {"content": null, "reasoning_content": "hm"}}]}"#)
    #expect(thought == ModelAnswer())
    let refused = try Self.answer(
      #"{"choices": [{"message": {"content": null, "refusal": "I can't."}, "finish_reason": "stop"}]}"#)
    #expect(refused == ModelAnswer(text: Array("I can't.".utf8), ending: ModelAnswer.refusal))
  }

  @Test("likely tokens are told by bytes, the chosen one first and once")
  func probabilities() throws {
    let answer = try Self.answer(
      #"""
      {"choices": [{"message": {"content": "4"}, "logprobs": {"content": [
        {"token": "4", "bytes": [52], "logprob": -0.5, "top_logprobs": [
          {"token": "5", "bytes": null, "logprob": -0.1}, {"token": "4", "bytes": [52], "logprob": -0.5},
          {"token": "\ufffd", "bytes": [226, 150], "logprob": -3.5e0}, {"token": "1", "logprob": null}]},
        {"token": "<end>", "bytes": [], "logprob": 1e-7, "top_logprobs": []}]}}]}
      """#, form: .probabilities)
    #expect(
      answer.alternatives == [
        [.init([52], -0.5), .init([53], -0.1), .init([226, 150], -3.5)], [.init([], 0)],
      ])
  }

  @Test(
    "an answer without what was asked for is a fault of the host",
    arguments: [
      ("", WireFault.Kind.notJSON, "the answer is empty"),
      ("<html>\n503", .notJSON, "the answer is no JSON: `<html> 503`"),
      (#"{"choices": [{"message": {"content": "4"}}]"#, .notJSON, "the answer is no JSON"),
      ("[]", .wrongShape, "the answer has no `choices`"),
      (#"{"error": {"message": "overloaded"}}"#, .wrongShape, "the answer has no `choices` (it says: overloaded)"),
      (#"{"choices": []}"#, .wrongShape, "`choices` of the answer is empty"),
      (#"{"choices": [{"text": "4"}]}"#, .wrongShape, "the answer has no `choices[0].message`"),
      (#"{"choices": [{"message": {}}]}"#, .wrongShape, "neither `message.content` nor `message.refusal`"),
      (
        #"{"choices": [{"message": {"content": null}, "finish_reason": "stop"}]}"#, .wrongShape,
        "neither `message.content`"
      ),
      (#"{"choices": [{"message": {"content": 4}}]}"#, .wrongShape, "neither a string nor a list"),
      (#"{"choices": [{"message": {"content": [{"type": "text"}]}}]}"#, .wrongShape, "without `text`"),
    ])
  func faults(_ body: String, _ kind: WireFault.Kind, _ message: String) {
    let fault = #expect(throws: WireFault.self) { try Self.answer(body) }
    #expect(fault?.kind == kind)
    #expect(fault?.description.contains(message) ?? false, "\(fault?.description ?? "")")
  }

  @Test(
    "probabilities that were asked for and are not given are a fault",
    arguments: [
      #""logprobs": null"#, #""logprobs": {"content": null}"#, #""logprobs": {"content": []}"#, #""x": 1"#,
      #""logprobs": {"content": [{"token": "4", "logprob": -1, "top_logprobs": []}]}"#,
      #""logprobs": {"content": [{"token": "4", "logprob": -1}]}"#,
    ])
  func withoutProbabilities(_ member: String) {
    let fault = #expect(throws: WireFault.self) {
      try Self.answer(#"{"choices": [{"message": {"content": "4"}, \#(member)}]}"#, form: .probabilities)
    }
    #expect(fault?.kind == .withoutProbabilities)
  }

  @Test("bytes that are no UTF-8 are no JSON")
  func notText() {
    #expect(throws: WireFault.self) {
      try Self.model.answer(in: [0x22, 0xFF, 0x22], to: ModelRequest(messages: Self.messages))
    }
  }
}
