/// The name of a schema, or a reference to one (RFC 3986).
struct SchemaURI: Hashable, Sendable {
  private var scheme: String?
  private var authority: String?
  private var path: String
  private var query: String?
  /// What stands behind `#`, percent-decoded.
  private(set) var fragment: [UInt8]

  init(_ text: String) {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    var rest = parts.first ?? ""
    fragment = parts.count > 1 ? Self.decoded(parts[1]) : []
    if let colon = rest.firstIndex(where: { ":/?".contains($0) }), rest[colon] == ":", colon > rest.startIndex {
      scheme = String(rest[..<colon])
      rest = rest[rest.index(after: colon)...]
    }
    if let mark = rest.firstIndex(of: "?") {
      query = String(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: "/") ?? rest.endIndex
      authority = String(rest[..<end])
      rest = rest[end...]
    }
    path = String(rest)
  }

  /// All but the fragment.
  var resource: String {
    "\(scheme.map { "\($0):" } ?? "")\(authority.map { "//\($0)" } ?? "")\(path)\(query.map { "?\($0)" } ?? "")"
  }

  /// What a reference means beside this name (section 5.2.2).
  func resolving(_ reference: SchemaURI) -> SchemaURI {
    var found = reference
    if reference.scheme != nil { return found }
    found.scheme = scheme
    if reference.authority != nil { return found }
    found.authority = authority
    if reference.path.isEmpty {
      found.path = path
      found.query = reference.query ?? query
    } else if reference.path.hasPrefix("/") {
      found.path = Self.withoutDots(reference.path)
    } else if authority != nil, path.isEmpty {
      found.path = Self.withoutDots("/" + reference.path)
    } else {
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      found.path = Self.withoutDots(folder + reference.path)
    }
    return found
  }

  /// The path with `.` and `..` followed.
  private static func withoutDots(_ path: String) -> String {
    var kept: [Substring] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      switch part {
      case ".": if isLast { kept.append("") }
      case "..":
        if kept.count > 1 { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(part)
      }
    }
    return kept.joined(separator: "/")
  }

  private static func decoded(_ text: Substring) -> [UInt8] {
    let bytes = Array(text.utf8)
    var found: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        found.append(byte)
        index += 3
      } else {
        found.append(bytes[index])
        index += 1
      }
    }
    return found
  }
}
