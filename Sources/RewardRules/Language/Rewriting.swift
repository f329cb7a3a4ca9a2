extension [Unicode.Scalar] {
  /// The text with parts replaced, from left to right: at each place `rule` gets the rest of the text and may say how
  /// much of it makes way for what. What replaces is not looked at again.
  func rewritten(_ rule: (_ rest: ArraySlice<Unicode.Scalar>) -> (length: Int, replacement: Scalars)?) -> Scalars {
    var result: Scalars = []
    result.reserveCapacity(count + 16)
    var index = 0
    while index < count {
      if let (length, replacement) = rule(self[index...]), length > 0 {
        result += replacement
        index += length
      } else {
        result.append(self[index])
        index += 1
      }
    }
    return result
  }

  /// With blanks around every scalar that is one of `set`.
  func spaced(_ isOne: (Unicode.Scalar) -> Bool) -> Scalars {
    rewritten { rest in
      rest.first.flatMap { isOne($0) ? (1, [" ", $0, " "]) : nil }
    }
  }

  /// With every `part` replaced.
  func replacing(_ part: String, with other: String) -> Scalars {
    let (part, other) = (Scalars(of: part), Scalars(of: other))
    return rewritten { rest in rest.starts(with: part) ? (part.count, other) : nil }
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// The scalar so many places after the first; nil beyond the end.
  func at(_ offset: Int) -> Unicode.Scalar? {
    let index = startIndex + offset
    return startIndex <= index && index < endIndex ? self[index] : nil
  }

  /// Whether this begins with `part`, in any case of ASCII letters. `part` is in small letters.
  func begins(withAnyCase part: String) -> Bool {
    var index = startIndex
    for scalar in part.unicodeScalars {
      guard index < endIndex, self[index] == scalar || (scalar.isLower && self[index].value | 0x20 == scalar.value)
      else { return false }
      index += 1
    }
    return true
  }
}
