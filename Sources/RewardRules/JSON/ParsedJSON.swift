/// A JSON text as nodes, for what looks at its values more than once.
///
/// Nodes stand in the order of the text: the first child of a node follows it, and the next one stands at its ``Node/end``.
/// The text is borrowed.
package struct ParsedJSON {
  package struct Node {
    /// The place of the value in the text.
    package var place: Range<Int>
    /// The place of its name between the quotes, for a member of an object.
    var name: Range<Int>?
    /// The node after this one and all that are in it.
    var end: Int
  }

  package let text: UnsafeBufferPointer<UInt8>
  /// The whole is the first.
  package let nodes: [Node]

  /// Nil where the text is not JSON; see ``JSONScanner``.
  package init?(_ text: UnsafeBufferPointer<UInt8>) {
    var scanner = JSONScanner(text)
    scanner.skipBlanks()
    guard let whole = ParsedJSON(next: &scanner) else { return nil }
    scanner.skipBlanks()
    guard scanner.isAtEnd else { return nil }
    self = whole
  }

  /// The value that begins where the scanner stands.
  init?(next scanner: inout JSONScanner) {
    var collector = Collector()
    guard scanner.value(telling: &collector) != nil else { return nil }
    text = scanner.text
    nodes = collector.nodes
  }

  private struct Collector: JSONListener {
    var nodes: [Node] = []
    var open: [Int] = []

    mutating func begin(at place: Int, name: Range<Int>?) {
      open.append(nodes.count)
      nodes.append(Node(place: place..<place, name: name, end: 0))
    }

    mutating func end(at place: Int) {
      let node = open.removeLast()
      nodes[node].place = nodes[node].place.lowerBound..<place
      nodes[node].end = nodes.count
    }
  }

  package func kind(_ node: Int) -> JSONValue.Kind { JSONValue.Kind(firstByte: text[nodes[node].place.lowerBound]) }

  /// The source of a value.
  func source(_ node: Int) -> UnsafeBufferPointer<UInt8> { text.slice(nodes[node].place) }

  /// The text of a string; nil for another kind.
  package func string(_ node: Int) -> [UInt8]? {
    guard kind(node) == .string else { return nil }
    let place = nodes[node].place
    return JSONString(text.slice(place.lowerBound + 1..<place.upperBound - 1)).decoded
  }

  /// The nearest double to a number, infinite where it is too large; nil for another kind.
  package func number(_ node: Int) -> Double? { kind(node) == .number ? JSONNumber.value(source(node)) : nil }

  /// The source of a value, without blanks around it.
  package func bytes(_ node: Int) -> [UInt8] { Array(source(node)) }

  /// A value in one form, the same for equal values: see `json_canonical`.
  package func canonical(_ node: Int) -> [UInt8] {
    var source = JSONSource()
    source.append(sorted: node, of: self, byValue: true)
    return source.bytes
  }

  /// Whether a number is written without a point and exponent.
  func isWholeNumber(_ node: Int) -> Bool {
    !source(node).contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
  }

  /// The name of a member of an object.
  package func name(_ node: Int) -> [UInt8] { nodes[node].name.map { JSONString(text.slice($0)).decoded } ?? [] }

  /// The elements of an array or members of an object; none for another kind.
  package func children(_ node: Int) -> Children { Children(nodes: nodes, index: node + 1, end: nodes[node].end) }

  /// The first member of this name; nil where there is none, or the value is no object.
  func member(_ name: [UInt8], of node: Int) -> Int? {
    guard kind(node) == .object else { return nil }
    return children(node).first { nodes[$0].name.map { JSONString(text.slice($0)).equals(name) } ?? false }
  }

  package func member(_ name: String, of node: Int) -> Int? { member(Array(name.utf8), of: node) }

  package struct Children: Sequence, IteratorProtocol {
    let nodes: [Node]
    var index: Int
    let end: Int

    package mutating func next() -> Int? {
      guard index < end else { return nil }
      defer { index = nodes[index].end }
      return index
    }
  }
}
