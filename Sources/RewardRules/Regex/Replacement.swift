import RewardSemantics

/// What `replace` puts in place of a match: literal bytes and groups of the match.
struct Replacement: Sendable {
  enum Part: Sendable, Equatable {
    case literal([UInt8])
    case group(Int)
  }
  let parts: [Part]

  /// Reads `$1`, `${12}` (groups) and `$$` (a dollar sign); everything else is literal.
  ///
  /// - Throws: at a `$` that begins neither, and at a group above `groupCount`, with the offset of the `$`.
  init(_ source: [UInt8], groupCount: Int) throws(PreparationError) {
    var parts: [Part] = []
    var literal: [UInt8] = []
    var index = 0
    while index < source.count {
      guard source[index] == UInt8(ascii: "$") else {
        literal.append(source[index])
        index += 1
        continue
      }
      let dollar = index
      index += 1
      if index < source.count, source[index] == UInt8(ascii: "$") {
        literal.append(source[index])
        index += 1
        continue
      }
      let isBraced = index < source.count && source[index] == UInt8(ascii: "{")
      if isBraced { index += 1 }
      let digits = source[index...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      index = digits.endIndex
      let isClosed = !isBraced || (index < source.count && source[index] == UInt8(ascii: "}"))
      guard isClosed, let group = Int(String(decoding: digits, as: UTF8.self)) else {
        throw PreparationError(
          "`$` must be followed by a group number; `$$` is a dollar sign", parameter: "with", offset: dollar)
      }
      guard group <= groupCount else {
        throw PreparationError("the pattern has no group \(group)", parameter: "with", offset: dollar)
      }
      if isBraced { index += 1 }
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = []
      parts.append(.group(group))
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    self.parts = parts
  }
}
