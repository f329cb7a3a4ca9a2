import Glibc
import RewardSemantics

extension Column {
  /// Whether two elements that are not missing hold the same payload.
  static func areEqual(_ left: Column, _ i: Int, _ right: Column, _ j: Int) -> Bool {
    switch (left.storage, right.storage) {
    case (.numbers(let a), .numbers(let b)): a[i] == b[j]
    case (.texts(let a), .texts(let b)): a.compare(i, b, j) == 0
    case (.lists(let aOffsets, let a), .lists(let bOffsets, let b)):
      aOffsets[i + 1] - aOffsets[i] == bOffsets[j + 1] - bOffsets[j]
        && zip(aOffsets[i]..<aOffsets[i + 1], bOffsets[j]..<bOffsets[j + 1]).allSatisfy { areEqual(a, $0, b, $1) }
    default: false
    }
  }

  /// The order of rank keys: numbers by size, texts by bytes, lists from left to right.
  func precedes(_ i: Int, _ j: Int) -> Bool {
    switch storage {
    case .numbers(let numbers): return numbers[i] < numbers[j]
    case .texts(let texts): return texts.compare(i, texts, j) < 0
    case .lists(let offsets, let items):
      var (a, b) = (offsets[i], offsets[j])
      while a < offsets[i + 1], b < offsets[j + 1] {
        if items.precedes(a, b) { return true }
        if items.precedes(b, a) { return false }
        a += 1
        b += 1
      }
      return a == offsets[i + 1] && b < offsets[j + 1]
    }
  }

  /// A hash of element `index` that is the same wherever ``areEqual(_:_:_:_:)`` holds, and in every process.
  func hash(_ index: Int) -> UInt64 {
    var hash = ByteHash()
    add(index, to: &hash)
    return hash.value
  }

  private func add(_ index: Int, to hash: inout ByteHash) {
    switch storage {
    case .numbers(let numbers): hash.add(numbers[index])
    case .texts(let texts): hash.add(texts, index)
    case .lists(let offsets, let items):
      hash.add(Double(offsets[index + 1] - offsets[index]))
      for item in offsets[index]..<offsets[index + 1] { items.add(item, to: &hash) }
    }
  }
}

extension TextStorage {
  /// Negative, 0 or positive as text `i` stands before, is, or stands after text `j` of `other`, byte by byte.
  func compare(_ i: Int, _ other: TextStorage, _ j: Int) -> Int {
    let (mine, theirs) = (ends[i] - starts[i], other.ends[j] - other.starts[j])
    let common = min(mine, theirs)
    if common > 0 {
      let order = arena.bytes.withUnsafeBytes { left in
        other.arena.bytes.withUnsafeBytes { right in
          memcmp(left.baseAddress! + starts[i], right.baseAddress! + other.starts[j], common)
        }
      }
      if order != 0 { return Int(order) }
    }
    return mine - theirs
  }
}

/// A 64-bit hash of bytes and numbers (FNV-1a over words, then mixed); not against an adversary.
struct ByteHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(word: UInt64) {
    state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
    state ^= state >> 29
  }

  /// 0 and -0 are equal and hash alike.
  mutating func add(_ number: Double) { add(word: number == 0 ? 0 : number.bitPattern) }

  mutating func add(_ texts: TextStorage, _ index: Int) {
    texts.arena.bytes.withUnsafeBytes { bytes in
      var place = texts.starts[index]
      let end = texts.ends[index]
      while place + 8 <= end {
        add(word: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        place += 8
      }
      var rest: UInt64 = 0
      while place < end {
        rest = rest << 8 | UInt64(bytes[place])
        place += 1
      }
      add(word: rest)
      add(word: UInt64(end - texts.starts[index]))
    }
  }

  var value: UInt64 {
    var value = state
    value = (value ^ (value >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return value ^ (value >> 32)
  }
}
