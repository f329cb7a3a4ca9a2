extension Graph {
  /// The score digest: 16 hexadecimal digits that change whenever what is computed changes.
  ///
  /// FNV-1a (64 bits) over the printed graph. It tells honest runs apart; it is no defence against forgery.
  public var digest: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
