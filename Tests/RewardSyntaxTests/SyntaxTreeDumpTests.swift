import RewardSyntax
import Testing

@Suite("dump")
struct SyntaxTreeDumpTests {
  @Test("Nodes with their ranges, tokens with their texts")
  func dump() {
    #expect(
      parse("let a = -1 // é\n").dump() == """
        file 0..<17
          valueDeclaration 0..<10
            identifier "let" 0..<3
            identifier "a" 4..<5
            equals "=" 6..<7
            negateExpression 8..<10
              minus "-" 8..<9
              numberExpression 9..<10
                number "1" 9..<10
          comment "// é" 11..<16

        """)
  }

  @Test("What the parser passed over is there too, and no text breaks its line")
  func skipped() {
    #expect(
      parse("foo \"\"\"\n\u{1B}\\t\"\"\"").dump() == """
        file 0..<14
          errorDeclaration 0..<14
            identifier "foo" 0..<3
            skipped 4..<14
              textBlock "\\"\\"\\"\\n\\u{1B}\\\\t\\"\\"\\"" 4..<14

        """)
  }
}
