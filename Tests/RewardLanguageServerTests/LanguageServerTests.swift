import Testing

@testable import RewardLanguageServer

/// What the server answers to what a client says.
@Suite struct LanguageServerTests {
  private static let spec = """
    spec task 1.0.0
    input r: real
    reward paid = r
    advantage = grpo(paid)

    """

  // MARK: The protocol

  @Test func `says what it can do, and ends in order`() {
    let session = Session([Client.initialize()] + Client.end)
    #expect(session.endedWell)
    let result = session.result(0)
    #expect(result["serverInfo"] == ["name": "rewardc", "version": "1.2.3"])
    #expect(result["capabilities"]["positionEncoding"] == "utf-16")
    #expect(result["capabilities"]["textDocumentSync"]["change"] == 2)
    let utf8 = Session([Client.initialize(["general": ["positionEncodings": ["utf-16", "utf-8"]]])] + Client.end)
    #expect(utf8.result(0)["capabilities"]["positionEncoding"] == "utf-8")
  }

  @Test func `a client that goes away without a word is noticed`() {
    #expect(!Session([Client.initialize()]).endedWell)
    #expect(!Session([Client.initialize(), ["jsonrpc": "2.0", "method": "exit"]]).endedWell)
    #expect(!Session(bytes: Array("Content-Length: 900\r\n\r\n{".utf8)).endedWell)
  }

  @Test func `requests out of turn are refused`() {
    let early = Session([Client.ask(1, "hover", 0, 0), Client.initialize(), Client.initialize()] + Client.end)
    #expect(early.error(1)["code"] == -32002)
    #expect(early.sent.contains { $0["error"]["code"] == -32600 })
    let late = Session([Client.initialize()] + Client.end.dropLast() + [Client.ask(2, "hover", 0, 0)] + Client.end)
    #expect(late.error(2)["code"] == -32600)
  }

  @Test func `what it does not know it says, and goes on`() {
    let session = Session(
      [
        Client.initialize(), Client.request(1, "textDocument/zebra", .null), Client.notification("zebra", .null),
        Client.notification("$/setTrace", ["value": "off"]), Client.request(2, "textDocument/hover", ["zebra": 1]),
        ["jsonrpc": "2.0", "id": 3], Client.request("four", "textDocument/hover", .array([])), Client.open(Self.spec),
        Client.ask(5, "hover", 2, 8), Client.ask(6, "hover", -1, 8), Client.ask(7, "hover", 900, 900),
      ] + Client.end)
    #expect(session.error(1)["code"] == -32601)
    #expect([2, 3, "four", 6].map { session.error($0)["code"] } == [-32602, -32600, -32602, -32602])
    #expect(session.result(5)["contents"]["value"].string?.contains("reward paid: real per rollout") == true)
    #expect(session.result(7).isNull && session.error(7).isNull)
    #expect(session.endedWell)
  }

  @Test func `bytes that are no message are answered, and the next message is read`() {
    func framed(_ body: String) -> String { "Content-Length: \(body.utf8.count)\r\n\r\n\(body)" }
    let bytes =
      framed("{\"jsonrpc\": \"2.0\", ") + "Content-Type: zebra\r\n\r\n" + framed("[1, 2]") + framed("\u{0}")
      + "content-length:  2\r\nContent-Type: application/json\r\n\r\n{}" + framed(Client.initialize().text)
      + Client.end.map { framed($0.text) }.joined()
    let session = Session(bytes: Array(bytes.utf8))
    #expect(session.sent.count { $0["error"]["code"] == -32700 } == 3)
    #expect(session.sent.count { $0["error"]["code"] == -32600 } == 2)
    #expect(session.endedWell)
  }

  @Test func `a request that was cancelled before its turn is not worked on`() {
    let session = Session(
      [
        Client.initialize(), Client.open(Self.spec), Client.ask(1, "hover", 2, 8), Client.ask(2, "hover", 2, 8),
        Client.notification("$/cancelRequest", ["id": 1]), Client.notification("$/cancelRequest", ["id": 77]),
      ] + Client.end)
    #expect(session.error(1)["code"] == -32800)
    #expect(!session.result(2).isNull)
  }

  // MARK: Diagnostics

  @Test func `a document is checked as it stands, and only that`() {
    let session = Session(
      [
        Client.initialize(), Client.open(Self.spec.replacing("= r", with: "= q")), Client.ask(1, "hover", 0, 0),
        Client.change([Client.edit(2, 14, 15, "zz")], version: 2),
        Client.change([Client.edit(2, 14, 16, "r")], version: 3),
        Client.ask(2, "hover", 0, 0),
      ] + Client.end)
    let published = session.published(Client.uri)
    #expect(published.map { $0["version"] } == [1, 3])
    #expect(published[0]["diagnostics"].elements?.first?["code"] == "E150")
    #expect(published[0]["diagnostics"].elements?.first?["range"] == Client.range(2, 14, 15))
    #expect(session.mistakes(Client.uri) == [])
  }

