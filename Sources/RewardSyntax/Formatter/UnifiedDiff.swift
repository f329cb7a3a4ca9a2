/// What changed between two texts, in the form that `patch` reads.
public struct UnifiedDiff {
  /// How many unchanged lines stand around a change.
  private static let context = 3

  private enum Line {
    case kept(ArraySlice<UInt8>)
    case removed(ArraySlice<UInt8>)
    case added(ArraySlice<UInt8>)

    var isKept: Bool { if case .kept = self { true } else { false } }
  }

  private let lines: [Line]
  private let old: String
  private let new: String

  /// `old` and `new` are what the two texts are called.
  public init(from before: [UInt8], to after: [UInt8], old: String, new: String) {
    self.old = old
    self.new = new
    let before = Self.lines(of: before)
    let after = Self.lines(of: after)
    let start = zip(before, after).prefix { $0 == $1 }.count
    let end = zip(before[start...].reversed(), after[start...].reversed()).prefix { $0 == $1 }.count
    let difference = after[start..<after.count - end].map(Array.init)
      .difference(from: before[start..<before.count - end].map(Array.init))
    var removed = Set<Int>()
    var added = Set<Int>()
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(start + offset)
      case .insert(let offset, _, _): added.insert(start + offset)
      }
    }
    var lines: [Line] = []
    var place = 0
    for (index, line) in before.enumerated() {
      if removed.contains(index) {
        lines.append(.removed(line))
        continue
      }
      while added.contains(place) {
        lines.append(.added(after[place]))
        place += 1
      }
      lines.append(.kept(line))
      place += 1
    }
    while place < after.count {
      lines.append(.added(after[place]))
      place += 1
    }
    self.lines = lines
  }

  /// Each with its line break, if it has one.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  /// Empty where nothing changed.
  public var bytes: [UInt8] {
    var result: [UInt8] = []
    for hunk in hunks {
      if result.isEmpty { result += Array("--- \(old)\n+++ \(new)\n".utf8) }
      result += header(of: hunk)
      for line in lines[hunk] {
        let (sign, text): (UInt8, ArraySlice<UInt8>) =
          switch line {
          case .kept(let text): (UInt8(ascii: " "), text)
          case .removed(let text): (UInt8(ascii: "-"), text)
          case .added(let text): (UInt8(ascii: "+"), text)
          }
        result.append(sign)
        result += text
        if text.last != UInt8(ascii: "\n") { result += Array("\n\\ No newline at end of file\n".utf8) }
      }
    }
    return result
  }

  /// The changes with the lines around them; those whose surroundings touch are one.
  private var hunks: [Range<Int>] {
    var hunks: [Range<Int>] = []
    for (place, line) in lines.enumerated() where !line.isKept {
      let range = max(0, place - Self.context)..<min(lines.count, place + Self.context + 1)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  private func header(of hunk: Range<Int>) -> [UInt8] {
    func range(_ isThere: (Line) -> Bool) -> String {
      let count = lines[hunk].count(where: isThere)
      let start = lines[..<hunk.lowerBound].count(where: isThere) + (count > 0 ? 1 : 0)
      return count == 1 ? "\(start)" : "\(start),\(count)"
    }
    let before = range { if case .added = $0 { false } else { true } }
    let after = range { if case .removed = $0 { false } else { true } }
    return Array("@@ -\(before) +\(after) @@\n".utf8)
  }
}
