/// Names one file of a ``SourceMap``.
public struct FileID: Hashable, Sendable {
  public let rawValue: Int
  public init(_ rawValue: Int) { self.rawValue = rawValue }
}

/// A half-open range of bytes in one file.
public struct SourceRange: Hashable, Sendable {
  public var file: FileID
  public var start: Int
  public var end: Int

  public init(file: FileID, start: Int, end: Int) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// The smallest range of the same file that holds both.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(file: file, start: min(start, other.start), end: max(end, other.end))
  }
}

/// A place as people count it: both numbers start at 1; a column is a Unicode scalar of its line.
public struct Position: Hashable, Sendable {
  public let line: Int
  public let column: Int
}

/// The bytes of one `.reward` file and where its lines begin.
public struct SourceFile: Sendable {
  /// The path as the user would type it, or a library name such as `std.advantage`.
  public let name: String
  public let bytes: [UInt8]
  /// Byte offset of the first byte of each line.
  public let lineStarts: [Int]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  public init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  public func position(of offset: Int) -> Position {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    var column = 1
    for byte in bytes[lineStarts[low]..<min(max(offset, lineStarts[low]), bytes.count)] where byte & 0xC0 != 0x80 {
      column += 1
    }
    return Position(line: low + 1, column: column)
  }

  /// The text of line `line` (counted from 1) without its line break.
  public func text(ofLine line: Int) -> String {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  public func text(in range: SourceRange) -> String {
    String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }
}

/// Every file that takes part in one compilation.
public struct SourceMap: Sendable {
  public private(set) var files: [SourceFile] = []

  public init() {}

  public mutating func add(_ file: SourceFile) -> FileID {
    files.append(file)
    return FileID(files.count - 1)
  }

  public subscript(id: FileID) -> SourceFile { files[id.rawValue] }

  public func text(in range: SourceRange) -> String { self[range.file].text(in: range) }
}