  @Test func `a whole text takes the place of the old one`() {
    let session = Session(
      [
        Client.initialize(), Client.open("rule"), Client.change([["text": .string(Self.spec)]]),
        Client.ask(1, "hover", 0, 0),
      ] + Client.end)
    #expect(session.mistakes(Client.uri) == [])
  }

  @Test func `columns count UTF-16 units unless the client can count bytes`() {
    let text = "spec task 1.0.0\ninput r: real\nrule high = \"😀é\" == \"a\" and q > 1\n"
    func column(_ capabilities: JSON) -> JSON {
      let messages = [Client.initialize(capabilities), Client.open(text), Client.ask(1, "hover", 0, 0)] + Client.end
      let diagnostics = Session(messages).published(Client.uri).last?["diagnostics"].elements ?? []
      return diagnostics.first { $0["code"] == "E150" }?["range"]["start"]["character"] ?? .null
    }
    #expect(column([:]) == 29)
    #expect(column(["general": ["positionEncodings": ["utf-8"]]]) == 32)
  }

  @Test func `an imported file is read from its buffer, and its mistakes are shown in it`() {
    let text = Self.spec + "import \"./common.reward\" as common\nmetric m = common.half(r)\n"
    let common = "file:///room/common.reward"
    let good = "func half(v: real) = v / 2\n"
    let disk = ["/room/common.reward": "func half(v: real) = w / 2\n"]
    let closed = Session(
      [Client.initialize(), Client.open(text), Client.ask(1, "hover", 0, 0)] + Client.end, disk: disk)
    #expect(closed.mistakes(common) == ["nothing is named `w`"])
    #expect(closed.mistakes(Client.uri) == [])
    let open = Session(
      [
        Client.initialize(), Client.open(text), Client.ask(1, "hover", 0, 0), Client.open(good, common),
        Client.ask(2, "hover", 0, 0), Client.change([Client.edit(0, 5, 9, "third")], common),
        Client.ask(3, "hover", 0, 0),
        Client.request(4, "textDocument/documentSymbol", ["textDocument": ["uri": .string(common)]]),
      ] + Client.end, disk: disk)
    #expect(open.mistakes(common) == [])
    #expect(open.mistakes(Client.uri) == ["`common` has no function `half`"])
  }

  @Test func `of a closed document nothing is said any more`() {
    let session = Session(
      [
        Client.initialize(), Client.open("rule"), Client.ask(1, "hover", 0, 0), Client.close(),
        Client.ask(2, "hover", 0, 0),
      ]
        + Client.end)
    #expect(session.published(Client.uri).first?["diagnostics"].elements?.isEmpty == false)
    #expect(session.mistakes(Client.uri) == [])
    #expect(session.error(2)["code"] == -32602)
  }

  @Test func `help becomes a quick fix`() {
    let text = Self.spec.replacing("reward paid = r", with: "reward paid = rr")
    let context: JSON = ["diagnostics": []]
    func ask(_ id: JSON, _ line: Int, _ context: JSON) -> JSON {
      Client.request(
        id, "textDocument/codeAction",
        ["textDocument": ["uri": .string(Client.uri)], "range": Client.range(line, 0, 20), "context": context])
    }
    let session = Session(
      [
        Client.initialize(), Client.open(text), ask(1, 2, context), ask(2, 1, context),
        ask(3, 2, ["diagnostics": [], "only": ["refactor"]]),
      ] + Client.end)
    let action = session.result(1).elements?.first ?? .null
    #expect(action["title"] == "did you mean `r`?" && action["kind"] == "quickfix")
    #expect(action["edit"]["changes"][Client.uri] == [["range": Client.range(2, 14, 16), "newText": "r"]])
    #expect(action["diagnostics"].elements?.first?["code"] == "E150")
    #expect(session.result(2) == [] && session.result(3) == [])
  }

  // MARK: Names

  @Test func `a name leads to its declaration and to where it is read`() {
    let session = Session(
      [
        Client.initialize(), Client.open(Self.spec), Client.ask(1, "definition", 3, 18),
        Client.ask(2, "references", 2, 8, ["context": ["includeDeclaration": false]]),
        Client.ask(3, "documentHighlight", 2, 8), Client.ask(4, "definition", 3, 13), Client.ask(5, "definition", 0, 1),
      ] + Client.end)
    #expect(session.result(1) == ["uri": .string(Client.uri), "range": Client.range(2, 7, 11)])
    #expect(session.result(2) == [["uri": .string(Client.uri), "range": Client.range(3, 17, 21)]])
    #expect(session.result(3) == [["range": Client.range(2, 7, 11)], ["range": Client.range(3, 17, 21)]])
    // Without a folder for the library its functions lead nowhere; a keyword is declared nowhere.
    #expect(session.result(4).isNull && session.result(5).isNull)
  }

