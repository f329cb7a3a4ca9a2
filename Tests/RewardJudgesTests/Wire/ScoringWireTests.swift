import Testing

@testable import RewardJudges

@Suite("Scoring endpoints")
struct ScoringWireTests {
  static func model(_ api: JudgeModel.API, _ endpoint: String = "http://127.0.0.1:8000/v1") -> JudgeModel {
    JudgeModel(alias: "judge", endpoint: endpoint, api: api, model: "rm")
  }

  static let pair = ModelRequest(messages: [.init(.user, Array("Why?".utf8)), .init(.assistant, Array("So.".utf8))])
  static let one = ModelRequest(messages: [.init(.user, Array("Why? So.".utf8))])

  @Test("addresses stand beside or behind /v1, as the servers have them")
  func addresses() {
    #expect(Self.model(.chat).address == "http://127.0.0.1:8000/v1/chat/completions")
    #expect(Self.model(.chat, "http://h/").address == "http://h/chat/completions")
    #expect(Self.model(.chat, "https://h/v1/chat/completions").address == "https://h/v1/chat/completions")
    #expect(Self.model(.score).address == "http://127.0.0.1:8000/score")
    #expect(Self.model(.classify, "http://h:1/v1/").address == "http://h:1/classify")
    #expect(Self.model(.classify, "http://h:1/v1/classify").address == "http://h:1/v1/classify")
    #expect(Self.model(.pooling, "http://h:1").address == "http://h:1/pooling")
    #expect(Self.model(.pooling, "http://h:1/rm/v1").address == "http://h:1/rm/pooling")
    #expect(Self.model(.embeddings).address == "http://127.0.0.1:8000/v1/embeddings")
  }

  static func body(_ api: JudgeModel.API, _ request: ModelRequest) throws(WireFault) -> String {
    String(decoding: try model(api).body(asking: request), as: UTF8.self)
  }

  @Test("bodies")
  func bodies() throws {
    #expect(try Self.body(.score, Self.pair) == #"{"model":"rm","text_1":"Why?","text_2":"So."}"#)
    #expect(
      try Self.body(.classify, Self.one)
        == #"{"model":"rm","input":"Why? So.","text":"Why? So.","use_activation":false}"#)
    let messages = #"{"model":"rm","messages":[{"role":"user","content":"Why?"},{"role":"assistant","content":"So."}]"#
    #expect(try Self.body(.classify, Self.pair) == messages + #","use_activation":false}"#)
    #expect(try Self.body(.pooling, Self.pair) == messages + #","use_activation":false}"#)
    #expect(try Self.body(.pooling, Self.one) == #"{"model":"rm","input":"Why? So.","use_activation":false}"#)
    #expect(try Self.body(.embeddings, Self.one) == #"{"model":"rm","input":"Why? So.","encoding_format":"float"}"#)
  }

  @Test("what an endpoint has no words for is refused before it is sent")
  func cannotBeAsked() {
    for (api, request) in [
      (JudgeModel.API.score, Self.one), (.embeddings, Self.pair), (.classify, ModelRequest(messages: [])),
    ] {
      let fault = #expect(throws: WireFault.self) { try Self.body(api, request) }
      #expect(fault?.kind == .cannotBeAsked)
    }
  }

  @Test(
    "the score of each endpoint",
    arguments: [
      (JudgeModel.API.score, #"{"data": [{"index": 0, "object": "score", "score": 0.25}]}"#, 0.25),
      (.classify, #"{"data": [{"label": "LABEL_0", "probs": [-3.5], "num_classes": 1}]}"#, -3.5),
      (.classify, #"{"embedding": [2.5], "meta_info": {}}"#, 2.5),
      (.classify, #"[{"embedding": [2.5], "meta_info": {}}]"#, 2.5),
      (.pooling, #"{"data": [{"index": 0, "object": "pooling", "data": [[0.1], [0.2], [-0.3]]}]}"#, -0.3),
      (.pooling, #"{"data": [{"data": [1.5]}]}"#, 1.5),
      (.embeddings, #"{"data": [{"embedding": [0.5, -1.25], "index": 0}]}"#, -1.25),
    ])
  func scores(_ api: JudgeModel.API, _ body: String, _ score: Double) throws {
    #expect(try Self.model(api).answer(in: Array(body.utf8), to: Self.one).score == score)
  }

  @Test("usage is told")
  func usage() throws {
    let body = #"{"data": [{"score": 1}], "usage": {"prompt_tokens": 9, "total_tokens": 9, "completion_tokens": 0}}"#
    #expect(
      try Self.model(.score).answer(in: Array(body.utf8), to: Self.pair)
        == ModelAnswer(score: 1, usage: ModelAnswer.Usage(input: 9, output: 0)))
  }

  @Test(
    "another shape is a fault",
    arguments: [
      (JudgeModel.API.score, "{}"), (.score, #"{"data": []}"#), (.score, #"{"data": [{"score": null}]}"#),
      (.score, #"{"data": [{"score": 1}, {"score": 2}]}"#), (.score, #"{"data": [{"score": true}]}"#),
      (.score, #"{"data": [{"score": 1e999}]}"#), (.classify, #"{"data": [{"probs": [0.5, 0.5]}]}"#),
      (.classify, #"{"data": [{"probs": []}]}"#), (.classify, #"{"embedding": [1, 2]}"#),
      (.pooling, #"{"data": [{"data": []}]}"#), (.pooling, #"{"data": [{"data": [[0.5], []]}]}"#),
      (.embeddings, #"{"data": [{"embedding": "AAAA"}]}"#), (.embeddings, #"[]"#),
    ])
  func faults(_ api: JudgeModel.API, _ body: String) {
    let fault = #expect(throws: WireFault.self) { try Self.model(api).answer(in: Array(body.utf8), to: Self.one) }
    #expect(fault?.kind == .wrongShape)
  }
}
