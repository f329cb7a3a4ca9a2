import RewardSemantics

/// What `format` asks of a text where it is asserted. Other names, those of internationalised forms among them, ask
/// nothing.
enum SchemaFormat: String, Sendable {
  case date, time
  case dateTime = "date-time"
  case duration, email, hostname, ipv4, ipv6, uuid, uri
  case uriReference = "uri-reference"
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"
  case regex

  /// Whether a text is of the format; in time that grows with its length.
  func accepts(_ text: [UInt8]) -> Bool {
    var reader = FormatReader(text)
    switch self {
    case .date: return reader.date() && reader.isAtEnd
    case .time: return reader.time() && reader.isAtEnd
    case .dateTime: return reader.date() && reader.skip("T", "t") && reader.time() && reader.isAtEnd
    case .duration: return reader.duration()
    case .email: return Self.isEmail(text)
    case .hostname: return Self.isHostname(text[...])
    case .ipv4: return Self.isIPv4(text[...])
    case .ipv6: return Self.isIPv6(text[...])
    case .uuid:
      let dashes = [8, 13, 18, 23]
      return text.count == 36
        && text.indices.allSatisfy { dashes.contains($0) ? text[$0] == UInt8(ascii: "-") : isHexDigit(text[$0]) }
    case .uri: return Self.isURI(text, needsScheme: true)
    case .uriReference: return Self.isURI(text, needsScheme: false)
    case .jsonPointer: return Self.isPointer(text[...])
    case .relativeJSONPointer:
      let digits = text.prefix(while: isDigit)
      let rest = text[digits.endIndex...]
      return !digits.isEmpty && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
        && (rest.elementsEqual("#".utf8) || Self.isPointer(rest))
    case .regex:
      return (try? Pattern(StaticValue.Pattern(bytes: SchemaPattern.translated(text), flags: []))) != nil
    }
  }

  // MARK: Names and addresses

  /// RFC 5321, section 4.1.2: a dotted or quoted name, and a host or an address in brackets.
  private static func isEmail(_ text: [UInt8]) -> Bool {
    guard let at = text.lastIndex(of: UInt8(ascii: "@")), at > 0 else { return false }
    let (name, host) = (text[..<at], text[(at + 1)...])
    let isQuoted = name.count > 2 && name.first == UInt8(ascii: "\"") && name.last == UInt8(ascii: "\"")
    guard isQuoted || isDotted(name) else { return false }
    guard host.first == UInt8(ascii: "["), host.last == UInt8(ascii: "]") else { return isHostname(host) }
    let address = host.dropFirst().dropLast()
    return address.starts(with: "IPv6:".utf8) ? isIPv6(address.dropFirst(5)) : isIPv4(address)
  }

  private static func isDotted(_ name: ArraySlice<UInt8>) -> Bool {
    name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.allSatisfy { isLetter($0) || isDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }
  }

  /// RFC 1123, section 2.1.
  private static func isHostname(_ text: ArraySlice<UInt8>) -> Bool {
    text.count <= 253
      && text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
        (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
          && label.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
      }
  }

