extension SyntaxTree {
  /// The tree of a file. It always covers the whole file; what could not be read is in its `diagnostics`, in file order.
  ///
  /// Takes time proportional to the length of the file, whatever it holds.
  public static func parse(_ source: SourceFile, as file: FileID) -> SyntaxTree {
    var parser = Parser(source, as: file)
    parser.parseFile()
    return SyntaxTree(
      file: file, source: source, tokens: parser.tokens, records: parser.records,
      diagnostics: inOrder(parser.diagnostics))
  }

  /// By place, and no more than anyone will read.
  private static func inOrder(_ found: [Diagnostic]) -> [Diagnostic] {
    let limit = 100
    let sorted = found.enumerated().sorted {
      ($0.element.primary.range.start, $0.offset) < ($1.element.primary.range.start, $1.offset)
    }.map(\.element)
    guard sorted.count > limit else { return sorted }
    let last = sorted[limit].primary.range
    let rest = Diagnostic(
      .tooManyMistakes, .error, "the file has \(sorted.count) mistakes; those from here on are not shown",
      at: .init(last, "the next one is here"))
    return sorted[..<limit] + [rest]
  }
}
