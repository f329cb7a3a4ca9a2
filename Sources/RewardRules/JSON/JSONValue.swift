import RewardSemantics

/// A value inside a text that is JSON: its place, without blanks around it.
package struct JSONValue {
  package enum Kind {
    case object, array, string, number, bool, null

    /// The kind of a value by the byte it begins with.
    init(firstByte: UInt8) {
      self =
        switch firstByte {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }
  }

  /// The whole text.
  let text: UnsafeBufferPointer<UInt8>
  let place: Range<Int>

  private init(_ text: UnsafeBufferPointer<UInt8>, at place: Range<Int>) {
    self.text = text
    self.place = place
  }

  /// The value that is the whole text; nil where the text is not JSON.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard case .value(let value) = JSONValue.find([], in: text) else { return nil }
    self = value
  }

  var bytes: UnsafeBufferPointer<UInt8> { text.slice(place) }

  var kind: Kind { Kind(firstByte: text[place.lowerBound]) }

  // MARK: Finding

  /// What a path leads to.
  enum Found {
    case notJSON
    /// A key, index or container on the way is not there.
    case absent
    case value(JSONValue)
  }

  /// Follows `steps` from the outermost value: a name of an object, the place in an array. Of equal names the first
  /// counts. The text is read to its end, so that what is not JSON is never taken for it.
  static func find(_ steps: [[UInt8]], in text: UnsafeBufferPointer<UInt8>) -> Found {
    var scanner = JSONScanner(text)
    scanner.skipBlanks()
    guard let found = find(steps[...], from: &scanner, depth: 0) else { return .notJSON }
    scanner.skipBlanks()
    return scanner.isAtEnd ? found : .notJSON
  }

  /// Reads the value that begins here; nil where the text is not JSON. Calls itself once a step, not once a level.
  private static func find(_ steps: ArraySlice<[UInt8]>, from scanner: inout JSONScanner, depth: Int) -> Found? {
    guard let step = steps.first else {
      return scanner.value(depth: depth).map { .value(JSONValue(scanner.text, at: $0)) }
    }
    guard depth < JSONScanner.maximumDepth else { return scanner.value(depth: depth) == nil ? nil : .absent }
    var found: Found?
    func read(_ scanner: inout JSONScanner, isStep: Bool) -> Bool {
      guard isStep, found == nil else { return scanner.value(depth: depth + 1) != nil }
      found = find(steps.dropFirst(), from: &scanner, depth: depth + 1)
      return found != nil
    }
    let isGood: Bool
    switch scanner.current {
    case UInt8(ascii: "{"):
      isGood = scanner.members { scanner, name in
        let isStep = found == nil && JSONString(scanner.text.slice(name)).equals(step)
        return read(&scanner, isStep: isStep)
      }
    case UInt8(ascii: "["):
      let wanted = index(step)
      var next = 0
      isGood = scanner.elements { scanner in
        defer { next += 1 }
        return read(&scanner, isStep: next == wanted)
      }
    default: isGood = scanner.value(depth: depth) != nil
    }
    return isGood ? found ?? .absent : nil
  }

  /// The place in an array that a step names: digits without a zero in front.
  private static func index(_ step: [UInt8]) -> Int? {
    guard !step.isEmpty, step.count <= 18, step == [UInt8(ascii: "0")] || step[0] != UInt8(ascii: "0") else {
      return nil
    }
    var index = 0
    for byte in step {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      index = 10 * index + Int(byte - UInt8(ascii: "0"))
    }
    return index
  }

  // MARK: Reading

  /// The number, or true and false as 1 and 0: infinite where it is too large for a double. Nil for another kind.
  var number: Double? {
    switch kind {
    case .bool: text[place.lowerBound] == UInt8(ascii: "t") ? 1 : 0
    case .number: JSONNumber.value(bytes)
    default: nil
    }
  }

  /// What stands between the quotes of a string; nil for another kind.
  var string: JSONString? {
    guard kind == .string else { return nil }
    return JSONString(text.slice(place.lowerBound + 1..<place.upperBound - 1))
  }

  /// The place in the text of what stands between the quotes of a string.
  var content: Range<Int> { place.lowerBound + 1..<place.upperBound - 1 }

  /// The elements of an array; nil for another kind.
  var elements: [JSONValue]? {
    guard kind == .array else { return nil }
    var elements: [JSONValue] = []
    var scanner = JSONScanner(bytes)
    _ = scanner.elements { scanner in
      guard let element = scanner.value() else { return false }
      let start = place.lowerBound
      elements.append(JSONValue(text, at: start + element.lowerBound..<start + element.upperBound))
      return true
    }
    return elements
  }

  /// How many elements an array or different names an object has; nil for another kind.
  var count: Int? {
    guard kind == .object else { return elements?.count }
    var names: Set<[UInt8]> = []
    var scanner = JSONScanner(bytes)
    _ = scanner.members { scanner, name in
      names.insert(JSONString(scanner.text.slice(name)).decoded)
      return scanner.value() != nil
    }
    return names.count
  }
}
