import Foundation
import Glibc

/// A server on loopback that answers as a test says: any number of connections, which stay open between requests.
///
/// ```swift
/// let server = try ScriptedServer { request in request.number == 0 ? .status(500) : .json(#"{"ok": true}"#) }
/// ```
public final class ScriptedServer: @unchecked Sendable {
  /// What came.
  public struct Request: Sendable {
    /// Of all requests of the server, from 0.
    public var number: Int
    /// Of its connection, from 0.
    public var connection: Int
    public var method: String
    /// `/v1/chat/completions`.
    public var path: String
    /// By lower-cased name.
    public var headers: [String: String]
    public var body: [UInt8]
    public var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// What goes back.
  public struct Reply: Sendable {
    /// How the answer ends.
    public enum Ending: Sendable {
      case complete
      /// The head promises the whole body; the connection ends after so many bytes of it.
      case cutOff(after: Int)
      /// The connection ends without a byte.
      case closed
    }
    public var status: Int
    public var headers: [String: String]
    public var body: [UInt8]
    /// Seconds before the first byte.
    public var delay: Double
    /// Seconds between the first half of the body and the second.
    public var pause: Double
    public var ending: Ending
    /// The head does not say how long the body is: it comes in chunks of 16 bytes (RFC 9112, 7.1).
    public var isChunked: Bool

    /// An answer; 200 and empty unless said otherwise.
    public init(
      status: Int = 200, headers: [String: String] = [:], body: [UInt8] = [], delay: Double = 0, pause: Double = 0,
      ending: Ending = .complete, isChunked: Bool = false
    ) {
      self.status = status
      self.headers = headers
      self.body = body
      self.delay = delay
      self.pause = pause
      self.ending = ending
      self.isChunked = isChunked
    }

    /// 200 with a text.
    public static func json(_ text: String, delay: Double = 0) -> Reply {
      Reply(headers: ["Content-Type": "application/json"], body: Array(text.utf8), delay: delay)
    }
    /// A status, and what is said to it.
    public static func status(_ status: Int, _ headers: [String: String] = [:], _ text: String = "{}") -> Reply {
      Reply(status: status, headers: headers, body: Array(text.utf8))
    }
    /// Not a byte.
    public static let closed = Reply(ending: .closed)
  }

  /// What goes back for what came.
  public typealias Handler = @Sendable (Request) -> Reply

  /// There is no free port.
  public struct Unavailable: Error {}

  /// Of loopback.
  public let port: UInt16
  /// Without a slash at its end.
  public var address: String { "http://127.0.0.1:\(port)" }
  private let socket: Int32
  private let handler: Handler
  private let lock = NSLock()
  private var state = State()

  private struct State {
    var requests: [Request] = []
    var connections = 0
    var open: Set<Int32> = []
    var inFlight = 0
    var mostInFlight = 0
  }

  /// All so far, in the order of their arrival.
  public var requests: [Request] { lock.withLock { state.requests } }
  /// Accepted so far.
  public var connections: Int { lock.withLock { state.connections } }
  /// The most requests that were being answered at a time.
  public var mostInFlight: Int { lock.withLock { state.mostInFlight } }

  /// Starts to listen. The handler is called by the thread of each connection.
  public init(_ handler: @escaping Handler) throws {
    let server = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(server, $0, size) == 0 && listen(server, 512) == 0 && getsockname(server, $0, &size) == 0
      }
    }
    guard isBound else { throw Unavailable() }
    port = UInt16(bigEndian: name.sin_port)
    socket = server
    self.handler = handler
    Thread.detachNewThread { [self] in
      while case let client = accept(server, nil, nil), client >= 0 {
        _ = fcntl(client, F_SETFD, FD_CLOEXEC)
        var yes: Int32 = 1
        setsockopt(client, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        let number = lock.withLock {
          state.connections += 1
          state.open.insert(client)
          return state.connections - 1
        }
        Thread.detachNewThread { [self] in
          serve(client, number)
          lock.withLock { _ = state.open.remove(client) }
          close(client)
        }
      }
      close(server)
    }
  }

  /// Nobody answers from here on. Whoever waits for a socket closes it: its number must not become another's before.
  public func stop() {
    shutdown(socket, Int32(SHUT_RDWR))
    lock.withLock { for client in state.open { shutdown(client, Int32(SHUT_RDWR)) } }
  }

  private func serve(_ client: Int32, _ connection: Int) {
    var bytes: [UInt8] = []
    while var request = receive(from: client, &bytes) {
      request.connection = connection
      lock.withLock {
        request.number = state.requests.count
        state.requests.append(request)
        state.inFlight += 1
        state.mostInFlight = max(state.mostInFlight, state.inFlight)
      }
      let reply = handler(request)
      if reply.delay > 0 { Thread.sleep(forTimeInterval: reply.delay) }
      lock.withLock { state.inFlight -= 1 }
      guard send(reply, to: client) else { return }
    }
  }

  private func receive(from client: Int32, _ bytes: inout [UInt8]) -> Request? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    var head: (request: Request, end: Int)?
    while true {
      if head == nil, let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        head = (Self.parse(bytes[..<end.lowerBound]), end.upperBound)
      }
      if case (var request, let end)? = head, bytes.count >= end + (Int(request.headers["content-length"] ?? "") ?? 0) {
        let whole = end + (Int(request.headers["content-length"] ?? "") ?? 0)
        request.body = Array(bytes[end..<whole])
        bytes.removeFirst(whole)
        return request
      }
      let count = read(client, &buffer, buffer.count)
      guard count > 0 else { return nil }
      // A record of TLS, which this server does not speak, as servers of plain HTTP answer it.
      if bytes.isEmpty, buffer[0] == 0x16 {
        _ = send(.status(400), to: client)
        return nil
      }
      bytes += buffer[..<count]
    }
  }

  private static func parse(_ head: ArraySlice<UInt8>) -> Request {
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
    let first = lines[0].split(separator: " ").map(String.init)
    let headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      return (parts[0].lowercased(), parts.count > 1 ? parts[1] : "")
    }
    return Request(
      number: 0, connection: 0, method: first.first ?? "", path: first.dropFirst().first ?? "",
      headers: Dictionary(headers) { $1 }, body: [])
  }

  /// Whether the connection can be used again.
  private func send(_ reply: Reply, to client: Int32) -> Bool {
    if case .closed = reply.ending { return false }
    let body = reply.isChunked ? Self.chunks(of: reply.body) : reply.body
    let length = reply.isChunked ? "Transfer-Encoding: chunked" : "Content-Length: \(body.count)"
    var head = "HTTP/1.1 \(reply.status) Scripted\r\n\(length)\r\n"
    for (name, value) in reply.headers { head += "\(name): \(value)\r\n" }
    head += "\r\n"
    if case .cutOff(let count) = reply.ending {
      _ = write(client, Array(head.utf8) + body.prefix(count))
      return false
    }
    if reply.pause > 0 {
      let half = body.count / 2
      guard write(client, Array(head.utf8) + body[..<half]) else { return false }
      Thread.sleep(forTimeInterval: reply.pause)
      return write(client, Array(body[half...]))
    }
    return write(client, Array(head.utf8) + body)
  }

  private static func chunks(of body: [UInt8]) -> [UInt8] {
    stride(from: 0, to: body.count, by: 16).flatMap { start in
      let chunk = body[start..<min(start + 16, body.count)]
      return Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
    } + Array("0\r\n\r\n".utf8)
  }

  private func write(_ client: Int32, _ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(client, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
