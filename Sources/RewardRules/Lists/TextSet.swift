import RewardSemantics

/// Borrowed bytes as an element of a set.
struct BorrowedText: Hashable {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  static func == (left: BorrowedText, right: BorrowedText) -> Bool { left.bytes.hasSameBytes(as: right.bytes) }
  func hash(into hasher: inout Hasher) {
    hasher.combine(bytes.count)
    hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
  }
}

extension Operand {
  /// The texts of a list of texts; an empty list of unknown element type has none.
  var texts: [UnsafeBufferPointer<UInt8>] { if case .texts(let texts) = self { texts } else { [] } }
  /// The different texts of a list.
  var textSet: Set<BorrowedText> { Set(texts.lazy.map(BorrowedText.init)) }
}
