import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// Where `part`, which is not empty, first stands at or after `start`.
  ///
  /// Linear in the length of both, whatever they hold: places are found by their first byte, and if comparing there
  /// costs more than a few passes over the text, the rest is searched with a table (Knuth, Morris, Pratt).
  func firstRange(of part: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Range<Int>? {
    guard let base = baseAddress, let partBase = part.baseAddress else { return nil }
    var index = start
    var patience = 8 * (count - start) + 1024
    while index + part.count <= count, patience > 0 {
      guard let found = memchr(base + index, Int32(part[0]), count - part.count - index + 1) else { return nil }
      index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(base + index, partBase, part.count) == 0 { return index..<index + part.count }
      index += 1
      patience -= part.count
    }
    return index + part.count <= count ? firstRangeByTable(of: part, from: index) : nil
  }

  func firstRange(of part: [UInt8], from start: Int = 0) -> Range<Int>? {
    part.withUnsafeBufferPointer { firstRange(of: $0, from: start) }
  }

  private func firstRangeByTable(of part: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    /// For each place of the part: length of its longest proper prefix that ends there.
    var borders = [Int](repeating: 0, count: part.count)
    var matched = 0
    for place in 1..<part.count {
      while matched > 0, part[matched] != part[place] { matched = borders[matched - 1] }
      if part[matched] == part[place] { matched += 1 }
      borders[place] = matched
    }
    matched = 0
    for index in start..<count {
      while matched > 0, part[matched] != self[index] { matched = borders[matched - 1] }
      if part[matched] == self[index] { matched += 1 }
      if matched == part.count { return index + 1 - matched..<index + 1 }
    }
    return nil
  }
}
