import RewardSemantics

/// A tag by its two markers: `<name>` and `</name>`, as they stand, without attributes.
struct TagName: Sendable {
  let open: [UInt8]
  let close: [UInt8]

  /// - Throws: where the name is empty or holds White_Space, `<`, `>` or `/`.
  init(_ name: [UInt8], parameter: String) throws(PreparationError) {
    let isPlain = name.withUnsafeBufferPointer { bytes in
      var words = 0
      bytes.forEachWord { if $0 == 0..<bytes.count { words += 1 } }
      return words == 1 && !bytes.contains { "<>/".utf8.contains($0) }
    }
    guard isPlain else {
      throw PreparationError("a tag's name must not be empty or hold blanks, `<`, `>` or `/`", parameter: parameter)
    }
    open = Array("<".utf8) + name + Array(">".utf8)
    close = Array("</".utf8) + name + Array(">".utf8)
  }

  /// The content of the pair in `text`, if there is exactly one opening and one closing marker, in this order.
  func onlyContent(in text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    guard let opened = text.firstRange(of: open), let closed = text.firstRange(of: close, from: opened.upperBound),
      text.firstRange(of: open, from: opened.upperBound) == nil,
      text.firstRange(of: close, from: closed.upperBound) == nil,
      text.slice(0..<opened.lowerBound).firstRange(of: close) == nil
    else { return nil }
    return opened.upperBound..<closed.lowerBound
  }

  /// Number of pairs from left to right, each closed by the first closing marker after it.
  func pairCount(in text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var index = 0
    while let opened = text.firstRange(of: open, from: index),
      let closed = text.firstRange(of: close, from: opened.upperBound)
    {
      count += 1
      index = closed.upperBound
    }
    return count
  }
}