  @Test func `a name changes in all open files, or not at all`() {
    let main = Self.spec + "import \"./common.reward\" as common\nmetric m = common.half(r)\nmetric paid_half = 1\n"
    let common = "file:///room/common.reward"
    let session = Session(
      [
        Client.initialize(), Client.open(main), Client.open("func half(v: real) = v / 2\n", common),
        Client.ask(1, "prepareRename", 5, 19), Client.ask(2, "rename", 5, 19, ["newName": "third"]),
        Client.ask(3, "rename", 2, 8, ["newName": "paid_half"]), Client.ask(4, "rename", 3, 13, ["newName": "other"]),
        Client.ask(5, "rename", 2, 8, ["newName": "over"]), Client.ask(6, "rename", 2, 8, ["newName": "paid"]),
      ] + Client.end)
    #expect(session.result(1) == ["range": Client.range(5, 18, 22), "placeholder": "half"])
    #expect(
      session.result(2)["changes"] == [
        Client.uri: [["range": Client.range(5, 18, 22), "newText": "third"]],
        common: [["range": Client.range(0, 5, 9), "newText": "third"]],
      ])
    #expect([3, 4, 5].map { session.error($0)["code"] } == [-32803, -32803, -32803])
    #expect(session.error(3)["message"].string?.hasPrefix("then `paid_half` is declared twice") == true)
    #expect(session.error(4)["message"] == "`grpo` belongs to the standard library")
    #expect(session.result(6) == ["changes": [:]])
  }

  @Test func `a name that mistakes hide is not changed halfway`() {
    let text = Self.spec + "metric m = r paid\n"
    let session = Session(
      [Client.initialize(), Client.open(text), Client.ask(1, "rename", 2, 8, ["newName": "got"])] + Client.end)
    let message = session.error(1)["message"].string ?? session.result(1).text
    #expect(message == "line 5 names `paid` too, and mistakes keep it from being understood")
  }

  @Test func `completions replace the word that is being typed`() {
    let session = Session(
      [
        Client.initialize(), Client.open(Self.spec + "metric m = tu\n"), Client.ask(1, "completion", 4, 13),
        Client.change([Client.edit(4, 11, 13, "turn.")]), Client.ask(2, "completion", 4, 16),
      ] + Client.end)
    let items = session.result(1)["items"].elements ?? []
    let turn = items.first { $0["label"] == "turn" } ?? .null
    #expect(turn["textEdit"] == ["range": Client.range(4, 11, 13), "newText": "turn"])
    #expect(items.map { $0["sortText"].string ?? "" } == items.map { $0["sortText"].string ?? "" }.sorted())
    let members = session.result(2)["items"].elements ?? []
    #expect(members.map { $0["label"] } == ["text", "observation", "calls", "tool_calls", "arguments"])
    #expect(members.allSatisfy { $0["textEdit"]["range"] == Client.range(4, 16, 16) })
  }

  @Test func `an outline has every declaration`() {
    let ask = Client.request(1, "textDocument/documentSymbol", ["textDocument": ["uri": .string(Client.uri)]])
    let session = Session([Client.initialize(), Client.open(Self.spec), ask] + Client.end)
    let symbols = session.result(1).elements ?? []
    #expect(symbols.map { $0["name"] } == ["task", "r", "paid", "advantage"])
    #expect(symbols[2]["selectionRange"] == Client.range(2, 7, 11))
  }

  @Test(arguments: [
    (spec, spec), ("spec task 1.0.0\nmetric m=1+\"é\".count\n\n", "spec task 1.0.0\nmetric m = 1 + \"é\".count\n"),
    ("spec task 1.0.0\n/// é\nmetric  m = 1\n/// è\n", "spec task 1.0.0\n/// é\nmetric m = 1\n/// è\n"),
    ("rule = (", nil),
  ])
  func `formatting gives the edit to the one layout`(text: String, formatted: String?) {
    let ask = Client.request(1, "textDocument/formatting", ["textDocument": ["uri": .string(Client.uri)]])
    let session = Session([Client.initialize(), Client.open(text), ask] + Client.end)
    guard let formatted else { return #expect(session.result(1).isNull && session.error(1).isNull) }
    var document = Document(uri: Client.uri, version: 1, text: text)
    for edit in session.result(1).elements ?? [] {
      let change: JSON = ["range": edit["range"], "text": edit["newText"]]
      let applied = document.apply(change, .utf16)
      #expect(applied)
    }
    #expect(String(decoding: document.source.bytes, as: UTF8.self) == formatted)
    #expect(text != formatted || session.result(1) == [])
  }
}
