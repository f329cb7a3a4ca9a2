import Glibc
import RewardRules
import RewardSemantics
import RewardSyntax

@testable import RewardLanguageServer

/// A conversation with a server: all that the client says stands there from the start, so that what happens does not
/// depend on time.
struct Session {
  /// What the server sent, in order.
  let sent: [JSON]
  /// Whether it ended in order.
  let endedWell: Bool

  /// - Parameters:
  ///   - messages: what the client says.
  ///   - disk: texts of files by absolute path.
  init(_ messages: [JSON], disk: [String: String] = [:]) {
    let bodies = messages.map { message in
      let body = message.text
      return "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
    self.init(bytes: Array(bodies.joined().utf8), disk: disk)
  }

  init(bytes: [UInt8], disk: [String: String] = [:]) {
    let input = Self.file(bytes)
    let output = Self.file([])
    let server = LanguageServer(
      registry: Registry(RewardRules.builtins), version: "1.2.3", input: input, output: output, libraryFolder: nil
    ) { spec, open in
      ModuleLoader { path, importer in
        let folder = importer[..<(importer.lastIndex(of: "/") ?? importer.startIndex)]
        let target = folder + path.drop { $0 == "." }
        guard let bytes = open[String(target)] ?? disk[String(target)].map({ Array($0.utf8) }) else {
          return .failure(.init("there is no file `\(path)`"))
        }
        return .success(SourceFile(name: String(target), bytes: bytes))
      }
    }
    endedWell = server.run()
    lseek(output, 0, SEEK_SET)
    var stream = MessageStream(input: output, output: -1)
    var sent: [JSON] = []
    while case .message(let message) = stream.next(waiting: true) { sent.append(message) }
    self.sent = sent
    close(input)
    close(output)
  }

  /// A file without a name, to be read from its start.
  private static func file(_ bytes: [UInt8]) -> Int32 {
    var path = Array("/tmp/messages-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    unlink(path)
    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    lseek(file, 0, SEEK_SET)
    return file
  }

  /// The result of a request, `null` where it failed.
  func result(_ id: JSON) -> JSON { answer(id)["result"] }
  /// Why a request failed.
  func error(_ id: JSON) -> JSON { answer(id)["error"] }
  private func answer(_ id: JSON) -> JSON { sent.first { $0["id"] == id && $0["method"].isNull } ?? .null }

  /// All diagnostics that were published for a document, in order.
  func published(_ uri: String) -> [JSON] {
    sent.filter { $0["method"] == "textDocument/publishDiagnostics" && $0["params"]["uri"] == .string(uri) }
      .map { $0["params"] }
  }

  /// The messages of those published last.
  func mistakes(_ uri: String) -> [String] {
    (published(uri).last?["diagnostics"].elements ?? []).compactMap {
      $0["message"].string?.split(separator: "\n").first
    }
    .map(String.init)
  }
}

/// Messages of a client.
enum Client {
  static let uri = "file:///room/task.reward"

  static func initialize(_ capabilities: JSON = [:]) -> JSON {
    request(0, "initialize", ["capabilities": capabilities])
  }

  static let end: [JSON] = [request("end", "shutdown", .null), ["jsonrpc": "2.0", "method": "exit"]]

  static func request(_ id: JSON, _ method: String, _ parameters: JSON) -> JSON {
    ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": parameters]
  }

  static func notification(_ method: String, _ parameters: JSON) -> JSON {
    ["jsonrpc": "2.0", "method": .string(method), "params": parameters]
  }

  static func open(_ text: String, _ uri: String = uri) -> JSON {
    notification(
      "textDocument/didOpen",
      ["textDocument": ["uri": .string(uri), "languageId": "reward", "version": 1, "text": .string(text)]])
  }

  static func close(_ uri: String = uri) -> JSON {
    notification("textDocument/didClose", ["textDocument": ["uri": .string(uri)]])
  }

  static func change(_ changes: [JSON], version: Int = 2, _ uri: String = uri) -> JSON {
    notification(
      "textDocument/didChange",
      ["textDocument": ["uri": .string(uri), "version": JSON(version)], "contentChanges": .array(changes)])
  }

  static func edit(_ line: Int, _ from: Int, _ to: Int, _ text: String) -> JSON {
    ["range": range(line, from, to), "text": .string(text)]
  }

  static func range(_ line: Int, _ from: Int, _ to: Int) -> JSON {
    ["start": position(line, from), "end": position(line, to)]
  }

  static func position(_ line: Int, _ character: Int) -> JSON {
    ["line": JSON(line), "character": JSON(character)]
  }

  /// A request about a place of a document.
  static func ask(_ id: JSON, _ method: String, _ line: Int, _ character: Int, _ more: [String: JSON] = [:]) -> JSON {
    var parameters = more
    parameters["textDocument"] = ["uri": .string(uri)]
    parameters["position"] = position(line, character)
    return request(id, "textDocument/" + method, .object(parameters))
  }
}
