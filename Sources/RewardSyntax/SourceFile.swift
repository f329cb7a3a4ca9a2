/// Names one file of a ``SourceMap``.
public struct FileID: Hashable, Sendable {
  /// Its place in ``SourceMap/files``.
  public let rawValue: Int
  /// `rawValue` is a place in ``SourceMap/files``.
  public init(_ rawValue: Int) { self.rawValue = rawValue }
}

/// A half-open range of bytes in one file.
public struct SourceRange: Hashable, Sendable {
  /// The file that the offsets count in.
  public var file: FileID
  /// Byte offset of the first byte.
  public var start: Int
  /// Byte offset after the last byte.
  public var end: Int

  /// `start` and `end` are byte offsets, `start` not after `end`.
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
  /// From 1.
  public let line: Int
  /// From 1.
  public let column: Int
}

/// The bytes of one `.reward` file and where its lines begin.
public struct SourceFile: Sendable {
  /// The path as the user would type it, or a library name such as `std.advantage`.
  public let name: String
  /// The contents as read; they need not be valid UTF-8.
  public let bytes: [UInt8]
  /// Byte offset of the first byte of each line.
  public let lineStarts: [Int]

  /// `name` is what messages call the file.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  /// The same from a text.
  public init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// The line and column of a byte offset; an offset after the end counts as the end.
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

  /// The text of a range of this file; bytes that are not UTF-8 are replaced.
  public func text(in range: SourceRange) -> String {
    String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }
}

/// Every file that takes part in one compilation.
public struct SourceMap: Sendable {
  /// In the order they were added.
  public private(set) var files: [SourceFile] = []

  /// No files.
  public init() {}

  /// Adds a file and gives its id.
  public mutating func add(_ file: SourceFile) -> FileID {
    files.append(file)
    return FileID(files.count - 1)
  }

  /// The file of an id that ``add(_:)`` gave.
  public subscript(id: FileID) -> SourceFile { files[id.rawValue] }

  /// The text of a range of any of the files.
  public func text(in range: SourceRange) -> String { self[range.file].text(in: range) }
}
