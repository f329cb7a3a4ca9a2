import RewardSyntax

extension LanguageServer {
  /// The edit that lays the document out as `rewardc fmt` does; none where it has mistakes or lies that way already.
  func formatting(_ parameters: JSON) throws(ResponseError) -> JSON {
    let subject = try subject(parameters)
    let old = subject.source.bytes
    guard let new = Formatter.format(subject.index.mainFile.tree) else { return .null }
    guard new != old else { return [] }
    // What is the same at both ends stays, and with it cursors and folds there. No character is cut.
    var start = sameAtStart(old, new)
    while start > 0, start < old.count, old[start] & 0xC0 == 0x80 { start -= 1 }
    var end = min(sameAtStart(old.reversed(), new.reversed()), min(old.count, new.count) - start)
    while end > 0, old[old.count - end] & 0xC0 == 0x80 { end -= 1 }
    let range = SourceRange(file: subject.index.main, start: start, end: old.count - end)
    return [
      [
        "range": encoding.range(range, in: subject.source),
        "newText": .string(String(decoding: new[start..<new.count - end], as: UTF8.self)),
      ]
    ]
  }

  /// How many bytes two files have in common at their start.
  private func sameAtStart(_ one: [UInt8], _ other: [UInt8]) -> Int {
    let shorter = min(one.count, other.count)
    return (0..<shorter).first { one[$0] != other[$0] } ?? shorter
  }
}
