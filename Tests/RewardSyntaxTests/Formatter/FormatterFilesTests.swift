import RewardFiles
import RewardSyntax
import Testing

@Suite("The .reward files of the repository") struct FormatterFilesTests {
  @Test("are formatted", arguments: RewardFiles.formatted)
  func areFormatted(_ file: SourceFile) {
    guard let formatted = Formatter.format(file) else {
      Issue.record("\(file.name) has syntax errors")
      return
    }
    let difference = UnifiedDiff(from: file.bytes, to: formatted, old: file.name, new: file.name)
    #expect(difference.bytes.isEmpty, "rewardc fmt \(file.name)\n\(String(decoding: difference.bytes, as: UTF8.self))")
  }

  @Test("say the same when they are formatted, and stay so", arguments: RewardFiles.all)
  func faithful(_ file: SourceFile) {
    let tree = SyntaxTree.parse(file, as: FileID(0))
    if let formatted = Formatter.format(tree) { expectFaithful(formatted, to: tree) }
  }

  /// All blanks and line breaks that may go are gone, or there are many more.
  @Test("have one layout, however they were typed", arguments: RewardFiles.formatted)
  func typedOtherwise(_ file: SourceFile) {
    let text = String(decoding: file.bytes, as: UTF8.self)
    let typed = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.trimmingPrefix { $0 == " " } + "   "
    }.joined(separator: "\r\n")
    // Blocks of text are kept as they are.
    guard !text.contains("\"\"\"") else { return }
    #expect(formatted(typed) == text)
  }
}

extension SourceFile: CustomTestStringConvertible {
  public var testDescription: String { name }
}
