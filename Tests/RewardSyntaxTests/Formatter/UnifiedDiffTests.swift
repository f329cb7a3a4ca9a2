import RewardSyntax
import Testing

@Suite("Unified differences") struct UnifiedDiffTests {
  private func difference(_ old: String, _ new: String) -> String {
    String(decoding: UnifiedDiff(from: Array(old.utf8), to: Array(new.utf8), old: "a", new: "b").bytes, as: UTF8.self)
  }

  @Test("equal texts differ in nothing") func equal() { #expect(difference("a\nb\n", "a\nb\n") == "") }

  @Test("a change stands among three lines on each side") func hunk() {
    #expect(
      difference("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") == """
        --- a
        +++ b
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test("changes far from one another stand apart") func hunks() {
    let lines = (0..<20).map { "\($0)\n" }
    var changed = lines
    changed[0] = "x\n"
    changed[19] = ""
    let text = difference(lines.joined(), changed.joined())
    #expect(text.contains("@@ -1,4 +1,4 @@\n-0\n+x\n 1\n 2\n 3\n@@ -17,4 +17,3 @@\n 16\n 17\n 18\n-19\n"))
  }

  @Test("the end of a file without a line break is said") func noLineBreak() {
    #expect(
      difference("a", "a\n") == "--- a\n+++ b\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n")
    #expect(difference("", "a\n") == "--- a\n+++ b\n@@ -0,0 +1 @@\n+a\n")
  }
}
