import Glibc

/// Messages of the base protocol over two descriptors: a `Content-Length` header and a JSON text each.
struct MessageStream {
  /// What came in.
  enum Incoming {
    case message(JSON)
    /// A body that is no JSON text.
    case malformed
    case end
  }

  private let input: Int32
  private let output: Int32
  private var buffer: [UInt8] = []
  /// No message is longer: what follows such a header is not read.
  private static let sizeLimit = 64 << 20
  private var isAtEnd = false

  init(input: Int32, output: Int32) {
    self.input = input
    self.output = output
  }

  /// The next message; nil where none is there yet and `waiting` is false.
  mutating func next(waiting: Bool) -> Incoming? {
    while true {
      if let found = takeMessage() { return found }
      if isAtEnd { return .end }
      if !waiting, !isReadable { return nil }
      fill()
    }
  }

  private var isReadable: Bool {
    var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  private mutating func fill() {
    let size = 1 << 16
    let count = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: size))
    let read = buffer.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress! + count, size) }
    buffer.removeSubrange((count + max(read, 0))...)
    if read == 0 || read < 0 && errno != EINTR { isAtEnd = true }
  }

  private mutating func takeMessage() -> Incoming? {
    guard let end = endOfHeader else { return nil }
    let header = String(decoding: buffer[..<end], as: UTF8.self)
    let fields = header.split(whereSeparator: \.isNewline)
    let length = fields.lazy.compactMap { field -> Int? in
      let parts = field.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { return nil }
      return Int(parts[1].filter { $0 != " " && $0 != "\t" })
    }.first
    guard let length, (0...Self.sizeLimit).contains(length) else {
      buffer.removeSubrange(..<end)
      return .malformed
    }
    guard buffer.count >= end + length else { return nil }
    let body = Array(buffer[end..<end + length])
    buffer.removeSubrange(..<(end + length))
    return JSONParser.parse(body).map { .message($0) } ?? .malformed
  }

  /// Where the body begins: behind an empty line.
  private var endOfHeader: Int? {
    let mark = Array("\r\n\r\n".utf8)
    guard buffer.count >= mark.count else { return nil }
    for start in 0...(buffer.count - mark.count) where buffer[start] == mark[0] {
      if buffer[start..<start + mark.count].elementsEqual(mark) { return start + mark.count }
    }
    return nil
  }

  /// Writes a message; false where nobody reads any more.
  func send(_ message: JSON) -> Bool {
    let body = Array(message.text.utf8)
    var rest = (Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(written)
    }
    return true
  }
}
