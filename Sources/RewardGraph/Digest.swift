extension Graph {
  /// The score digest: 16 hexadecimal digits that change whenever what is computed changes, patterns, texts, constants
  /// and declared domains included; where a column is read from does not count.
  ///
  /// FNV-1a (64 bits) over every node and root. It tells honest runs apart; it is no defence against forgery.
  public var digest: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      // No text has this byte, so that two texts are never one.
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    for node in nodes {
      mix(node.operation.label(inputs: inputs, builtins: builtins, limit: .max))
      mix(node.operands.map(String.init).joined(separator: ","))
      mix(node.grain.name)
      mix("\(node.form)")
    }
    for root in roots { mix("\(root.kind.rawValue) \(root.name) \(root.node)") }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
