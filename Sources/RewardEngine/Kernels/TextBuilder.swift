/// Collects texts from other columns' arenas and from new bytes.
///
/// As long as all come from one arena nothing is copied: the result shares it. With the first text from elsewhere the
/// builder changes over to bytes of its own.
struct TextBuilder {
  private var starts: [Int]
  private var ends: [Int]
  private var shared: ByteArena?
  private var own: [UInt8] = []
  private var isOwn = false

  /// - Parameter count: The number of texts to begin with, all empty.
  init(count: Int = 0) {
    starts = Array(repeating: 0, count: count)
    ends = Array(repeating: 0, count: count)
  }

  var count: Int { starts.count }

  /// Makes text `index` the bytes `start..<end` of `arena`.
  mutating func set(_ index: Int, to arena: ByteArena, _ start: Int, _ end: Int) {
    // An empty text is empty in every arena.
    if start == end {
      starts[index] = 0
      ends[index] = 0
      return
    }
    if !isOwn, shared == nil || shared === arena {
      shared = arena
      starts[index] = start
      ends[index] = end
      return
    }
    copyToOwn()
    starts[index] = own.count
    own.append(contentsOf: arena.bytes[start..<end])
    ends[index] = own.count
  }

  /// Makes text `index` a copy of `bytes`.
  mutating func set(_ index: Int, to bytes: [UInt8]) {
    if bytes.isEmpty {
      starts[index] = 0
      ends[index] = 0
      return
    }
    copyToOwn()
    starts[index] = own.count
    own.append(contentsOf: bytes)
    ends[index] = own.count
  }

  mutating func append(_ arena: ByteArena, _ start: Int, _ end: Int) {
    appendEmpty()
    set(count - 1, to: arena, start, end)
  }

  mutating func append(_ bytes: [UInt8]) {
    appendEmpty()
    set(count - 1, to: bytes)
  }

  mutating func appendEmpty() {
    starts.append(0)
    ends.append(0)
  }

  private mutating func copyToOwn() {
    if isOwn { return }
    isOwn = true
    guard let shared else { return }
    for index in starts.indices where starts[index] < ends[index] {
      let start = own.count
      own.append(contentsOf: shared.bytes[starts[index]..<ends[index]])
      starts[index] = start
      ends[index] = own.count
    }
    self.shared = nil
  }

  func finish() -> TextStorage {
    TextStorage(arena: isOwn ? ByteArena(own) : shared ?? ByteArena([]), starts: starts, ends: ends)
  }
}