  private static func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.allSatisfy(isDigit)
          && (part.count == 1 || part.first != UInt8(ascii: "0"))
          && part.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) } < 256
      }
  }

  /// RFC 4291, section 2.2: eight groups, of which one run of zeros may be left out, the last two perhaps as IPv4.
  private static func isIPv6(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 45 else { return false }
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    var groups = 0
    for (index, part) in parts.enumerated() where !part.isEmpty {
      if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard isIPv4(part) else { return false }
        groups += 2
      } else {
        guard part.count <= 4, part.allSatisfy(isHexDigit) else { return false }
        groups += 1
      }
    }
    // `::` leaves one part empty between others, two at an end, and three where it is all.
    let isCut = text.indices.dropLast().filter { text[$0] == UInt8(ascii: ":") && text[$0 + 1] == UInt8(ascii: ":") }
    if isCut.isEmpty { return groups == 8 && parts.allSatisfy { !$0.isEmpty } }
    let start = text.starts(with: "::".utf8) || text.first != UInt8(ascii: ":")
    let end = text.suffix(2).elementsEqual("::".utf8) || text.last != UInt8(ascii: ":")
    return isCut.count == 1 && start && end && groups <= 7
  }

  /// RFC 3986 by its characters: a scheme, no blanks and no others that must be escaped, `%` before two digits.
  private static func isURI(_ text: [UInt8], needsScheme: Bool) -> Bool {
    let scheme = text.prefix { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
    let hasScheme = scheme.endIndex < text.count && text[scheme.endIndex] == UInt8(ascii: ":")
    if needsScheme || hasScheme {
      guard hasScheme, let first = scheme.first, isLetter(first) else { return false }
    }
    let rest = hasScheme ? text[(scheme.endIndex + 1)...] : text[...]
    let authority: ArraySlice<UInt8> =
      rest.starts(with: "//".utf8) ? rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) } : []
    let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
    var fragments = 0
    for (index, byte) in zip(rest.indices, rest) {
      switch byte {
      case UInt8(ascii: "%"):
        guard index + 2 < text.count, isHexDigit(text[index + 1]), isHexDigit(text[index + 2]) else { return false }
      case UInt8(ascii: "#"): fragments += 1
      case UInt8(ascii: "["), UInt8(ascii: "]"):
        guard host.indices.contains(index), host.first == UInt8(ascii: "[") else { return false }
      default:
        guard isLetter(byte) || isDigit(byte) || "-._~:/?@!$&'()*+,;=".utf8.contains(byte) else { return false }
      }
    }
    return fragments <= 1
  }

  /// RFC 6901.
  private static func isPointer(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.isEmpty || text.first == UInt8(ascii: "/") else { return false }
    return zip(text, text.dropFirst() + [0]).allSatisfy { byte, next in
      byte != UInt8(ascii: "~") || next == UInt8(ascii: "0") || next == UInt8(ascii: "1")
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
private func isHexDigit(_ byte: UInt8) -> Bool {
  isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
}

/// Reads dates and times from left to right (RFC 3339).
private struct FormatReader {
  private let text: [UInt8]
  private var index = 0

  init(_ text: [UInt8]) { self.text = text }

  var isAtEnd: Bool { index == text.count }

  mutating func skip(_ characters: Character...) -> Bool {
    guard index < text.count, characters.contains(where: { $0.asciiValue == text[index] }) else { return false }
    index += 1
    return true
  }

  /// So many digits as a number.
  private mutating func number(_ count: Int) -> Int? {
    guard index + count <= text.count, text[index..<index + count].allSatisfy(isDigit) else { return nil }
    defer { index += count }
    return text[index..<index + count].reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) }
  }

  mutating func date() -> Bool {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return false }
    guard (1...12).contains(month) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  mutating func time() -> Bool {
    guard let hour = number(2), skip(":"), let minute = number(2), skip(":"), let second = number(2) else {
      return false
    }
    if skip(".") {
      guard number(1) != nil else { return false }
      while number(1) != nil {}
    }
    var offset = 0
    if !skip("Z", "z") {
      let isBehind = index < text.count && text[index] == UInt8(ascii: "-")
      guard skip("+", "-"), let hours = number(2), skip(":"), let minutes = number(2), hours < 24, minutes < 60 else {
        return false
      }
      offset = (isBehind ? -1 : 1) * (60 * hours + minutes)
    }
    guard hour < 24, minute < 60, second <= 60 else { return false }
    // A leap second is the last of a day at Greenwich.
    return second < 60 || (60 * hour + minute - offset + 1440) % 1440 == 1439
  }

  /// Appendix A: weeks, or units that follow one another without a gap.
  mutating func duration() -> Bool {
    guard skip("P") else { return false }
    guard let inDays = units("YMD") else { return false }
    if inDays == 0, let weeks = units("W"), weeks > 0 { return isAtEnd }
    guard skip("T") else { return inDays > 0 && isAtEnd }
    guard let inHours = units("HMS") else { return false }
    return inHours > 0 && isAtEnd
  }

  /// How many numbers with a unit there are, in this order without a gap; nil where there is one. A number without one of
  /// them is left.
  private mutating func units(_ symbols: String) -> Int? {
    var count = 0
    var next: String.Index?
    while true {
      let start = index
      while index < text.count, isDigit(text[index]) { index += 1 }
      guard index > start, index < text.count,
        let place = symbols.firstIndex(where: { $0.asciiValue == text[index] })
      else {
        index = start
        return count
      }
      if let next, place != next { return nil }
      index += 1
      count += 1
      next = symbols.index(after: place)
    }
  }
}
