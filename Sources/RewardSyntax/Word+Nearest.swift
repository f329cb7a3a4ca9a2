extension Word {
  /// The declaration keyword that a misspelt word is likely to stand for.
  static func nearestDeclaration(to text: String) -> String? {
    nearest(to: text, among: allCases.filter(\.isDeclaration))
  }

  /// The one of `words` that a misspelt word is likely to stand for.
  static func nearest(to text: String, among words: [Word]) -> String? {
    let written = Array(text.utf8)
    guard (3...12).contains(written.count) else { return nil }
    return words.map { ($0.rawValue, distance(written, Array($0.rawValue.utf8))) }
      .filter { $0.1 <= (written.count < 5 ? 1 : 2) }.min { $0.1 < $1.1 }?.0
  }

  /// Letters to insert, remove or replace.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in right.indices {
        let above = row[j + 1]
        row[j + 1] = Swift.min(above + 1, row[j] + 1, diagonal + (byte == right[j] ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
