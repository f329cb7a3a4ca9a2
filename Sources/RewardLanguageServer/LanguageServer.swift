import RewardSemantics
import RewardSyntax

/// The language server protocol (3.17) over two descriptors, for one editor.
///
/// Messages are handled in order. What has arrived is read before anything is checked, so that of several keystrokes
/// only the last is answered, and a request that was cancelled meanwhile is not worked on.
public final class LanguageServer {
  let version: String
  let libraryFolder: String?
  var stream: MessageStream
  var workspace: Workspace
  var encoding = PositionEncoding.utf16
  var client = ClientCapabilities(.null)
  private var phase = Phase.new
  private var queue: [JSON] = []
  private var cancelled: Set<JSON> = []
  /// The files beside it that each document has diagnostics for.
  var published: [String: Set<String>] = [:]

  private enum Phase { case new, running, shutDown }

  /// - Parameters:
  ///   - version: of the command, for the client.
  ///   - input, output: descriptors that messages come from and go to.
  ///   - libraryFolder: where the sources of the standard library are put when an editor wants to show them; nil for
  ///     nowhere.
  ///   - loader: reads what the spec at an absolute path imports; the contents of open buffers, by absolute path, count
  ///     before the disk. It names files by their absolute paths.
  public init(
    registry: Registry, version: String, input: Int32 = 0, output: Int32 = 1, libraryFolder: String?,
    loader: @escaping @Sendable (_ spec: String, _ open: [String: [UInt8]]) -> ModuleLoader
  ) {
    self.version = version
    self.libraryFolder = libraryFolder
    stream = MessageStream(input: input, output: output)
    workspace = Workspace(registry: registry, loader: loader)
  }

  /// Serves until the client says `exit` or is gone.
  ///
  /// - Returns: Whether it ended in order: `shutdown` came before `exit`.
  public func run() -> Bool {
    var isAtEnd = false
    while true {
      while !isAtEnd, let incoming = stream.next(waiting: queue.isEmpty && workspace.stale.isEmpty) {
        switch incoming {
        case .end: isAtEnd = true
        case .malformed: respond(to: .null, .failure(.parseError))
        case .message(let message): receive(message)
        }
      }
      if !queue.isEmpty {
        let message = queue.removeFirst()
        if message["method"].string == "exit" { return phase == .shutDown }
        handle(message)
      } else if isAtEnd {
        return phase == .shutDown
      } else if let path = workspace.stale.first {
        check(path)
      }
    }
  }

  private func receive(_ message: JSON) {
    if message["method"].string == "$/cancelRequest" {
      // A request that was answered already is not waited for.
      let id = message["params"]["id"]
      if queue.contains(where: { $0["id"] == id }) { cancelled.insert(id) }
    } else {
      queue.append(message)
    }
  }

  private func handle(_ message: JSON) {
    let id = message["id"]
    guard let method = message["method"].string else {
      // An answer to a request of ours would have a result; there are none.
      if message["result"].isNull { respond(to: id, .failure(.invalidRequest("a message has a method"))) }
      return
    }
    if id.isNull {
      if phase == .running { notified(of: method, message["params"]) }
    } else if cancelled.remove(id) != nil {
      respond(to: id, .failure(.cancelled))
    } else {
      do throws(ResponseError) {
        respond(to: id, .success(try answer(method, message["params"])))
      } catch {
        respond(to: id, .failure(error))
      }
    }
  }

  private func answer(_ method: String, _ parameters: JSON) throws(ResponseError) -> JSON {
    switch (phase, method) {
    case (.new, "initialize"):
      phase = .running
      return initialize(parameters)
    case (.new, _): throw .notInitialized
    case (.running, "initialize"): throw .invalidRequest("the server is initialized already")
    case (.running, "shutdown"):
      phase = .shutDown
      return .null
    case (.running, _): return try request(method, parameters)
    case (.shutDown, _): throw .invalidRequest("the server is shut down")
    }
  }

  private func respond(to id: JSON, _ result: Result<JSON, ResponseError>) {
    switch result {
    case .success(let value): send(["jsonrpc": "2.0", "id": id, "result": value])
    case .failure(let error):
      send(["jsonrpc": "2.0", "id": id, "error": ["code": JSON(error.code), "message": .string(error.message)]])
    }
  }

  func notify(_ method: String, _ parameters: JSON) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  /// Where nobody reads any more, the input ends as well, which ends the loop.
  private func send(_ message: JSON) { _ = stream.send(message) }

  private func initialize(_ parameters: JSON) -> JSON {
    client = ClientCapabilities(parameters["capabilities"])
    encoding = PositionEncoding(offered: parameters["capabilities"]["general"]["positionEncodings"])
    return [
      "capabilities": [
        "positionEncoding": .string(encoding.rawValue),
        "textDocumentSync": ["openClose": true, "change": 2, "save": true],
        "hoverProvider": true,
        "completionProvider": ["triggerCharacters": [".", "(", "{"]],
        "definitionProvider": true,
        "referencesProvider": true,
        "documentHighlightProvider": true,
        "documentSymbolProvider": true,
        "renameProvider": ["prepareProvider": true],
        "documentFormattingProvider": true,
        "codeActionProvider": ["codeActionKinds": ["quickfix"]],
      ],
      "serverInfo": ["name": "rewardc", "version": .string(version)],
    ]
  }
}

/// What of the protocol the client can show.
struct ClientCapabilities {
  let hoverIsMarkdown: Bool
  let completionIsMarkdown: Bool
  let hasRelatedInformation: Bool

  init(_ capabilities: JSON) {
    let document = capabilities["textDocument"]
    func isMarkdown(_ formats: JSON) -> Bool { formats.elements?.contains("markdown") ?? true }
    hoverIsMarkdown = isMarkdown(document["hover"]["contentFormat"])
    completionIsMarkdown = isMarkdown(document["completion"]["completionItem"]["documentationFormat"])
    hasRelatedInformation = document["publishDiagnostics"]["relatedInformation"].bool ?? false
  }
}

/// Why a request has no result.
struct ResponseError: Error {
  var code: Int
  var message: String

  static let parseError = ResponseError(code: -32700, message: "the message is no JSON text")
  static func invalidRequest(_ message: String) -> ResponseError { ResponseError(code: -32600, message: message) }
  static func unknownMethod(_ name: String) -> ResponseError {
    ResponseError(code: -32601, message: "there is no method `\(name)`")
  }
  static func invalidParameters(_ message: String) -> ResponseError { ResponseError(code: -32602, message: message) }
  static let notInitialized = ResponseError(code: -32002, message: "the server is not initialized yet")
  static let cancelled = ResponseError(code: -32800, message: "the request was cancelled")
  /// Understood, and there is a reason why it cannot be done, which people read.
  static func refused(_ reason: String) -> ResponseError { ResponseError(code: -32803, message: reason) }
}
