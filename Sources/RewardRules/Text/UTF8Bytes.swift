import Glibc

/// Reading of borrowed bytes that are known to be valid UTF-8.
extension UnsafeBufferPointer<UInt8> {
  /// The bytes of `range`, still borrowed.
  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: self[range]) }

  /// The scalar that begins at `index`, and where the next one begins.
  func scalar(at index: Int) -> (value: UInt32, next: Int) {
    let lead = UInt32(self[index])
    if lead < 0x80 { return (lead, index + 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + length <= count else { return (0xFFFD, count) }
    var value = lead & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { value = value << 6 | UInt32(self[index + offset] & 0x3F) }
    return (value, index + length)
  }

  /// Where the scalar begins that ends before `index`, which is above 0.
  func scalarStart(before index: Int) -> Int {
    var start = index - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// The range without White_Space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end {
      let (value, next) = scalar(at: start)
      guard isWhiteSpace(value) else { break }
      start = next
    }
    while end > start {
      let last = scalarStart(before: end)
      guard isWhiteSpace(scalar(at: last).value) else { break }
      end = last
    }
    return start..<end
  }

  /// Whether nothing but White_Space is in `range`.
  func isBlank(_ range: Range<Int>) -> Bool { trimmed(range).isEmpty }

  /// Runs without White_Space, in order.
  @inline(__always)
  func forEachWord(_ body: (Range<Int>) -> Void) {
    var index = 0
    var wordStart: Int?
    while index < count {
      let byte = self[index]
      let (value, next) = byte < 0x80 ? (UInt32(byte), index + 1) : scalar(at: index)
      if isWhiteSpace(value) {
        if let start = wordStart { body(start..<index) }
        wordStart = nil
      } else if wordStart == nil {
        wordStart = index
      }
      index = next
    }
    if let start = wordStart { body(start..<count) }
  }

  /// Whether both hold the same bytes.
  func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let mine = baseAddress, let theirs = other.baseAddress else { return true }
    return memcmp(mine, theirs, count) == 0
  }

  func hasPrefix(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
    part.count <= count && slice(0..<part.count).hasSameBytes(as: part)
  }

  func hasSuffix(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
    part.count <= count && slice(count - part.count..<count).hasSameBytes(as: part)
  }
}

/// Whether a scalar has the Unicode property White_Space.
func isWhiteSpace(_ scalar: UInt32) -> Bool {
  if scalar < 0x80 { return scalar == 0x20 || scalar &- 0x09 < 5 }
  return switch scalar {
  case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
  default: false
  }
}
