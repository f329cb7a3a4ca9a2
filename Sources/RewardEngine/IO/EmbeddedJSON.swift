/// JSON documents that stand in strings of a document, such as the arguments of a tool call. Used by one thread.
final class EmbeddedJSON {
  /// One for each level: a document is valid until its parser parses the next.
  private var parsers: [JSONParser] = []
  private var depth = 0

  /// What `body` makes of the value of a text; nil where the text is not JSON.
  func read<Result>(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (JSONValue) throws(RowFailure) -> Result
  ) throws(RowFailure) -> Result? {
    if parsers.count == depth {
      guard let parser = JSONParser(depthLimit: RowParser.depthLimit) else { return nil }
      parsers.append(parser)
    }
    let parser = parsers[depth]
    depth += 1
    defer { depth -= 1 }
    guard let root = parser.parse(text, isPadded: false).root else { return nil }
    return try body(root)
  }
}

extension JSONValue {
  /// The member of an object under the first of `names` that has a value other than null, and that name.
  func member(_ names: [String]) -> (name: String, value: JSONValue)? {
    guard kind == .object else { return nil }
    var found: (rank: Int, value: JSONValue)?
    forEachMember { key, value in
      if value.kind == .null { return }
      guard let rank = names.firstIndex(where: { key.elementsEqual($0.utf8) }) else { return }
      // Of equal keys the first counts.
      if found == nil || rank < found?.rank ?? 0 { found = (rank, value) }
    }
    return found.map { (names[$0.rank], $0.value) }
  }
}
