import RewardSemantics

/// A text as Unicode scalars, for rules that count, cut and compare characters.
typealias Scalars = [Unicode.Scalar]

extension [Unicode.Scalar] {
  /// - Parameter text: valid UTF-8.
  init(of text: UnsafeBufferPointer<UInt8>) {
    self = []
    reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let (value, next) = text.scalar(at: index)
      append(Unicode.Scalar(value) ?? "\u{FFFD}")
      index = next
    }
  }

  init(of text: String) { self = .init(text.unicodeScalars) }
}

extension Collection<Unicode.Scalar> {
  var utf8: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for scalar in self {
      if scalar.isASCII { bytes.append(UInt8(scalar.value)) } else { bytes.append(contentsOf: String(scalar).utf8) }
    }
    return bytes
  }

  /// Each scalar by itself in lower case, by Unicode's full mapping.
  var lowercased: Scalars {
    var result: Scalars = []
    result.reserveCapacity(count)
    for scalar in self {
      if !scalar.isASCII {
        result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      } else if "A"..."Z" ~= scalar {
        result.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
      } else {
        result.append(scalar)
      }
    }
    return result
  }

  /// Has a letter with case, and none in lower or title case.
  var isUpperCase: Bool { contains(where: \.isUpper) && !contains { $0.isLower || $0.isTitle } }
  /// Has a letter with case, and none in upper or title case.
  var isLowerCase: Bool { contains(where: \.isLower) && !contains { $0.isUpper || $0.isTitle } }

  var isBlank: Bool { allSatisfy(\.isSpace) }

  var withoutPunctuation: Scalars { filter { !$0.isASCIIPunctuation } }
}

extension RandomAccessCollection<Unicode.Scalar> where SubSequence == ArraySlice<Unicode.Scalar>, Index == Int {
  /// Runs without white space, in order.
  var words: [ArraySlice<Unicode.Scalar>] { split(whereSeparator: \.isSpace) }

  /// Words without punctuation and symbols, in order.
  var wordRuns: [ArraySlice<Unicode.Scalar>] { split { !$0.isWordPart } }

  /// The lines; what a line feed ends. There is always one.
  var lines: [ArraySlice<Unicode.Scalar>] { split(separator: "\n", omittingEmptySubsequences: false) }

  /// Without what `isTaken` at both ends.
  func trimmed(_ isTaken: (Unicode.Scalar) -> Bool = \.isSpace) -> ArraySlice<Unicode.Scalar> {
    trimmedAtEnd(isTaken).drop(while: isTaken)
  }

  func trimmedAtEnd(_ isTaken: (Unicode.Scalar) -> Bool = \.isSpace) -> ArraySlice<Unicode.Scalar> {
    self[startIndex..<(lastIndex { !isTaken($0) }.map { $0 + 1 } ?? startIndex)]
  }

  /// Whether `part` stands at `index`.
  func has(_ part: some Collection<Unicode.Scalar>, at index: Int) -> Bool {
    index + part.count <= endIndex && self[index...].starts(with: part)
  }

  /// Where `part`, which is not empty, stands at or after `start`.
  func range(of part: Scalars, from start: Int? = nil) -> Range<Int>? {
    var index = start ?? startIndex
    while let found = self[index...].firstIndex(of: part[0]) {
      if has(part, at: found) { return found..<found + part.count }
      index = found + 1
    }
    return nil
  }
}
