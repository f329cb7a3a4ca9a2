import RewardSemantics
import Testing

@testable import RewardEngine

@Suite struct RowParserTests {
  @Test func `a row becomes one element of every column`() {
    let parser = RowParser(
      schema: .of(.field("response", .text), .field("score", .number), .field("truncated", .bool)))
    let chunk = parser.parse(
      """
      {"id": "a", "group_id": "g", "response": "4", "score": 0.5, "truncated": false}
      {"id": 12, "group_id": 7, "response": "", "score": true, "truncated": 1, "step": 3}
      """)
    #expect(chunk.count == 2)
    #expect(chunk.problems == [])
    #expect(chunk.lines == [1, 2])
    #expect(chunk.columns.map(\.shown) == [["4", ""], ["0.5", "1"], ["0", "1"]])
    #expect(chunk.ids.shown == ["\"a\"", "12"])
    #expect(chunk.groups.shown == ["g", "7"])
    #expect(chunk.steps.shown == ["-", "3"])
    #expect(chunk.groupedByPrompt == [false, false])
    #expect(chunk.tokenOffsets == nil && chunk.turnOffsets == nil && chunk.turns == nil)
  }

  @Test func `strings arrive without escapes, zero bytes included`() {
    let parser = RowParser(schema: .of(.field("response", .text)))
    let chunk = parser.parse(#"{"response": "a\u0000b\n\"\u00e9\ud83d\ude00\/é"}"#)
    #expect(chunk.columns[0].shown == ["a\0b\n\"é😀/é"])
  }

  @Test func `byte order, line ends and blank lines`() {
    let parser = RowParser(schema: .of(.field("score", .number)))
    let chunk = parser.parse("{\"score\": 1}\r\n\r\n \t\n\n{\"score\": 2}\r\n{\"score\": 3}")
    #expect(chunk.columns[0].shown == ["1", "2", "3"])
    #expect(chunk.lines == [1, 5, 6])
    #expect(chunk.lineCount == 6)
    #expect(parser.parse("").lineCount == 0)
  }

  @Test func `the first path with a value counts, and null is no value`() {
    let answer = RowSchema.Field.field("answer", .text, optional: true)
    let chunk = RowParser(schema: .of(answer)).parse(
      """
      {"answer": "1", "ground_truth": "2"}
      {"answer": null, "ground_truth": "2"}
      {"reward_model": {"style": "rule", "ground_truth": "3"}}
      {"reward_model": "none", "reward_spec": {"ground_truth": "4"}}
      {"answer": null}
      {}
      """)
    #expect(chunk.columns[0].shown == ["1", "2", "3", "4", "-", "-"])
    #expect(chunk.columns[0].status[5] == Status.noValue.rawValue)
  }

  @Test func `lists of one rollout`() {
    let chunk = RowParser(
      schema: .of(.field("scores", .numbers), .field("tags", .texts, optional: true), .field("meta", .json))
    ).parse(
      """
      {"scores": [1, 2.5], "tags": ["a", "b"], "meta": {"k": [1, {"z": null}, "x\\u0001"], "e": {}, "l": []}}
      {"scores": [], "tags": null, "meta": false}
      """)
    #expect(chunk.columns[0].shown == ["[1,2.5]", "[]"])
    #expect(chunk.columns[1].shown == [#"["a","b"]"#, "-"])
    #expect(chunk.columns[2].shown == [#"{"k":[1,{"z":null},"x\u0001"],"e":{},"l":[]}"#, "false"])
  }

  @Test func `one value per token or turn`() {
    let chunk = RowParser(
      schema: .of(
        .field("logp", .number, per: .token), .field("ref_logp", .number, per: .token, optional: true),
        .field("progress", .number, per: .turn), .field("belief", .numbers, per: .turn))
    ).parse(
      """
      {"logp": [-1, -2, -3], "ref_logp": [-1, null, -2], "progress": [1], "belief": [[1, 2]]}
      {"logprobs": [-4, -5], "progress": [1, 2], "belief": [[], [3]]}
      {"logp": [], "ref_logp": [], "progress": [], "belief": []}
      """)
    #expect(chunk.problems == [])
    #expect(chunk.tokenOffsets == [0, 3, 5, 5])
    #expect(chunk.turnOffsets == [0, 1, 3, 3])
    #expect(chunk.columns[0].shown == ["-1", "-2", "-3", "-4", "-5"])
    #expect(chunk.columns[1].shown == ["-1", "-", "-2", "-", "-"])
    #expect(chunk.columns[3].shown == ["[1,2]", "[]", "[3]"])
  }

  @Test func `integers beyond 64 bits are rounded to doubles`() {
    let chunk = RowParser(schema: .of(.field("n", .number), .field("raw", .json, from: [["n"]]))).parse(
      """
      {"n": 9007199254740993}
      {"n": 18446744073709551615}
      {"n": -123456789012345678901234567890, "note": "\\"99999999999999999999", "x": 0.12345678901234567890123}
      """)
    #expect(chunk.problems == [])
    #expect(chunk.columns[0].shown == ["9007199254740992.0", "1.8446744073709552e+19", "-1.2345678901234568e+29"])
    #expect(chunk.columns[1].shown[0] == "9007199254740993")
  }

  @Test func `without a group key the prompt is the key`() {
    let parser = RowParser(schema: .of(.field("response", .text)))
    let chunk = parser.parse(
      """
      {"response": "a", "group_id": "p"}
      {"response": "a", "prompt": "p"}
      {"response": "a", "question": [{"role": "user", "content": "p"}]}
      {"messages": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "a"}]}
      {"response": "a"}
      """)
    let message = #"[{"role":"user","content":"p"}]"#
    #expect(chunk.groups.shown == ["p", "p", message, message, "-"])
    #expect(chunk.groupedByPrompt == [false, true, true, true, true])
  }

  @Test func `several threads may share a parser`() async {
    let parser = RowParser(schema: .of(.field("score", .number)))
    let block = LineBlock(bytes: Array(String(repeating: "{\"score\": 1}\n", count: 500).utf8))
    let counts = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { parser.parse(block).count } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 500, count: 8))
  }

  @Test func `usual names follow the name itself`() {
    #expect(RowSchema.candidates(for: "score") == [["score"]])
    #expect(RowSchema.candidates(for: "response").map { $0[0] }.prefix(3) == ["response", "completion", "output"])
    #expect(RowSchema.candidates(for: "ground_truth").first == ["ground_truth"])
    #expect(RowSchema.candidates(for: "ground_truth").contains(["reward_model", "ground_truth"]))
    let tokens = RowParser(schema: .of(.field("response", .text, optional: true))).parse(#"{"responses": [1, 2]}"#)
    #expect(tokens.problems == [] && tokens.columns[0].shown == ["-"])
  }
}
