import RewardSyntax
import Testing

@Suite("Rendering diagnostics")
struct DiagnosticRendererTests {
  /// Every diagnostic of a file in the full form.
  private func rendered(_ text: String, name: String = "a.reward") -> String {
    var sources = SourceMap()
    let source = SourceFile(name: name, text: text)
    let tree = SyntaxTree.parse(source, as: sources.add(source))
    return tree.diagnostics.map { DiagnosticRenderer().render($0, in: sources, color: false) }.joined()
  }

  @Test("A mistake, its place, and the mended line")
  func fix() {
    #expect(
      rendered("spec a\nrule both = long && right\n") == """
        error[E108]: `&&` is written `and`
         --> a.reward:2:18
          |
        2 | rule both = long && right
          |                  ^^ written `and` here
          |
        help: write `and`
          |
        2 | rule both = long and right
          |                  ~~~

        """)
  }

  @Test("Other places and notes")
  func secondary() {
    #expect(
      rendered("let a = f(b,\n\n\n  c d)") == """
        error[E113]: expected `,` or `)`, found `d`
         --> a.reward:4:5
          |
        1 | let a = f(b,
          |          - inside this
        ...
        4 |   c d)
          |     ^ expected `,` or `)`

        """)
    #expect(
      rendered("let a = mean(b) over group") == """
        error[E114]: expected an operator or the end of the line, found `over`
         --> a.reward:1:17
          |
        1 | let a = mean(b) over group
          |                 ^^^^ not expected here
          |
          = note: `over` stands inside the parentheses of an aggregate: `mean(x over group)`

        """)
  }

  @Test("Line numbers of different width, and a place in another file")
  func files() {
    var sources = SourceMap()
    let main = sources.add(SourceFile(name: "a.reward", text: String(repeating: "\n", count: 9) + "let a = b"))
    let other = sources.add(SourceFile(name: "b.reward", text: "let b = 1"))
    let diagnostic = Diagnostic(
      DiagnosticCode("W999"), .warning, "seen twice",
      at: .init(SourceRange(file: main, start: 17, end: 18), "here"),
      because: [.init(SourceRange(file: other, start: 4, end: 5), "and here")])
    #expect(
      DiagnosticRenderer().render(diagnostic, in: sources, color: false) == """
        warning[W999]: seen twice
          --> a.reward:10:9
           |
        10 | let a = b
           |         ^ here
          ::: b.reward:1:5
           |
         1 | let b = 1
           |     - and here

        """)
  }

  @Test("An insertion, a removal, and a new line in the mended text")
  func edits() {
    var sources = SourceMap()
    let file = sources.add(SourceFile(name: "a.reward", text: "let a = b let c = d"))
    func help(_ start: Int, _ end: Int, _ replacement: String) -> String {
      let range = SourceRange(file: file, start: start, end: end)
      let diagnostic = Diagnostic(
        DiagnosticCode("E999"), .error, "m", at: .init(range),
        fix: .init("mend", range: range, replacement: replacement))
      let text = DiagnosticRenderer().render(diagnostic, in: sources, color: false)
      return text.split(separator: "\n").drop { !$0.hasPrefix("help") }.joined(separator: "\n")
    }
    #expect(help(9, 9, "b") == "help: mend\n  |\n1 | let a = bb let c = d\n  |          +")
    #expect(help(3, 9, "") == "help: mend\n  |\n1 | let let c = d")
    #expect(help(9, 10, "\n") == "help: mend\n  |\n1 | let a = b\n2 | let c = d")
  }

  @Test("A span over several lines is marked up to the end of its first")
  func severalLines() {
    var sources = SourceMap()
    let file = sources.add(SourceFile(name: "a.reward", text: "let a = when {\n}\n"))
    let diagnostic = Diagnostic(
      DiagnosticCode("E999"), .error, "m", at: .init(SourceRange(file: file, start: 8, end: 16), "all of it"))
    #expect(
      DiagnosticRenderer().render(diagnostic, in: sources, color: false)
        .hasSuffix("1 | let a = when {\n  |         ^^^^^^ all of it\n"))
  }

  @Test("Carets stand under the right columns behind tabs, wide and combining characters")
  func widths() {
    #expect(rendered("\tlet a = $").contains("1 |     let a = $\n  |             ^ unknown"))
    #expect(rendered("let a = \"漢字\" $").contains("1 | let a = \"漢字\" $\n  |                ^ "))
    #expect(rendered("let a = \"e\u{301}\" $").contains("\n  |             ^ "))
    #expect(rendered("let a = \"\u{1F600}\" $").contains("\n  |              ^ "))
    // The column in the headline counts scalars, not columns of the terminal.
    #expect(rendered("let a = \"漢字\" $").contains("a.reward:1:14\n"))
  }

  @Test("Nothing from a file reaches the terminal raw")
  func controls() {
    let text = rendered("let a = \"\u{1B}[31m\u{202E}\u{7F}\" \u{7} $", name: "b\u{1B}.reward")
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 && $0.value != 0x7F && $0.value != 0x202E })
    #expect(text.contains("\\u{1B}[31m\\u{202E}\\u{7F}"))
    #expect(text.contains("b\\u{1B}.reward:1:"))
    var sources = SourceMap()
    let bytes = SourceFile(name: "a", bytes: Array("let a = \"".utf8) + [0xFF, 0x41] + Array("\"".utf8))
    let tree = SyntaxTree.parse(bytes, as: sources.add(bytes))
    #expect(tree.diagnostics.count == 1)
    #expect(
      DiagnosticRenderer().render(tree.diagnostics[0], in: sources, color: false)
        .contains("1 | let a = \"\\xFFA\"\n  |          ^^^^ this byte"))
  }

  @Test("A long line is cut around the mistake")
  func longLines() throws {
    let text =
      "let a = \"" + String(repeating: "x", count: 500_000) + "\" $ \"" + String(repeating: "y", count: 500_000) + "\""
    let lines = rendered(text).split(separator: "\n")
    #expect(lines[1] == " --> a.reward:1:500012")
    let source = try #require(lines.first { $0.hasPrefix("1 |") })
    let marks = try #require(lines.first { $0.contains("^") })
    #expect(source.count <= 105)
    #expect(source.hasPrefix("1 | …xxx") && source.hasSuffix("yyy…"))
    let column = try #require(marks.firstIndex(of: "^"))
    #expect(Array(source)[marks.distance(from: marks.startIndex, to: column)] == "$")
  }

  @Test("The end of an empty file, and an empty line")
  func empty() {
    #expect(rendered("spec").contains("1 | spec\n  |     ^ expected"))
    #expect(rendered("let a = (\n\n").contains("1 | let a = (\n"))
  }

  @Test("The compact form is one line")
  func compact() throws {
    var sources = SourceMap()
    let source = SourceFile(name: "a.reward", text: "let x = 1\nlet a = b && c")
    let tree = SyntaxTree.parse(source, as: sources.add(source))
    #expect(
      DiagnosticRenderer().compact(try #require(tree.diagnostics.first), in: sources)
        == "a.reward:2:11: error[E108]: `&&` is written `and`")
  }

  @Test("Colors add nothing but colors")
  func colors() throws {
    var sources = SourceMap()
    let source = SourceFile(name: "a.reward", text: "let a = f(b c\nlet d = e && f\nlet g = h?")
    let tree = SyntaxTree.parse(source, as: sources.add(source))
    for diagnostic in tree.diagnostics {
      var colored = DiagnosticRenderer().render(diagnostic, in: sources, color: true)
      #expect(colored.contains("\u{1B}[1;31merror["))
      for ink in ["0", "1", "1;31", "1;33", "1;34", "1;36"] {
        colored = colored.split(separator: "\u{1B}[\(ink)m", omittingEmptySubsequences: false).joined()
      }
      #expect(colored == DiagnosticRenderer().render(diagnostic, in: sources, color: false))
    }
  }
}
