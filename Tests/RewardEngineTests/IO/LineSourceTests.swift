import CZlib
import Glibc
import Testing

@testable import RewardEngine

@Suite struct LineSourceTests {
  /// Everything a source gives, as (number of the first line, text) of each block.
  static func blocks(of source: LineSource) throws -> [(line: Int, text: String)] {
    var blocks: [(Int, String)] = []
    while let block = try source.next() {
      blocks.append((block.firstLine, String(decoding: block.bytes, as: UTF8.self)))
    }
    return blocks
  }

  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    var result = [UInt8](repeating: 0, count: bytes.count + 1024)
    let size = CInt(MemoryLayout<z_stream>.size)
    deflateInit2_(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    var source = bytes
    let count = source.withUnsafeMutableBufferPointer { source in
      result.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        deflate(&stream, Z_FINISH)
        return target.count - Int(stream.avail_out)
      }
    }
    deflateEnd(&stream)
    return Array(result[..<count])
  }

  static let rows = (0..<200).map { "{\"id\": \($0), \"response\": \"\(String(repeating: "é", count: $0))\"}" }

  @Test func `a small file is one block`() throws {
    let file = TemporaryFile("a\n\nb")
    let blocks = try Self.blocks(of: LineSource(path: file.path))
    #expect(blocks.map(\.line) == [1] && blocks.map(\.text) == ["a\n\nb"])
  }

  @Test func `an empty file has no block`() throws {
    for text in ["", "\u{FEFF}"] {
      let file = TemporaryFile(text)
      #expect(try Self.blocks(of: LineSource(path: file.path)).isEmpty)
    }
  }

  @Test func `blocks hold whole lines and know their first`() throws {
    let file = TemporaryFile("1\n22\n333\n4444\n5")
    let blocks = try Self.blocks(of: LineSource(path: file.path, blockSize: 5, readSize: 1))
    #expect(blocks.map(\.line) == [1, 3, 4, 5])
    #expect(blocks.map(\.text) == ["1\n22\n", "333\n", "4444\n", "5"])
  }

  @Test(arguments: [1, 2, 7, 64, 4096, 1 << 20], [1, 3, 100, 5000, 1 << 20])
  func `neither block size nor read size changes the rows`(_ blockSize: Int, _ readSize: Int) throws {
    let parser = RowParser(schema: .of(.field("response", .text)))
    let text = Self.rows.joined(separator: "\n")
    let whole = parser.parse(text)
    for bytes in [Array(text.utf8), Self.gzip(Array(text.utf8))] {
      let file = TemporaryFile(bytes)
      let source = try LineSource(path: file.path, blockSize: blockSize, readSize: readSize)
      var lines: [Int] = []
      var responses: [String] = []
      while let block = try source.next() {
        let chunk = parser.parse(block)
        #expect(chunk.problems == [])
        lines += chunk.lines
        responses += chunk.columns[0].shown
      }
      #expect(lines == whole.lines)
      #expect(responses == whole.columns[0].shown)
    }
  }

  @Test func `a byte order mark is left out, one in the middle is not`() throws {
    for readSize in [1, 2, 3, 100] {
      let file = TemporaryFile("\u{FEFF}{\"a\": 1}\n\u{FEFF}{}")
      let blocks = try Self.blocks(of: LineSource(path: file.path, readSize: readSize))
      #expect(blocks.map(\.text) == ["{\"a\": 1}\n\u{FEFF}{}"])
    }
  }

  @Test func `gzip is told by its first bytes and may have several members`() throws {
    let members = Self.gzip(Array("1\n2".utf8)) + Self.gzip([]) + Self.gzip(Array("2\n3\n".utf8)) + [0, 0, 0]
    for readSize in [1, 5, 1 << 20] {
      let file = TemporaryFile(members, suffix: ".jsonl")
      #expect(try Self.blocks(of: LineSource(path: file.path, readSize: readSize)).map(\.text) == ["1\n22\n3\n"])
    }
  }

  @Test func `a gzip file that is cut off gives its whole lines and then an error`() throws {
    let bytes = Self.gzip(Array((Self.rows.joined(separator: "\n") + "\n").utf8))
    for kept in [bytes.count - 1, bytes.count - 9, bytes.count / 2, 30] {
      let file = TemporaryFile(Array(bytes[..<kept]))
      let source = try LineSource(path: file.path, blockSize: 1 << 20)
      var text = ""
      let error = #expect(throws: FileError.self) {
        while let block = try source.next() { text += String(decoding: block.bytes, as: UTF8.self) }
      }
      #expect(error?.cause == .damaged)
      #expect(error?.description == "cannot read \(file.path): the gzip data is cut off")
      let lines = text.split(separator: "\n").map(String.init)
      #expect(lines == Array(Self.rows.prefix(lines.count)))
      #expect(text.isEmpty || text.hasSuffix("\n"))
      #expect(kept < bytes.count / 2 || lines.count > 10)
    }
  }

  @Test func `damaged gzip data`() throws {
    var bytes = Self.gzip(Array(Self.rows.joined(separator: "\n").utf8))
    bytes[bytes.count - 6] ^= 0xFF  // the checksum
    let damaged = TemporaryFile(bytes)
    #expect(throws: FileError(path: damaged.path, action: .read, cause: .damaged, reason: "the gzip data is damaged")) {
      _ = try Self.blocks(of: LineSource(path: damaged.path))
    }
    let followed = TemporaryFile(Self.gzip(Array("1\n".utf8)) + Array("tail".utf8))
    #expect(
      throws: FileError(path: followed.path, action: .read, cause: .damaged, reason: "other bytes follow the gzip data")
    ) { _ = try Self.blocks(of: LineSource(path: followed.path)) }
  }

  @Test func `files that cannot be read`() throws {
    #expect(throws: FileError(path: "/nowhere/x", action: .read, cause: .notFound, reason: "No such file or directory"))
    {
      _ = try LineSource(path: "/nowhere/x")
    }
    let error = #expect(throws: FileError.self) { _ = try LineSource(path: "/tmp").next() }
    #expect(error?.cause == .isDirectory)
    #expect(error?.description == "cannot read /tmp: Is a directory")
  }

  @Test func `a line over the limit is a problem of its own`() throws {
    let long = String(repeating: "x", count: 101)
    let text = "1\n\(long)\n\(long.dropLast())\n\(long)\(long)\n5\n\(long)"
    for (blockSize, readSize) in [(1, 1), (50, 7), (1000, 1000), (1 << 20, 64)] {
      let file = TemporaryFile(text)
      let source = try LineSource(path: file.path, blockSize: blockSize, readSize: readSize, lineLimit: 100)
      var rest = ""
      var problems: [RowProblem] = []
      var lines = 0
      while let block = try source.next() {
        #expect(block.firstLine == lines + 1)
        rest += String(decoding: block.bytes, as: UTF8.self)
        problems += block.problems
        lines += RowParser(schema: .of()).parse(block).lineCount
      }
      #expect(rest == "1\n\n\(long.dropLast())\n\n5\n\n")
      #expect(problems.map(\.line) == [2, 4, 6])
      #expect(problems.allSatisfy { $0.message == "the line is longer than 100 bytes" })
      #expect(lines == 6)
    }
  }

  @Test func `problems of long lines and of bad rows stand in the order of their lines`() {
    let block = LineBlock(
      bytes: Array("[]\n\n{\n{}\n".utf8), firstLine: 5, problems: [RowProblem(line: 6, message: "too long")])
    let chunk = RowParser(schema: .of()).parse(block)
    #expect(chunk.problems.map(\.line) == [5, 6, 7])
    #expect(chunk.lines == [8])
  }

  @Test func `one line may be longer than a block`() throws {
    let long = String(repeating: "x", count: 50_000_000)
    let file = TemporaryFile("a\n\(long)\nb\n")
    let blocks = try Self.blocks(of: LineSource(path: file.path))
    #expect(blocks.map(\.text.utf8.count).reduce(0, +) == long.utf8.count + 5)
    #expect(blocks.first?.line == 1)
  }

  @Test func `a pipe is read to its end`() throws {
    var ends: [CInt] = [0, 0]
    #expect(pipe(&ends) == 0)
    let writer = ends[1]
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { argument in
        let descriptor = CInt(Int(bitPattern: argument))
        for line in ["{\"a\"", ": 1}\n{\"", "a\": 2}"] {
          _ = Array(line.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
          usleep(2000)
        }
        close(descriptor)
        return nil
      }, UnsafeMutableRawPointer(bitPattern: Int(writer)))
    let blocks = try Self.blocks(of: LineSource(path: "/dev/fd/\(ends[0])"))
    pthread_join(thread, nil)
    close(ends[0])
    #expect(blocks.map(\.text).joined() == "{\"a\": 1}\n{\"a\": 2}")
  }
}
