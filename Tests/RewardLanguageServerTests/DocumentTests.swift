import RewardSyntax
import Testing

@testable import RewardLanguageServer

@Suite struct DocumentTests {
  @Test(arguments: [
    (PositionEncoding.utf16, 0, 0, 0), (.utf16, 0, 3, 5), (.utf16, 0, 99, 6), (.utf16, 1, 1, 8), (.utf16, 1, 2, 12),
    (.utf16, 1, 3, 12), (.utf8, 1, 5, 12), (.utf8, 1, 2, 12), (.utf16, 2, 0, 13), (.utf16, 9, 0, 13),
  ])
  func `positions are places in the bytes`(encoding: PositionEncoding, line: Int, column: Int, offset: Int) {
    let source = SourceFile(name: "a", text: "aé£c\nb😀\n")
    #expect(source.bytes.count == 13)
    #expect(encoding.offset(of: ["line": JSON(line), "character": JSON(column)], in: source) == offset)
  }

  @Test(arguments: [PositionEncoding.utf8, .utf16]) func `every character's place leads back to it`(
    encoding: PositionEncoding
  ) {
    let source = SourceFile(name: "a", text: "aé😀\r\n\n\tb £\r\nend")
    for offset in source.bytes.indices where source.bytes[offset] & 0xC0 != 0x80 && source.bytes[offset] != 10 {
      #expect(encoding.offset(of: encoding.position(of: offset, in: source), in: source) == offset)
    }
  }

  @Test(arguments: [["line": -1, "character": 0], ["line": 0], .null, ["line": "a", "character": 0]] as [JSON])
  func `what is no position is nothing`(position: JSON) {
    #expect(PositionEncoding.utf8.offset(of: position, in: SourceFile(name: "a", text: "a")) == nil)
  }

  @Test func `changes follow one another`() {
    var document = Document(uri: "untitled:one", version: 1, text: "one\ntwo\n")
    #expect(document.path == "untitled:one")
    func apply(_ change: JSON) -> Bool { document.apply(change, .utf16) }
    let edits = [Client.edit(1, 0, 3, "2é"), Client.edit(1, 2, 2, "x\ny")]
    #expect(edits.map(apply) == [true, true])
    #expect(String(decoding: document.source.bytes, as: UTF8.self) == "one\n2éx\ny\n")
    let backwards: JSON = ["start": Client.position(1, 1), "end": Client.position(0, 0)]
    #expect([["range": ["start": 1]], ["range": backwards, "text": ""]].map(apply) == [false, false])
    #expect([["text": "all"]].map(apply) == [true])
    #expect(document.source.bytes == Array("all".utf8))
  }

  @Test(arguments: [
    ("file:///a/b%20c/%C3%A9.reward", "/a/b c/é.reward"), ("file://localhost/a", "/a"), ("file:///a+b", "/a+b"),
  ])
  func `a file's URI has a path`(uri: String, path: String) {
    #expect(FileURI.path(of: uri) == path)
    #expect(FileURI.path(of: FileURI.uri(of: path)) == path)
  }

  @Test(arguments: ["untitled:a", "file://other/a", "file:///a%2", "http://a/b", "file://"])
  func `other URIs have none`(uri: String) { #expect(FileURI.path(of: uri) == nil) }
}
