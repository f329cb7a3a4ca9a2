/// The 32 bytes of a SHA-256, by which answers are found.
public struct Digest: Sendable, Hashable, CustomStringConvertible {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// A digest of eight 32-bit words, the first one first.
  init(words: [UInt32]) {
    func pair(_ index: Int) -> UInt64 { UInt64(words[index]) << 32 | UInt64(words[index + 1]) }
    self.words = (pair(0), pair(2), pair(4), pair(6))
  }

  /// Of bytes.
  public init(of bytes: [UInt8]) {
    var hash = SHA256()
    hash.update(bytes)
    self = hash.finish()
  }

  /// 32 of them.
  public var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }

  /// 64 hexadecimal digits.
  public var description: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  public static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }
  public func hash(into hasher: inout Hasher) {
    // Already as good as random.
    hasher.combine(words.0)
  }
}
